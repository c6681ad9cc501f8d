"""A resting case goes on."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class RuheEnde(Eingabe):
    """Why it goes on."""

    grund = LangerText(label="Warum geht es weiter?", max_length=2_000)

    def clean(self) -> dict[str, Any]:
        """Only a resting case."""
        if not self.vorgang.akte.ruht:
            raise forms.ValidationError("Der Fall ruht nicht.")
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Close the open rest."""
    vorgang.ruhen_beenden()


SCHRITT = Schritt("ruhen_beenden", "Ruhen beenden", RuheEnde, wirkung)
