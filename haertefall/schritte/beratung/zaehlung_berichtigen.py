"""Correct a miscount while the item is on: the old count stays, with the reason."""

from typing import Any

from django.db.models import QuerySet

from haertefall.schritte.beratung.abstimmung_festhalten import Auszaehlung
from haertefall.schritte.leitung import LEITUNG
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlwerk import eintragen
from haertefall.sitzungen.models import Abstimmung, Antrag


class Neuzaehlung(Auszaehlung):
    """The right totals, and why the first ones were wrong."""

    grund = LangerText(label="Was war falsch gezählt?", max_length=2_000)

    def vorbereiten(self) -> None:
        """What was counted stands beside the motion: nobody has to remember it."""
        super().vorbereiten()
        feld = self.feld("antrag")
        worte = feld.label_from_instance
        feld.label_from_instance = lambda a: f"{worte(a)} ({_gezaehlt(a)})"

    def antraege(self) -> QuerySet[Antrag]:
        """Motions on which hands were counted. An urn is counted once, by the program."""
        return Antrag.objects.filter(
            punkt=self.punkt,
            angenommen__isnull=False,
            ohne_abstimmung=False,
            urne=None,
            abstimmungen__namentliche_stimmen=None,
        )

    def waehlende(self, antrag: Antrag) -> int | None:
        """Who was there at the vote; who has gone or come since then changes nothing."""
        return letzte_zaehlung(antrag).anwesende


def _gezaehlt(antrag: Antrag) -> str:
    alt = letzte_zaehlung(antrag)
    return f"gezählt: {alt.ja} Ja, {alt.nein} Nein, {alt.enthaltung} enthalten"


def letzte_zaehlung(antrag: Antrag) -> Abstimmung:
    """The count that holds."""
    return antrag.abstimmungen.filter(ersetzt_durch=None).latest("um")


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new count takes the place of the last one."""
    antrag = daten["antrag"]
    zeile = Abstimmung(ersetzt=letzte_zaehlung(antrag))
    zeile.punkt = daten["punkt"]
    zeile.grund = daten["grund"]
    eintragen(antrag, daten["punkt"], daten["zaehlung"], daten["festgestellt"], zeile)


SCHRITT = Schritt(
    "zaehlung_berichtigen",
    "Zählung berichtigen",
    Neuzaehlung,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
