"""Set the measures of a rule for unusual reading: with who and why (data-protection officer)."""

from typing import Any

from django import forms

from haertefall.audit.auffaellig import (
    REGELN,
    MassUngueltig,
    festlegen,
    festlegungen,
    masse,
    regel_mit,
)
from haertefall.audit.leseregeln import IM_AMT
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang

WOCHENTAGE = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
_WAEHLBAR = (*IM_AMT, Funktion.VORSITZ, Funktion.MITGLIED, Funktion.VORPRUEFUNGSAUSSCHUSS)


class Lesemass(Eingabe):
    """One rule; only its own measures are asked for."""

    regel = forms.ChoiceField(label="Regel")
    anzahl = forms.IntegerField(label="Mehr als so viele Fälle", required=False)
    minuten = forms.IntegerField(label="innerhalb von Minuten", required=False)
    karenz_tage = forms.IntegerField(
        label="Tage nach dem Abschluss, in denen ein Blick nicht auffällt", required=False
    )
    von_stunde = forms.IntegerField(label="Dienstzeit ab (Stunde)", required=False)
    bis_stunde = forms.IntegerField(label="Dienstzeit bis (Stunde)", required=False)
    wochentage = forms.TypedMultipleChoiceField(
        label="Tage, an denen Dienst ist",
        choices=list(enumerate(WOCHENTAGE, start=1)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    funktionen = forms.MultipleChoiceField(
        label="Für wen gilt die Regel?",
        choices=[(Funktion(f).value, FUNKTION_WORTE[Funktion(f)]) for f in _WAEHLBAR],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grund = LangerText(
        label="Worauf beruht das?",
        max_length=2_000,
        help_text="Zum Beispiel eine Dienstvereinbarung mit Datum; nichts über eine Person",
    )

    def vorbereiten(self) -> None:
        """The measures as they hold now are proposed; those of other rules are not shown."""
        self.feld("regel").choices = [(name, regel.titel) for name, regel in REGELN.items()]
        name = self.data.get("regel") or self.initial.get("regel") or next(iter(REGELN))
        self.initial.setdefault("regel", name)
        gilt = next((f.regel for f in festlegungen() if f.regel.name == name), None)
        eigene = masse(name) if gilt else frozenset()
        # What was sent comes back, also where the form no longer says of which rule it speaks.
        for feld in set(self.fields) - eigene - {"regel", "grund"} - set(self.data):
            del self.fields[feld]
        for feld in eigene:
            wert = getattr(gilt, feld)
            self.initial.setdefault(feld, list(wert) if isinstance(wert, tuple) else wert)

    def clean(self) -> dict[str, Any]:
        """The rule itself says what it can use."""
        daten = super().clean() or {}
        name = daten.get("regel")
        if name and not self.errors:
            werte = {feld: daten.get(feld) for feld in masse(name)}
            try:
                regel_mit(name, werte)
            except MassUngueltig as grund:
                raise forms.ValidationError(str(grund)) from None
            daten["werte"] = werte
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """What was set before stays on record."""
    festlegen(vorgang.akteur, daten["regel"], daten["werte"], daten["grund"])


SCHRITT = Schritt(
    "lesemass_festlegen",
    "Regel für auffälliges Lesen festlegen",
    Lesemass,
    wirkung,
    objekt="gremium",
    hinweis="Die Regeln werten das Verhalten von Beschäftigten aus: Klären Sie vorher, wer daran "
    "zu beteiligen ist. Sie gelten für das ganze Haus. (Keine Norm; Einstellung des Hauses.)",
    wer=frozenset({Funktion.DATENSCHUTZ}),
    danach="spur_auffaellig",
)
