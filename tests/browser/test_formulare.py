"""What style sheets do to forms and on paper, and no script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.browser.buehne import Gast, fenster
from tests.web.besuch import amt_in

pytestmark = [pytest.mark.browser, pytest.mark.einmal]

# The page box that the body asks for, and what that box prints in its margin.
BLATT = """() => {
  const regeln = [...document.styleSheets].flatMap(s => [...s.cssRules]);
  const blatt = regeln.find(r => r.selectorText === 'demonstration');
  return [getComputedStyle(document.body).page, blatt ? blatt.cssText : ''];
}"""


def test_it_asks_for_expectations_only_beside_an_ersuchen(
    browser: Browser, live_server: Any, nrw: Spiel
) -> None:
    """Without any script; what was typed and does not belong there comes back in sight."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    buero = amt_in(nrw, Funktion.GESCHAEFTSSTELLE)
    with fenster(browser, buero, live_server.url, java_script_enabled=False) as seite:
        gast = Gast(seite, live_server.url)
        gast.gehe(f"/nrw/faelle/{fall.pk}/schritt/ergebnis_feststellen/")
        erwartungen = seite.get_by_role("group", name="Erwartungen an")
        expect(erwartungen).to_be_hidden()
        seite.get_by_label("Ersuchen", exact=True).check()
        expect(erwartungen).to_be_visible()
        seite.get_by_label("Was wird erwartet?").first.fill("Ein Pass.")
        seite.get_by_label("Warum ist das zumutbar?").first.fill("Die Botschaft stellt ihn aus.")
        seite.get_by_label("Kein Ersuchen", exact=True).check()
        expect(erwartungen).to_be_hidden()
        gast.knopf("Ergebnis festhalten").click()
        expect(erwartungen).to_be_visible()
        expect(erwartungen).to_contain_text("Hierzu gibt es keine Erwartungen")
        expect(seite.get_by_label("Was wird erwartet?").first).to_have_value("Ein Pass.")


def test_it_says_on_every_sheet_of_paper_that_all_is_invented(
    browser: Browser, live_server: Any, nrw: Spiel
) -> None:
    """Not in a real installation, where the page carries no such mark."""
    buero = amt_in(nrw, Funktion.GESCHAEFTSSTELLE)
    with fenster(browser, buero, live_server.url) as seite:
        Gast(seite, live_server.url).gehe("/nrw/")
        seite.emulate_media(media="print")
        box, regel = seite.evaluate(BLATT)
        assert box == "demonstration"
        assert "alle Personen und Fälle sind erfunden" in regel.split("@top-center")[1]
        seite.evaluate("document.querySelector('.hf-demo').remove()")
        assert seite.evaluate(BLATT)[0] == "auto"
