"""Put a paper into the file: the office for everybody, counsellors and authorities their own."""

from typing import Any

from django import forms
from django.db.models import Max

from haertefall.faelle.dateiarten import ENDUNGEN
from haertefall.faelle.models import DOKUMENTARTEN, Dokument, Seite
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import DateiFeld, Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.wessen_wort import behoerdenfeld, nur_wenn_mehrere
from haertefall.zeit import jetzt

# Who brings only papers of the own side.
_EIGENE_SEITE: dict[Funktion, Seite] = {
    Funktion.BERATUNG: Seite.ANTRAG,
    Funktion.AUSLAENDERBEHOERDE: Seite.BEHOERDE,
}


class Dokumentbogen(Eingabe):
    """The file and what is said about it."""

    vor_eingang = True

    datei = DateiFeld(
        label="Datei",
        endungen=ENDUNGEN,
        help_text="PDF, Bild oder DOCX. Die Datei wird verschlüsselt, während sie ankommt.",
    )
    titel = forms.CharField(
        label="Titel",
        max_length=200,
        help_text="So, dass man das Papier wiederfindet: „Zeugnis Klasse 9“.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    art = forms.ChoiceField(
        label="Was ist es?", choices=[("", "bitte wählen"), *DOKUMENTARTEN.items()]
    )
    seite = forms.ChoiceField(
        label="Von wem stammt es?", choices=Seite.choices, initial=Seite.ANTRAG
    )
    behoerde = behoerdenfeld()
    am = TagFeld(label="Eingegangen am")
    beschreibung = LangerText(label="Bemerkung", required=False, max_length=2_000)
    fuer_behoerde = forms.BooleanField(
        required=False, label="Die zuständige Ausländerbehörde darf es sehen"
    )
    geheim = forms.BooleanField(
        required=False,
        label="Sagt etwas über Tag oder Ablauf einer geplanten Abschiebung (§ 97a AufenthG)",
        help_text="Antragsteller und Beratung sehen das Papier dann nie.",
    )

    def vorbereiten(self) -> None:
        """What is certain by the Funktion is not asked."""
        funktion = self.vorgang.akteur.funktion
        if funktion in _EIGENE_SEITE:
            del self.fields["seite"], self.fields["fuer_behoerde"]
        if funktion is Funktion.BERATUNG:
            del self.fields["geheim"]
        nur_wenn_mehrere(self, self.vorgang)

    def clean(self) -> dict[str, Any]:
        """Secret is what the authority says, not what people say about themselves."""
        daten = super().clean() or {}
        funktion = self.vorgang.akteur.funktion
        daten.setdefault("seite", _EIGENE_SEITE.get(funktion, ""))
        if daten.get("geheim") and daten["seite"] != Seite.BEHOERDE:
            self.add_error(
                "geheim",
                "Geheim ist nur, was die Ausländerbehörde selbst sagt. Einen Tag, den die Person "
                "selbst mitteilt, darf sie weiter sehen.",
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The file gets its place, then the row that knows its key."""
    fall, eingang, vorgang.am = vorgang.akte, daten.pop("datei"), daten["am"]
    behoerde = daten.pop("behoerde", "")
    letzte = fall.dokumente.aggregate(letzte=Max("nummer"))["letzte"] or 0
    dokument = Dokument(
        fall=fall,
        nummer=letzte + 1,
        seite=daten["seite"],
        behoerde_id=vorgang.behoerde_von(daten["seite"], behoerde),
        am=daten["am"],
        erfasst_um=jetzt(),
        fuer_behoerde=daten.get("fuer_behoerde", False),
        geheim=daten.get("geheim", False),
        groesse=eingang.groesse,
        datei=eingang.datei,
    )
    dokument.dateischluessel = eingang.schluessel.hex()
    dokument.pruefsumme, dokument.dateiname = eingang.pruefsumme, eingang.name
    dokument.titel, dokument.art = daten["titel"], daten["art"]
    dokument.beschreibung = daten["beschreibung"] or None
    eingang.behalte()
    dokument.save(force_insert=True)
    daten["dokument"], vorgang.objekt = dokument.nummer, dokument.pk


SCHRITT = Schritt("dokument_hinzufuegen", "Dokument hinzufügen", Dokumentbogen, wirkung)
