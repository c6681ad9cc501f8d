"""Undo a merge: the pointer goes, the case counts again."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Trennung(Eingabe):
    """Why."""

    grund = LangerText(label="Grund", max_length=2_000)

    def clean(self) -> dict[str, Any]:
        """Only a merged case."""
        if not self.vorgang.akte.geht_auf_in_id:
            raise forms.ValidationError("Dieser Fall ist nicht zusammengeführt.")
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Remove the pointer."""
    vorgang.akte.geht_auf_in = None
    vorgang.zaehlt = {"zaehlt": True}


SCHRITT = Schritt("fall_trennen", "Zusammenführung aufheben", Trennung, wirkung)
