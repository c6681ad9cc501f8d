"""Correct a recorded fact: reason, second person for outcomes; the original stays.

Corrected are the day of an act and what it counts as. Later acts that rest on the corrected one
are listed, not undone: a person looks at each.
"""

from typing import Any

from django import forms

from haertefall.faelle.models import Berichtigung, Verlaufseintrag
from haertefall.schritte.berichtigung import (
    anwenden,
    braucht_zweite_person,
    spaetere,
    waehlbare_werte,
)
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import jetzt


class Berichtigungsbogen(Eingabe):
    """Which entry, its right day, its right result, and the reason."""

    eintrag = forms.ChoiceField(label="Welcher Eintrag ist falsch?")
    am = TagFeld(label="Richtiger Tag des Ereignisses")
    wert = forms.ChoiceField(
        label="Richtiges Ergebnis",
        required=False,
        help_text="Leer lassen, wenn nur der Tag falsch war",
    )
    grund = LangerText(label="Grund der Berichtigung", max_length=2_000)

    def vorbereiten(self) -> None:
        """Entries that count and were not corrected yet."""
        self.eintraege = {
            str(e.pk): e
            for e in Verlaufseintrag.objects.filter(
                fall=self.vorgang.akte, ersetzt_durch__isnull=True
            ).exclude(zaehlt={})
        }
        self.feld("eintrag").choices = [
            (pk, f"{e.am:%d.%m.%Y} {e.schritt.replace('_', ' ')}")
            for pk, e in self.eintraege.items()
        ]
        self.feld("wert").choices = [("", "unverändert"), *waehlbare_werte()]

    def clean(self) -> dict[str, Any]:
        """Something must change, and the value must fit the entry."""
        daten = super().clean() or {}
        eintrag = self.eintraege.get(daten.get("eintrag", ""))
        if eintrag is None:
            return daten
        daten["ziel"] = eintrag
        zaehlt = dict(eintrag.zaehlt)
        art, _, code = (daten.get("wert") or "").partition(":")
        if code:
            if not zaehlt.get(art):
                self.add_error("wert", "Dieses Ergebnis passt nicht zu diesem Eintrag.")
            zaehlt[art] = code
        if "jahr" in zaehlt and daten.get("am"):
            zaehlt["jahr"] = daten["am"].year
        daten["zaehlt"] = zaehlt
        if zaehlt == eintrag.zaehlt and daten.get("am") == eintrag.am:
            raise forms.ValidationError("Es ändert sich nichts.")
        if eintrag.berichtigungen.filter(bestaetigt_um=None).exists():
            raise forms.ValidationError(
                "Für diesen Eintrag wartet schon eine Berichtigung auf die zweite Person."
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Apply at once, or wait for the second person where an outcome changes."""
    eintrag: Verlaufseintrag = daten.pop("ziel")
    zeile = Berichtigung(
        fall=vorgang.akte,
        eintrag=eintrag,
        am=daten["am"],
        zaehlt=daten.pop("zaehlt"),
        beantragt_von=vorgang.konto_id,
        beantragt_um=jetzt(),
    )
    zeile.grund = daten["grund"]
    daten["eintrag"] = eintrag.nummer
    daten["spaeter"] = [e.nummer for e in spaetere(eintrag)]
    if not braucht_zweite_person(eintrag, zeile.zaehlt):
        anwenden(vorgang, zeile)
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "berichtigen",
    "Eintrag berichtigen",
    Berichtigungsbogen,
    wirkung,
    hinweis="Der alte Eintrag bleibt sichtbar. Ändert sich ein Ergebnis, bestätigt eine zweite "
    "Person die Berichtigung.",
)
