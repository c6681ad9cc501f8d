"""The residence periods of a person, entered once for all ways (§§ 25a, 25b, 60c, 60d AufenthG)."""

from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart
from haertefall.recht.pruefhilfe.worte import AUFENTHALTSART_WORTE
from haertefall.recht.pruefhilfe.zeiten import ZEITEN
from haertefall.schritte.rechtsangaben import (
    Gelesen,
    Spalten,
    Zeile,
    Zeilenbogen,
    festhalten,
    mit_zeilen,
    tagfeld,
    zeitspanne,
)
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang

ZEILEN = 48


def zeile_lesen(zeile: Zeile) -> Gelesen:
    """Kind and first day are there."""
    tage, maengel = zeitspanne(zeile)
    for spalte, wort in (("art", "den Status"), ("von", "den ersten Tag")):
        if not zeile[spalte]:
            maengel[spalte] = f"Bitte geben Sie {wort} an."
    return {"art": zeile["art"], **tage, "belegt": not zeile.get("unbelegt")}, maengel


SPALTEN: Spalten = {
    "art": lambda: forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "–"), *((a.value, AUFENTHALTSART_WORTE[a]) for a in Aufenthaltsart)],
    ),
    "von": lambda: tagfeld("Erster Tag"),
    "bis": lambda: tagfeld("Letzter Tag (leer: läuft noch)"),
}


class Zeitenbogen(Zeilenbogen):
    """Each paper is a row of its own: that shows the chain of short Duldungen."""

    ZEILEN = ZEILEN
    SPALTEN = (*SPALTEN, "unbelegt")
    lesen = staticmethod(zeile_lesen)


ZEITENBOGEN = mit_zeilen(
    Zeitenbogen,
    {**SPALTEN, "unbelegt": lambda: forms.BooleanField(label="ohne Nachweis", required=False)},
    ZEILEN,
)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The whole list in one row: a later list takes its place."""
    zeilen = sorted(daten.pop("zeilen"), key=lambda zeile: (zeile["von"], zeile["bis"] or "9"))
    inhalt = {"zeilen": zeilen, "vollstaendig": daten.pop("vollstaendig")}
    festhalten(vorgang, daten, ZEITEN, inhalt)


SCHRITT = Schritt(
    "aufenthaltszeiten_festhalten",
    "Aufenthaltszeiten eintragen",
    ZEITENBOGEN,
    wirkung,
    hinweis=(
        "Jede Bescheinigung ist eine Zeile. Die Liste ersetzt, was dieselbe Seite vorher "
        "eingetragen hat; das Frühere bleibt in der Akte."
    ),
)
