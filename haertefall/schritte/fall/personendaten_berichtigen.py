"""Correct identity data. Correcting false data during the procedure heals (report, ch. 5)."""

from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang

_FELDER = (
    "nachname",
    "vornamen",
    "geburtsdatum",
    "geburtsort",
    "staatsangehoerigkeit",
    "anschrift",
)


class Personendaten(Eingabe):
    """New data of one person; an empty field leaves what is there."""

    person = forms.ChoiceField(label="Person")
    am = TagFeld(label="Mitgeteilt am")
    von_sich_aus = forms.BooleanField(
        required=False, label="Die Person hat falsche Angaben selbst berichtigt"
    )
    nachname = forms.CharField(label="Nachname", max_length=200, required=False)
    vornamen = forms.CharField(label="Vornamen", max_length=200, required=False)
    geburtsdatum = forms.CharField(label="Geburtsdatum", max_length=60, required=False)
    geburtsort = forms.CharField(label="Geburtsort", max_length=200, required=False)
    staatsangehoerigkeit = forms.CharField(
        label="Staatsangehörigkeit", max_length=200, required=False
    )
    anschrift = LangerText(label="Anschrift", required=False, max_length=500)
    grund = LangerText(label="Grund der Berichtigung", max_length=2_000)

    def vorbereiten(self) -> None:
        """Persons of the case."""
        self.feld("person").choices = [(str(p.pk), p.name) for p in self.vorgang.personen]

    def clean(self) -> dict[str, Any]:
        """At least one field changes."""
        daten = super().clean() or {}
        if not any(daten.get(feld) for feld in _FELDER):
            raise forms.ValidationError("Bitte tragen Sie mindestens eine neue Angabe ein.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Change the person; the former values stay in the history of the case."""
    person = next(p for p in vorgang.personen if str(p.pk) == daten["person"])
    vorgang.am = daten["am"]
    frueher = {}
    for feld in _FELDER:
        neu = daten.pop(feld)
        if neu:
            frueher[feld] = getattr(person, feld) or ""
            setattr(person, feld, neu)
    person.save()
    daten["frueher"] = frueher
    daten["person"] = person.nummer


SCHRITT = Schritt("personendaten_berichtigen", "Personendaten berichtigen", Personendaten, wirkung)
