"""What the acts about the Prüfhilfe share: who it is about, who said it, and the row it becomes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from haertefall.faelle.models import Person, Rechtsangabe, Seite
from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.katalog import rechtsfragen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.schritte.papiere import papierwahl
from haertefall.schritte.schritt import Eingabe, LangerText, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import jetzt

Zeile = dict[str, Any]
# Makes the fields of a row, by column.
Spalten = Mapping[str, Callable[[], forms.Field]]
# A row as it is stored, and by column what is wrong with it.
Gelesen = tuple[Zeile, dict[str, str]]


class Rechtsbogen(Eingabe):
    """About whom, who says so, when, on what evidence. A counsellor speaks for one side."""

    vor_eingang = True

    person = forms.ChoiceField(label="Für wen?")
    seite = forms.ChoiceField(label="Wer sagt das?", choices=Seite.choices)
    am = TagFeld(label="Gesagt oder festgestellt am")
    belegt = forms.BooleanField(
        required=False,
        label="Ein Nachweis liegt vor",
        help_text="Ohne Nachweis bleibt das Ergebnis „zu klären“.",
    )
    beleg = LangerText(
        label="Worauf stützt es sich?",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    dokument = forms.ChoiceField(label="Nachweis in der Akte", required=False)

    def vorbereiten(self) -> None:
        """Persons and papers of the case; from the counselling side only its own word."""
        self.feld("person").choices = [(str(p.pk), p.name) for p in self.vorgang.personen]
        self.feld("dokument").choices = papierwahl(self.vorgang)
        if self.vorgang.akteur.funktion is Funktion.BERATUNG:
            self.feld("seite").choices = [(Seite.ANTRAG.value, Seite.ANTRAG.label)]

    def clean_person(self) -> Person:
        """The person itself."""
        gewaehlt = self.cleaned_data["person"]
        return next(p for p in self.vorgang.personen if str(p.pk) == gewaehlt)


class Zeilenbogen(Rechtsbogen):
    """A list, row by row. Rows left empty are no rows."""

    ZEILEN: ClassVar[int]
    SPALTEN: ClassVar[tuple[str, ...]]

    vollstaendig = forms.BooleanField(
        required=False,
        label="Die Liste ist vollständig",
        help_text="Ohne dieses Kreuz gilt, was nicht dasteht, als nicht bekannt.",
    )

    def zeilen(self, anzahl: int) -> list[list[Any]]:
        """The first rows as bound fields, for the page."""
        return [[self[f"{s}_{n}"] for s in self.SPALTEN] for n in range(min(anzahl, self.ZEILEN))]

    def clean(self) -> dict[str, Any]:
        """Collect the rows; a row that is begun is checked as a whole."""
        daten = super().clean() or {}
        zeilen = []
        for nummer in range(self.ZEILEN):
            zeile = {s: daten.pop(f"{s}_{nummer}", None) for s in self.SPALTEN}
            if any(wert not in (None, "", False) for wert in zeile.values()):
                gelesen, maengel = self.lesen(zeile)
                zeilen.append(gelesen)
                for spalte, mangel in maengel.items():
                    self.add_error(f"{spalte}_{nummer}", mangel)
        daten["zeilen"] = zeilen
        return daten

    @staticmethod
    def lesen(zeile: Zeile) -> Gelesen:
        """A row as it is stored."""
        raise NotImplementedError


def zeitspanne(zeile: Zeile) -> Gelesen:
    """First and last day of a row; it ends not before it began."""
    von, bis = zeile["von"], zeile["bis"]
    maengel = {}
    if isinstance(von, date) and isinstance(bis, date) and bis < von:
        maengel["bis"] = "Der letzte Tag liegt vor dem ersten."
    tage = {"von": von.isoformat() if von else None, "bis": bis.isoformat() if bis else None}
    return tage, maengel


def mit_zeilen(bogen: type[Zeilenbogen], felder: Spalten, anzahl: int) -> type[Zeilenbogen]:
    """The form with so many rows; `felder` makes the fields of a row, by column."""
    spalten = {
        f"{spalte}_{nummer}": feld() for nummer in range(anzahl) for spalte, feld in felder.items()
    }
    return type(bogen.__name__, (bogen,), {**spalten, "__module__": bogen.__module__})


def tagfeld(beschriftung: str) -> forms.DateField:
    """A day, past or coming, in a row."""
    return forms.DateField(
        label=beschriftung,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def festhalten(
    vorgang: Vorgang, daten: dict[str, Any], kennung: str, inhalt: dict[str, Any]
) -> None:
    """One row; earlier answers stay. What the history keeps of it names the question only."""
    person: Person = daten["person"]
    frage = rechtsfragen(ausgeliefert())[kennung]
    vorgang.am = daten["am"]
    zeile = Rechtsangabe(
        fall=vorgang.akte,
        person=person,
        kennung=kennung,
        seite=daten["seite"],
        am=daten["am"],
        erfasst_um=jetzt(),
        konto=vorgang.konto_id,
        geheim=frage.geheim_97a and daten["seite"] == Seite.BEHOERDE,
        dokument_id=daten.get("dokument") or None,
    )
    zeile.inhalt = {**inhalt, "belegt": daten["belegt"], "beleg": daten.get("beleg") or ""}
    zeile.save(force_insert=True)
    seite = daten["seite"]
    daten.clear()
    daten |= {"angabe": frage.frage, "person": str(person.nummer), "seite": seite}
