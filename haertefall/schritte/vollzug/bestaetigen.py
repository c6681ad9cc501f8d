"""A second person confirms the check; what they confirmed is kept with its hash."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.lage import Pruefungslage, festhalten
from haertefall.vollzug.models import Pruefungsstand


class Bestaetigung(Eingabe):
    """The second person has looked too."""

    bestaetigt = forms.BooleanField(
        label="Ich habe die Prüfung durchgesehen und bestätige sie als zweite Person."
    )

    def clean(self) -> dict[str, Any]:
        """Two persons, not two Funktionen of one; and still nothing open."""
        daten = super().clean() or {}
        pruefung = self.vorgang.vollzugspruefung
        if pruefung.geprueft_von == self.vorgang.akteur.konto_id:
            raise forms.ValidationError(
                "Sie haben die Prüfung selbst als fertig gemeldet. Eine andere Person muss sie "
                "bestätigen."
            )
        for satz in Pruefungslage(pruefung, self.vorgang.heute).maengel():
            self.add_error(None, satz)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Confirmed and frozen."""
    pruefung = vorgang.vollzugspruefung
    pruefung.stand = Pruefungsstand.BESTAETIGT
    pruefung.bestaetigt_am, pruefung.bestaetigt_von = vorgang.heute, vorgang.konto_id
    pruefung.zuerst_bestaetigt_am = pruefung.zuerst_bestaetigt_am or vorgang.heute
    pruefung.festgehalten, pruefung.hash = festhalten(Pruefungslage(pruefung, vorgang.heute))


SCHRITT = Schritt(
    "vollzug_bestaetigen",
    "Als zweite Person bestätigen",
    Bestaetigung,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
)
