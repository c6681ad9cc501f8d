"""Holidays of the sixteen Länder."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.feiertage import (
    ALLE,
    GESETZE,
    LandUnbekannt,
    buss_und_bettag,
    feiertag,
    feiertage,
    ostersonntag,
)


@pytest.mark.parametrize(
    "ostern",
    ["1997-03-30", "2000-04-23", "2005-03-27", "2008-03-23", "2011-04-24", "2019-04-21",
     "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"],
)  # fmt: skip
def test_it_knows_easter(ostern: str) -> None:
    assert ostersonntag(int(ostern[:4])) == date.fromisoformat(ostern)


@given(st.integers(1995, 2299))
def test_it_puts_easter_on_a_sunday_in_spring(jahr: int) -> None:
    ostern = ostersonntag(jahr)
    assert ostern.weekday() == 6
    assert date(jahr, 3, 22) <= ostern <= date(jahr, 4, 25)


def test_it_knows_the_holidays_of_nrw() -> None:
    assert [f"{tag:%d.%m.} {name}" for tag, name in feiertage(2024, "NW").items()] == [
        "01.01. Neujahr",
        "29.03. Karfreitag",
        "01.04. Ostermontag",
        "01.05. Tag der Arbeit",
        "09.05. Christi Himmelfahrt",
        "20.05. Pfingstmontag",
        "30.05. Fronleichnam",
        "03.10. Tag der Deutschen Einheit",
        "01.11. Allerheiligen",
        "25.12. 1. Weihnachtstag",
        "26.12. 2. Weihnachtstag",
    ]


@pytest.mark.parametrize(
    ("land", "anzahl"),
    [("BW", 12), ("BY", 12), ("BE", 10), ("BB", 10), ("HB", 10), ("HH", 10), ("HE", 10),
     ("MV", 11), ("NI", 10), ("NW", 11), ("RP", 11), ("SL", 12), ("SN", 11), ("ST", 11),
     ("SH", 10), ("TH", 11)],
)  # fmt: skip
def test_it_counts_the_holidays_of_every_land_in_2024(land: str, anzahl: int) -> None:
    assert len(feiertage(2024, land)) == anzahl


@pytest.mark.parametrize(
    ("tag", "laender"),
    [
        ("2016-10-31", "BB MV SN ST TH"),
        ("2017-10-31", " ".join(sorted(ALLE))),
        ("2018-10-31", "BB HB HH MV NI SH SN ST TH"),
        ("2018-03-08", ""),
        ("2019-03-08", "BE"),
        ("2023-03-08", "BE MV"),
        ("2018-09-20", ""),
        ("2019-09-20", "TH"),
        ("2020-05-08", "BE"),
        ("2021-05-08", ""),
        ("2025-05-08", "BE"),
        ("2028-06-17", "BE"),
        ("2024-01-06", "BW BY ST"),
        ("2024-08-15", "SL"),
        ("2024-11-01", "BW BY NW RP SL"),
        ("2024-11-20", "SN"),
    ],
)
def test_it_knows_when_the_laws_changed(tag: str, laender: str) -> None:
    am = date.fromisoformat(tag)
    assert " ".join(land for land in sorted(ALLE) if feiertag(am, land)) == laender


@given(st.integers(1995, 2299))
def test_it_puts_buss_und_bettag_on_the_wednesday_before_november_23(jahr: int) -> None:
    tag = buss_und_bettag(jahr)
    assert tag.weekday() == 2
    assert date(jahr, 11, 16) <= tag <= date(jahr, 11, 22)


def test_it_names_the_act_of_every_land() -> None:
    assert len(GESETZE) == 16


def test_it_refuses_what_it_does_not_know() -> None:
    with pytest.raises(LandUnbekannt, match="„XX“ ist kein Land"):
        feiertage(2024, "XX")
    with pytest.raises(ValueError, match="erst ab 1995"):
        feiertage(1994, "NW")
