"""Charts: well-formed, escaped, readable without colour, true to their numbers."""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from haertefall.briefe.diagramme import (
    FARBEN,
    Angaben,
    Reihe,
    gestapelt,
    gruppiert,
    linie,
    waagerecht,
)

SVG = "{http://www.w3.org/2000/svg}"
JAHRE = [str(jahr) for jahr in range(2007, 2024)]
ANGABEN = Angaben("d1", "Ersuchen", "Was aus den Ersuchen wurde")
REIHEN = [
    Reihe("gefolgt", range(30, 47)),
    Reihe("nicht gefolgt", range(17)),
    Reihe("offen", [0] * 17),
]
AufrechteArt = Callable[[Angaben, list[str], list[Reihe]], SafeString]
AUFRECHT: list[AufrechteArt] = [gestapelt, gruppiert, linie]


def baum(svg: str) -> ElementTree.Element:
    """The chart as XML."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def texte(svg: str) -> list[str]:
    """Everything that can be read."""
    return [text.text or "" for text in baum(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("art", AUFRECHT)
def test_it_has_title_description_and_real_text(art: AufrechteArt) -> None:
    svg = art(ANGABEN, JAHRE, REIHEN)
    wurzel = baum(svg)
    assert wurzel.get("role") == "img"
    assert wurzel.get("aria-labelledby") == "d1-titel d1-text"
    assert [(teil.tag, teil.get("id"), teil.text) for teil in list(wurzel)[:2]] == [
        (f"{SVG}title", "d1-titel", "Ersuchen"),
        (f"{SVG}desc", "d1-text", "Was aus den Ersuchen wurde"),
    ]
    assert {"2007", "2023", "0", "gefolgt", "nicht gefolgt", "offen"} <= set(texte(svg))


@pytest.mark.parametrize("art", AUFRECHT)
def test_it_carries_no_style_and_both_fill_and_class(art: AufrechteArt) -> None:
    svg = art(ANGABEN, JAHRE, REIHEN)
    assert "style" not in svg
    for form in baum(svg).iter():
        if "c-s" in form.get("class", ""):
            assert form.get("fill") in FARBEN
    assert "c-text" in svg
    assert "c-achse" in svg


@pytest.mark.parametrize("art", [gestapelt, gruppiert])
def test_it_hatches_every_series_but_the_first(art: AufrechteArt) -> None:
    svg = art(ANGABEN, JAHRE, REIHEN)
    muster = {m.get("id"): m.find(f"{SVG}path") for m in baum(svg).iter(f"{SVG}pattern")}
    assert muster.keys() == {"d1-m1", "d1-m2"}
    formen = {pfad.get("d") for pfad in muster.values() if pfad is not None}
    assert len(formen) == 2
    assert 'fill="url(#d1-m1)"' in svg


def test_it_tells_lines_apart_by_dashes_and_marks() -> None:
    wurzel = baum(linie(ANGABEN, JAHRE, REIHEN))
    striche = [zug.get("stroke-dasharray") for zug in wurzel.iter(f"{SVG}polyline")]
    assert len(set(striche)) == 3


@pytest.mark.parametrize("art", AUFRECHT)
def test_it_escapes_everything(art: AufrechteArt) -> None:
    boese = '<b>x</b> & "y"'
    angaben = Angaben("d1", boese, boese)
    svg = art(angaben, [boese], [Reihe(boese, [3]), Reihe("b", [1])])
    assert "<b>" not in svg
    assert boese in texte(svg)
    assert boese in waagerecht_titel(boese)


def waagerecht_titel(name: str) -> str:
    """Tooltip of a lying bar."""
    wurzel = baum(waagerecht(ANGABEN, [(name, 3)]))
    return "".join(titel.text or "" for titel in wurzel.iter(f"{SVG}title"))


def test_it_drops_characters_that_xml_forbids() -> None:
    assert baum(waagerecht(Angaben("d1", "a\x00b\x07", "\ufffe"), [("x\x1f", 1)])) is not None


def hoehen(svg: str) -> list[float]:
    """Heights of the bars (those with a tooltip)."""
    return [
        float(balken.get("height", "0"))
        for balken in baum(svg).iter(f"{SVG}rect")
        if balken.find(f"{SVG}title") is not None
    ]


def test_it_draws_bars_in_proportion() -> None:
    svg = gruppiert(ANGABEN, ["a", "b"], [Reihe("r", [20, 50])])
    klein, gross = hoehen(svg)
    assert gross / klein == pytest.approx(2.5, abs=0.01)


def test_it_stacks_without_a_gap() -> None:
    wurzel = baum(gestapelt(ANGABEN, ["a"], [Reihe("r", [20]), Reihe("s", [30])]))
    unten, oben = (b for b in wurzel.iter(f"{SVG}rect") if b.find(f"{SVG}title") is not None)
    assert float(oben.get("y", "0")) + float(oben.get("height", "0")) == pytest.approx(
        float(unten.get("y", "0")), abs=0.11
    )


def test_it_draws_nothing_for_nought() -> None:
    assert len(hoehen(gestapelt(ANGABEN, ["a"], [Reihe("r", [5]), Reihe("s", [0])]))) == 1


@pytest.mark.parametrize("breite", [320, 360, 640, 1200])
@pytest.mark.parametrize("art", AUFRECHT)
def test_it_keeps_names_apart_and_inside(art: AufrechteArt, breite: int) -> None:
    svg = art(Angaben("d1", "t", "b", breite), JAHRE, REIHEN)
    namen = [t for t in baum(svg).iter(f"{SVG}text") if t.get("text-anchor") == "middle"]
    stellen = [float(name.get("x", "0")) for name in namen]
    assert all(b - a >= 30 for a, b in pairwise(stellen))
    for form in baum(svg).iter(f"{SVG}rect"):
        assert float(form.get("x", "0")) + float(form.get("width", "0")) <= breite


def test_it_keeps_long_names_of_lying_bars_in_their_half() -> None:
    laender = [("Bosnien und Herzegowina", 9), ("St. Vincent und die Grenadinen", 1064)]
    svg = waagerecht(Angaben("d1", "t", "b", 320), laender)
    assert "1.064" in texte(svg)
    assert any(text.endswith("…") for text in texte(svg))
    assert "St. Vincent und die Grenadinen: 1064" in svg
    for form in baum(svg).iter(f"{SVG}rect"):
        assert float(form.get("x", "0")) + float(form.get("width", "0")) <= 320


@pytest.mark.parametrize("art", AUFRECHT)
def test_it_stands_without_data(art: AufrechteArt) -> None:
    assert "0" in texte(art(ANGABEN, [], []))
    assert "0" in texte(art(ANGABEN, ["2024"], [Reihe("r", [0])]))
    assert baum(waagerecht(ANGABEN, [])) is not None


@pytest.mark.parametrize(
    ("reihen", "text"),
    [
        ([Reihe("r", [1, 2])], "nicht für jede Kategorie"),
        ([Reihe("r", [-1])], "negative Zahl"),
        ([Reihe(str(nr), [1]) for nr in range(7)], "Höchstens 6 Reihen"),
    ],
)
def test_it_refuses_what_cannot_be_shown(reihen: list[Reihe], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        gestapelt(ANGABEN, ["2024"], reihen)


@given(
    st.lists(st.text(max_size=12), max_size=8),
    st.lists(st.tuples(st.text(max_size=12), st.integers(0, 10**7)), max_size=6),
)
def test_it_is_always_well_formed(kategorien: list[str], werte: list[tuple[str, int]]) -> None:
    reihen = [Reihe(name, [wert] * len(kategorien)) for name, wert in werte]
    for art in AUFRECHT:
        svg = art(ANGABEN, kategorien, reihen)
        baum(svg)
        assert not re.search(r"\d+\.\d\d", svg.split("</desc>")[1].split("<text")[0])
    baum(waagerecht(ANGABEN, werte))
