"""Every page: axe in light and dark, narrow, enlarged, forced colours, valid HTML.

One world for all pages, because making it costs more than looking at it.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from haertefall.vorfuehrung.spiel import Spiel
from tests.browser.buehne import fenster
from tests.browser.conftest import Axe, Befund
from tests.html import pruefer
from tests.web.besuch import Besuch
from tests.web.seiten import Seite, alle_seiten

pytestmark = [pytest.mark.browser, pytest.mark.einmal]
ANGESEHEN = Path(__file__).with_name("axe_unklar.toml")

# Each look at a page: size of the window and what the person has set.
ANSICHTEN: dict[str, dict[str, Any]] = {
    "hell": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "light"},
    "dunkel": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "telefon": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "farben": {"viewport": {"width": 1200, "height": 900}, "forced_colors": "active"},
}


# Everything that a mouse could use, numbered as it stands; how many stops Tab makes.
# Of radio buttons with one name it reaches one; a day has parts and a calendar of its own.
NUMMERIEREN = """() => {
  const namen = new Set();
  const alle = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => !e.disabled && e.checkVisibility())
    .filter(e => e.type !== 'radio' || (!namen.has(e.name) && namen.add(e.name)));
  alle.forEach((e, n) => { e.dataset.nummer = n; });
  return alle.length + 4 * alle.filter(e => e.type === 'date' || e.type === 'time').length;
}"""
# Number of the focused element, whether it shows that it is focused, and what it is.
FOKUS = """() => {
  let e = document.activeElement;
  if (e.type === 'radio') {
    e = [...document.getElementsByName(e.name)].find(r => r.dataset.nummer) || e;
  }
  const stil = getComputedStyle(document.activeElement);
  // In a day the browser itself marks the part one is in.
  const zeichen = stil.outlineStyle !== 'none' || stil.boxShadow !== 'none'
    || ['date', 'time'].includes(document.activeElement.type);
  return [e.dataset.nummer ?? null, zeichen, document.activeElement.outerHTML.slice(0, 100)];
}"""
NIE_ERREICHT = """(erreicht) => [...document.querySelectorAll('[data-nummer]')]
  .filter(e => !erreicht.includes(e.dataset.nummer)).map(e => e.outerHTML.slice(0, 100))"""

OHNE_SCHRIFT = "document.querySelector('link[href*=\"fira-sans\"]').remove()"


@pytest.fixture
def seiten(live_server: Any, nrw: Spiel) -> list[Seite]:
    return alle_seiten(nrw)


def test_it_has_no_barrier_that_axe_finds(
    browser: Browser,
    live_server: Any,
    seiten: list[Seite],
    axe: Axe,
) -> None:
    """What axe cannot decide by itself stands in a list, looked at by a person."""
    befunde: dict[str, list[str]] = {}
    angesehen = tomllib.loads(ANGESEHEN.read_text("utf-8"))["unklar"]
    gebraucht: set[int] = set()
    for ansicht, art in ANSICHTEN.items():
        for seite, page in _besucht(browser, live_server.url, seiten, art):
            _aufklappen(page)
            verstoesse, unklar = axe(page)
            neu = []
            for befund in unklar:
                zeilen = {n for n, zeile in enumerate(angesehen) if _gemeint(zeile, befund)}
                gebraucht |= zeilen
                neu += [] if zeilen else [befund]
            if verstoesse or neu:
                befunde[f"{seite.name} ({ansicht})"] = [str(b) for b in (*verstoesse, *neu)]
    assert not befunde, "\n".join(f"{wo}: {b}" for wo, liste in befunde.items() for b in liste)
    ungenutzt = [z for n, z in enumerate(angesehen) if n not in gebraucht]
    assert ungenutzt == []


def _gemeint(zeile: dict[str, Any], befund: Befund) -> bool:
    return (
        zeile["regel"] == befund.regel
        and zeile["meldung"] in befund.meldung
        and re.search(zeile["stelle"], befund.stelle) is not None
    )


def test_it_never_scrolls_sideways(browser: Browser, live_server: Any, seiten: list[Seite]) -> None:
    """At 320 px, which is also 1280 px at 400 %, and at 640 px, which is 1280 px at 200 %.

    Also while the typeface is not there yet: what stands there then may be wider.
    """
    zu_breit = []
    for breite in (320, 640):
        art = {"viewport": {"width": breite, "height": 700}}
        for seite, page in _besucht(browser, live_server.url, seiten, art):
            _aufklappen(page)
            for schrift in ("eigene", "andere"):
                if schrift == "andere":
                    page.evaluate(OHNE_SCHRIFT)
                ueber = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                if ueber > 0:
                    zu_breit.append((seite.name, breite, schrift, ueber, _schuldige(page)))
    assert zu_breit == []


def test_it_can_be_hit_with_a_finger(
    browser: Browser, live_server: Any, seiten: list[Seite]
) -> None:
    """Buttons and fields are at least 24 px in both directions (WCAG 2.2, 2.5.8)."""
    art = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    zu_klein = []
    for seite, page in _besucht(browser, live_server.url, seiten, art):
        _aufklappen(page)
        klein = page.evaluate(
            """() => [...document.querySelectorAll(
                 'button, .kern-btn, input:not([type=hidden]), select, textarea, summary')]
               .filter(e => e.offsetParent)
               .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
               .filter(([, r]) => r.height < 24 || r.width < 24)
               .map(([html]) => html)"""
        )
        zu_klein += [(seite.name, html) for html in klein]
    assert zu_klein == []


def test_it_can_be_walked_with_the_keyboard(
    browser: Browser, live_server: Any, seiten: list[Seite]
) -> None:
    """Tab reaches everything that can be used, shows where one is, and is never caught."""
    art = {"viewport": {"width": 1200, "height": 900}}
    fehlt: dict[str, list[str]] = {}
    for seite, page in _besucht(browser, live_server.url, seiten, art):
        _aufklappen(page)
        anzahl: int = page.evaluate(NUMMERIEREN)
        erreicht, ohne_zeichen = set(), []
        for _ in range(anzahl + 1):
            page.keyboard.press("Tab")
            nummer, zeichen, wo = page.evaluate(FOKUS)
            erreicht.add(nummer)
            if nummer is not None and not zeichen:
                ohne_zeichen.append(f"ohne sichtbaren Fokus: {wo}")
        nie = page.evaluate(NIE_ERREICHT, [n for n in erreicht if n is not None])
        if nie or ohne_zeichen:
            fehlt[seite.name] = [*(f"nie erreicht: {e}" for e in nie), *ohne_zeichen]
    assert not fehlt, "\n".join(f"{wo}: {b}" for wo, liste in fehlt.items() for b in liste)


def test_it_names_its_headings_in_order(
    browser: Browser, live_server: Any, seiten: list[Seite]
) -> None:
    art = {"viewport": {"width": 1200, "height": 900}}
    for seite, page in _besucht(browser, live_server.url, seiten, art):
        stufen = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].map(e => Number(e.tagName[1]))"
        )
        assert stufen.count(1) == 1, seite.name
        assert stufen[0] == 1, seite.name
        spruenge = [(a, b) for a, b in pairwise(stufen) if b > a + 1]
        assert spruenge == [], seite.name


@pytest.mark.html
def test_it_is_valid_html(seiten: list[Seite]) -> None:
    quellen = {}
    for seite in seiten:
        client = Besuch(seite.amt).client if seite.amt else Client(SERVER_NAME="127.0.0.1")
        antwort = client.get(seite.adresse)
        assert antwort.status_code == seite.status, seite.name
        quellen[seite.name] = antwort.content.decode()
    fehler_der_eingabe = Besuch(_buero(seiten)).client.post("/nrw/schritt/antrag_erfassen/", {})
    quellen["antrag_fehler"] = fehler_der_eingabe.content.decode()
    befunde = pruefer.pruefe(quellen)
    assert not befunde, "\n".join(f"{wo}: {b}" for wo, liste in befunde.items() for b in liste)


def _buero(seiten: list[Seite]) -> Any:
    return next(seite.amt for seite in seiten if seite.name == "arbeit")


def _besucht(
    browser: Browser, basis: str, seiten: list[Seite], art: dict[str, Any]
) -> Iterator[tuple[Seite, Page]]:
    """Open page by page, one window for all pages of a person."""
    for amt in dict.fromkeys(seite.amt for seite in seiten):
        with fenster(browser, amt, basis, **art) as page:
            for seite in seiten:
                if seite.amt == amt:
                    antwort = page.goto(basis + seite.adresse)
                    assert antwort
                    assert antwort.status == seite.status, (seite.name, antwort.status)
                    yield seite, page


def _aufklappen(page: Page) -> None:
    """What is folded counts too."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def _schuldige(page: Page) -> list[str]:
    """Elements that stick out, to find the fault."""
    gefunden: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
             .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                          && !e.closest('.hf-bild, .hf-tabelle'))
             .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
    )
    return gefunden
