"""Record what somebody without power of attorney told the body about a case."""

from typing import Any

from django import forms

from haertefall.faelle.models import Nachricht
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import jetzt


class Nachrichtbogen(Eingabe):
    """Who, when, what."""

    vor_eingang = True

    absender = forms.CharField(
        label="Von wem?",
        max_length=200,
        help_text="Name, und in welchem Verhältnis: zum Beispiel Lehrerin, Arbeitgeber, Nachbar",
    )
    am = TagFeld(label="Eingegangen am")
    text = LangerText(label="Nachricht", max_length=20_000)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A row of its own; the history says that there is one, not what it says."""
    vorgang.am = daten["am"]
    nachricht = Nachricht(fall=vorgang.akte, am=vorgang.am, erfasst_um=jetzt())
    nachricht.absender, nachricht.text = daten.pop("absender"), daten.pop("text")
    nachricht.save(force_insert=True)
    vorgang.objekt = nachricht.pk


SCHRITT = Schritt(
    "nachricht_dritter_eintragen",
    "Nachricht von Dritten eintragen",
    Nachrichtbogen,
    wirkung,
    hinweis="Von Menschen ohne Vollmacht. Sie erfahren nichts über den Fall, auch nicht, ob es ihn "
    "gibt: Antworten Sie ihnen nur, dass die Nachricht angekommen ist. Betroffene und ihre "
    "Beratung sehen die Nachricht nicht.",
)
