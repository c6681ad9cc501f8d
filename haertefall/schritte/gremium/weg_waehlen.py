"""Choose whether new cases go the way of the text or the way of the practice."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Wegwahl(Eingabe):
    """One of the ways the Ordnung names; running cases stay on theirs."""

    weg = forms.ChoiceField(label="Reihenfolge der Schritte", widget=forms.RadioSelect)
    grund = LangerText(label="Wer hat das entschieden, und warum?", max_length=2_000)

    def vorbereiten(self) -> None:
        """Ways of this version."""
        self.feld("weg").choices = [
            (w.kennung, f"{w.bezeichnung} ({w.beleg})") for w in self.vorgang.fassung.ordnung.weg
        ]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """For new cases from now on."""
    vorgang.gremium.weg = daten["weg"]
    vorgang.gremium.save(update_fields=["weg"])


SCHRITT = Schritt(
    "weg_waehlen",
    "Reihenfolge der Schritte wählen",
    Wegwahl,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
