"""Enter a person whom the planned measure concerns."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.recht.vollzug.worte import GRUPPE_NUR_GENANNT
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.laender import laenderauswahl
from haertefall.vollzug.models import Betroffene


def _gruppen() -> list[tuple[str, str]]:
    """Groups that decrees name."""
    genannt = {g: g for e in vollzugsrecht().erlasse.erlass for g in e.gruppen}
    return [("", "nicht genannt"), *genannt.items()]


class Personenbogen(Eingabe):
    """Who, from where, and what makes a decree speak of them."""

    nachname = forms.CharField(label="Nachname", max_length=200)
    vornamen = forms.CharField(label="Vornamen", max_length=200)
    geburtsdatum = forms.CharField(
        label="Geburtsdatum",
        max_length=60,
        required=False,
        help_text="Wie bekannt, zum Beispiel 17.04.1990 oder 1990",
    )
    land = forms.ChoiceField(label="Herkunftsland", required=False)
    verletzlich = forms.MultipleChoiceField(
        label="Besonders schutzbedürftig",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Was davon zutrifft. Danach richtet sich, welche Erlasse zu bedenken sind.",
    )
    gruppe = forms.ChoiceField(
        label="Gruppe, wenn der Mensch sie selbst nennt",
        required=False,
        help_text=f"{GRUPPE_NUR_GENANNT} Bitte nicht danach fragen.",
    )

    def vorbereiten(self) -> None:
        """Words of the decrees."""
        self.feld("land").choices = [("", "nicht bekannt"), *laenderauswahl()]
        self.feld("verletzlich").choices = list(vollzugsrecht().verletzlichkeit.items())
        self.feld("gruppe").choices = _gruppen()


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One more; a new person opens the check again."""
    pruefung = vorgang.vollzugspruefung
    pruefung.personenzahl += 1
    # A number is never given twice, also after an entry was taken back.
    nummer = Betroffene.alle.filter(pruefung=pruefung).count() + 1
    person = Betroffene(pruefung=pruefung, nummer=nummer)
    for feld in ("nachname", "vornamen", "geburtsdatum", "land", "gruppe"):
        setattr(person, feld, daten[feld] or None)
    person.verletzlich = list(daten["verletzlich"])
    person.zeiten = {"zeiten": [], "vollstaendig": False}
    person.save(force_insert=True)
    vorgang.pruefung_wieder_offen()


SCHRITT = Schritt(
    "vollzug_person_eintragen",
    "Person eintragen",
    Personenbogen,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
)
