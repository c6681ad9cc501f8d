"""Add a further person (a family in one case)."""

from typing import Any

from django import forms

from haertefall.faelle.models import Person
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class WeiterePerson(Eingabe):
    """Identity of one more person."""

    nachname = forms.CharField(label="Nachname", max_length=200)
    vornamen = forms.CharField(label="Vornamen", max_length=200)
    geburtsdatum = forms.CharField(label="Geburtsdatum", max_length=60, required=False)
    staatsangehoerigkeit = forms.CharField(
        label="Staatsangehörigkeit", max_length=200, required=False
    )
    anschrift = LangerText(label="Anschrift", required=False, max_length=500)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Store the person under the key of the case."""
    fall = vorgang.akte
    person = Person(fall=fall, nummer=len(vorgang.personen) + 1)
    for feld in list(daten):
        setattr(person, feld, daten.pop(feld) or None)
    person.save(force_insert=True)
    fall.personenzahl = person.nummer
    daten["person"] = person.nummer
    vorgang.zaehlt = {"personen": fall.personenzahl}
    vorgang.am = fall.eingegangen_am


SCHRITT = Schritt("person_hinzufuegen", "Weitere Person aufnehmen", WeiterePerson, wirkung)
