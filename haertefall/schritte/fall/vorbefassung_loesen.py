"""Undo a link to an earlier case."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Loesung(Eingabe):
    """Which link, and why it was wrong."""

    verknuepfung = forms.ChoiceField(label="Verknüpfung mit")
    grund = LangerText(label="Grund", max_length=2_000)

    def vorbereiten(self) -> None:
        """Open links of this case."""
        offen = self.vorgang.akte.vorbefassungen.filter(geloest_am=None).select_related("frueher")
        self.feld("verknuepfung").choices = [(str(v.pk), v.frueher.aktenzeichen) for v in offen]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The link stays in the file as undone."""
    vorgang.akte.vorbefassungen.filter(pk=daten["verknuepfung"]).update(geloest_am=vorgang.heute)


SCHRITT = Schritt("vorbefassung_loesen", "Verknüpfung lösen", Loesung, wirkung)
