"""The authority orders that a permit may be granted (§ 7 Abs. 1 und 2 HFKVO); an act of its own."""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Anordnung(Eingabe):
    """Day, persons, and the condition the authority may set (§ 7 Abs. 2 Satz 3)."""

    am = TagFeld(label="Angeordnet am")
    personen = forms.MultipleChoiceField(label="Für wen?", widget=forms.CheckboxSelectMultiple)
    bedingung = forms.ChoiceField(
        label="Abhängig gemacht von",
        required=False,
        choices=[
            ("", "nichts"),
            ("lebensunterhalt", "Sicherung des Lebensunterhalts"),
            ("verpflichtungserklaerung", "Verpflichtungserklärung nach § 68 AufenthG"),
        ],
    )
    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)

    def vorbereiten(self) -> None:
        """All persons are proposed."""
        wahl = [(str(p.pk), p.name) for p in self.vorgang.personen]
        self.feld("personen").choices = wahl
        self.feld("personen").initial = [schluessel for schluessel, _ in wahl]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Order and permit are two acts: the case waits for the permit."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    gewaehlt = [p for p in vorgang.personen if str(p.pk) in daten["personen"]]
    zeilen = []
    for person in gewaehlt:
        zeile = Folge(fall=fall, behoerde=fall.behoerde, person=person, art="anordnung")
        zeile.am = daten["am"]
        zeile.bedingung = daten["bedingung"] or None
        zeilen.append(zeile)
    Folge.objects.bulk_create(zeilen)
    daten["personen"] = ", ".join(str(p.nummer) for p in gewaehlt)


SCHRITT = Schritt("anordnung_eintragen", "Anordnung eintragen", Anordnung, wirkung)
