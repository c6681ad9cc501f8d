"""Correct a miscount while the item is on: the old count stays, with the reason."""

from typing import Any

from django.db.models import QuerySet

from haertefall.schritte.beratung.abstimmung_festhalten import Auszaehlung, zaehlung_eintragen
from haertefall.schritte.leitung import LEITUNG
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Abstimmung, Antrag


class Neuzaehlung(Auszaehlung):
    """The right totals, and why the first ones were wrong."""

    grund = LangerText(label="Was war falsch gezählt?", max_length=2_000)

    def antraege(self) -> QuerySet[Antrag]:
        """Motions that were voted on."""
        return Antrag.objects.filter(
            punkt=self.punkt, angenommen__isnull=False, ohne_abstimmung=False
        )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new count takes the place of the last one."""
    antrag = daten["antrag"]
    zeile = Abstimmung(ersetzt=antrag.abstimmungen.filter(ersetzt_durch=None).latest("um"))
    zeile.punkt = daten["punkt"]
    zeile.grund = daten["grund"]
    zaehlung_eintragen(antrag, daten, zeile)


SCHRITT = Schritt(
    "zaehlung_berichtigen",
    "Zählung berichtigen",
    Neuzaehlung,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
