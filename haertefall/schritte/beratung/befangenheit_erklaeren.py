"""Somebody declares for the item not to be free. What follows, only a stored rule says."""

from typing import Any

from django import forms

from haertefall.faelle.models import Fall, Zugangssperre
from haertefall.gremien.models import Amt
from haertefall.recht.ordnung import Sitzungsregel
from haertefall.schritte.ladung import regel
from haertefall.schritte.leitung import LEITUNG, ZumPunkt, teilnahmen_zur_wahl
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Befangenheit, Teilnahme
from haertefall.sitzungen.vorbereitung import MITGLIEDER
from haertefall.zeit import jetzt

KEINE_WIRKUNG = "Zur Befangenheit ist keine Regel hinterlegt; es folgt nichts daraus."


class Befangenheitsbogen(ZumPunkt):
    """Who, and why, if they want to say it."""

    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer?")
    grund = LangerText(label="Grund", required=False, max_length=2_000)

    def vorbereiten(self) -> None:
        """Everybody of the session; what the Ordnung says about it."""
        super().vorbereiten()
        teilnahmen_zur_wahl(self.feld("teilnahme"), self.vorgang.tagung)
        zeile = regel(self.vorgang.fassung.ordnung, "befangenheit")
        self.feld("teilnahme").help_text = wirkung_in_worten(zeile) if zeile else KEINE_WIRKUNG

    def clean(self) -> dict[str, Any]:
        """Once for each person and item."""
        daten = super().clean()
        if self.punkt is not None and daten.get("teilnahme"):
            erklaert = self.punkt.befangenheiten.filter(zurueckgenommen_um=None)
            if erklaert.filter(teilnahme=daten["teilnahme"]).exists():
                self.add_error("teilnahme", "Das ist für diese Person schon festgehalten.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Recorded with the norm, if there is one, and with the effects that row has and no others."""
    zeile = regel(vorgang.fassung.ordnung, "befangenheit")
    punkt, teilnahme = daten["punkt"], daten["teilnahme"]
    erklaert = Befangenheit(
        punkt=punkt,
        teilnahme=teilnahme,
        um=jetzt(),
        beleg=zeile.beleg if zeile else "",
        ohne_stimme=zeile is not None and zeile.stimme == "entfaellt",
        ohne_einsicht=zeile is not None and zeile.einsicht == "entfaellt",
        vertretung_moeglich=zeile is not None and zeile.vertretung == "tritt_ein",
    )
    if erklaert.ohne_einsicht and punkt.fall is not None:
        sperren(vorgang, punkt.fall, teilnahme, erklaert.beleg)
    erklaert.grund = daten["grund"] or None
    erklaert.save(force_insert=True)


def wirkung_in_worten(zeile: Sitzungsregel) -> str:
    """The row, what follows from it, and where it stands."""
    return f"{' '.join([zeile.inhalt, *(f'{f}.' for f in zeile.folgen)])} ({zeile.beleg})"


def sperren(vorgang: Vorgang, fall: Fall, teilnahme: Teilnahme, beleg: str) -> None:
    """The person no longer sees the case as a member of this body, in whatever seat."""
    if teilnahme.amt is None:
        return
    aemter = Amt.objects.filter(
        konto=teilnahme.amt.konto_id, gremium=vorgang.gremium, funktion__in=MITGLIEDER
    )
    um = jetzt()
    Zugangssperre.objects.bulk_create(
        [Zugangssperre(fall=fall, amt=amt, von_um=um, beleg=beleg) for amt in aemter],
        ignore_conflicts=True,
    )


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
