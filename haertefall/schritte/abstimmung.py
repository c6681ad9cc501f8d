"""Holds what was entered about a vote against what the stored rules yield."""

from collections.abc import Mapping
from typing import Any

from django import forms

from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.beschluss import (
    Ausgang,
    Beschluss,
    Besetzung,
    Faehigkeit,
    Stimmen,
    beschluss,
    beschlussfaehig,
)
from haertefall.recht.ordnung import Ordnung

# No result in the matter: the case goes back, nothing is counted.
OHNE_BESCHLUSS = frozenset({"vertagung", "weitere_aufklaerung"})
# The vote is on the Ersuchen; "kein Ersuchen" is what remains when it does not carry (a reading).
ANTRAG_ZUM_AUSGANG = {"kein_ersuchen": "ersuchen"}

ZAHLEN = ("mitglieder", "anwesende", "ja", "nein", "enthaltung")
Rueckfrage = tuple[str, str]
"""Field and what is wrong with it."""


class Stichstimme(forms.ChoiceField):
    """The vote of the chair that decides a tie; asked only where an Ordnung says so."""

    def __init__(self) -> None:
        super().__init__(
            label="Stimme des Vorsitzes",
            required=False,
            choices=[("", "—"), ("ja", "Ja"), ("nein", "Nein")],
        )


def ohne_stich(bogen: forms.Form, ordnung: Ordnung) -> None:
    """Take the field away where a tie simply does not carry; else say on what it rests."""
    zeilen = [z for z in ordnung.mehrheit if z.stichentscheid]
    if not zeilen:
        del bogen.fields["stimme_vorsitz"]
        return
    belege = ", ".join(dict.fromkeys(z.beleg for z in zeilen))
    bogen.fields["stimme_vorsitz"].help_text = f"Nur bei Stimmengleichheit ({belege})"


def gezaehlt(daten: Mapping[str, Any]) -> bool:
    """Whether the totals of a hand count were entered."""
    return all(daten.get(feld) is not None for feld in ZAHLEN)


def auszaehlen(ordnung: Ordnung, daten: Mapping[str, Any]) -> Beschluss | None:
    """What the count means under the rules; None without a count.

    Raises:
        Fehlzaehlung: more votes than people.
    """
    if not gezaehlt(daten):
        return None
    ausgang = daten["ausgang"]
    return beschluss(
        ordnung,
        Gegenstand(ANTRAG_ZUM_AUSGANG.get(ausgang, ausgang)),
        Stimmen(daten["ja"], daten["nein"], daten["enthaltung"]),
        _besetzung(daten),
        stimme_vorsitz=daten.get("stimme_vorsitz") or None,
    )


def _besetzung(daten: Mapping[str, Any]) -> Besetzung:
    """The numbers of people as they were entered."""
    mitglieder, besetzt = daten.get("mitglieder"), daten.get("besetzt")
    return Besetzung(
        mitglieder=mitglieder,
        besetzt=mitglieder if besetzt is None else besetzt,
        stimmberechtigte=mitglieder,
        anwesende=daten.get("anwesende"),
    )


def durch_regel(gerechnet: Beschluss | None) -> bool | None:
    """True or False: the rule says carried or not. None: a person establishes it."""
    if gerechnet is None:
        return None
    return {Ausgang.ANGENOMMEN: True, Ausgang.ABGELEHNT: False}.get(gerechnet.ausgang)


def fehlt_stich(gerechnet: Beschluss) -> bool:
    """A tie that the chair decides, under some reading."""
    return any(a.zeile.stichentscheid and a.gleichstand for a in gerechnet.auszaehlungen)


def rueckfragen(
    ordnung: Ordnung, daten: Mapping[str, Any], gerechnet: Beschluss | None
) -> list[Rueckfrage]:
    """What stands against recording this outcome; empty if nothing does."""
    ausgang = daten["ausgang"]
    if ausgang in OHNE_BESCHLUSS:
        return []
    antrag = Gegenstand(ANTRAG_ZUM_AUSGANG.get(ausgang, ausgang))
    if gerechnet is None:
        return _ohne_zaehlung(ordnung, antrag, daten)
    if gerechnet.faehigkeit.ergebnis is Faehigkeit.NEIN:
        return [("anwesende", gerechnet.faehigkeit.satz)]
    if fehlt_stich(gerechnet) and not daten.get("stimme_vorsitz"):
        return [("stimme_vorsitz", "Es steht gleich. Wie hat der Vorsitz gestimmt?")]
    getragen = durch_regel(gerechnet)
    if getragen is None:
        return [] if daten.get("festgestellt") else [("festgestellt", gerechnet.satz)]
    if getragen == (ausgang == "kein_ersuchen"):
        return [("ausgang", gerechnet.satz)]
    return []


def _ohne_zaehlung(
    ordnung: Ordnung, antrag: Gegenstand, daten: Mapping[str, Any]
) -> list[Rueckfrage]:
    faehig = beschlussfaehig(ordnung, _besetzung(daten))
    if faehig.ergebnis is Faehigkeit.NEIN:
        return [("anwesende", faehig.satz)]
    regel = [zeile for zeile in ordnung.mehrheit if antrag in zeile.gegenstand]
    if regel and daten["ausgang"] != "kein_ersuchen":
        return [("ja", f"Bitte tragen Sie die Auszählung ein ({regel[0].beleg}).")]
    if daten.get("festgestellt"):
        return []
    return [
        (
            "festgestellt",
            "Ohne Auszählung stellt eine Person das Ergebnis fest. Bitte bestätigen Sie das.",
        )
    ]
