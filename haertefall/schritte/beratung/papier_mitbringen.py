"""Somebody brought papers into the session for inspection there: named, never copied."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import LEITUNG, ZumPunkt, teilnahmen_zur_wahl
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Mitgebrachtes, Teilnahme
from haertefall.zeit import jetzt


class Papierbogen(ZumPunkt):
    """Who brought what."""

    von = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer hat sie mitgebracht?")
    was = LangerText(label="Welche Unterlagen?", max_length=1_000)

    def vorbereiten(self) -> None:
        """Everybody of the session."""
        super().vorbereiten()
        teilnahmen_zur_wahl(self.feld("von"), self.vorgang.tagung)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A line in the list."""
    zeile = Mitgebrachtes(punkt=daten["punkt"], von=daten["von"], um=jetzt())
    zeile.was = daten["was"]
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "papier_mitbringen",
    "Mitgebrachte Unterlagen eintragen",
    Papierbogen,
    wirkung,
    objekt="sitzung",
    hinweis="Nur die Bezeichnung. Nichts wird hochgeladen oder kopiert.",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
)
