"""What the browser asks the network for while somebody looks at every page there is."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Request

from haertefall.vorfuehrung.spiel import Spiel
from tests.browser.buehne import fenster
from tests.web.seiten import alle_seiten

pytestmark = [pytest.mark.browser, pytest.mark.einmal]


def test_it_talks_to_nobody_else(browser: Browser, live_server: Any, nrw: Spiel) -> None:
    """Pages, styles, fonts, pictures, scripts: all from this house; no policy is hurt."""
    gefragt: list[str] = []
    gemeldet: list[str] = []
    seiten = alle_seiten(nrw)

    def merken(anfrage: Request) -> None:
        gefragt.append(anfrage.url)

    for amt in dict.fromkeys(seite.amt for seite in seiten):
        with fenster(browser, amt, live_server.url) as page:
            page.on("request", merken)
            page.on("console", lambda meldung: gemeldet.append(meldung.text))
            for seite in seiten:
                if seite.amt == amt:
                    page.goto(live_server.url + seite.adresse)
    assert {live_server.url + seite.adresse for seite in seiten} <= set(gefragt)
    assert any(adresse.endswith(".css") for adresse in gefragt)
    assert any(adresse.endswith(".woff2") for adresse in gefragt)
    assert any(adresse.endswith(".js") for adresse in gefragt)
    fremd = {a for a in gefragt if not a.startswith((f"{live_server.url}/", "data:"))}
    assert fremd == set()
    assert [m for m in gemeldet if "Content Security Policy" in m] == []
