"""Correct a vote by name while the item is on: the first list stays, with the reason."""

from typing import Any

from django.db.models import QuerySet

from haertefall.schritte.beratung.namentlich_abstimmen import Namensliste, namen_eintragen
from haertefall.schritte.beratung.zaehlung_berichtigen import letzte_zaehlung
from haertefall.schritte.leitung import LEITUNG
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlwerk import eintragen
from haertefall.sitzungen.models import Abstimmung, Antrag, Teilnahme


class Neuliste(Namensliste):
    """The right list, and what was wrong with the first one."""

    letzte: Abstimmung | None = None
    grund = LangerText(label="Was war falsch festgehalten?", max_length=2_000)

    def antraege(self) -> QuerySet[Antrag]:
        """Motions that were voted on by name."""
        return Antrag.objects.filter(
            punkt=self.punkt,
            angenommen__isnull=False,
            abstimmungen__namentliche_stimmen__isnull=False,
        ).distinct()

    def stimmende(self, antrag: Antrag) -> dict[Teilnahme, str]:
        """Who voted, with what was recorded; who has gone or come since then changes nothing."""
        self.letzte = zeile = letzte_zaehlung(antrag)
        if self.punkt is not None:
            zeile.punkt = self.punkt
        bisher = {}
        for stimme in zeile.namentliche_stimmen.select_related("teilnahme__amt__konto"):
            stimme.abstimmung = zeile
            bisher[stimme.teilnahme] = stimme.stimme
        return bisher

    def wie_viele(self, antrag: Antrag) -> int | None:
        """Who was there at the vote."""
        return self.letzte.anwesende if self.letzte else None

    def clean(self) -> dict[str, Any]:
        """Which count the new one replaces."""
        return {**super().clean(), "ersetzt": self.letzte}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new count with its names takes the place of the last one."""
    antrag = daten["antrag"]
    zeile = Abstimmung(ersetzt=daten["ersetzt"])
    zeile.punkt = daten["punkt"]
    zeile.grund = daten["grund"]
    eintragen(antrag, daten["punkt"], daten["zaehlung"], daten["festgestellt"], zeile)
    namen_eintragen(zeile, daten["stimmen"])


SCHRITT = Schritt(
    "namentlich_berichtigen",
    "Namentliche Abstimmung berichtigen",
    Neuliste,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
