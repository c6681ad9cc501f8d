"""Papers that somebody brought are given back."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import LEITUNG, ZumPunkt, papiere_zur_wahl
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Mitgebrachtes
from haertefall.zeit import jetzt


class Rueckgabe(ZumPunkt):
    """Which papers."""

    papier = forms.ModelChoiceField(Mitgebrachtes.objects.none(), label="Unterlagen")

    def vorbereiten(self) -> None:
        """Papers of the item that are still there."""
        super().vorbereiten()
        if self.punkt is not None:
            papiere_zur_wahl(self.feld("papier"), self.punkt)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From this moment."""
    papier: Mitgebrachtes = daten["papier"]
    papier.zurueck_um = jetzt()
    papier.save(update_fields=["zurueck_um"])


SCHRITT = Schritt(
    "papier_zurueckgeben",
    "Unterlagen zurückgeben",
    Rueckgabe,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
)
