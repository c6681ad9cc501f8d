"""Appoint a proposed person to a seat: by whom, from, to (§ 2 Abs. 1 Satz 2 und 3 HFKVO).

The ministry does it itself where the Ordnung says that it appoints; the office records what the
appointing office has decided. The entry says which of the two it was.
"""

from typing import Any

from django import forms

from haertefall.gremien.models import Berufung
from haertefall.gremien.posten import Posten, posten_des_gremiums
from haertefall.recht.amtszeit import regelende
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Sitz
from haertefall.schritte.berufung import ANDERER_NAME, Tag, eintreten, gehoert_anderen, zeitraum
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute


class Berufungseingabe(Eingabe):
    """Which proposal, since when, until when."""

    berufung = GesperrteWahl(Berufung.objects.none(), label="Vorschlag")
    berufen_durch = forms.CharField(
        label="Berufen durch",
        max_length=200,
        required=False,
        help_text="Leer: die Stelle, die in der Ordnung steht.",
    )
    am = TagFeld(label="Berufen am")
    von = Tag(label="Gilt ab", initial=heute)
    bis = Tag(label="Gilt bis", required=False)

    def vorbereiten(self) -> None:
        """Open proposals; the sentence about the term."""
        self.feld("berufung").queryset = Berufung.objects.filter(
            gremium=self.vorgang.gremium, amt=None, hinfaellig_am=None
        )
        regel = regelende(self.vorgang.fassung.ordnung, self.vorgang.heute)
        leer = "Leer: so, wie es die Ordnung sagt." if regel.tag else "Leer: Ende nicht bekannt."
        self.feld("bis").help_text = f"{regel.satz} {leer}"

    def posten(self, berufung: Berufung) -> Posten | None:
        """The post the proposal is for, if the Ordnung of today still has it."""
        vorgang = self.vorgang
        alle = posten_des_gremiums(vorgang.gremium, vorgang.fassung, vorgang.heute)
        return next((p for p in alle if p.passt_zu(berufung)), None)

    def clean(self) -> dict[str, Any]:
        """The seat exists and is free; the ministry appoints only where it does so by the rules."""
        daten = super().clean() or {}
        berufung: Berufung | None = daten.get("berufung")
        if berufung is None or "von" not in daten:
            return daten
        posten = daten["posten"] = self.posten(berufung)
        if posten is None:
            self.add_error("berufung", "Diesen Sitz gibt es nach der heutigen Ordnung nicht mehr.")
            return daten
        zeile = posten.zeile
        beruft_selbst = isinstance(zeile, Sitz) and zeile.beruft_als is not None
        if self.vorgang.akteur.funktion is Funktion.FACHAUFSICHT and not beruft_selbst:
            self.add_error(
                "berufung", "Für diesen Sitz beruft nach der Ordnung nicht die Aufsicht."
            )
        if not daten.get("berufen_durch") and not posten.beruft:
            self.add_error(
                "berufen_durch", "Wer hier beruft, sagt die Ordnung nicht. Bitte tragen Sie es ein."
            )
        if gehoert_anderen(berufung.email, berufung.name):
            self.add_error("berufung", ANDERER_NAME)
            return daten
        zeitraum(self, "berufung", posten, berufung.email)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The person holds the seat from that day on."""
    berufung: Berufung = daten["berufung"]
    posten: Posten = daten["posten"]
    berufung.gremium = vorgang.gremium
    berufung.berufen_durch = daten["berufen_durch"] or posten.beruft
    berufung.berufen_am = daten["am"]
    eintreten(vorgang, berufung, posten, daten)


SCHRITT = Schritt(
    "person_berufen",
    "Berufung eintragen",
    Berufungseingabe,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
