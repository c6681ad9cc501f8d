"""Concrete measures to end the stay (§ 60c Abs. 2 Nr. 5 AufenthG, letters a to e).

What an authority says about them is secret: day and course of a removal (§ 97a AufenthG).
"""

from datetime import date
from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.eintraege import MASSNAHMEN
from haertefall.recht.pruefhilfe.sachverhalt import Massnahmeart
from haertefall.recht.pruefhilfe.worte import MASSNAHME_WORTE
from haertefall.schritte.rechtsangaben import Zeilenbogen, festhalten, mit_zeilen, tagfeld
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang

ZEILEN = 8


class Massnahmenbogen(Zeilenbogen):
    """One measure per row. An empty complete list says: none."""

    ZEILEN = ZEILEN
    SPALTEN = ("art", "von", "bis")

    def zeile_pruefen(self, nummer: int, zeile: dict[str, Any]) -> dict[str, Any]:
        """A kind; the days may be unknown."""
        von, bis = zeile["von"], zeile["bis"]
        if not zeile["art"]:
            self.add_error(f"art_{nummer}", "Bitte geben Sie die Art an.")
        if isinstance(von, date) and isinstance(bis, date) and bis < von:
            self.add_error(f"bis_{nummer}", "Der letzte Tag liegt vor dem ersten.")
        return {
            "art": zeile["art"],
            "von": von.isoformat() if von else None,
            "bis": bis.isoformat() if bis else None,
        }


MASSNAHMENBOGEN = mit_zeilen(
    Massnahmenbogen,
    {
        "art": lambda: forms.ChoiceField(
            label="Maßnahme",
            required=False,
            choices=[("", "–"), *((a.value, MASSNAHME_WORTE[a]) for a in Massnahmeart)],
        ),
        "von": lambda: tagfeld("Eingeleitet am"),
        "bis": lambda: tagfeld("Beendet am (leer: dauert an)"),
    },
    ZEILEN,
)


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
