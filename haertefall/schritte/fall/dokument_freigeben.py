"""Show a paper to the authority of the case, or take it back from its eyes."""

from typing import Any

from django import forms

from haertefall.faelle.models import Dokument, Seite
from haertefall.schritte.schritt import Eingabe, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Freigabe(Eingabe):
    """One paper, yes or no."""

    dokument = forms.ChoiceField(label="Dokument")
    sehen = forms.ChoiceField(
        label="Darf die zuständige Ausländerbehörde es sehen?",
        choices=[("ja", "Ja"), ("nein", "Nein")],
        widget=forms.RadioSelect,
        help_text="Was sie schon gelesen oder gespeichert hat, nimmt „Nein“ nicht zurück.",
    )
    am = TagFeld(label="Entschieden am")

    def vorbereiten(self) -> None:
        """The authority's own papers it sees anyway."""
        self.feld("dokument").choices = [
            (str(dokument.pk), f"{dokument.nummer}. {dokument.titel}")
            for dokument in self.dokumente()
        ]

    def dokumente(self) -> list[Dokument]:
        """Papers of the case that are not the authority's, key at hand."""
        gefunden = list(self.vorgang.akte.dokumente.exclude(seite=Seite.BEHOERDE))
        for dokument in gefunden:
            dokument.fall = self.vorgang.akte
        return gefunden


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The mark changes; the paper never does."""
    vorgang.am = daten["am"]
    dokument = vorgang.akte.dokumente.get(pk=daten["dokument"])
    dokument.fuer_behoerde = daten["sehen"] == "ja"
    dokument.save(update_fields=["fuer_behoerde"])
    daten["dokument"] = dokument.nummer
    vorgang.objekt = dokument.pk


SCHRITT = Schritt("dokument_freigeben", "Dokument der Behörde zeigen", Freigabe, wirkung)
