"""What a case counts as, day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.statistik.zeitleiste import OFFEN, UnbekannteAngabe, Zaehlereignis, zeitleiste

EINGANG = date(2024, 3, 1)


def ereignis(tage: int, nr: int, **aenderung: str | int | bool) -> Zaehlereignis:
    """An event some days after the receipt."""
    return Zaehlereignis(EINGANG + timedelta(days=tage), nr, aenderung)


def test_it_makes_one_open_interval_from_the_receipt() -> None:
    (abschnitt,) = zeitleiste([ereignis(0, 1, land="IRQ", personen=3)])
    assert (abschnitt.gilt_ab, abschnitt.gilt_bis) == (EINGANG, OFFEN)
    assert (abschnitt.werte.jahr, abschnitt.werte.land, abschnitt.werte.personen) == (
        2024,
        "IRQ",
        3,
    )
    assert abschnitt.werte.ergebnis == "offen"
    assert abschnitt.werte.ergebnis_am is None


def test_it_derives_the_days_of_result_and_answer() -> None:
    *_, letzter = zeitleiste(
        [ereignis(0, 1), ereignis(30, 2, ergebnis="ersuchen"), ereignis(90, 3, folge="gefolgt")]
    )
    assert letzter.werte.ergebnis_am == EINGANG + timedelta(days=30)
    assert letzter.werte.folge_am == EINGANG + timedelta(days=90)


def test_it_lets_an_ersuchen_wait_for_an_answer() -> None:
    *_, letzter = zeitleiste([ereignis(0, 1), ereignis(30, 2, ergebnis="ersuchen")])
    assert (letzter.werte.folge, letzter.werte.folge_am) == ("offen", None)


def test_it_keeps_the_end_of_a_day_when_several_things_happen() -> None:
    abschnitte = zeitleiste(
        [
            ereignis(0, 1),
            ereignis(9, 2, ergebnis="ersuchen"),
            ereignis(9, 3, ergebnis="kein_ersuchen"),
        ]
    )
    assert [a.werte.ergebnis for a in abschnitte] == ["offen", "kein_ersuchen"]


def test_it_makes_no_interval_for_a_day_that_changes_nothing() -> None:
    assert len(zeitleiste([ereignis(0, 1, land="IRQ"), ereignis(9, 2, land="IRQ")])) == 1


def test_it_forgets_the_answer_when_the_ersuchen_falls_away() -> None:
    *_, letzter = zeitleiste(
        [
            ereignis(0, 1),
            ereignis(9, 2, ergebnis="ersuchen"),
            ereignis(20, 3, folge="nicht_gefolgt", grund="straftaten", entfernt_trotz=True),
            ereignis(30, 4, ergebnis="kein_ersuchen"),
        ]
    )
    werte = letzter.werte
    assert (werte.folge, werte.folge_am, werte.grund, werte.entfernt_trotz) == ("", None, "", False)


def test_it_ends_the_rest_of_a_case_that_is_settled() -> None:
    abschnitte = zeitleiste(
        [ereignis(0, 1), ereignis(9, 2, ruht="krankheit"), ereignis(20, 3, ergebnis="ausreise")]
    )
    assert [a.werte.ruht for a in abschnitte] == ["", "krankheit", ""]


def test_it_counts_nothing_before_the_receipt() -> None:
    erster, *_ = zeitleiste([ereignis(0, 1), ereignis(-5, 2, befragt=True)])
    assert (erster.gilt_ab, erster.werte.befragt, erster.werte.jahr) == (EINGANG, True, 2024)


def test_it_takes_a_country_that_is_left_blank_as_not_known() -> None:
    (abschnitt,) = zeitleiste([ereignis(0, 1, land="")])
    assert abschnitt.werte.land == "XXX"


@pytest.mark.parametrize(
    "aenderung",
    [{"ergebniss": "offen"}, {"ergebnis": "erledigt"}, {"land": "Irak"}, {"grund": "sonst"}],
)
def test_it_refuses_what_it_does_not_know(aenderung: dict[str, str]) -> None:
    with pytest.raises(UnbekannteAngabe):
        zeitleiste([ereignis(0, 1, **aenderung)])


def test_it_needs_an_event() -> None:
    with pytest.raises(ValueError, match="Ohne Ereignis"):
        zeitleiste([])


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from(
                [
                    {"ergebnis": "ersuchen"},
                    {"ergebnis": "offen"},
                    {"folge": "gefolgt"},
                    {"land": "IRN"},
                    {"ruht": "krankheit"},
                    {"zaehlt": False},
                ]
            ),
        ),
        max_size=8,
    )
)
def test_it_leaves_no_gap_and_no_overlap(folge: list[tuple[int, dict[str, str]]]) -> None:
    ereignisse = [ereignis(0, 1)]
    ereignisse += [ereignis(tag, nr, **was) for nr, (tag, was) in enumerate(folge, start=2)]
    abschnitte = zeitleiste(ereignisse)
    assert abschnitte[0].gilt_ab == EINGANG
    assert abschnitte[-1].gilt_bis == OFFEN
    for frueher, spaeter in pairwise(abschnitte):
        assert frueher.gilt_ab < frueher.gilt_bis == spaeter.gilt_ab
        assert frueher.werte != spaeter.werte
    for abschnitt in abschnitte:
        assert (abschnitt.werte.ergebnis == "ersuchen") == bool(abschnitt.werte.folge)
