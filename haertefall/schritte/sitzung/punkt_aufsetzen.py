"""Put something on the agenda that is no case: a general question, the standing item, another."""

from typing import Any

from django import forms
from django.db.models import Max

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import mitteilen, regel
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.models import MIT_FALL, Punktart, Tagesordnungspunkt
from haertefall.zeit import jetzt


class Punkt(Eingabe):
    """What kind, its title, and the question."""

    art = forms.ChoiceField(label="Art", widget=forms.RadioSelect)
    titel = forms.CharField(label="Titel", max_length=200)
    frage = LangerText(label="Frage", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """What the Ordnung says about general questions and about the standing item."""
        ordnung = self.vorgang.fassung.ordnung
        self.feld("art").choices = [(a.value, a.label) for a in Punktart if a not in MIT_FALL]
        self.feld("art").initial = Punktart.FRAGE
        saetze = [
            f"{zeile.inhalt} ({zeile.beleg})"
            for zeile in (regel(ordnung, "allgemeine_fragen"), regel(ordnung, "staendiger_punkt"))
            if zeile
        ]
        self.feld("art").help_text = " ".join(saetze) or (
            "Zu allgemeinen Fragen und ständigen Punkten ist keine Regel hinterlegt."
        )

    def clean(self) -> dict[str, Any]:
        """A general question has a question; the session must not be over."""
        daten = super().clean() or {}
        if self.vorgang.tagung.ist_vorbei:
            raise forms.ValidationError("Diese Sitzung ist vorbei.")
        if daten.get("art") == Punktart.FRAGE and not daten.get("frage"):
            self.add_error("frage", "Wie lautet die Frage?")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new item at the end; after the invitation it is a late one and those invited are told."""
    sitzung = vorgang.tagung
    punkt = Tagesordnungspunkt(
        sitzung=sitzung,
        art=daten["art"],
        nummer=(sitzung.punkte.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        nachgereicht=sitzung.eingeladen_um is not None,
        aufgesetzt_um=jetzt(),
    )
    punkt.titel, punkt.frage = daten["titel"], daten["frage"] or None
    punkt.save(force_insert=True)
    mitteilen(vorgang, Anlass.NACHTRAG)


SCHRITT = Schritt(
    "punkt_aufsetzen",
    "Weiteren Punkt aufsetzen",
    Punkt,
    wirkung,
    objekt="sitzung",
    hinweis="Fälle kommen am Fall selbst auf die Tagesordnung; die Rücknahme eines Ersuchens hat "
    "einen eigenen Schritt.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
