"""A second person confirms or declines the correction of an outcome of a check."""

from typing import Any

from django import forms

from haertefall.gremien.akteure import name_von
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vollzugseintraege import anwenden, eintraege, wartende
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Vollzugsberichtigung
from haertefall.zeit import jetzt


class Bestaetigung(Eingabe):
    """Which correction; yes or no."""

    berichtigung = forms.ChoiceField(label="Berichtigung")
    entscheidung = forms.ChoiceField(
        label="Ihre Entscheidung",
        widget=forms.RadioSelect,
        choices=[("bestaetigt", "Ich bestätige sie"), ("abgelehnt", "Ich lehne sie ab")],
    )

    def vorbereiten(self) -> None:
        """Waiting corrections of this check, with what would change and why."""
        self.offen = wartende(self.vorgang.vollzugspruefung)
        self.feld("berichtigung").choices = [(pk, in_worten(z)) for pk, z in self.offen.items()]

    def clean(self) -> dict[str, Any]:
        """Two persons, not two Funktionen of one; and the entry is still there."""
        daten = super().clean() or {}
        zeile = self.offen.get(daten.get("berichtigung", ""))
        if zeile is None:
            return daten
        if zeile.beantragt_von == self.vorgang.konto_id:
            raise forms.ValidationError(
                "Sie haben diese Berichtigung selbst beantragt. Eine andere Person muss sie "
                "bestätigen."
            )
        daten["zeile"] = zeile
        return daten


def in_worten(zeile: Vollzugsberichtigung) -> str:
    """What a correction would change, why, and who asks for it."""
    was = "; ".join(f"{feld}: {alt} → {neu}" for feld, alt, neu in zeile.inhalt["aenderungen"])
    return f"{was}. Grund: {zeile.grund} (beantragt von {name_von(zeile.beantragt_von)})"


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Apply what was confirmed; a declined correction stays, marked as declined."""
    pruefung, zeile = vorgang.vollzugspruefung, daten["zeile"]
    zeile.bestaetigt_von, zeile.bestaetigt_um = vorgang.konto_id, jetzt()
    zeile.abgelehnt = daten["entscheidung"] == "abgelehnt"
    if not zeile.abgelehnt:
        anwenden(pruefung, eintraege(pruefung)[zeile.eintrag], zeile.inhalt["nachher"])
    zeile.save(force_update=True)


SCHRITT = Schritt(
    "vollzug_berichtigung_bestaetigen",
    "Berichtigung bestätigen",
    Bestaetigung,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
)
