"""Somebody declares for the item not to be free. What follows, only a stored rule says."""

from typing import Any

from django import forms

from haertefall.schritte.ladung import regel
from haertefall.schritte.leitung import LEITUNG, ZumPunkt, teilnahmen_zur_wahl
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Befangenheit, Teilnahme
from haertefall.zeit import jetzt


class Befangenheitsbogen(ZumPunkt):
    """Who, and why, if they want to say it."""

    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer?")
    grund = LangerText(label="Grund", required=False, max_length=2_000)

    def vorbereiten(self) -> None:
        """Everybody of the session; what the Ordnung says about it."""
        super().vorbereiten()
        teilnahmen_zur_wahl(self.feld("teilnahme"), self.vorgang.tagung)
        zeile = regel(self.vorgang.fassung.ordnung, "befangenheit")
        self.feld("teilnahme").help_text = (
            f"{zeile.inhalt} ({zeile.beleg})" if zeile else "Keine Wirkung geregelt."
        )

    def clean(self) -> dict[str, Any]:
        """Once for each person and item."""
        daten = super().clean()
        if self.punkt is not None and daten.get("teilnahme"):
            erklaert = self.punkt.befangenheiten.filter(zurueckgenommen_um=None)
            if erklaert.filter(teilnahme=daten["teilnahme"]).exists():
                self.add_error("teilnahme", "Das ist für diese Person schon festgehalten.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Recorded with the norm, if there is one. No stored Ordnung takes sight or vote away."""
    zeile = regel(vorgang.fassung.ordnung, "befangenheit")
    erklaert = Befangenheit(
        punkt=daten["punkt"],
        teilnahme=daten["teilnahme"],
        um=jetzt(),
        beleg=zeile.beleg if zeile else "",
    )
    erklaert.grund = daten["grund"] or None
    erklaert.save(force_insert=True)


SCHRITT = Schritt(
    "befangenheit_erklaeren",
    "Befangenheit festhalten",
    Befangenheitsbogen,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
)
