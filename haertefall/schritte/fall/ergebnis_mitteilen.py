"""Tell the result to those concerned; the case ends or waits for the authority's reaction."""

from datetime import timedelta
from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlung import folge_moeglich

_WORTE = {
    "abschluss": "Damit ist der Fall abgeschlossen",
    "rueckmeldung_abwarten": "Eine Rückmeldung der Ausländerbehörde wird abgewartet",
}


class Mitteilung(Eingabe):
    """To whom, on which day, and what follows."""

    am = TagFeld(label="Mitgeteilt am")
    an = forms.MultipleChoiceField(
        label="An wen?",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("antrag", "Antragsteller oder Beratung"),
            ("behoerde", "Ausländerbehörde"),
            ("mitglieder", "Mitglieder"),
        ],
    )
    weiter = forms.ChoiceField(label="Wie geht es weiter?", widget=forms.RadioSelect)
    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """Only what the row of the Ordnung leads to."""
        zeile = self.vorgang.zeile
        ziele = zeile.ziele() if zeile else {}
        self.feld("weiter").choices = [(str(z), _WORTE.get(str(z), str(z))) for z in ziele]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> str:
    """An answer that is awaited counts as open and is looked at again."""
    vorgang.am = daten["am"]
    weiter: str = daten["weiter"]
    if weiter == "rueckmeldung_abwarten":
        if folge_moeglich(vorgang.akte):
            vorgang.zaehlt = {"folge": "offen"}
        vorgang.wiedervorlage(
            max(daten["am"] + timedelta(weeks=8), vorgang.heute),
            "antwort_der_behoerde",
            "Einstellung der Geschäftsstelle",
        )
    return weiter


SCHRITT = Schritt("ergebnis_mitteilen", "Ergebnis mitteilen", Mitteilung, wirkung)
