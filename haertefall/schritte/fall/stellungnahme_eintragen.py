"""Record the statement of the Ausländerbehörde, on the facts and on the Votum."""

from typing import Any
from uuid import UUID

from django import forms

from haertefall.faelle.models import Stellungnahme
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.wessen_wort import beteiligte_behoerden


class Antwortschreiben(Eingabe):
    """What the authority says; the day it reached the office."""

    am = TagFeld(label="Eingegangen am")
    behoerde = forms.ChoiceField(
        label="Von welcher Ausländerbehörde?",
        help_text="Jede Behörde liest nur, was sie selbst gesagt hat.",
    )
    sachverhalt = LangerText(label="Zum Sachverhalt")
    votum = LangerText(label="Zum Votum", required=False)

    def vorbereiten(self) -> None:
        """The authority itself answers on this page: nothing has to reach anybody first.

        The office says whose letter came, where several had the case.
        """
        eigene = self.vorgang.akteur.behoerde_id is not None
        if eigene:
            self.feld("am").label = "Tag der Stellungnahme"
        behoerden = {} if eigene else beteiligte_behoerden(self.vorgang.akte)
        if len(behoerden) > 1:
            self.feld("behoerde").choices = [("", "bitte wählen"), *behoerden.items()]
        else:
            del self.fields["behoerde"]

    def clean(self) -> dict[str, Any]:
        """Somebody must have been asked."""
        if self.vorgang.akte.behoerde_id is None:
            raise forms.ValidationError("Für diesen Fall ist keine Ausländerbehörde festgehalten.")
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Complete the open request; what comes without one, or later, stands beside it."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    gewaehlt = UUID(daten["behoerde"]) if "behoerde" in daten else fall.behoerde_id
    behoerde_id: Any = vorgang.akteur.behoerde_id or gewaehlt
    zeile = _antwort_auf(vorgang, behoerde_id)
    zeile.eingegangen_am = daten["am"]
    zeile.sachverhalt = daten.pop("sachverhalt")
    zeile.votum = daten.pop("votum") or None
    zeile.save()
    if "behoerde" in daten:
        daten["behoerde"] = zeile.behoerde.name
    if behoerde_id == fall.behoerde_id:
        # The late answer of another one leaves open what the authority of the case was asked.
        vorgang.wiedervorlage_erledigen("stellungnahme")


def _antwort_auf(vorgang: Vorgang, behoerde_id: UUID) -> Stellungnahme:
    """The last open request to this authority: none answers what another was asked."""
    fall = vorgang.akte
    zeile = fall.stellungnahmen.filter(eingegangen_am=None, behoerde_id=behoerde_id).last()
    if zeile is None:
        zeile = Stellungnahme(angefordert_am=vorgang.tag, behoerde_id=behoerde_id)
    zeile.fall = fall
    return zeile


SCHRITT = Schritt("stellungnahme_eintragen", "Stellungnahme eintragen", Antwortschreiben, wirkung)
