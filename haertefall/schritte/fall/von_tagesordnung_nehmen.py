"""Take a case off the agenda again."""

from typing import Any

from haertefall.faelle.models import Zugangsart
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Tagesordnungspunkt


class Absetzung(Eingabe):
    """Why."""

    grund = LangerText(label="Grund", max_length=2_000)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The item stays visible as taken off; the members' access ends."""
    Tagesordnungspunkt.objects.filter(fall=vorgang.akte, abgesetzt=False).update(abgesetzt=True)
    vorgang.zugang_beenden(Zugangsart.VORGELEGT)


SCHRITT = Schritt("von_tagesordnung_nehmen", "Von der Tagesordnung nehmen", Absetzung, wirkung)
