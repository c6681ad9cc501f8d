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
    """Which papers, and who: they go round the table."""

    papier = forms.ModelChoiceField(Mitgebrachtes.objects.none(), label="Unterlagen")
    wer = forms.ModelMultipleChoiceField(
        Teilnahme.objects.none(),
        label="Wer hat sie eingesehen?",
        widget=forms.CheckboxSelectMultiple,
    )

    def vorbereiten(self) -> None:
        """Papers of the item that are still there; who is or was in the room."""
        super().vorbereiten()
        teilnahmen_zur_wahl(self.feld("wer"), self.vorgang.tagung, anwesenheiten__isnull=False)
        if self.punkt is not None:
            papiere_zur_wahl(self.feld("papier"), self.punkt)

    def clean(self) -> dict[str, Any]:
        """Once for each person."""
        daten = super().clean()
        papier, wer = daten.get("papier"), daten.get("wer")
        if papier and wer:
            schon = set(papier.einsichtnahmen.values_list("teilnahme", flat=True))
            namen = [t.name for t in wer if t.pk in schon]
            if namen:
                self.add_error("wer", f"Schon festgehalten für: {', '.join(namen)}.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Who, when."""
    um = jetzt()
    Einsichtnahme.objects.bulk_create(
        Einsichtnahme(mitgebrachtes=daten["papier"], teilnahme=wer, um=um) for wer in daten["wer"]
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
