"""What a case with different results per person counts as: stated by a person."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Zaehlung(Eingabe):
    """One of the results that persons of this case have."""

    ergebnis = forms.ChoiceField(label="Der Fall zählt als", widget=forms.RadioSelect)
    am = TagFeld(label="Maßgeblicher Tag")
    grund = LangerText(label="Warum?", max_length=2_000)

    def vorbereiten(self) -> None:
        """Results that stand in the file."""
        vorhanden = dict.fromkeys(self.vorgang.akte.ergebnisse.values_list("gegenstand", flat=True))
        self.feld("ergebnis").choices = [(g, GEGENSTAND_WORTE[Gegenstand(g)]) for g in vorhanden]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Change the count, not the results."""
    vorgang.am = daten["am"]
    vorgang.akte.zaehlt_als = daten["ergebnis"]
    vorgang.zaehlt = {"ergebnis": daten["ergebnis"]}


SCHRITT = Schritt("zaehlung_feststellen", "Zählung feststellen", Zaehlung, wirkung)
