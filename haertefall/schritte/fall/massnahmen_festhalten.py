"""Concrete measures to end the stay (§ 60c Abs. 2 Nr. 5 AufenthG, letters a to e).

What an authority says about them is secret: day and course of a removal (§ 97a AufenthG).
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.eintraege import MASSNAHMEN
from haertefall.recht.pruefhilfe.sachverhalt import Massnahmeart
from haertefall.recht.pruefhilfe.worte import MASSNAHME_WORTE
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

ZEILEN = 8


def zeile_lesen(zeile: Zeile) -> Gelesen:
    """A measure has a kind; the days may be unknown."""
    tage, maengel = zeitspanne(zeile)
    if not zeile["art"]:
        maengel["art"] = "Bitte geben Sie die Art an."
    return {"art": zeile["art"], **tage}, maengel


def spalten(arten: Iterable[Massnahmeart]) -> Spalten:
    """The fields of a row, with the kinds that may be chosen."""
    wahl = [("", "–"), *((a.value, MASSNAHME_WORTE[a]) for a in arten)]
    return {
        "art": lambda: forms.ChoiceField(label="Maßnahme", required=False, choices=wahl),
        "von": lambda: tagfeld("Eingeleitet am"),
        "bis": lambda: tagfeld("Beendet am (leer: dauert an)"),
    }


class Massnahmenbogen(Zeilenbogen):
    """One measure per row. An empty complete list says: none."""

    ZEILEN = ZEILEN
    SPALTEN = ("art", "von", "bis")
    lesen = staticmethod(zeile_lesen)


MASSNAHMENBOGEN = mit_zeilen(Massnahmenbogen, spalten(Massnahmeart), ZEILEN)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The whole list in one row: a later list takes its place."""
    inhalt = {"zeilen": daten.pop("zeilen"), "vollstaendig": daten.pop("vollstaendig")}
    festhalten(vorgang, daten, MASSNAHMEN, inhalt)


SCHRITT = Schritt(
    "massnahmen_festhalten",
    "Maßnahmen der Behörde eintragen",
    MASSNAHMENBOGEN,
    wirkung,
    hinweis=(
        "Was eine Behörde über Tag oder Ablauf einer Abschiebung mitteilt, ist vertraulich "
        "(§ 97a AufenthG) und bleibt im Gremium."
    ),
)
