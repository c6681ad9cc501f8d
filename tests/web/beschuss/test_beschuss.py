"""Every form, address and upload under random fire.

A fixed small set runs in `make test`; `make test-lang` fires BESCHUSS=100000 with free chance.
What it finds becomes a fixed example below.
"""

import os
import re
from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from pytest_django import Settings

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.register import SCHRITTE
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.wegeformular import Wegeformular
from tests.web.beschuss.schiessen import beschiessen
from tests.web.beschuss.ziele import Schuetze, schuetzen
from tests.web.besuch import Besuch, amt_in

pytestmark = pytest.mark.lange

FEST = 1_500
FREI = int(os.environ.get("BESCHUSS", "0"))
# In parts, so that a long run shows how far it is.
TEILE = max(1, FREI // 10_000)
SCHRITTSEITE = re.compile(r"/schritt/([a-z0-9_]+)/")
# A program does it, never a person at a page.
OHNE_SEITE = {"altbestand_uebernehmen"}


@pytest.fixture
def alle(spielplatz: Callable[..., list[Spiel]], settings: Settings) -> list[Schuetze]:
    """Everybody who shoots. There is an identity provider, and it does not answer."""
    dienst = {
        "provider_id": "haus",
        "name": "Stadt",
        "client_id": "x",
        "secret": "x",
        "settings": {"server_url": "http://127.0.0.1:9", "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [dienst]}}
    settings.OIDC = "http://127.0.0.1:9"
    return schuetzen(spielplatz("nrw", "leverkusen-beratungsgremium"))


@pytest.mark.lange
@pytest.mark.parametrize("teil", range(TEILE))
def test_it_survives_random_fire(alle: list[Schuetze], teil: int) -> None:
    _trifft_alles(alle)
    start = Random().randrange(2**32) if FREI else 20_261_127
    anzahl = FREI // TEILE if FREI else FEST
    beginn = perf_counter()
    bilanz = beschiessen(alle, Random(start), anzahl)
    print(
        f"\nTeil {teil}, Startwert {start}: {anzahl} Eingaben in {perf_counter() - beginn:.0f} s,"
        f" {sorted(bilanz.status.items())}, am längsten: {bilanz.langsam}"
    )
    kuerzel = {befund.split(" bei ")[0]: befund for befund in bilanz.befunde}
    print(*kuerzel.values(), sep="\n")
    assert list(kuerzel.values()) == [], f"{len(bilanz.befunde)} Befunde"
    # It must also hit: pages that open, acts that happen, forms that come back.
    for status in (200, 302, 403, 404, 409, 422):
        assert bilanz.status[status] > anzahl // 50, status


def _trifft_alles(alle: list[Schuetze]) -> None:
    """Every act has a form under fire, and every address of the house is fired at."""
    formulare = [f for s in alle for f in s.formulare]
    adressen = {a for s in alle for a in s.adressen} | {f.adresse for f in formulare}
    wege = {a.split("?")[0] for a in adressen}
    schritte = {name for f in formulare for name in SCHRITTSEITE.findall(f.adresse)}
    assert set(SCHRITTE) - schritte == OHNE_SEITE
    assert set(_muster(get_resolver())) - {resolve(w).route for w in wege if _gibt_es(w)} == set()
    namen = {feld.name for f in formulare for feld in f.felder}
    assert {"einmal", "version", "nachname", "am", "gruende", "email", "passwort", "amt"} <= namen
    assert {f.methode for f in formulare} == {"GET", "POST"}
    assert any(f.mit_dateien for f in formulare)


def _muster(ort: URLResolver, davor: str = "") -> Iterator[str]:
    for teil in ort.url_patterns:
        if isinstance(teil, URLResolver):
            yield from _muster(teil, davor + str(teil.pattern))
        else:
            yield davor + str(teil.pattern)


def _gibt_es(weg: str) -> bool:
    try:
        resolve(weg)
    except Resolver404:
        return False
    return True


# What the free run found, and its neighbours.
@pytest.mark.parametrize(
    "frage", ["von=9999-12-01&bis=9999-12-31", "von=0001-01-01&bis=0001-02-01", "bis=9999-12-31"]
)
@pytest.mark.parametrize("weg", ["/nrw/spur/", "/nrw/spur/auffaellig/"])
def test_it_knows_no_day_at_the_ends_of_the_calendar(nrw: Spiel, weg: str, frage: str) -> None:
    besuch = Besuch(amt_in(nrw, Funktion.DATENSCHUTZ))
    assert "ab dem Jahr 2000" in besuch.hole(f"{weg}?{frage}", 422)


@pytest.mark.parametrize("tag", ["9999-12-31", "0001-01-01"])
def test_it_looks_at_the_law_of_no_day_at_the_ends_of_the_calendar(nrw: Spiel, tag: str) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    assert "kein Tag" in besuch.hole(f"/nrw/faelle/{fall.pk}/pruefhilfe/?person=1&stichtag={tag}")
    for formular in (Wegeformular({"stichtag": tag}), Wegeformular({"stichtag": "2999-12-31"})):
        assert formular.is_valid() == (formular.data["stichtag"] != tag)
