"""Periods: §§ 187 to 193 BGB, § 31 VwVfG."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.begriffe import Funktion
from haertefall.recht.feiertage import ALLE
from haertefall.recht.fristen import (
    Einheit,
    FristOhneZahl,
    alter_am,
    arbeitstage_weiter,
    arbeitstage_zwischen,
    frist_ende,
    frist_rechnen,
    ist_arbeitstag,
    ist_werktag,
    monate_weiter,
    naechster_werktag,
    wartezeit_erfuellt_am,
)
from haertefall.recht.ordnung import Fristzeile


def zeile(anzahl: int | None, einheit: Einheit | None, **mehr: Any) -> Fristzeile:
    return Fristzeile(
        kennung="f",
        bezeichnung="Frist",
        anzahl=anzahl,
        einheit=einheit,
        beginn="Zugang",
        norm="§ 7",
        **mehr,
    )


def tag(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("anzahl", "einheit", "ereignis", "ende"),
    [
        (14, "tage", "2024-05-02", "2024-05-16"),
        (2, "wochen", "2024-05-02", "2024-05-16"),
        (1, "monate", "2024-01-31", "2024-02-29"),
        (1, "monate", "2023-01-31", "2023-02-28"),
        (1, "monate", "2024-02-29", "2024-03-29"),
        (1, "jahre", "2024-02-29", "2025-02-28"),
        (1, "werktage", "2024-05-04", "2024-05-06"),
        (2, "werktage", "2024-04-30", "2024-05-03"),
    ],
)
def test_it_counts_from_the_day_after_the_event(
    anzahl: int, einheit: Einheit, ereignis: str, ende: str
) -> None:
    assert frist_rechnen(tag(ereignis), anzahl, einheit, "NW") == tag(ende)


@pytest.mark.parametrize(
    ("anzahl", "einheit", "sitzung", "spaetestens"),
    [
        # Between the invitation and the meeting lie as many full days.
        (6, "tage", "2024-06-19", "2024-06-12"),
        (1, "wochen", "2024-06-19", "2024-06-11"),
        (1, "monate", "2024-03-31", "2024-02-28"),
        (2, "werktage", "2024-05-03", "2024-04-29"),
    ],
)
def test_it_counts_backwards_in_full_days(
    anzahl: int, einheit: Einheit, sitzung: str, spaetestens: str
) -> None:
    ende = frist_ende(zeile(anzahl, einheit, rueckwaerts=True), tag(sitzung), "NW")
    assert ende.tag == tag(spaetestens)
    assert " vor: Zugang; spätestens am" in ende.satz


@pytest.mark.parametrize(
    ("land", "ereignis", "eigentlich", "ende", "grund"),
    [
        ("NW", "2024-05-16", "2024-05-30", "2024-05-31", "Fronleichnam"),
        ("NI", "2024-05-16", "2024-05-30", "2024-05-30", None),
        ("NW", "2024-05-18", "2024-06-01", "2024-06-03", "Sonnabend"),
        ("NW", "2024-05-19", "2024-06-02", "2024-06-03", "Sonntag"),
        ("NW", "2024-03-15", "2024-03-29", "2024-04-02", "Karfreitag"),
        ("SN", "2024-11-06", "2024-11-20", "2024-11-21", "Buß- und Bettag"),
    ],
)
def test_it_moves_the_end_to_a_working_day_where_the_row_says_so(
    land: str, ereignis: str, eigentlich: str, ende: str, grund: str | None
) -> None:
    frist = zeile(14, "tage", verschiebung="§ 31 Abs. 3 VwVfG")
    gerechnet = frist_ende(frist, tag(ereignis), land)
    assert (gerechnet.eigentlich, gerechnet.tag) == (tag(eigentlich), tag(ende))
    assert gerechnet.verschoben is (grund is not None)
    if grund:
        assert f"Das ist {grund}" in gerechnet.satz
        assert gerechnet.satz.endswith("(§ 31 Abs. 3 VwVfG).")


def test_it_never_moves_a_period_without_the_rule() -> None:
    gerechnet = frist_ende(zeile(14, "tage"), tag("2024-05-18"), "NW")
    assert gerechnet.tag == tag("2024-06-01")
    assert gerechnet.satz == "14 Tage ab: Zugang; spätestens am 01.06.2024 (§ 7)."


def test_it_has_no_end_for_a_period_set_in_the_single_case() -> None:
    frist = Fristzeile(
        kennung="f",
        bezeichnung="Nachreichen",
        gesetzt_von=Funktion.GESCHAEFTSSTELLE,
        beginn="Zugang",
        norm="§ 3",
    )
    with pytest.raises(FristOhneZahl, match="„Nachreichen“ wird im Einzelfall gesetzt"):
        frist_ende(frist, tag("2024-05-18"), "NW")


@pytest.mark.parametrize(
    ("geboren", "am", "alter"),
    [
        ("2006-05-10", "2024-05-09", 17),
        ("2006-05-10", "2024-05-10", 18),
        ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18),
        ("2024-01-01", "2024-01-01", 0),
    ],
)
def test_it_completes_a_year_of_life_on_the_birthday(geboren: str, am: str, alter: int) -> None:
    assert alter_am(tag(geboren), tag(am)) == alter


def test_it_refuses_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="vor der Geburt"):
        alter_am(tag("2024-01-02"), tag("2024-01-01"))


@pytest.mark.parametrize(
    ("beginn", "monate", "erfuellt"),
    [
        ("2020-01-15", 18, "2021-07-15"),
        ("2019-08-31", 6, "2020-03-01"),
        ("2018-08-29", 6, "2019-03-01"),
        ("2019-08-29", 6, "2020-02-29"),
    ],
)
def test_it_ends_a_waiting_time_on_any_day(beginn: str, monate: int, erfuellt: str) -> None:
    assert wartezeit_erfuellt_am(tag(beginn), monate) == tag(erfuellt)


def test_it_goes_back_over_months_with_clamping() -> None:
    assert monate_weiter(tag("2024-03-31"), -1) == tag("2024-02-29")
    assert monate_weiter(tag("2024-01-15"), -1) == tag("2023-12-15")


def test_it_counts_working_days_for_settings_of_an_office() -> None:
    assert arbeitstage_weiter(tag("2024-05-29"), 1, "NW") == tag("2024-05-31")
    assert arbeitstage_weiter(tag("2024-05-29"), 0, "NW") == tag("2024-05-29")
    assert arbeitstage_zwischen(tag("2024-05-29"), tag("2024-06-03"), "NW") == 2
    assert arbeitstage_zwischen(tag("2024-06-03"), tag("2024-05-29"), "NW") == 0
    assert ist_werktag(tag("2024-06-01"), "NW")
    assert not ist_arbeitstag(tag("2024-06-01"), "NW")
    assert not ist_werktag(tag("2024-05-30"), "NW")


# Properties ------------------------------------------------------------------------------------

tage = st.dates(date(1996, 1, 1), date(2060, 12, 31))
laender = st.sampled_from(sorted(ALLE))
einheiten = st.sampled_from(["tage", "werktage", "wochen", "monate", "jahre"])
dauer = st.integers(1, 40)


@given(tage, st.integers(0, 40), dauer, einheiten, laender, st.booleans())
def test_it_never_ends_earlier_when_started_later(
    ereignis: date, spaeter: int, anzahl: int, einheit: Einheit, land: str, rueckwaerts: bool
) -> None:
    danach = ereignis + timedelta(days=spaeter)
    frueher = frist_rechnen(ereignis, anzahl, einheit, land, rueckwaerts)
    assert frueher <= frist_rechnen(danach, anzahl, einheit, land, rueckwaerts)


@given(tage, st.integers(0, 40), dauer, einheiten, laender)
def test_it_keeps_the_order_of_ends_after_moving(
    ereignis: date, spaeter: int, anzahl: int, einheit: Einheit, land: str
) -> None:
    frist = zeile(anzahl, einheit, verschiebung="§ 193 BGB")
    danach = ereignis + timedelta(days=spaeter)
    assert frist_ende(frist, ereignis, land).tag <= frist_ende(frist, danach, land).tag


@given(tage, dauer, einheiten, laender)
def test_it_moves_forward_only_and_only_to_working_days(
    ereignis: date, anzahl: int, einheit: Einheit, land: str
) -> None:
    mit = frist_ende(zeile(anzahl, einheit, verschiebung="§ 193 BGB"), ereignis, land)
    ohne = frist_ende(zeile(anzahl, einheit), ereignis, land)
    assert ohne.tag == ohne.eigentlich == mit.eigentlich
    assert mit.tag >= ohne.tag
    assert ist_arbeitstag(mit.tag, land)
    assert mit.verschoben is not ist_arbeitstag(ohne.tag, land)


@given(tage, dauer, einheiten, laender)
def test_it_never_moves_a_period_counted_backwards(
    ereignis: date, anzahl: int, einheit: Einheit, land: str
) -> None:
    ende = frist_ende(zeile(anzahl, einheit, rueckwaerts=True), ereignis, land)
    assert ende.tag == ende.eigentlich < ereignis


@given(tage, laender)
def test_it_finds_the_next_working_day_within_reach(ab: date, land: str) -> None:
    gefunden = naechster_werktag(ab, land)
    assert ab <= gefunden <= ab + timedelta(days=5)
    assert all(
        not ist_arbeitstag(ab + timedelta(days=n), land) for n in range((gefunden - ab).days)
    )


@given(tage, st.integers(0, 30), laender)
def test_it_counts_the_working_days_it_went(ab: date, anzahl: int, land: str) -> None:
    ziel = arbeitstage_weiter(ab, anzahl, land)
    assert arbeitstage_zwischen(ab, ziel, land) == anzahl


@given(tage, st.integers(0, 40_000))
def test_it_never_lets_anybody_grow_younger(geboren: date, tage_danach: int) -> None:
    am = geboren + timedelta(days=tage_danach)
    assert alter_am(geboren, am) <= alter_am(geboren, am + timedelta(days=1))


@given(tage, st.integers(1, 240))
def test_it_fulfils_a_waiting_time_one_day_after_its_end(beginn: date, monate: int) -> None:
    """The day before is the last of the period: § 188 Abs. 2 Alternative 2 BGB."""
    letzter = wartezeit_erfuellt_am(beginn, monate) - timedelta(days=1)
    assert letzter == monate_weiter(beginn, monate) - timedelta(days=1) or letzter == (
        monate_weiter(beginn, monate)
    )
