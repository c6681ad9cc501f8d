"""Voluntary return and its aid were explained: day, language, answer."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.recht.vollzug.worte import ABLEHNUNG_OHNE_FOLGE
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Aufklaerung, Aufklaerungsart


class Rueckkehrgespraech(Eingabe):
    """When, in which language, what the people answered, if they did."""

    am = TagFeld(label="Erklärt am")
    sprache = forms.CharField(label="In welcher Sprache?", max_length=100)
    antwort = LangerText(
        label="Antwort",
        required=False,
        max_length=2_000,
        help_text=ABLEHNUNG_OHNE_FOLGE,
    )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Recorded; no result of the check depends on it, and the check stays as it is."""
    zeile = Aufklaerung(
        pruefung=vorgang.vollzugspruefung,
        art=Aufklaerungsart.RUECKKEHR,
        am=daten["am"],
        von=vorgang.konto_id,
    )
    zeile.sprache, zeile.antwort = daten["sprache"], daten["antwort"] or None
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "vollzug_rueckkehr_erklaeren",
    "Freiwillige Ausreise erklärt",
    Rueckkehrgespraech,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
)
