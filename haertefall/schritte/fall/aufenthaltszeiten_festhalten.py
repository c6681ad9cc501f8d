"""The residence periods of a person, entered once for all ways (§§ 25a, 25b, 60c, 60d AufenthG)."""

from datetime import date
from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart
from haertefall.recht.pruefhilfe.worte import AUFENTHALTSART_WORTE
from haertefall.recht.pruefhilfe.zeiten import ZEITEN
from haertefall.schritte.rechtsangaben import Zeilenbogen, festhalten, mit_zeilen, tagfeld
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang

ZEILEN = 48


class Zeitenbogen(Zeilenbogen):
    """Each paper is a row of its own: that shows the chain of short Duldungen."""

    ZEILEN = ZEILEN
    SPALTEN = ("art", "von", "bis", "unbelegt")

    def zeile_pruefen(self, nummer: int, zeile: dict[str, Any]) -> dict[str, Any]:
        """Kind and first day; it ends not before it began."""
        von, bis = zeile["von"], zeile["bis"]
        for spalte, wort in (("art", "die Art"), ("von", "den ersten Tag")):
            if not zeile[spalte]:
                self.add_error(f"{spalte}_{nummer}", f"Bitte geben Sie {wort} an.")
        if isinstance(von, date) and isinstance(bis, date) and bis < von:
            self.add_error(f"bis_{nummer}", "Der letzte Tag liegt vor dem ersten.")
        return {
            "art": zeile["art"],
            "von": von.isoformat() if von else None,
            "bis": bis.isoformat() if bis else None,
            "belegt": not zeile["unbelegt"],
        }


ZEITENBOGEN = mit_zeilen(
    Zeitenbogen,
    {
        "art": lambda: forms.ChoiceField(
            label="Status",
            required=False,
            choices=[("", "–"), *((a.value, AUFENTHALTSART_WORTE[a]) for a in Aufenthaltsart)],
        ),
        "von": lambda: tagfeld("Erster Tag"),
        "bis": lambda: tagfeld("Letzter Tag (leer: läuft noch)"),
        "unbelegt": lambda: forms.BooleanField(label="ohne Nachweis", required=False),
    },
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
