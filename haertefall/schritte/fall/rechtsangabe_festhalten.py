"""Answer a question of the Prüfhilfe: a fact with its evidence, or a judgement with its reasons."""

from typing import Any

from django import forms

from haertefall.gremien.akteure import name_von
from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.eintraege import LISTEN
from haertefall.recht.pruefhilfe.katalog import Rechtsfrage, rechtsfragen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.schritte.antwortfelder import ANTWORT, BIS, TAG, antwortfelder, rohwert
from haertefall.schritte.rechtsangaben import Rechtsbogen, festhalten
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Rechtsangabebogen(Rechtsbogen):
    """One question, one answer, for one person. The field for the answer follows the question."""

    angabe = forms.ChoiceField(label="Frage")
    antwort = forms.CharField(label="Antwort", required=False, max_length=100)
    antwort_tag = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    antwort_bis = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    begruendung = LangerText(
        label="Gründe der Bewertung",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unbekannt = forms.BooleanField(
        required=False, label="Doch nicht bekannt: die frühere Antwort dieser Seite gilt nicht mehr"
    )
    field_order = ["person", "angabe", ANTWORT, TAG, BIS, "begruendung", "unbekannt", "seite"]

    def vorbereiten(self) -> None:
        """Questions that may be answered here; once it is known which, the fitting field."""
        super().vorbereiten()
        nur_tatsachen = self.vorgang.akteur.funktion is Funktion.BERATUNG
        self.fragen = {
            kennung: frage
            for kennung, frage in rechtsfragen(ausgeliefert()).items()
            if kennung not in LISTEN and not (nur_tatsachen and frage.ist_wertung)
        }
        self.feld("angabe").choices = [(k, f.frage) for k, f in self.fragen.items()]
        gewaehlt = self.data.get("angabe") if self.is_bound else self.initial.get("angabe")
        frage = self.fragen.get(str(gewaehlt))
        if frage is not None:
            self._fuer(frage)

    def _fuer(self, frage: Rechtsfrage) -> None:
        self.fields |= antwortfelder(frage)
        self.feld("angabe").widget = forms.HiddenInput()
        if not frage.ist_wertung:
            self.feld("begruendung").widget = forms.HiddenInput()
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """An answer of the right kind; a judgement has reasons; or nothing is known any more."""
        daten = super().clean() or {}
        frage = self.fragen.get(daten.get("angabe", ""))
        if frage is None or ANTWORT in self.errors:
            return daten
        tag, bis = daten.pop(TAG, None) or None, daten.pop(BIS, None) or None
        try:
            daten["wert"] = rohwert(frage, daten.pop(ANTWORT, None), tag, bis)
        except forms.ValidationError as fehler:
            self.add_error(ANTWORT, fehler)
            return daten
        if daten.get("unbekannt"):
            if daten["wert"] is not None:
                self.add_error("unbekannt", "Entweder eine Antwort oder „nicht bekannt“.")
        elif daten["wert"] is None:
            self.add_error(ANTWORT, "Bitte antworten Sie.")
        elif frage.ist_wertung and not daten.get("begruendung"):
            self.add_error("begruendung", "Bitte sagen Sie, warum Sie es so bewerten.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One row; who made a judgement is part of it."""
    inhalt = {
        "wert": daten.pop("wert"),
        "begruendung": daten.pop("begruendung") or "",
        "wer": name_von(vorgang.akteur.konto_id),
    }
    festhalten(vorgang, daten, daten.pop("angabe"), inhalt)


SCHRITT = Schritt(
    "rechtsangabe_festhalten", "Angabe zur Prüfhilfe festhalten", Rechtsangabebogen, wirkung
)
