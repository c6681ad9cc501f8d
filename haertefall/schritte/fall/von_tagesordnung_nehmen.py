"""Take a case off the agenda again."""

from typing import Any

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Absetzung(Eingabe):
    """Why."""

    grund = LangerText(label="Grund", max_length=2_000)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Nothing but the new state: item and access of the members end with it (`bewegung`)."""


SCHRITT = Schritt(
    "von_tagesordnung_nehmen", "Von der Tagesordnung nehmen", Absetzung, wirkung, tagesordnung=True
)
