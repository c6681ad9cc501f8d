"""The list of countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.statistik.druck import DATEN
from haertefall.statistik.laender import (
    laender,
    laenderauswahl,
    land_mit_namen,
    sortierschluessel,
)
from haertefall.statistik.lesen import lies_tabellen


def test_it_has_every_country_once() -> None:
    alle = laender().values()
    assert len(alle) == len({land.name for land in alle}) == len({lnd.sortierung for lnd in alle})
    assert {"IRQ", "XKX", "PSE", "TWN", "XXA", "XXX"} <= laender().keys()
    assert all(len(schluessel) == 3 and schluessel.isupper() for schluessel in laender())


def test_it_is_in_german_order() -> None:
    schluessel = [land.sortierung for land in laender().values()]
    assert schluessel == sorted(schluessel)


def test_it_keeps_sort_keys_in_their_form() -> None:
    """Most keys are the folded name; a few begin with another word of it (Kongo, Korea, Moldau)."""
    anders = {
        land.schluessel
        for land in laender().values()
        if land.sortierung != sortierschluessel(land.name)
    }
    assert anders == {"COD", "COG", "PRK", "KOR", "MDA"}
    assert all(sortierschluessel(land.sortierung) == land.sortierung for land in laender().values())


def test_it_names_countries_as_the_official_report_does() -> None:
    for zeile in lies_tabellen(DATEN / "nrw_2024", ["tabelle_6_2"])["tabelle_6_2"].zeilen:
        if zeile[1] != "Übrige":
            assert land_mit_namen(str(zeile[1])).bekannt


def test_it_offers_every_country_but_the_unknown_one() -> None:
    auswahl = dict(laenderauswahl())
    assert auswahl.keys() == laender().keys() - {"XXX"}
    assert auswahl["COD"] == "DR Kongo"


@pytest.mark.parametrize(
    ("wort", "schluessel"),
    [("Ägypten", "agypten"), ("Straße", "strasse"), ("Côte d'Ivoire", "cote d ivoire")],
)
def test_it_sorts_umlauts_as_their_vowels(wort: str, schluessel: str) -> None:
    assert sortierschluessel(wort) == schluessel


@given(st.text())
def test_it_folds_a_sort_key_only_once(wort: str) -> None:
    einmal = sortierschluessel(wort)
    assert sortierschluessel(einmal) == einmal
