"""Take an item off the agenda again that no case came to by an act of its own."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import wieder_verschliessen
from haertefall.sitzungen.models import Punktart, Tagesordnungspunkt


class Streichung(Eingabe):
    """Which item."""

    punkt = forms.ModelChoiceField(Tagesordnungspunkt.objects.none(), label="Punkt")

    def vorbereiten(self) -> None:
        """Items nobody has called yet; a case is taken off by an act of the case."""
        sitzung = self.vorgang.tagung
        self.feld("punkt").queryset = (
            sitzung.punkte.filter(abgesetzt=False, aufgerufen_um=None)
            .exclude(art=Punktart.FALL)
            .select_related("sitzung__schluessel__eltern", "fall__schluessel__eltern")
        )
        self.feld("punkt").label_from_instance = lambda p: (
            f"{p.nummer}. {p.titel or f'{p.get_art_display()}, {p.fall}'}"
        )

    def clean(self) -> dict[str, Any]:
        """What a session has dealt with, and what it has not, stays as it was."""
        daten = super().clean() or {}
        if self.vorgang.tagung.ist_vorbei:
            raise forms.ValidationError("Diese Sitzung ist vorbei.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Marked, not removed: the numbers stay. No member reads a case for it any more."""
    punkt: Tagesordnungspunkt = daten["punkt"]
    punkt.abgesetzt = True
    punkt.save(update_fields=["abgesetzt"])
    wieder_verschliessen(punkt, vorgang.heute)


SCHRITT = Schritt(
    "punkt_streichen",
    "Punkt streichen",
    Streichung,
    wirkung,
    objekt="sitzung",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
