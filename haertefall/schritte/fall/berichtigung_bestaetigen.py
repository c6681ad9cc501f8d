"""A second person confirms or declines the correction of an outcome."""

from typing import Any

from django import forms

from haertefall.schritte.berichtigung import anwenden, in_worten
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Bestaetigung(Eingabe):
    """Which correction; yes or no."""

    berichtigung = forms.ChoiceField(label="Berichtigung")
    entscheidung = forms.ChoiceField(
        label="Ihre Entscheidung",
        widget=forms.RadioSelect,
        choices=[("bestaetigt", "Ich bestätige sie"), ("abgelehnt", "Ich lehne sie ab")],
    )
    vermerk = LangerText(label="Vermerk", required=False, max_length=2_000)

    def vorbereiten(self) -> None:
        """Waiting corrections of this case."""
        offen = self.vorgang.akte.berichtigungen.filter(bestaetigt_um=None).select_related(
            "eintrag"
        )
        self.offen = {str(b.pk): b for b in offen}
        for zeile in offen:
            zeile.fall = self.vorgang.akte
        self.feld("berichtigung").choices = [
            (pk, in_worten(zeile)) for pk, zeile in self.offen.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Two persons, not two Funktionen of one."""
        daten = super().clean() or {}
        zeile = self.offen.get(daten.get("berichtigung", ""))
        if zeile and zeile.beantragt_von == self.vorgang.akteur.konto_id:
            raise forms.ValidationError(
                "Sie haben diese Berichtigung selbst beantragt. Eine andere Person muss sie "
                "bestätigen."
            )
        daten["zeile"] = zeile
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Apply what was confirmed; a declined correction is removed, its request stays in history."""
    zeile = daten.pop("zeile")
    zeile.fall = vorgang.akte
    daten["berichtigung"] = str(zeile.eintrag.nummer)
    if daten["entscheidung"] == "abgelehnt":
        zeile.delete()
        return
    zeile.bestaetigt_von = vorgang.akteur.konto_id
    anwenden(vorgang, zeile)
    zeile.save()


SCHRITT = Schritt("berichtigung_bestaetigen", "Berichtigung bestätigen", Bestaetigung, wirkung)
