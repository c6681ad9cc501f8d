"""Answer a question on the grounds: ja, nein, ungeklärt; who said so, on what evidence."""

from typing import Any

from django import forms

from haertefall.faelle.models import Angabe, Seite
from haertefall.faelle.pruefung import gefragte_merkmale
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import Antwort, Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import jetzt

ANTWORTEN = [
    (Antwort.JA.value, "Ja"),
    (Antwort.NEIN.value, "Nein"),
    (Antwort.UNGEKLAERT.value, "Ungeklärt"),
]


class Antwortbogen(Eingabe):
    """One question, one answer, for one person or for the case."""

    vor_eingang = True

    merkmal = forms.ChoiceField(label="Frage")
    person = forms.ChoiceField(label="Für wen?", required=False)
    antwort = forms.ChoiceField(label="Antwort", choices=ANTWORTEN, widget=forms.RadioSelect)
    seite = forms.ChoiceField(label="Wer sagt das?", choices=Seite.choices)
    am = TagFeld(label="Gesagt oder festgestellt am")
    beleg = LangerText(label="Worauf stützt es sich?", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """Questions of this version of the rules; persons of the case."""
        fragen = merkmale()
        self.feld("merkmal").choices = [
            (name, fragen[name].frage)
            for name in gefragte_merkmale(self.vorgang.fassung.ordnung)
            if name in fragen
        ]
        self.feld("person").choices = [
            ("", "Alle Personen des Falls"),
            *((str(p.pk), p.name) for p in self.vorgang.personen),
        ]

    def clean_seite(self) -> str:
        """An authority speaks for itself only."""
        seite: str = self.cleaned_data["seite"]
        if self.vorgang.akteur.funktion is Funktion.AUSLAENDERBEHOERDE and seite != Seite.BEHOERDE:
            raise forms.ValidationError("Die Ausländerbehörde antwortet nur für sich.")
        return seite


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One row per person; earlier answers stay."""
    fall, vorgang.am = vorgang.akte, daten["am"]
    beleg = daten.pop("beleg") or None
    geheim = merkmale()[daten["merkmal"]].geheim_97a and daten["seite"] == Seite.BEHOERDE
    ziel = [p for p in vorgang.personen if not daten["person"] or str(p.pk) == daten["person"]]
    zeilen = []
    for person in ziel:
        zeile = Angabe(
            fall=fall,
            person=person,
            merkmal=daten["merkmal"],
            antwort=daten["antwort"],
            seite=daten["seite"],
            am=daten["am"],
            erfasst_um=jetzt(),
            geheim=geheim,
        )
        zeile.beleg = beleg
        zeilen.append(zeile)
    Angabe.objects.bulk_create(zeilen)
    daten["person"] = ", ".join(str(p.nummer) for p in ziel)


SCHRITT = Schritt("angabe_festhalten", "Frage beantworten", Antwortbogen, wirkung)
