"""Birthdays that open or close a way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.geburtstage import (
    Geburtstag,
    Geburtstagsdatei,
    als_tag,
    geburtstage,
    geburtstagszeilen,
)
from haertefall.recht.ordnung.laden import Ordnungsfehler, einlesen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert

EIN_TAG = timedelta(days=1)


def am(geboren: date, tag: date) -> list[tuple[int, str]]:
    """What opens or closes exactly on a day."""
    return [(g.jahre, g.zeile.wirkung) for g in geburtstage(geboren, tag, tag)]


@pytest.mark.parametrize(
    ("geboren", "tag", "erwartet"),
    [
        (date(2000, 6, 1), date(2027, 6, 1), [(27, "schliesst")]),
        (date(2000, 6, 1), date(2027, 5, 31), []),
        (date(2000, 6, 1), date(2027, 6, 2), []),
        # Until 30 December 2022 the age was 21.
        (date(2001, 12, 30), date(2022, 12, 30), [(21, "schliesst")]),
        (date(2001, 12, 31), date(2022, 12, 31), []),
        (date(1995, 12, 31), date(2022, 12, 31), [(27, "schliesst")]),
        (date(1995, 12, 30), date(2022, 12, 30), []),
        # Announcement for families with a child under 12: since 27 February 2024.
        (date(2014, 3, 1), date(2026, 3, 1), [(12, "schliesst")]),
        (date(2008, 2, 29), date(2026, 3, 1), [(18, "schliesst")]),
        (date(2012, 5, 5), date(2026, 5, 5), [(14, "oeffnet"), (14, "schliesst")]),
    ],
)
def test_it_knows_the_day(geboren: date, tag: date, erwartet: list[tuple[int, str]]) -> None:
    assert am(geboren, tag) == erwartet


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.dates(date(2016, 1, 1), date(2030, 1, 1)))
def test_it_finds_in_a_stretch_what_it_finds_day_by_day(geboren: date, von: date) -> None:
    bis = von + timedelta(days=40)
    einzeln: list[Geburtstag] = []
    tag = von
    while tag <= bis:
        einzeln += geburtstage(geboren, tag, tag)
        tag += EIN_TAG
    assert list(geburtstage(geboren, von, bis)) == einzeln


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("14.03.1988", date(1988, 3, 14)),
        (" 1.1.2001 ", date(2001, 1, 1)),
        ("1990", None),
        ("März 1998", None),
        ("31.02.2000", None),
        ("", None),
        (None, None),
    ],
)
def test_it_reads_a_day_only_where_one_is_known(text: str | None, tag: date | None) -> None:
    assert als_tag(text) == tag


def test_it_uses_only_ages_that_the_parameters_have() -> None:
    for zeile in geburtstagszeilen():
        if zeile.parameter is not None:
            assert ausgeliefert().parameter[zeile.parameter].einheit == "Jahre"


def test_it_says_what_to_write_where_the_age_is_missing() -> None:
    zeile = '[[geburtstag]]\nwirkung = "oeffnet"\nwas = "Etwas"\nnorm = "§ 1"\n'
    with pytest.raises(Ordnungsfehler, match="entweder „parameter“ oder „jahre“"):
        einlesen(Geburtstagsdatei, zeile, "geburtstage.toml")
