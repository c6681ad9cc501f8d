"""A paper goes into the file and comes out again, in a real browser on a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.papiere import pdf
from haertefall.vorfuehrung.spiel import Spiel
from tests.browser.buehne import Gast, fenster
from tests.web.besuch import amt_in

pytestmark = pytest.mark.browser


def test_it_takes_a_photographed_paper_and_gives_it_back(
    browser: Browser, live_server: Any, nrw: Spiel, tmp_path: Path
) -> None:
    fall, papier = nrw.neuer_fall(), tmp_path / "Zeugnis von Arlinda.pdf"
    papier.write_bytes(pdf(["Zeugnis", "ERFUNDEN"]))
    amt = amt_in(nrw, Funktion.GESCHAEFTSSTELLE)
    with fenster(browser, amt, live_server.url, viewport={"width": 360, "height": 740}) as seite:
        gast = Gast(seite, live_server.url)
        gast.gehe(f"/nrw/faelle/{fall.pk}/")
        gast.link("Dokument hinzufügen").first.click()
        seite.get_by_label("Titel").fill("Zeugnis")
        seite.get_by_label("Was ist es?").select_option("schule")
        gast.knopf("Dokument hinzufügen").click()
        gast.sieht("Datei: Bitte wählen Sie eine Datei aus.")
        expect(seite.get_by_label("Titel")).to_have_value("Zeugnis")
        seite.get_by_label("Datei").set_input_files(papier)
        gast.knopf("Dokument hinzufügen").click()
        gast.sieht("Erledigt: Dokument hinzufügen.")
        with seite.expect_download() as warten:
            gast.link("1. Zeugnis").click()
        geladen = warten.value
        assert geladen.suggested_filename == f"{fall.aktenzeichen}-1.pdf"
        assert Path(geladen.path()).read_bytes() == papier.read_bytes()
        breite = seite.evaluate("document.documentElement.scrollWidth")
        assert breite <= 360
