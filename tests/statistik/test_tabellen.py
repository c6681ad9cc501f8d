"""From counts to tables."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.codes import Ergebnis, Folge
from haertefall.statistik.pruefung import pruefe, zahlen_aus
from haertefall.statistik.tabellen import Berichtsfehler, NichtZugeordnet, tabellen
from haertefall.statistik.tabellenarten import ARTEN, Tabelle


class Gruppe(NamedTuple):
    """Cases that the tables do not tell apart."""

    jahr: int
    land: str
    ergebnis: str
    folge: str


def tabellen_aus(
    bestand: Mapping[Gruppe, int], regeln: Berichtsregeln, von: int, bis: int
) -> list[Tabelle]:
    """Tables from numbers per group."""
    return tabellen([(*gruppe, anzahl) for gruppe, anzahl in bestand.items()], regeln, von, bis)


Zellen = dict[tuple[str, int, str], int]


def zellen(regeln: Berichtsregeln, bestand: Mapping[Gruppe, int]) -> Zellen:
    """Every printed number by table, year and column or country."""
    ergebnis: Zellen = {}
    for tabelle in tabellen_aus(bestand, regeln, 2020, 2023):
        for zeile in tabelle.zeilen:
            felder = dict(zip(tabelle.art.spalten, zeile, strict=True))
            jahr = int(felder.pop("jahr"))
            land = str(felder.pop("land", ""))
            for spalte, wert in felder.items():
                ergebnis[tabelle.art.nummer, jahr, land or spalte] = int(wert)
    return ergebnis


def geaendert(vorher: Zellen, nachher: Zellen) -> dict[tuple[str, int, str], int]:
    """Cells that differ, with the difference."""
    return {
        zelle: nachher.get(zelle, 0) - vorher.get(zelle, 0)
        for zelle in vorher | nachher
        if nachher.get(zelle, 0) != vorher.get(zelle, 0)
    }


LAENDER = ["IRQ", "SRB", "COD", "TUR"]
GRUPPEN = st.builds(
    Gruppe,
    jahr=st.integers(2020, 2023),
    land=st.sampled_from(LAENDER),
    ergebnis=st.sampled_from(["offen", "kein_ersuchen", "ausgeschlossen", "ausreise", "tod"]),
    folge=st.just(""),
) | st.builds(
    Gruppe,
    jahr=st.integers(2020, 2023),
    land=st.sampled_from(LAENDER),
    ergebnis=st.just("ersuchen"),
    folge=st.sampled_from(["offen", "gefolgt", "nicht_gefolgt", "anderer_titel"]),
)
BESTAENDE = st.dictionaries(GRUPPEN, st.integers(1, 5), max_size=12)


def mit(bestand: Mapping[Gruppe, int], gruppe: Gruppe) -> dict[Gruppe, int]:
    """One more case of this group."""
    return {**bestand, gruppe: bestand.get(gruppe, 0) + 1}


ERSUCHEN = Gruppe(2021, "IRQ", "ersuchen", "gefolgt")
ABGELEHNT = Gruppe(2021, "IRQ", "kein_ersuchen", "")


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        (
            ERSUCHEN,
            ERSUCHEN._replace(folge="nicht_gefolgt"),
            {("6.5", 2021, "gefolgt"): -1, ("6.6", 2021, "nicht_gefolgt"): 1},
        ),
        (
            ERSUCHEN,
            ERSUCHEN._replace(folge="offen"),
            {("6.5", 2021, "gefolgt"): -1, ("6.5", 2021, "offen"): 1, ("6.6", 2021, "offen"): 1},
        ),
        (
            ABGELEHNT,
            ERSUCHEN,
            {
                ("6.3", 2021, "ersuchen"): 1,
                ("6.4", 2021, "kein_ersuchen"): -1,
                ("6.5", 2021, "ersuchen"): 1,
                ("6.5", 2021, "gefolgt"): 1,
                ("6.6", 2021, "ersuchen"): 1,
            },
        ),
        (
            ABGELEHNT,
            ABGELEHNT._replace(ergebnis="offen"),
            {
                ("6.3", 2021, "offen"): 1,
                ("6.4", 2021, "kein_ersuchen"): -1,
                ("6.4", 2021, "offen"): 1,
            },
        ),
        (
            ABGELEHNT,
            ABGELEHNT._replace(land="SRB"),
            {("6.2", 2021, "Irak"): -1, ("6.2", 2021, "Serbien"): 1},
        ),
        (
            ABGELEHNT,
            ABGELEHNT._replace(jahr=2022),
            {
                (tabelle, jahr, spalte): vorzeichen
                for jahr, vorzeichen in ((2021, -1), (2022, 1))
                for tabelle, spalte in (
                    ("6.1", "antraege"),
                    ("6.2", "Irak"),
                    ("6.3", "antraege"),
                    ("6.4", "antraege"),
                    ("6.4", "kein_ersuchen"),
                )
            },
        ),
        (
            ABGELEHNT,
            ABGELEHNT._replace(ergebnis="zusammengefuehrt"),
            {
                ("6.1", 2021, "antraege"): -1,
                ("6.2", 2021, "Irak"): -1,
                ("6.3", 2021, "antraege"): -1,
                ("6.4", 2021, "antraege"): -1,
                ("6.4", 2021, "kein_ersuchen"): -1,
            },
        ),
    ],
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bestand=BESTAENDE)
def test_it_changes_exactly_the_cells_of_the_changed_case(
    regeln: Berichtsregeln,
    alt: Gruppe,
    neu: Gruppe,
    erwartet: dict[tuple[str, int, str], int],
    bestand: dict[Gruppe, int],
) -> None:
    unterschied = geaendert(zellen(regeln, mit(bestand, alt)), zellen(regeln, mit(bestand, neu)))
    assert unterschied == erwartet


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bestand=BESTAENDE)
def test_it_makes_tables_that_add_up(regeln: Berichtsregeln, bestand: dict[Gruppe, int]) -> None:
    ergebnis = tabellen_aus(bestand, regeln, 2020, 2023)
    assert not pruefe(
        zahlen_aus(ergebnis), erstes_jahr=2005, nicht_ausgewertet=[2005, 2006], von=2020
    )


def laender_von(regeln: Berichtsregeln, anzahlen: Mapping[str, int]) -> list[tuple[object, ...]]:
    """Rows of table 6.2 for one year."""
    bestand = {Gruppe(2020, land, "offen", ""): n for land, n in anzahlen.items()}
    (tabelle,) = (
        t for t in tabellen_aus(bestand, regeln, 2020, 2020) if t.art.kennung == "tabelle_6_2"
    )
    return [zeile[1:] for zeile in tabelle.zeilen]


def test_it_orders_countries_by_number_then_by_the_german_alphabet(regeln: Berichtsregeln) -> None:
    anzahlen = {"TUR": 5, "ZWE": 7, "EGY": 5, "AUT": 5, "POL": 5, "COD": 5, "KWT": 5, "DZA": 5}
    assert [name for name, _ in laender_von(regeln, anzahlen)] == [
        "Simbabwe",
        "Ägypten",
        "Algerien",
        "DR Kongo",
        "Kuwait",
        "Österreich",
        "Polen",
        "Türkei",
        "Übrige",
    ]


def test_it_names_twelve_countries_and_adds_up_the_others(regeln: Berichtsregeln) -> None:
    schluessel = ["AFG", "ALB", "DZA", "ARM", "AZE", "BGD", "BIH", "CHN", "GEO", "GHA", "GIN"]
    schluessel += ["IRQ", "IRN", "XXA", "XXX"]
    zeilen = laender_von(regeln, {land: 30 - nr for nr, land in enumerate(schluessel)})
    assert len(zeilen) == 13
    assert zeilen[-1] == ("Übrige", 18 + 17 + 16)


def test_it_shows_the_others_even_when_there_are_none(regeln: Berichtsregeln) -> None:
    assert laender_von(regeln, {"IRQ": 1}) == [("Irak", 1), ("Übrige", 0)]


def test_it_names_a_code_without_a_column(regeln: Berichtsregeln) -> None:
    with pytest.raises(NichtZugeordnet, match="„aufgeschoben“"):
        tabellen_aus({Gruppe(2020, "IRQ", "aufgeschoben", ""): 1}, regeln, 2020, 2020)
    with pytest.raises(NichtZugeordnet, match="„verschwunden“"):
        tabellen_aus({Gruppe(2020, "IRQ", "ersuchen", "verschwunden"): 1}, regeln, 2020, 2020)


def test_it_names_a_country_without_a_name(regeln: Berichtsregeln) -> None:
    with pytest.raises(Berichtsfehler, match="„QQQ“"):
        tabellen_aus({Gruppe(2020, "QQQ", "offen", ""): 1}, regeln, 2020, 2020)


def test_it_names_a_table_it_does_not_know(regeln: Berichtsregeln) -> None:
    fremd = regeln.model_copy(update={"tabellen": ["tabelle_9_9"]})
    with pytest.raises(Berichtsfehler, match="tabelle_9_9"):
        tabellen_aus({}, fremd, 2020, 2020)


def test_it_makes_no_report_where_the_ordnung_names_no_tables() -> None:
    with pytest.raises(Berichtsfehler, match="keine Tabellen"):
        tabellen_aus({}, Berichtsregeln(), 2020, 2020)


def jahre(tabelle: Tabelle) -> list[int]:
    """The years of a table."""
    return sorted({int(zeile[0]) for zeile in tabelle.zeilen})


def test_it_begins_with_the_first_year_only_in_the_table_of_applications(
    regeln: Berichtsregeln,
) -> None:
    erste, *andere = tabellen_aus({}, regeln, 2010, 2012)
    assert jahre(erste) == list(range(2005, 2013))
    assert all(jahre(tabelle) == [2010, 2011, 2012] for tabelle in andere)


def test_it_leaves_out_years_that_are_not_analysed(regeln: Berichtsregeln) -> None:
    _, *andere = tabellen_aus({}, regeln, 1999, 2008)
    assert all(jahre(tabelle) == [2007, 2008] for tabelle in andere)


def test_it_knows_every_table_that_nrw_names(regeln: Berichtsregeln) -> None:
    assert set(regeln.tabellen) == set(ARTEN)


def test_it_has_a_column_for_every_code(regeln: Berichtsregeln) -> None:
    zugeordnet = {(z.merkmal, z.wert) for z in regeln.zaehlung}
    erwartet = {("ergebnis", str(c)) for c in Ergebnis} | {("folge", str(c)) for c in Folge}
    assert zugeordnet == erwartet
