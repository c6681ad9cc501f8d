"""Begin a check before a deportation."""

from typing import Any

from django import forms
from django.db.models import Max

from haertefall.recht.begriffe import Funktion
from haertefall.recht.vollzug.worte import BUNDESLAENDER
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.tresor.models import neuer_schluessel
from haertefall.vollzug.models import Vollzugspruefung


class Beginn(Eingabe):
    """The Land whose decrees apply; the authority's own file number, if it wants to find it."""

    bundesland = forms.ChoiceField(
        label="Bundesland",
        choices=[("", "Bitte wählen"), *BUNDESLAENDER.items()],
        help_text="Erlasse und Abschiebungsstopps gelten je Land",
    )
    zeichen = forms.CharField(
        label="Zeichen der eigenen Akte", max_length=60, required=False, help_text="Verschlüsselt"
    )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Number and key of its own under the key of the room."""
    behoerde, jahr = vorgang.amt, vorgang.heute.year
    letzte = Vollzugspruefung.objects.filter(behoerde=behoerde, jahr=jahr).aggregate(
        hoechste=Max("nummer")
    )
    pruefung = Vollzugspruefung(
        behoerde=behoerde,
        jahr=jahr,
        nummer=(letzte["hoechste"] or 0) + 1,
        bundesland=daten["bundesland"],
        begonnen_am=vorgang.heute,
        begonnen_von=vorgang.konto_id,
        schluessel=neuer_schluessel("vollzug", behoerde.schluessel),
    )
    pruefung.zeichen = daten["zeichen"] or None
    pruefung.save(force_insert=True)
    vorgang.objekt = pruefung.pk


SCHRITT = Schritt(
    "vollzug_beginnen",
    "Prüfung beginnen",
    Beginn,
    wirkung,
    objekt="behoerde",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Die Prüfung liegt im Raum Ihrer Behörde. Kein Gremium sieht sie.",
)
