"""When a term of office ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.amtszeit import regelende
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import WURZEL, ordnung, probe


def mit(jahre: str) -> Ordnung:
    return ordnung(f'[[amtszeit]]\njahre = {jahre}\nnorm = "§ 2 Abs. 1 Satz 3"')


@pytest.mark.parametrize(
    ("jahre", "von", "ende"),
    [
        ("2", date(2025, 3, 1), date(2027, 2, 28)),
        ("2.5", date(2025, 1, 15), date(2027, 7, 14)),
        ("5", date(2024, 2, 29), date(2029, 2, 28)),
        ("2", date(2024, 2, 29), date(2026, 2, 28)),
        ("4", date(2024, 2, 29), date(2028, 2, 28)),
        ("2", date(2026, 3, 1), date(2028, 2, 29)),
        ("0.5", date(2026, 8, 31), date(2027, 2, 28)),
        ("0.5", date(2026, 8, 29), date(2027, 2, 28)),
    ],
)
def test_it_ends_the_day_before_the_same_day_years_later(jahre: str, von: date, ende: date) -> None:
    """§ 188 Abs. 2 und 3 BGB: before the 29th lies the 28th, also where there is no 29th."""
    assert regelende(mit(jahre), von).tag == ende


def test_it_says_in_nrw_that_two_years_are_the_rule() -> None:
    """§ 2 Abs. 1 Satz 3: „Der Berufungszeitraum beträgt in der Regel zwei Jahre.“"""
    nrw = lesen((WURZEL / "nrw" / "2020-10-14.toml").read_text("utf-8"), "nrw")
    ende = regelende(nrw, date(2026, 1, 1))
    assert ende.tag == date(2027, 12, 31)
    assert ende.satz == ("Amtszeit: in der Regel 2 Jahre (§ 2 Abs. 1 Satz 3 und 4 HFKVO NRW).")


def test_it_knows_no_day_where_an_event_ends_the_term_or_nothing_is_regulated() -> None:
    wahlperiode = ordnung('[[amtszeit]]\nbis_ereignis = "Ende der Wahlperiode"\nnorm = "Nr. 2"')
    assert regelende(wahlperiode, date(2026, 1, 1)).tag is None
    assert "bis Ende der Wahlperiode (Nr. 2)" in regelende(wahlperiode, date(2026, 1, 1)).satz
    leer = regelende(ordnung(), date(2026, 1, 1))
    assert (leer.tag, leer.satz) == (None, "Für die Amtszeit ist keine Regel hinterlegt.")


def test_it_gives_a_successor_the_rest_of_the_term_where_the_rules_say_so() -> None:
    """Brandenburg: replacement for the rest of the term."""
    rest = probe("bb")
    assert rest.amtszeit[0].nachfolge_fuer_rest
    assert regelende(rest, date(2026, 5, 1), date(2027, 1, 31)).tag == date(2027, 1, 31)
    voll = regelende(rest, date(2027, 3, 1), date(2027, 1, 31)).tag
    assert voll == regelende(rest, date(2027, 3, 1)).tag
    ohne = mit("2")
    assert regelende(ohne, date(2026, 5, 1), date(2027, 1, 31)).tag == date(2028, 4, 30)


@given(von=st.dates(date(2000, 1, 1), date(2080, 1, 1)), halbe=st.integers(1, 20))
def test_it_is_as_long_as_the_row_says(von: date, halbe: int) -> None:
    ende = regelende(mit(str(halbe / 2)), von).tag
    assert ende is not None
    tage = (ende - von) + timedelta(days=1)
    assert abs(tage.days - halbe * 365.25 / 2) <= 5
