"""Convictions that may still be used, by a current extract from the register (BZRG)."""

from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.eintraege import STRAFEN, STRAFEN_PARTNER
from haertefall.recht.pruefhilfe.sachverhalt import Strafart
from haertefall.recht.pruefhilfe.worte import STRAFART_WORTE
from haertefall.schritte.rechtsangaben import (
    Gelesen,
    Spalten,
    Zeile,
    Zeilenbogen,
    festhalten,
    mit_zeilen,
)
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang

ZEILEN = 10
_VIELLEICHT = [("", "nicht bekannt"), ("ja", "ja"), ("nein", "nein")]


def zeile_lesen(zeile: Zeile) -> Gelesen:
    """A conviction has a kind; what else is left out is not known."""
    return zeile, {} if zeile["art"] else {"art": "Bitte geben Sie die Art an."}


def _wahl(beschriftung: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=beschriftung, required=False, choices=_VIELLEICHT)


SPALTEN: Spalten = {
    "art": lambda: forms.ChoiceField(
        label="Art",
        required=False,
        choices=[("", "–"), *((a.value, STRAFART_WORTE[a]) for a in Strafart)],
    ),
    "hoehe": lambda: forms.IntegerField(
        label="Tagessätze oder Monate (leer: nicht bekannt)",
        required=False,
        min_value=0,
        max_value=2_000,
    ),
    "vorsaetzlich": lambda: _wahl("Vorsätzlich?"),
    "nur_auslaender": lambda: _wahl("Nur von Ausländern begehbar?"),
    "bewaehrung": lambda: _wahl("Zur Bewährung?"),
}


class Strafenbogen(Zeilenbogen):
    """One conviction per row. An empty complete list says: none."""

    ZEILEN = ZEILEN
    SPALTEN = tuple(SPALTEN)
    lesen = staticmethod(zeile_lesen)

    wessen = forms.ChoiceField(
        label="Wessen Verurteilungen?",
        choices=[
            (STRAFEN, "der Person selbst"),
            (STRAFEN_PARTNER, "der Partnerin oder des Partners (nur § 60d)"),
        ],
        initial=STRAFEN,
    )
    field_order = ["person", "wessen"]


STRAFENBOGEN = mit_zeilen(Strafenbogen, SPALTEN, ZEILEN)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The whole list in one row: a later list takes its place."""
    inhalt = {"zeilen": daten.pop("zeilen"), "vollstaendig": daten.pop("vollstaendig")}
    festhalten(vorgang, daten, daten.pop("wessen"), inhalt)


SCHRITT = Schritt(
    "strafen_festhalten",
    "Verurteilungen eintragen",
    STRAFENBOGEN,
    wirkung,
    hinweis=(
        "Nur, was nach dem Bundeszentralregistergesetz noch verwertet werden darf, am besten aus "
        "einer aktuellen Auskunft. Keine Zeile und „vollständig“ heißt: keine Verurteilung."
    ),
)
