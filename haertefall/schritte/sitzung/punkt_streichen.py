"""Take an item that is no case off the agenda again."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Tagesordnungspunkt


class Streichung(Eingabe):
    """Which item."""

    punkt = forms.ModelChoiceField(Tagesordnungspunkt.objects.none(), label="Punkt")

    def vorbereiten(self) -> None:
        """Items without a case that nobody has called yet."""
        sitzung = self.vorgang.tagung
        self.feld("punkt").queryset = sitzung.punkte.filter(
            abgesetzt=False, fall=None, aufgerufen_um=None
        ).select_related("sitzung__schluessel__eltern", "fall")
        self.feld("punkt").label_from_instance = lambda p: f"{p.nummer}. {p.titel}"


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Marked, not removed: the numbers stay."""
    punkt: Tagesordnungspunkt = daten["punkt"]
    punkt.abgesetzt = True
    punkt.save(update_fields=["abgesetzt"])


SCHRITT = Schritt(
    "punkt_streichen",
    "Punkt streichen",
    Streichung,
    wirkung,
    objekt="sitzung",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
