"""Somebody stands apart from a jointly found text and wants it recorded (Dortmund)."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import (
    LEITUNG,
    ZumPunkt,
    antraege_zur_wahl,
    teilnahmen_zur_wahl,
    waehle_einziges,
)
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Abseits, Antrag, Teilnahme


class Abseitsbogen(ZumPunkt):
    """Who, from which text, and in which words, if any."""

    antrag = forms.ModelChoiceField(Antrag.objects.none(), label="Text")
    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer?")
    wort = LangerText(label="Eigenes Wort dazu", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """Joint texts of the item; people who are there."""
        super().vorbereiten()
        teilnahmen_zur_wahl(
            self.feld("teilnahme"),
            self.vorgang.tagung,
            anwesenheiten__isnull=False,
            anwesenheiten__bis=None,
        )
        if self.punkt is not None:
            antraege_zur_wahl(self.feld("antrag"), self.punkt, ohne_abstimmung=True)
            waehle_einziges(self.feld("antrag"))

    def clean(self) -> dict[str, Any]:
        """Once for each person and text."""
        daten = super().clean()
        antrag, teilnahme = daten.get("antrag"), daten.get("teilnahme")
        if antrag and teilnahme and antrag.abseits.filter(teilnahme=teilnahme).exists():
            self.add_error("teilnahme", "Das ist für diese Person schon festgehalten.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A row under the key of the case."""
    antrag: Antrag = daten["antrag"]
    antrag.punkt = daten["punkt"]
    zeile = Abseits(antrag=antrag, teilnahme=daten["teilnahme"])
    zeile.wort = daten["wort"] or None
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "abseits_festhalten",
    "Abseitsstehen festhalten",
    Abseitsbogen,
    wirkung,
    objekt="sitzung",
    hinweis="Nur, wenn die Person es wünscht.",
    wer=LEITUNG,
    danach="sitzung_live",
)
