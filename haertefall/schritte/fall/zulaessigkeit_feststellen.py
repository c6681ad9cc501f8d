"""Confirm the check of the grounds. The program combines answers; a person confirms the result."""

from typing import Any

from django import forms

from haertefall.faelle.models import Pruefung
from haertefall.faelle.pruefung import Personenpruefung, als_begruendung, je_person
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.pruefhilfe.festhalten import siegelzahl
from haertefall.recht.zulaessigkeit import ZULAESSIGKEIT_WORTE, Zulaessigkeit
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


def gesamt(pruefungen: list[Personenpruefung]) -> Zulaessigkeit:
    """Result for the case: excluded only if every person is; otherwise the most open one counts."""
    ergebnisse = {p.pruefung.ergebnis for p in pruefungen}
    if ergebnisse == {Zulaessigkeit.AUSGESCHLOSSEN}:
        return Zulaessigkeit.AUSGESCHLOSSEN
    for stufe in (Zulaessigkeit.UNGEKLAERT, Zulaessigkeit.ABZUWAEGEN):
        if stufe in ergebnisse:
            return stufe
    return Zulaessigkeit.ZULAESSIG


FOLGE_WORTE: dict[Zulaessigkeit, str] = {
    Zulaessigkeit.AUSGESCHLOSSEN: "Der Fall ist ausgeschlossen, das Verfahren endet",
    Zulaessigkeit.UNGEKLAERT: "Es sind noch Fragen offen",
    Zulaessigkeit.ABZUWAEGEN: "Es geht weiter; das Gremium muss etwas abwägen",
    Zulaessigkeit.ZULAESSIG: "Kein Grund steht entgegen, es geht weiter",
}


def _in_worten(p: Personenpruefung) -> str:
    gruende = ", ".join(f"{b.grund.bezeichnung} ({b.grund.beleg})" for b in p.pruefung.vorhanden)
    wort = ZULAESSIGKEIT_WORTE[p.pruefung.ergebnis]
    return f"{p.person.name}: {wort}" + (f" – {gruende}" if gruende else "")


class Feststellung(Eingabe):
    """The person confirms what the answers yield."""

    am = TagFeld(label="Geprüft am")
    offen_weiter = forms.BooleanField(
        required=False,
        label="Weiter, obwohl Fragen offen sind",
        help_text="Die offenen Fragen werden der Ausländerbehörde oder den Beteiligten gestellt.",
    )
    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)
    bestaetigt = forms.BooleanField(label="Ich stelle fest")

    def vorbereiten(self) -> None:
        """Say what would be established, for whom and why, before anybody confirms it."""
        self.pruefungen = je_person(
            self.vorgang.akte, self.vorgang.personen, self.vorgang.fassung.ordnung
        )
        if gesamt(self.pruefungen) is not Zulaessigkeit.UNGEKLAERT:
            self.feld("offen_weiter").widget = forms.HiddenInput()
        feld = self.feld("bestaetigt")
        feld.label = f"Ich stelle fest: {FOLGE_WORTE[gesamt(self.pruefungen)]}"
        feld.help_text = " · ".join(_in_worten(p) for p in self.pruefungen)

    def clean(self) -> dict[str, Any]:
        """An open compulsory question stops here unless the person says why it may go on."""
        daten = super().clean() or {}
        pruefungen = self.pruefungen
        daten["pruefungen"] = pruefungen
        ergebnis = gesamt(pruefungen)
        if ergebnis is Zulaessigkeit.UNGEKLAERT and not daten.get("offen_weiter"):
            fragen = merkmale()
            offen = {m: None for p in pruefungen for m in p.pruefung.offen}
            liste = " · ".join(fragen[m].frage for m in offen if m in fragen)
            self.add_error("offen_weiter", f"Noch offen: {liste}")
        if ergebnis is Zulaessigkeit.AUSGESCHLOSSEN and not daten.get("vermerk"):
            self.add_error("vermerk", "Bitte begründen Sie den Ausschluss; das Verfahren endet.")
        if daten.get("offen_weiter") and not daten.get("vermerk"):
            self.add_error("vermerk", "Bitte sagen Sie, warum es trotz offener Fragen weitergeht.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> str:
    """Freeze answers and findings with version and hash."""
    fall, vorgang.am = vorgang.akte, daten["am"]
    pruefungen: list[Personenpruefung] = daten.pop("pruefungen")
    angaben = list(fall.angaben.all())
    for angabe in angaben:
        angabe.fall = fall
    ergebnis = gesamt(pruefungen)
    fragen = merkmale()
    inhalt = [
        als_begruendung(p, (a for a in angaben if a.person_id == p.person.pk), fragen)
        for p in pruefungen
    ]
    zeile = Pruefung(
        fall=fall,
        am=daten["am"],
        ergebnis=ergebnis,
        fassung=fall.fassung_id,
        hash=siegelzahl(inhalt),
    )
    zeile.inhalt = inhalt
    zeile.save(force_insert=True)
    if ergebnis is Zulaessigkeit.AUSGESCHLOSSEN:
        fall.zaehlt_als = "ausgeschlossen"
        vorgang.zaehlt = {"ergebnis": "ausgeschlossen"}
        return "ausgeschlossen"
    return "zulaessig" if ergebnis is Zulaessigkeit.ZULAESSIG else "abzuwaegen"


SCHRITT = Schritt(
    "zulaessigkeit_feststellen",
    "Prüfung der Ausschlussgründe feststellen",
    Feststellung,
    wirkung,
    hinweis="Was die Antworten ergeben, steht am Fall. Sie bestätigen es hier.",
    tagesordnung=True,
)
