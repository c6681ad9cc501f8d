"""The measures of the rules for unusual reading: set by the data-protection officer, with why."""

from typing import Any

import pytest

from haertefall.audit.auffaellig import REGELN, festlegungen
from haertefall.audit.models import Mass, Zugriff
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, verboten

EINGABEN: dict[str, dict[str, Any]] = {
    "viele_faelle": {"anzahl": "40", "minuten": "30"},
    "geschlossener_fall": {"karenz_tage": "7"},
    "ohne_aufgabe": {"funktionen": ["geschaeftsstelle"]},
    "ausser_der_zeit": {
        "von_stunde": "7",
        "bis_stunde": "19",
        "wochentage": ["1", "2", "3"],
        "funktionen": ["geschaeftsstelle", "vorsitz"],
    },
}


def test_it_knows_an_input_for_every_rule() -> None:
    assert EINGABEN.keys() == REGELN.keys()


@pytest.mark.parametrize("regel", EINGABEN)
def test_it_sets_every_rule_with_who_and_why(nrw: Spiel, regel: str) -> None:
    andere = {f.regel.name: f for f in festlegungen() if f.regel.name != regel}
    nrw.tue("lesemass_festlegen", regel=regel, grund="Dienstvereinbarung 7", **EINGABEN[regel])
    gilt = {f.regel.name: f for f in festlegungen()}
    for name, wert in EINGABEN[regel].items():
        gesetzt = getattr(gilt[regel].regel, name)
        als_text = [str(w) for w in gesetzt] if isinstance(gesetzt, tuple) else str(gesetzt)
        assert als_text == wert
    assert gilt[regel].grund == "Dienstvereinbarung 7"
    assert gilt[regel].konto == nrw.akteur(Funktion.DATENSCHUTZ).konto_id
    assert {name: gilt[name] for name in andere} == andere
    assert Zugriff.objects.filter(was=f"mass_festgelegt:{regel}").exists()


@pytest.mark.parametrize(
    "eingabe",
    [
        {"regel": "viele_faelle", "anzahl": "0", "minuten": "30"},
        {"regel": "viele_faelle", "anzahl": "40", "minuten": ""},
        {"regel": "ausser_der_zeit", **EINGABEN["ausser_der_zeit"], "bis_stunde": "6"},
        {"regel": "ausser_der_zeit", **EINGABEN["ausser_der_zeit"], "wochentage": ["9"]},
        {"regel": "gibt_es_nicht"},
        {"regel": "geschlossener_fall", "karenz_tage": "7", "grund": ""},
    ],
)
def test_it_refuses_what_no_rule_could_use(nrw: Spiel, eingabe: dict[str, Any]) -> None:
    assert fehlerfelder(nrw, "lesemass_festlegen", **eingabe)
    assert not Mass.objects.exists()


@pytest.mark.parametrize("funktion", [Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ, Funktion.RAT])
def test_it_is_for_the_data_protection_officer(nrw: Spiel, funktion: Funktion) -> None:
    assert "nicht Aufgabe" in verboten(nrw, "lesemass_festlegen", als=funktion)
