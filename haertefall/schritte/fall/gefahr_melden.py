"""Report what threatens the people of a case, and when: a removal, a Duldung that runs out, …"""

from datetime import date
from typing import Any

from django import forms

from haertefall.faelle.models import Gefahr, Gefahrart, Seite
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.wessen_wort import behoerdenfeld, nur_wenn_mehrere

# Who reports for themselves only.
_NUR_FUER_SICH = {
    Funktion.AUSLAENDERBEHOERDE: Seite.BEHOERDE,
    Funktion.BERATUNG: Seite.ANTRAG,
}


class Gefahrmeldung(Eingabe):
    """What, when, for whom, who says so."""

    vor_eingang = True

    art = forms.ChoiceField(label="Was?", choices=Gefahrart.choices, widget=forms.RadioSelect)
    tag = forms.DateField(
        label="An welchem Tag?",
        help_text="Termin, letzter Tag der Duldung, Beginn oder Ende der Haft, Beginn oder Ende "
        "des Verfahrens",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    person = forms.ChoiceField(label="Für wen?", required=False)
    seite = forms.ChoiceField(label="Wer sagt das?", choices=Seite.choices)
    behoerde = behoerdenfeld()
    am = TagFeld(label="Gemeldet am")
    text = LangerText(
        label="Was ist noch wichtig?",
        required=False,
        max_length=2_000,
        help_text="Zum Beispiel: welches Verfahren, bei welcher Stelle",
    )

    def vorbereiten(self) -> None:
        """Persons of the case; who speaks for themselves chooses no side."""
        self.feld("person").choices = [
            ("", "Alle Personen des Falls"),
            *((str(p.pk), p.name) for p in self.vorgang.personen),
        ]
        eigene = _NUR_FUER_SICH.get(self.vorgang.akteur.funktion)
        if eigene is not None:
            self.feld("seite").choices = [(eigene.value, eigene.label)]
            del self.fields["behoerde"]
        else:
            nur_wenn_mehrere(self, self.vorgang)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A row of its own; the day of a removal that an authority names is secret (§ 97a AufenthG)."""
    vorgang.am = daten["am"]
    tag: date = daten.pop("tag")
    behoerde = daten.pop("behoerde", "")
    person = next((p for p in vorgang.personen if str(p.pk) == daten["person"]), None)
    gefahr = Gefahr(
        fall=vorgang.akte,
        person=person,
        seite=daten["seite"],
        behoerde_id=vorgang.behoerde_von(daten["seite"], behoerde),
        gemeldet_am=vorgang.am,
    )
    gefahr.art = daten["art"]
    gefahr.tag = tag.isoformat()
    gefahr.text = daten.pop("text") or None
    gefahr.save(force_insert=True)
    vorgang.objekt = gefahr.pk
    daten["person"] = str(person.nummer) if person else ""


SCHRITT = Schritt(
    "gefahr_melden",
    "Gefahr melden",
    Gefahrmeldung,
    wirkung,
    hinweis="Nennt eine Behörde den Tag einer Abschiebung, ist er geheim (§ 97a AufenthG): Er "
    "bleibt bei Geschäftsstelle und Gremium. Einen Tag, den die Menschen selbst melden, dürfen "
    "sie immer sehen.",
)
