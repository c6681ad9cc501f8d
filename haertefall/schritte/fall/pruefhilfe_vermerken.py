"""Freeze all ways to stay for a person on a day, as they are now, with hash and law."""

from typing import Any

from django import forms

from haertefall.faelle.models import Person, Pruefhilfevermerk
from haertefall.faelle.pruefhilfe import wege_der_person
from haertefall.recht.pruefhilfe.festhalten import als_daten, siegelzahl
from haertefall.recht.pruefhilfe.sammlung import fingerabdruck
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, Stichtagsfeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute, jetzt


class Vermerkbogen(Eingabe):
    """For whom, and for which day: past days by the law of that day."""

    person = forms.ChoiceField(label="Für wen?")
    stichtag = Stichtagsfeld(
        label="Stichtag",
        initial=heute,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """Persons of the case."""
        self.feld("person").choices = [(str(p.pk), p.name) for p in self.vorgang.personen]

    def clean_person(self) -> Person:
        """The person itself."""
        gewaehlt = self.cleaned_data["person"]
        return next(p for p in self.vorgang.personen if str(p.pk) == gewaehlt)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """What the page shows now becomes a row of its own; nothing is computed again later."""
    person: Person = daten["person"]
    angaben = list(person.rechtsangaben.select_related("fall__schluessel__eltern"))
    wege = wege_der_person(person, angaben, daten["stichtag"], nach_aussen=False)
    inhalt = {
        **als_daten(wege.uebersicht),
        "person": person.name,
        "angaben": [
            {
                "frage": stand.frage.frage,
                "seiten": [
                    {"seite": e.seite, "am": e.am.isoformat(), **e.inhalt} for e in stand.seiten
                ],
            }
            for stand in wege.staende.values()
        ],
        "vermerk": daten.pop("vermerk") or "",
    }
    zeile = Pruefhilfevermerk(
        fall=vorgang.akte,
        person=person,
        stichtag=daten["stichtag"],
        erfasst_um=jetzt(),
        konto=vorgang.konto_id,
        geheim=wege.geheim,
        recht=fingerabdruck(),
        hash=siegelzahl(inhalt),
    )
    zeile.inhalt = inhalt
    zeile.save(force_insert=True)
    vorgang.objekt = zeile.pk
    daten["person"] = str(person.nummer)


SCHRITT = Schritt(
    "pruefhilfe_vermerken",
    "Ergebnis der Prüfhilfe festhalten",
    Vermerkbogen,
    wirkung,
    hinweis="Was die Seite der Prüfhilfe jetzt zeigt, wird unverändert zur Akte genommen.",
)
