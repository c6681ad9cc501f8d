"""The Vorprüfungsausschuss decides whether the commission takes the case up (§ 3 Abs. 3 HFKVO)."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Befassung(Eingabe):
    """Take up or decline, with reasons when declining."""

    entscheidung = forms.ChoiceField(
        label="Entscheidung",
        widget=forms.RadioSelect,
        choices=[
            ("befassung", "Die Kommission befasst sich mit dem Fall"),
            ("keine_befassung", "Keine Befassung"),
        ],
    )
    am = TagFeld(label="Entschieden am")
    gruende = LangerText(
        label="Gründe", required=False, help_text="Ohne Namen: Alle Mitglieder können sie lesen."
    )

    def clean(self) -> dict[str, Any]:
        """Declining needs reasons, because every member may still take the case up."""
        daten = super().clean() or {}
        if daten.get("entscheidung") == "keine_befassung" and not daten.get("gruende"):
            self.add_error("gruende", "Bitte nennen Sie die Gründe der Ablehnung.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> str:
    """Count a refusal; a declined case stays open for members to take up."""
    vorgang.am = daten["am"]
    entscheidung: str = daten["entscheidung"]
    if entscheidung == "keine_befassung":
        vorgang.zaehlt = {
            "ergebnis": "nichtbefassung_vorpruefung",
        }
        vorgang.akte.zaehlt_als = "nichtbefassung_vorpruefung"
    return entscheidung


SCHRITT = Schritt("befassung_entscheiden", "Über die Befassung entscheiden", Befassung, wirkung)
