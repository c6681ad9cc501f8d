"""Cancel a planned session; its cases go back by an act of their own."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzungsstand


class Absage(Eingabe):
    """Why."""

    grund = LangerText(label="Grund", max_length=2_000)

    def clean(self) -> dict[str, Any]:
        """Only what is still planned; no case may be left on its agenda."""
        daten = super().clean()
        sitzung = self.vorgang.tagung
        if sitzung.stand not in (Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN):
            raise forms.ValidationError(
                f"Diese Sitzung ist schon „{sitzung.get_stand_display()}“ und wird nicht abgesagt."
            )
        if sitzung.punkte.filter(abgesetzt=False, fall__isnull=False).exists():
            raise forms.ValidationError(
                "Auf der Tagesordnung stehen noch Fälle. Bitte nehmen Sie sie zuerst herunter "
                "oder setzen Sie sie auf eine andere Sitzung."
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Mark as cancelled."""
    vorgang.tagung.stand = Sitzungsstand.ABGESAGT


SCHRITT = Schritt(
    "sitzung_absagen",
    "Sitzung absagen",
    Absage,
    wirkung,
    objekt="sitzung",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
