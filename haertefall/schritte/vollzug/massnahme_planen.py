"""Record day and course of the planned removal: secret (§ 97a AufenthG)."""

from datetime import date
from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Massnahme(Eingabe):
    """Day and course; blank: nothing is planned any more."""

    tag = forms.DateField(
        label="Tag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ablauf = LangerText(label="Was ist geplant?", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """What is recorded now."""
        bisher = self.vorgang.vollzugspruefung.massnahme or {}
        for name, wert in bisher.items():
            self.initial.setdefault(name, wert)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The newer plan replaces the older."""
    tag: date | None = daten["tag"]
    plan = {"tag": tag.isoformat() if tag else "", "ablauf": daten["ablauf"]}
    vorgang.vollzugspruefung.massnahme = plan if any(plan.values()) else None


SCHRITT = Schritt(
    "vollzug_massnahme_planen",
    "Geplante Maßnahme eintragen",
    Massnahme,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Tag und Ablauf sind geheim (§ 59 Abs. 1 Satz 8, § 97a AufenthG). Sie stehen nur in "
    "dieser Prüfung und gehen an kein Gremium.",
)
