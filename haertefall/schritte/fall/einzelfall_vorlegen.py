"""Lay a case from outside before the commission or the Vorprüfungsausschuss (§ 4 Abs. 3)."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Vorlage(Eingabe):
    """To whom, and the two lines without identity that members see."""

    wem = forms.ChoiceField(label="Wem vorlegen?", widget=forms.RadioSelect)
    am = TagFeld(label="Vorgelegt am")
    kurz = LangerText(
        label="Zwei Zeilen ohne Namen",
        required=False,
        max_length=400,
        help_text="Nur nötig, wenn den Mitgliedern vorgelegt wird und noch keine da sind",
    )

    def vorbereiten(self) -> None:
        """Only what the row of the Ordnung leads to."""
        worte = {
            "kommission": "Den Mitgliedern (zum Aufgreifen)",
            "vorpruefungsausschuss": "Dem Vorprüfungsausschuss",
        }
        zeile = self.vorgang.zeile
        ziele = zeile.ziele() if zeile else {}
        self.feld("wem").choices = [(str(z), worte.get(str(z), str(z))) for z in ziele]

    def clean(self) -> dict[str, Any]:
        """An offer needs its two lines."""
        daten = super().clean() or {}
        darstellung = self.vorgang.akte.darstellung
        darstellung.fall = self.vorgang.akte
        if daten.get("wem") == "kommission" and not (daten.get("kurz") or darstellung.kurz):
            self.add_error("kurz", "Bitte beschreiben Sie den Fall in zwei Zeilen ohne Namen.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> str:
    """Keep the two lines; the new state opens the access."""
    vorgang.am = daten["am"]
    wem: str = daten["wem"]
    if kurz := daten.pop("kurz"):
        darstellung = vorgang.akte.darstellung
        darstellung.fall = vorgang.akte
        darstellung.kurz = kurz
        darstellung.save()
    return wem


SCHRITT = Schritt("einzelfall_vorlegen", "Einzelfall vorlegen", Vorlage, wirkung)
