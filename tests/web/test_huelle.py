"""Headers, request number, the one Funktion of a request, and error pages."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Gefahr, Verlaufseintrag
from haertefall.gremien.models import Amt, Installation
from haertefall.recht.begriffe import Funktion
from haertefall.tresor.schluesseldatei import SchluesselFehlt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web import arbeit, huelle
from haertefall.web.fehlerseiten import FEHLER, fehlerseite
from haertefall.web.huelle import CSP_DATEI, KOPFZEILEN
from haertefall.zeit import heute
from tests.web.besuch import Besuch, amt_in, amt_von, text, titel

Als = Callable[[Spiel, Funktion], Besuch]


def test_it_protects_every_answer(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    for adresse in ("/nrw/", "/nrw/faelle/", "/gibt/es/nicht/", "/nrw/bericht/tabellen.json"):
        kopf = besuch.client.get(adresse).headers
        erwartet = dict(KOPFZEILEN)
        if adresse.endswith(".json"):
            erwartet["Content-Security-Policy"] = CSP_DATEI
        assert {name: kopf[name] for name in KOPFZEILEN} == erwartet
        assert kopf["Cache-Control"] == "no-store"
    assert Client().get("/nrw/").headers["Cache-Control"] == "no-store"


def test_it_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    csp = dict(
        teil.strip().split(" ", 1) for teil in KOPFZEILEN["Content-Security-Policy"].split(";")
    )
    assert csp["default-src"] == "'none'"
    assert csp["script-src"] == csp["style-src"] == csp["form-action"] == "'self'"
    assert "unsafe" not in str(csp)
    assert csp["frame-ancestors"] == csp["base-uri"] == "'none'"


def test_it_writes_no_inline_style_or_script() -> None:
    for vorlage in Path(arbeit.__file__).parent.rglob("templates/**/*.html"):
        inhalt = vorlage.read_text()
        assert " style=" not in inhalt, vorlage
        assert not re.search(r"<script(?! src=\"{% static)", inhalt), vorlage
        assert " onclick" not in inhalt, vorlage


def test_it_puts_no_element_into_an_attribute() -> None:
    """`zeitpunkt` and `tag` make elements of their own: their quotes would end it."""
    for vorlage in Path(arbeit.__file__).parent.rglob("templates/**/*.html"):
        ohne_bloecke = re.sub(r"\{%.*?%\}", "", vorlage.read_text())
        assert not re.search(r'="[^"<>]*\|(zeitpunkt|tag)\b', ohne_bloecke), vorlage


def test_it_quotes_one_number_in_header_page_and_trace(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    antwort = besuch.client.get("/nrw/gibt-es-nicht/")
    nummer = antwort.headers["X-Anfrage"]
    assert len(nummer) == 9
    assert nummer in antwort.content.decode()
    fall = nrw.neuer_fall()
    geoeffnet = besuch.client.get(besuch.fall(fall))
    assert Zugriff.objects.get(was="fall_geoeffnet").anfrage == geoeffnet.headers["X-Anfrage"]
    assert geoeffnet.headers["X-Anfrage"] != nummer


def test_it_always_shows_as_whom_one_acts(nrw: Spiel, als: Als) -> None:
    for funktion, wort in ((Funktion.GESCHAEFTSSTELLE, "Geschäftsstelle"), (Funktion.RAT, "Rat")):
        besuch = als(nrw, funktion)
        for adresse in ("/nrw/", "/nrw/ordnung/", "/nrw/gibt-es-nicht/"):
            seite = text(besuch.client.get(adresse).content.decode())
            assert f"Sie handeln als: {wort} · HFK NRW" in seite


def test_it_says_on_every_page_that_all_is_invented(nrw: Spiel, als: Als) -> None:
    satz = "Demonstration – alle Personen und Fälle sind erfunden"
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    for adresse in ("/nrw/", "/nrw/faelle/", "/gibt/es/nicht/"):
        assert satz in text(besuch.client.get(adresse).content.decode())
    assert satz in text(Client().get("/anmelden/").content.decode())
    Installation.objects.update(demo=False)
    assert satz not in text(besuch.client.get("/nrw/").content.decode())
    assert satz not in text(Client().get("/anmelden/").content.decode())


def test_it_throws_out_at_once_whose_funktion_has_ended(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.MITGLIED)
    besuch.hole("/nrw/")
    Amt.objects.filter(pk=besuch.amt.pk).update(bis=heute() - timedelta(days=1))
    antwort = besuch.client.get("/nrw/")
    assert antwort.status_code == 302
    assert antwort.headers["Location"].startswith("/anmelden/")
    seite = besuch.client.get("/anmelden/").content.decode()
    assert "Ihre Funktion ist beendet" in seite
    assert "_auth_user_id" not in besuch.client.session


def test_it_acts_in_one_funktion_at_a_time(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.RAT)
    mitglied = Amt.objects.create(
        konto=besuch.amt.konto,
        funktion=Funktion.MITGLIED,
        gremium=nrw.gremium,
        von=heute(),
    )
    besuch.hole("/nrw/faelle/", 404)
    antwort = besuch.sende("/funktion/", {"amt": str(mitglied.pk)})
    assert antwort.headers["Location"] == "/nrw/"
    assert "Sie handeln jetzt als: Mitglied · HFK NRW" in text(besuch.hole("/nrw/faelle/"))
    spur = Zugriff.objects.get(was="funktion_gewaehlt")
    assert (spur.funktion, spur.konto) == (Funktion.MITGLIED, besuch.amt.konto_id)


def test_it_takes_no_form_that_was_opened_in_the_other_funktion(nrw: Spiel) -> None:
    """Two tabs, one session: what was written as the one is never done as the other."""
    beratung = Besuch(amt_von("Berta Beratung", Funktion.BERATUNG, nrw.gremium))
    buero = amt_in(nrw, Funktion.GESCHAEFTSSTELLE)
    fall = nrw.neuer_fall(eingebracht_von=str(beratung.amt.pk))
    Amt.objects.filter(pk=buero.pk).update(konto=beratung.amt.konto)
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = beratung.client.cookies
    formular = beratung.fall(fall, "schritt/gefahr_melden/")
    getippt = {"art": "duldung", "tag": "2027-03-01", "seite": "antrag", "am": f"{heute()}"}

    def ausgefuellt() -> dict[str, str]:
        seite = streng.get(formular).content.decode()
        versteckt = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', seite))
        return versteckt | getippt | {"text": "Mühsam getippt"}

    alt = ausgefuellt()
    marke = {"csrfmiddlewaretoken": alt["csrfmiddlewaretoken"]}
    assert streng.post("/funktion/", {"amt": str(buero.pk), **marke}).status_code == 302
    antwort = streng.post(formular, alt)
    seite = text(antwort.content.decode())
    assert antwort.status_code == 403
    assert "die Funktion gewechselt" in seite and "Mühsam getippt" in seite
    # Nobody has to sign in again for that.
    assert "Zu „Meine Arbeit“" in seite and "Neu anmelden" not in seite
    assert not Gefahr.objects.exists()
    assert streng.post(formular, ausgefuellt()).status_code == 302
    assert Verlaufseintrag.objects.get(schritt="gefahr_melden").funktion == "geschaeftsstelle"


def test_it_lets_nobody_choose_a_funktion_of_somebody_else(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.RAT)
    fremd = nrw.akteur(Funktion.GESCHAEFTSSTELLE).amt_id
    besuch.sende("/funktion/", {"amt": str(fremd)}, 404)
    besuch.sende("/funktion/", {"amt": "unsinn"}, 404)
    besuch.hole("/nrw/faelle/", 404)


def test_it_asks_for_the_funktion_before_anything_else(nrw: Spiel) -> None:
    amt = amt_von("Doppel Rolle", Funktion.MITGLIED, nrw.gremium)
    amt_von("Doppel Rolle", Funktion.RAT, nrw.gremium)
    besuch = Besuch(amt)
    sitzung = besuch.client.session
    del sitzung["amt"]
    sitzung.save()
    antwort = besuch.client.get("/nrw/")
    assert antwort.headers["Location"] == "/funktion/"
    seite = text(besuch.hole("/funktion/"))
    assert "Mitglied" in seite
    assert "Rat" in seite


def test_it_keeps_what_was_typed_when_the_session_has_ended(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    besuch.client.logout()
    antwort = besuch.client.post(
        "/nrw/schritt/antrag_erfassen/",
        {"votum": "Ein langer, mühsam getippter Text", "csrfmiddlewaretoken": "x"},
    )
    seite = text(antwort.content.decode())
    assert antwort.status_code == 403
    assert "Ein langer, mühsam getippter Text" in seite
    assert "nicht mehr angemeldet" in seite
    assert "csrfmiddlewaretoken" not in seite


def test_it_keeps_what_was_typed_in_a_form_that_was_too_old(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = besuch.client.cookies
    antwort = streng.post("/nrw/schritt/antrag_erfassen/", {"votum": "Mühsam getippt"})
    assert antwort.status_code == 403
    assert "Mühsam getippt" in antwort.content.decode()
    assert "zu lange offen" in antwort.content.decode()


@pytest.mark.parametrize("adresse", ["/nrw/schritt/antrag_erfassen/", "/abmelden/", "/funktion/"])
def test_it_takes_no_form_without_its_token(nrw: Spiel, als: Als, adresse: str) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = besuch.client.cookies
    assert streng.post(adresse, {}).status_code == 403


def test_it_refuses_a_body_that_is_too_big(nrw: Spiel, als: Als, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    antwort = besuch.client.post("/nrw/schritt/antrag_erfassen/", {"votum": "x" * 5_000})
    assert antwort.status_code == 413
    assert "Das ist zu groß" in antwort.content.decode()


@pytest.mark.parametrize(("wo", "was"), [(arbeit, "_warten"), (huelle, "aemter_von")])
@pytest.mark.parametrize("fehler", [OperationalError("weg"), SchluesselFehlt("weg")])
def test_it_says_when_database_or_key_are_away(
    nrw: Spiel, als: Als, monkeypatch: pytest.MonkeyPatch, fehler: Exception, wo: Any, was: str
) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    besuch.client.raise_request_exception = False

    def kaputt(*args: Any) -> None:
        raise fehler

    monkeypatch.setattr(wo, was, kaputt)
    antwort = besuch.client.get("/nrw/")
    seite = text(antwort.content.decode())
    assert antwort.status_code == 503
    assert "Gerade nicht erreichbar" in seite
    assert antwort.headers["X-Anfrage"] in seite
    assert "weg" not in seite.split()


def test_it_shows_no_trace_of_a_crash(
    nrw: Spiel, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    besuch.client.raise_request_exception = False

    def kaputt(*args: Any) -> None:
        raise RuntimeError("Geheimnis Hoxha")

    monkeypatch.setattr(arbeit, "_warten", kaputt)
    antwort = besuch.client.get("/nrw/")
    seite = text(antwort.content.decode())
    assert antwort.status_code == 500
    assert "Sie haben nichts falsch gemacht" in seite
    assert antwort.headers["X-Anfrage"] in seite
    assert "Demonstration" in seite
    assert "Hoxha" not in seite
    assert "Traceback" not in seite


@pytest.mark.parametrize("status", sorted(FEHLER))
def test_it_has_an_error_page_for_every_kind(db: None, rf: Any, status: int) -> None:
    antwort = fehlerseite(rf.get("/"), status)
    seite = text(antwort.content.decode())
    assert antwort.status_code == status
    assert FEHLER[status].titel in titel(antwort.content.decode())
    assert FEHLER[status].gespeichert in seite
    assert FEHLER[status].tun in seite
    assert "Nummer zum Nennen" in seite


def test_it_serves_german_pages_with_a_way_past_the_header(nrw: Spiel, als: Als) -> None:
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).client.get("/nrw/").content.decode()
    assert '<html lang="de">' in seite
    assert 'href="#inhalt"' in seite
    assert 'id="inhalt"' in seite
    assert titel(seite) == "Meine Arbeit – HFK NRW – Härtefall"
