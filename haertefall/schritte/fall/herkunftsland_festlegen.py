"""The one country by which the case is counted."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.laender import laenderauswahl


class Herkunftsland(Eingabe):
    """One country per case; a family with several nationalities needs a decision."""

    land = forms.ChoiceField(label="Herkunftsland für die Zählung")

    def vorbereiten(self) -> None:
        """All countries by today's names."""
        self.feld("land").choices = laenderauswahl()


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Counts from the day of receipt on."""
    fall = vorgang.akte
    fall.land = daten["land"]
    vorgang.am = fall.eingegangen_am
    vorgang.zaehlt = {"land": fall.land}


SCHRITT = Schritt(
    "herkunftsland_festlegen", "Herkunftsland für die Zählung festlegen", Herkunftsland, wirkung
)
