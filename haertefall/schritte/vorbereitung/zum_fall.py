"""The form of an act on a case that is no step of its procedure: it comes from the case's page."""

import contextlib
from uuid import UUID

from django import forms

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.schritte.schritt import Eingabe, GesperrteWahl
from haertefall.sitzungen.vorbereitung import bereitet_vor


class ZumFall(Eingabe):
    """Which case; `zum_text` is the field whose label names it."""

    fall = GesperrteWahl(Fall.objects.none(), label="Fall", widget=forms.HiddenInput)
    zum_text = ""

    def vorbereiten(self) -> None:
        """Cases that exist for the person; the label says which one it is."""
        faelle = sichtbar_fuer(self.vorgang.akteur)
        self.feld("fall").queryset = faelle
        self.feld("fall").error_messages |= {
            "required": "Bitte beginnen Sie auf der Seite des Falls.",
            "invalid_choice": "Diesen Fall gibt es hier nicht.",
        }
        gewaehlt = str(self["fall"].value() or "")
        with contextlib.suppress(ValueError):
            fall = faelle.filter(pk=UUID(gewaehlt)).first()
            if fall:
                self.feld(self.zum_text).label += f" zu {fall.aktenzeichen}"

    def clean_fall(self) -> Fall:
        """Only with the whole file: without names there is nothing to write."""
        fall: Fall = self.cleaned_data["fall"]
        if not bereitet_vor(self.vorgang.akteur, fall):
            raise forms.ValidationError("Diesen Fall gibt es hier nicht.")
        return fall
