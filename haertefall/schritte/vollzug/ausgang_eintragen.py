"""What became of the planned measure: carried out, or not."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Ausgang


class Ausgangsbogen(Eingabe):
    """Which, and when."""

    ausgang = forms.ChoiceField(
        label="Was wurde daraus?", choices=Ausgang.choices, widget=forms.RadioSelect
    )
    am = TagFeld(label="Am")


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A fact, whether the check was done or not. Points can still be looked at afterwards."""
    pruefung = vorgang.vollzugspruefung
    pruefung.ausgang, pruefung.ausgang_am = daten["ausgang"], daten["am"]
    pruefung.massnahme = None


SCHRITT = Schritt(
    "vollzug_ausgang_eintragen",
    "Ausgang eintragen",
    Ausgangsbogen,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Der Bericht zeigt, ob Prüfung und Gremium vorher kamen. Der Plan der Maßnahme wird "
    "dabei gelöscht.",
)
