"""The timeline: each paper a bar, with words, hatching for what is not proven, and the day."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haertefall.briefe.formen import Angaben
from haertefall.briefe.zeitleiste import Spanne, zeitleiste

TAG = date(2026, 11, 20)
ANGABEN = Angaben("z", "Zeiten", "Beschreibung", 900)
SVG = "{http://www.w3.org/2000/svg}"
SPANNEN = [
    Spanne("Aufenthaltsgestattung", date(2020, 3, 1), date(2022, 6, 30), "Gestattung"),
    Spanne("Duldung", date(2022, 7, 1), date(2022, 9, 30), "Duldung 1"),
    Spanne("Duldung", date(2022, 10, 1), None, "Duldung 2", sicher=False),
]


def _balken(svg: str) -> list[ET.Element]:
    wurzel = ET.fromstring(svg)  # noqa: S314
    return [r for r in wurzel.findall(f"{SVG}rect") if r.find(f"{SVG}title") is not None]


def test_it_draws_every_paper_with_its_words() -> None:
    balken = _balken(zeitleiste(ANGABEN, SPANNEN, TAG))
    assert [b.find(f"{SVG}title").text for b in balken] == ["Gestattung", "Duldung 1", "Duldung 2"]  # type: ignore[union-attr]
    zeilen = {b.get("y") for b in balken}
    assert len(zeilen) == 2


def test_it_is_readable_without_colour() -> None:
    svg = zeitleiste(ANGABEN, SPANNEN, TAG)
    assert "<title" in svg and "<desc" in svg and 'role="img"' in svg
    for wort in ("Aufenthaltsgestattung", "Duldung", "20.11.2026", "2024"):
        assert f">{wort}</text>" in svg
    assert 'fill="url(#z-u1)"' in svg and "style=" not in svg


def test_it_lets_an_open_period_go_on_to_the_day() -> None:
    letzter = _balken(zeitleiste(ANGABEN, SPANNEN, TAG))[-1]
    rechts = float(letzter.get("x", "0")) + float(letzter.get("width", "0"))
    assert 890 < rechts <= 900


def test_it_escapes_what_it_shows() -> None:
    svg = zeitleiste(ANGABEN, [Spanne("<b>", TAG, TAG, "<script>")], TAG)
    assert "<script>" not in svg and "<b>" not in svg


def test_it_needs_a_period() -> None:
    with pytest.raises(ValueError, match="Ohne Zeiten"):
        zeitleiste(ANGABEN, [], TAG)


TAGE = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(TAGE, st.one_of(st.none(), st.integers(0, 4000))), min_size=1, max_size=12),
    TAGE,
    st.sampled_from([328, 900]),
)
def test_it_stays_inside_the_picture(
    zeiten: list[tuple[date, int | None]], stichtag: date, breite: int
) -> None:
    spannen = [
        Spanne(f"Status {n % 9}", von, None if tage is None else von + timedelta(days=tage), "x")
        for n, (von, tage) in enumerate(zeiten)
    ]
    svg = zeitleiste(Angaben("z", "t", "b", breite), spannen, stichtag)
    for balken in _balken(svg):
        links, weite = float(balken.get("x", "")), float(balken.get("width", ""))
        assert links >= 0 and weite >= 2 and links + weite <= breite + 2
    assert not re.search(r'(x|y|width|height)="-', svg)
