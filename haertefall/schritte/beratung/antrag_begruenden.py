"""Add the reasons of a motion while its item is on; before they are there, the page reminds."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import LEITUNG, ZumPunkt, antraege_zur_wahl
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Antrag


class Begruendung(ZumPunkt):
    """Which motion, and its reasons in full."""

    antrag = forms.ModelChoiceField(Antrag.objects.none(), label="Antrag")
    begruendung = LangerText(label="Gründe")

    def vorbereiten(self) -> None:
        """Motions that stand; what is there already is shown to go on writing."""
        super().vorbereiten()
        if self.punkt is None:
            return
        antraege_zur_wahl(self.feld("antrag"), self.punkt, zurueckgezogen_um=None)
        if not self.is_bound:
            erster = self.feld("antrag").queryset.last()
            if erster is not None:
                self.feld("antrag").initial = erster
                self.feld("begruendung").initial = erster.begruendung


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """They take the place of what was there."""
    antrag: Antrag = daten["antrag"]
    antrag.punkt = daten["punkt"]
    antrag.begruendung = daten["begruendung"]
    antrag.save(update_fields=["begruendung"])


SCHRITT = Schritt(
    "antrag_begruenden",
    "Gründe ergänzen",
    Begruendung,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
