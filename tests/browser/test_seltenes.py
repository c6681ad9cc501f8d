"""Pages that read otherwise than usual: a body that is dormant, an Umlauf instead of a meeting."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from haertefall.gremien.models import Berufung
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.browser.buehne import fenster
from tests.browser.conftest import Axe
from tests.html import pruefer
from tests.schritte.beratung.laufend import beantrage, da, im_umlauf, ruf, stimmt
from tests.schritte.sitzung.test_umlauf import UMLAUF
from tests.web.besuch import Besuch, amt_in

pytestmark = [pytest.mark.browser, pytest.mark.einmal]


@pytest.fixture
def ansehen(browser: Browser, live_server: Any, axe: Axe) -> Callable[..., None]:
    """Each page for this Funktion: axe, width of a phone, HTML."""

    def alle(spiel: Spiel, funktion: Funktion, adressen: dict[str, str]) -> None:
        amt, telefon = amt_in(spiel, funktion), {"width": 320, "height": 740}
        with fenster(browser, amt, live_server.url, viewport=telefon) as seite:
            for sagt, adresse in adressen.items():
                seite.goto(live_server.url + adresse)
                assert sagt in seite.inner_text("main"), adresse
                assert axe(seite)[0] == [], adresse
                assert seite.evaluate("document.documentElement.scrollWidth") <= 320, adresse
        besuch = Besuch(amt)
        quellen = {f"{n}{funktion}": besuch.hole(a) for n, a in enumerate(adressen.values())}
        assert pruefer.pruefe(quellen) == {}

    return alle


def test_it_shows_an_umlauf(
    nrw: Spiel, hausordnung: Callable[[str, str], None], ansehen: Callable[..., None]
) -> None:
    hausordnung("nrw", UMLAUF)
    umlauf = im_umlauf(nrw)
    hier = f"/nrw/sitzungen/{umlauf.pk}/"
    vorher = {
        "Wer gefragt ist": hier,
        "Fall, der": f"{hier}vorbereitung/",
        "Auszählung beginnen": f"{hier}schritt/sitzung_eroeffnen/",
        "Umlauf abbrechen": f"{hier}schritt/sitzung_absagen/",
        "In einer Sitzung beraten": f"{hier}schritt/sitzung_verlegen/",
    }
    ansehen(nrw, Funktion.GESCHAEFTSSTELLE, vorher)
    nrw.tue("sitzung_eroeffnen", sitzung=umlauf.pk)
    da(nrw, umlauf, 4)
    ruf(nrw, umlauf)
    beantrage(nrw, umlauf, "ersuchen")
    ansehen(nrw, Funktion.GESCHAEFTSSTELLE, {"wird ausgezählt": f"{hier}live/"})
    stimmt(nrw, umlauf, 3, 0, 0)
    for schritt in ("punkt_schliessen", "sitzung_beenden", "niederschrift_erstellen"):
        nrw.tue(schritt, sitzung=umlauf.pk)
    nachher = {"haben geantwortet": hier, "Zum Umlauf": f"{hier}niederschrift/"}
    ansehen(nrw, Funktion.GESCHAEFTSSTELLE, nachher)


def test_it_shows_a_dormant_body(dortmund: Spiel, ansehen: Callable[..., None]) -> None:
    fall, sitzung = dortmund.neuer_fall(), dortmund.sitzung()
    vorbei = heute() - timedelta(days=1)
    Berufung.objects.filter(gremium=dortmund.gremium).update(
        von=vorbei - timedelta(days=29), bis=vorbei
    )
    wo = ("", "besetzung/", "sitzungen/", f"sitzungen/{sitzung.pk}/", f"faelle/{fall.pk}/")
    for unterhalb in wo:
        ansehen(
            dortmund,
            Funktion.GESCHAEFTSSTELLE,
            {"niemand mehr berufen": f"/dortmund/{unterhalb}"},
        )
