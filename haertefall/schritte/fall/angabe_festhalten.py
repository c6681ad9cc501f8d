"""Answer a question on the grounds: ja, nein, ungeklärt; who said so, on what evidence."""

from datetime import date
from typing import Any

from django import forms

from haertefall.faelle.models import Angabe, Seite
from haertefall.faelle.pruefung import gefragte_merkmale
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import Antwort, Funktion
from haertefall.recht.ordnung import Merkmal
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.pruefhilfe.worte import GRUND_WORTE
from haertefall.schritte.papiere import papierwahl
from haertefall.schritte.schritt import Eingabe, KuenftigerTag, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.wessen_wort import behoerdenfeld, nur_wenn_mehrere
from haertefall.zeit import jetzt

WIEDER_FRAGEN = "frage_"
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
    behoerde = behoerdenfeld()
    am = TagFeld(label="Gesagt oder festgestellt am")
    beleg = LangerText(label="Worauf stützt es sich?", required=False, max_length=4_000)
    offen_weil = forms.ChoiceField(
        label="Wenn ungeklärt: woran liegt es?",
        required=False,
        choices=[("", "–"), *((g.value, GRUND_WORTE[g]) for g in Grund)],
    )
    dokument = forms.ChoiceField(label="Nachweis in der Akte", required=False)
    erneut_am = KuenftigerTag(
        label="Noch einmal fragen am",
        required=False,
        help_text="Die Frage kommt an diesem Tag von selbst zurück.",
    )

    def vorbereiten(self) -> None:
        """Questions of this version of the rules; persons and papers of the case."""
        nur_wenn_mehrere(self, self.vorgang)
        self.feld("dokument").choices = papierwahl(self.vorgang)
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

    def clean(self) -> dict[str, Any]:
        """A reason for being open belongs to an open answer only."""
        daten = super().clean() or {}
        if daten.get("offen_weil") and daten.get("antwort") != Antwort.UNGEKLAERT:
            self.add_error("offen_weil", "Das gehört nur zu „Ungeklärt“.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One row per person; earlier answers stay."""
    fall, vorgang.am = vorgang.akte, daten["am"]
    beleg, behoerde = daten.pop("beleg") or None, daten.pop("behoerde", "")
    frage = merkmale()[daten["merkmal"]]
    geheim = frage.geheim_97a and daten["seite"] == Seite.BEHOERDE
    dokument, erneut_am = daten.pop("dokument") or None, daten.pop("erneut_am")
    ziel = [p for p in vorgang.personen if not daten["person"] or str(p.pk) == daten["person"]]
    zeilen = []
    for person in ziel:
        zeile = Angabe(
            fall=fall,
            person=person,
            merkmal=daten["merkmal"],
            seite=daten["seite"],
            behoerde_id=vorgang.behoerde_von(daten["seite"], behoerde),
            am=daten["am"],
            erfasst_um=jetzt(),
            geheim=geheim,
            dokument_id=dokument,
        )
        zeile.antwort, zeile.offen_weil = daten["antwort"], daten["offen_weil"]
        zeile.beleg = beleg
        zeilen.append(zeile)
    Angabe.objects.bulk_create(zeilen)
    erneut_fragen(vorgang, frage, erneut_am)
    daten["person"] = ", ".join(str(p.nummer) for p in ziel)


def erneut_fragen(vorgang: Vorgang, frage: Merkmal, am: date | None) -> None:
    """An answer settles what was to be asked; with a day the question comes back by itself."""
    anlass = f"{WIEDER_FRAGEN}{frage.kennung}"[:60]
    if am is None:
        vorgang.wiedervorlage_erledigen(anlass)
    else:
        vorgang.wiedervorlage(am, anlass, "Einstellung der Geschäftsstelle", frage.frage)


SCHRITT = Schritt("angabe_festhalten", "Frage beantworten", Antwortbogen, wirkung)
