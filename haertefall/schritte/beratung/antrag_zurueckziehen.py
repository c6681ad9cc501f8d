"""Withdraw a motion nobody has voted on yet. It stays, marked; who withdrew it is not stored."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import LEITUNG, ZumPunkt, antraege_zur_wahl
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlwerk import ENTSCHIEDEN, OHNE_OFFENE_URNE
from haertefall.sitzungen.models import Antrag
from haertefall.zeit import jetzt


class Rueckzug(ZumPunkt):
    """Which motion."""

    antrag = forms.ModelChoiceField(
        Antrag.objects.none(),
        label="Antrag",
        error_messages={"invalid_choice": ENTSCHIEDEN},
    )

    def vorbereiten(self) -> None:
        """Motions without a result, unless people are voting on them in secret."""
        super().vorbereiten()
        if self.punkt is not None:
            feld = self.feld("antrag")
            antraege_zur_wahl(feld, self.punkt, angenommen=None, zurueckgezogen_um=None)
            feld.queryset = feld.queryset.filter(OHNE_OFFENE_URNE)


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
