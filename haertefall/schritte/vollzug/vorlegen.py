"""Before the measure: lay the case before a body, with consent, where its Ordnung allows."""

from datetime import date
from typing import Any

from django import forms

from haertefall.gremien import fassungen
from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Antragsweg
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.tresor.models import neuer_schluessel
from haertefall.vollzug.models import Betroffene, Vorlage

_OFFEN_FUER = frozenset({"auslaenderbehoerde", "jede_person"})


def offene_wege(tag: date) -> dict[str, tuple[Gremium, Antragsweg]]:
    """Bodies whose Ordnung lets an authority bring a case, with the way in and its citation."""
    gefunden = {}
    for gremium in Gremium.objects.select_related("schluessel"):
        try:
            ordnung = fassungen.gueltig_am(gremium.kennung, tag).ordnung
        except fassungen.KeineFassung:
            continue
        for weg in ordnung.antragsweg:
            if _OFFEN_FUER & set(weg.wer):
                gefunden[f"{gremium.kennung}:{weg.kennung}"] = (gremium, weg)
    return gefunden


class Vorlegung(Eingabe):
    """To whom, with whose consent, and exactly what is handed over."""

    wohin = forms.ChoiceField(label="Welchem Gremium?")
    einwilligung_am = TagFeld(label="Einwilligung erteilt am", initial=None)
    einwilligung = LangerText(
        label="Wer hat wie eingewilligt?",
        max_length=1_000,
        help_text="Ohne Einwilligung der Betroffenen wird nichts übergeben.",
    )
    personen = forms.MultipleChoiceField(
        label="Wer wird genannt?", widget=forms.CheckboxSelectMultiple
    )
    votum = LangerText(label="Was wird erbeten?", max_length=4_000)
    gruende = LangerText(label="Welche Gründe sprechen dafür?")
    verfahren = LangerText(
        label="Bisheriges ausländerrechtliches Verfahren",
        required=False,
        help_text="Bitte nichts über Tag oder Ablauf der geplanten Maßnahme (§ 97a AufenthG).",
    )

    def vorbereiten(self) -> None:
        """Bodies that an authority may approach; the people of the check."""
        pruefung = self.vorgang.vollzugspruefung
        self.wege = offene_wege(self.vorgang.heute)
        schon = set(pruefung.vorlagen.values_list("gremium_id", flat=True))
        self.feld("wohin").choices = [
            (name, f"{gremium.name}: {weg.bezeichnung} ({weg.beleg})")
            for name, (gremium, weg) in self.wege.items()
            if gremium.pk not in schon
        ]
        self.betroffene: dict[str, Betroffene] = {}
        for person in pruefung.betroffene.all():
            person.pruefung = pruefung
            self.betroffene[str(person.pk)] = person
        self.feld("personen").choices = [(pk, p.name) for pk, p in self.betroffene.items()]

    def clean(self) -> dict[str, Any]:
        """Before the measure, not after; and only where a body is open for it."""
        daten = super().clean() or {}
        if self.vorgang.vollzugspruefung.ausgang:
            raise forms.ValidationError("Die Maßnahme ist schon vorbei. Vorgelegt wird vorher.")
        if not self.feld("wohin").choices:
            self.add_error(
                "wohin",
                "Keine hinterlegte Ordnung lässt einen Fall aus einer Behörde zu, oder er liegt "
                "dort schon vor.",
            )
        daten["ziel"] = self.wege.get(daten.get("wohin") or "")
        gewaehlt = daten.get("personen") or []
        daten["menschen"] = [p for pk, p in self.betroffene.items() if pk in gewaehlt]
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A copy of what is handed over, under a key of the body; nothing else goes out."""
    gremium, weg = daten["ziel"]
    vorlage = Vorlage(
        pruefung=vorgang.vollzugspruefung,
        behoerde=vorgang.amt,
        gremium=gremium,
        antragsweg=weg.kennung,
        am=vorgang.heute,
        von=vorgang.konto_id,
        schluessel=neuer_schluessel("vorlage", gremium.schluessel),
    )
    vorlage.personen = [
        {
            "nachname": person.nachname,
            "vornamen": person.vornamen,
            "geburtsdatum": person.geburtsdatum or "",
            "land": person.land or "",
        }
        for person in daten["menschen"]
    ]
    vorlage.votum, vorlage.gruende = daten["votum"], daten["gruende"]
    vorlage.verfahren = daten["verfahren"] or None
    vorlage.einwilligung = f"{daten['einwilligung_am']:%d.%m.%Y}: {daten['einwilligung']}"
    vorlage.save(force_insert=True)


SCHRITT = Schritt(
    "vollzug_vorlegen",
    "Vorher dem Gremium vorlegen",
    Vorlegung,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Das Gremium sieht nur, was Sie hier übergeben, nichts von der Prüfung.",
)
