"""The check is done: nothing is open. A second person confirms it."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.lage import Pruefungslage
from haertefall.vollzug.models import Pruefungsstand


class Fertig(Eingabe):
    """Nothing to fill in: whoever says so has looked."""

    bestaetigt = forms.BooleanField(label="Ich habe alle Punkte angesehen. Die Prüfung ist fertig.")

    def clean(self) -> dict[str, Any]:
        """Open points and decrees block it."""
        daten = super().clean() or {}
        for satz in Pruefungslage(self.vorgang.vollzugspruefung, self.vorgang.heute).maengel():
            self.add_error(None, satz)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Waits for the second person."""
    pruefung = vorgang.vollzugspruefung
    pruefung.stand = Pruefungsstand.GEPRUEFT
    pruefung.geprueft_am, pruefung.geprueft_von = vorgang.heute, vorgang.konto_id


SCHRITT = Schritt(
    "vollzug_abschliessen",
    "Prüfung als fertig melden",
    Fertig,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Danach bestätigt eine zweite Person.",
)
