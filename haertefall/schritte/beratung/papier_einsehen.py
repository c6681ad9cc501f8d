"""Who looked at papers that somebody brought."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import (
    LEITUNG,
    ZumPunkt,
    papiere_zur_wahl,
    teilnahmen_zur_wahl,
)
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Einsichtnahme, Mitgebrachtes, Teilnahme
from haertefall.zeit import jetzt


class Einsicht(ZumPunkt):
    """Which papers, and who."""

    papier = forms.ModelChoiceField(Mitgebrachtes.objects.none(), label="Unterlagen")
    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer hat sie eingesehen?")

    def vorbereiten(self) -> None:
        """Papers of the item that are still there."""
        super().vorbereiten()
        teilnahmen_zur_wahl(self.feld("teilnahme"), self.vorgang.tagung)
        if self.punkt is not None:
            papiere_zur_wahl(self.feld("papier"), self.punkt)

    def clean(self) -> dict[str, Any]:
        """Once for each person."""
        daten = super().clean()
        papier, wer = daten.get("papier"), daten.get("teilnahme")
        if papier and wer and papier.einsichtnahmen.filter(teilnahme=wer).exists():
            self.add_error("teilnahme", "Das ist für diese Person schon festgehalten.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Who, when."""
    Einsichtnahme.objects.create(
        mitgebrachtes=daten["papier"], teilnahme=daten["teilnahme"], um=jetzt()
    )


SCHRITT = Schritt(
    "papier_einsehen",
    "Einsicht in Unterlagen eintragen",
    Einsicht,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
)
