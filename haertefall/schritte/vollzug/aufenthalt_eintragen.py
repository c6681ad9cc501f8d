"""Enter a residence period of a person, for the other ways to stay."""

from datetime import date
from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart
from haertefall.recht.pruefhilfe.worte import AUFENTHALTSART_WORTE
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Betroffene

_TAG = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class Aufenthalt(Eingabe):
    """One paper or status: whose, which, from when to when."""

    person = forms.ChoiceField(label="Wessen Aufenthalt?")
    art = forms.ChoiceField(
        label="Was?", choices=[(a.value, AUFENTHALTSART_WORTE[a]) for a in Aufenthaltsart]
    )
    von = forms.DateField(label="Von", **_TAG)  # type: ignore[arg-type]
    bis = forms.DateField(label="Bis", required=False, help_text="Leer: dauert an", **_TAG)  # type: ignore[arg-type]
    vollstaendig = forms.BooleanField(
        label="Damit sind alle Aufenthaltszeiten dieser Person eingetragen", required=False
    )

    def vorbereiten(self) -> None:
        """People of the check."""
        pruefung = self.vorgang.vollzugspruefung
        self.betroffene: dict[str, Betroffene] = {}
        for person in pruefung.betroffene.all():
            person.pruefung = pruefung
            self.betroffene[str(person.pk)] = person
        self.feld("person").choices = [(pk, p.name) for pk, p in self.betroffene.items()]

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        daten = super().clean() or {}
        von, bis = daten.get("von"), daten.get("bis")
        if von and bis and bis < von:
            self.add_error("bis", "Das Ende liegt vor dem Anfang.")
        daten["die_person"] = self.betroffene.get(daten.get("person") or "")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One more period; each Duldung is an entry of its own."""
    person: Betroffene = daten["die_person"]
    bis: date | None = daten["bis"]
    zeit = {
        "art": daten["art"],
        "von": daten["von"].isoformat(),
        "bis": bis.isoformat() if bis else "",
    }
    person.zeiten = {
        "zeiten": sorted([*person.zeiten["zeiten"], zeit], key=lambda z: z["von"]),
        "vollstaendig": daten["vollstaendig"],
    }
    person.save(force_update=True)


SCHRITT = Schritt(
    "vollzug_aufenthalt_eintragen",
    "Aufenthaltszeit eintragen",
    Aufenthalt,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Für die Liste der lange Geduldeten, für die ein anderer Weg offen sein kann.",
)
