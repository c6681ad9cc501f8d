"""The rhythm: text and practice each for itself, worked out by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from haertefall.recht.turnus import Lampe, turnus_beobachten, zeitraum_beginn
from tests.recht.bau import WURZEL

HEUTE = date(2026, 11, 27)


def ordnung(kennung: str) -> Ordnung:
    (datei,) = sorted((WURZEL / kennung).glob("*.toml"))[-1:]
    return lesen(datei.read_text("utf-8"), datei.name)


def lampen(kennung: str, *tage: date, klein: bool = False, spur: str = "einzelfaelle") -> list[str]:
    sitzungen = [(spur, tag) for tag in tage]
    befunde = turnus_beobachten(ordnung(kennung), sitzungen, HEUTE, kleines_gremium=klein)
    return [f"{b.zeile.beleg}: {b.lampe}" for b in befunde]


def test_it_shows_two_lamps_with_a_small_body() -> None:
    """§ 6 Abs. 2 Satz 2: once a quarter; the report, ch. 3: once a month."""
    text, praxis = lampen("nrw", date(2026, 9, 3), date(2026, 10, 8), klein=True)
    assert text.startswith("§ 6 Abs. 2 Satz 2 HFKVO NRW")
    assert text.endswith(Lampe.EINGEHALTEN)
    assert praxis.startswith("Praxis")
    assert praxis.endswith(Lampe.OFFEN)


def test_it_asks_for_a_month_without_a_small_body() -> None:
    """§ 6 Abs. 2 Satz 1."""
    text, _ = lampen("nrw", date(2026, 9, 3), klein=False)
    assert text == f"§ 6 Abs. 2 Satz 1 HFKVO NRW: {Lampe.UEBERFAELLIG}"
    text, _ = lampen("nrw", date(2026, 10, 3), klein=False)
    assert text.endswith(Lampe.OFFEN)


def test_it_blames_nobody_for_what_is_not_known() -> None:
    assert [z.rsplit(" ", 1)[1] for z in lampen("nrw", klein=True)] == [Lampe.OFFEN] * 2


def test_it_takes_a_planning_figure_as_information() -> None:
    """Dortmund Nr. 2: „anlassbezogen und/oder bis zu viermal im Jahr“."""
    faelle, fragen = lampen("dortmund", *(date(2026, m, 1) for m in (2, 4, 6, 8, 10)))
    assert faelle.endswith(Lampe.AUSKUNFT)
    assert fragen.endswith(Lampe.AUSKUNFT)


def test_it_watches_general_questions_as_a_track_of_its_own() -> None:
    """Mönchengladbach § 1 Abs. 2: twice a year, „soll“."""
    (zeile,) = lampen("moenchengladbach", date(2026, 3, 1), date(2026, 9, 1))
    assert zeile.endswith(Lampe.OFFEN)
    (zeile,) = lampen(
        "moenchengladbach", date(2026, 3, 1), date(2026, 9, 1), spur="allgemeine_fragen"
    )
    assert zeile.endswith(Lampe.EINGEHALTEN)


@pytest.mark.parametrize(
    ("monate", "beginn"),
    [
        (1, date(2026, 11, 1)),
        (3, date(2026, 10, 1)),
        (6, date(2026, 7, 1)),
        (12, date(2026, 1, 1)),
    ],
)
def test_it_counts_calendar_periods(monate: int, beginn: date) -> None:
    assert zeitraum_beginn(HEUTE, monate) == beginn


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from([1, 3, 6, 12]))
def test_it_never_puts_a_day_before_its_period(tag: date, monate: int) -> None:
    beginn = zeitraum_beginn(tag, monate)
    assert beginn <= tag
    assert beginn.day == 1
    assert (tag.year - beginn.year) * 12 + tag.month - beginn.month < monate
