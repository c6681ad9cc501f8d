"""Correct a recorded fact: reason, second person for outcomes; the original stays.

Corrected are the day of an act and what it counts as. Later acts that rest on the corrected one
are listed, not undone: a person looks at each.
"""

from typing import Any

from django import forms

from haertefall.faelle.models import Berichtigung, Verlaufseintrag
from haertefall.schritte.berichtigung import (
    Akteneintraege,
    alle_werte,
    anwenden,
    braucht_zweite_person,
    moegliche_codes,
    neu_gezaehlt,
)
from haertefall.schritte.schritt import Eingabe, Fundstelle, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.codes import GRUND_WORTE, Folge
from haertefall.zeit import jetzt


class Berichtigungsbogen(Eingabe):
    """Which entry, its right day, its right result, and the reason."""

    vor_eingang = True

    eintrag = forms.ChoiceField(label="Welcher Eintrag ist falsch?")
    am = TagFeld(
        label="Richtiger Tag des Ereignisses",
        required=False,
        initial=None,
        help_text="Leer lassen, wenn der Tag stimmt",
    )
    wert = forms.ChoiceField(
        label="Richtiges Ergebnis",
        required=False,
        choices=[("", "unverändert"), *alle_werte()],
        help_text="Leer lassen, wenn nur der Tag falsch war",
    )
    kategorie = forms.ChoiceField(
        label="Grund, aus dem nicht gefolgt wurde",
        required=False,
        choices=[("", "unverändert oder nicht nötig"), *GRUND_WORTE.items()],
    )
    rechtsgrund = Fundstelle(help_text="Nötig bei einem anderen Aufenthaltstitel")
    grund = LangerText(label="Grund der Berichtigung", max_length=2_000)

    def vorbereiten(self) -> None:
        """Entries whose day or outcome can be wrong and were not corrected yet."""
        self.eintraege = Akteneintraege(self.vorgang.akte)
        self.wahl = {str(e.pk): e for e in self.eintraege.berichtigbare()}
        self.feld("eintrag").choices = [(pk, self._name(e)) for pk, e in self.wahl.items()]

    def _name(self, eintrag: Verlaufseintrag) -> str:
        ursprung = self.eintraege.ursprung(eintrag)
        berichtigt = "" if ursprung == eintrag else " (berichtigt)"
        return f"{eintrag.am:%d.%m.%Y} {ursprung.schritt.replace('_', ' ')}{berichtigt}"

    def clean(self) -> dict[str, Any]:
        """Something must change, and the value must fit the entry."""
        daten = super().clean() or {}
        eintrag = self.wahl.get(daten.get("eintrag", ""))
        if eintrag is None:
            return daten
        daten["am"] = daten.get("am") or eintrag.am
        self._pruefe_wert(eintrag, daten)
        if self.errors:
            return daten
        daten["ziel"] = eintrag
        daten["zaehlt"] = neu_gezaehlt(
            eintrag.zaehlt,
            daten["am"],
            daten["wert"],
            daten.pop("kategorie"),
            daten.pop("rechtsgrund"),
        )
        if daten["zaehlt"] == eintrag.zaehlt and daten["am"] == eintrag.am:
            raise forms.ValidationError("Es ändert sich nichts.")
        if eintrag.berichtigungen.filter(bestaetigt_um=None).exists():
            raise forms.ValidationError(
                "Für diesen Eintrag wartet schon eine Berichtigung auf die zweite Person."
            )
        return daten

    def _pruefe_wert(self, eintrag: Verlaufseintrag, daten: dict[str, Any]) -> None:
        art, _, code = (daten.get("wert") or "").partition(":")
        ursprung = self.eintraege.ursprung(eintrag)
        if code and code not in moegliche_codes(self.vorgang, eintrag, ursprung, art):
            self.add_error("wert", "Dieses Ergebnis passt nicht zu diesem Eintrag.")
        if code == Folge.ANDERER_TITEL and not daten.get("rechtsgrund"):
            self.add_error("rechtsgrund", "Bitte nennen Sie die Rechtsgrundlage des Titels.")
        folge = code if art == "folge" else eintrag.zaehlt.get("folge")
        if daten.get("kategorie") and folge != Folge.NICHT_GEFOLGT:
            self.add_error("kategorie", "Diesen Grund gibt es nur, wenn nicht gefolgt wurde.")


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
    daten["spaeter"] = [e.nummer for e in Akteneintraege(vorgang.akte).spaetere(eintrag)]
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
