"""Withdraw a motion nobody has voted on yet. It stays, marked; who withdrew it is not stored."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import LEITUNG, ZumPunkt, antraege_zur_wahl
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Antrag
from haertefall.zeit import jetzt


class Rueckzug(ZumPunkt):
    """Which motion."""

    antrag = forms.ModelChoiceField(Antrag.objects.none(), label="Antrag")

    def vorbereiten(self) -> None:
        """Motions without a result."""
        super().vorbereiten()
        if self.punkt is not None:
            antraege_zur_wahl(
                self.feld("antrag"), self.punkt, angenommen=None, zurueckgezogen_um=None
            )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From this moment."""
    antrag: Antrag = daten["antrag"]
    antrag.zurueckgezogen_um = jetzt()
    antrag.save(update_fields=["zurueckgezogen_um"])


SCHRITT = Schritt(
    "antrag_zurueckziehen",
    "Antrag zurückziehen",
    Rueckzug,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
