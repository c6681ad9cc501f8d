"""Record the statement of the Ausländerbehörde, on the facts and on the Votum."""

from typing import Any

from django import forms

from haertefall.faelle.models import Stellungnahme
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Antwortschreiben(Eingabe):
    """What the authority says; the day it reached the office."""

    am = TagFeld(label="Eingegangen am")
    sachverhalt = LangerText(label="Zum Sachverhalt")
    votum = LangerText(label="Zum Votum", required=False)

    def vorbereiten(self) -> None:
        """The authority itself answers on this page: nothing has to reach anybody first."""
        if self.vorgang.akteur.behoerde_id is not None:
            self.feld("am").label = "Tag der Stellungnahme"

    def clean(self) -> dict[str, Any]:
        """Somebody must have been asked."""
        if self.vorgang.akte.behoerde_id is None:
            raise forms.ValidationError("Für diesen Fall ist keine Ausländerbehörde festgehalten.")
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Complete the open request; what comes without one, or later, stands beside it."""
    vorgang.am = daten["am"]
    zeile = _antwort_auf(vorgang)
    zeile.eingegangen_am = daten["am"]
    zeile.sachverhalt = daten.pop("sachverhalt")
    zeile.votum = daten.pop("votum") or None
    zeile.save()
    vorgang.wiedervorlage_erledigen("stellungnahme")


def _antwort_auf(vorgang: Vorgang) -> Stellungnahme:
    """The last open request; an authority answers only what it was asked itself."""
    fall, behoerde_id = vorgang.akte, vorgang.akteur.behoerde_id
    offen = fall.stellungnahmen.filter(eingegangen_am=None)
    if behoerde_id is not None:
        offen = offen.filter(behoerde_id=behoerde_id)
    zeile = offen.last()
    if zeile is None:
        zeile = Stellungnahme(angefordert_am=vorgang.tag)
        zeile.behoerde_id = behoerde_id or fall.behoerde_id  # type: ignore[assignment]
    zeile.fall = fall
    return zeile


SCHRITT = Schritt("stellungnahme_eintragen", "Stellungnahme eintragen", Antwortschreiben, wirkung)
