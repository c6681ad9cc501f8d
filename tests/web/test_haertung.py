"""The shell as it is in production: cookies, transport, methods, what is escaped."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_in
from tests.web.seiten import alle_seiten

EINSTELLUNGEN = (
    "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT",
)  # fmt: skip


@pytest.fixture(scope="module")
def sicher(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Settings of a process behind TLS."""
    abfrage = (
        "import json; from django.conf import settings;"
        f"print(json.dumps({{n: getattr(settings, n) for n in {EINSTELLUNGEN!r}}}))"
    )
    ort = str(tmp_path_factory.mktemp("daten"))
    umfeld = {
        **os.environ,
        "HAERTEFALL_SICHER": "1",
        "HAERTEFALL_DATEN": ort,
        "DJANGO_SETTINGS_MODULE": "haertefall.settings",
    }
    ergebnis = subprocess.run(
        [sys.executable, "-c", abfrage],
        env=umfeld,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    gelesen: dict[str, object] = json.loads(ergebnis.stdout)
    return gelesen


def test_it_keeps_cookies_to_itself(sicher: dict[str, object]) -> None:
    for name in ("SESSION", "CSRF"):
        assert sicher[f"{name}_COOKIE_SECURE"] is True
        assert sicher[f"{name}_COOKIE_HTTPONLY"] is True
        assert str(sicher[f"{name}_COOKIE_NAME"]).startswith("__Host-")
    assert sicher["SESSION_COOKIE_SAMESITE"] in ("Lax", "Strict")


def test_it_speaks_tls_only_and_says_so_for_a_year(sicher: dict[str, object]) -> None:
    assert sicher["SECURE_SSL_REDIRECT"] is True
    assert int(str(sicher["SECURE_HSTS_SECONDS"])) >= 31_536_000
    assert sicher["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_it_never_runs_in_debug_mode(sicher: dict[str, object]) -> None:
    assert sicher["DEBUG"] is False


@pytest.mark.parametrize("methode", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_it_knows_no_other_methods(nrw: Spiel, methode: str) -> None:
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    for adresse in ("/nrw/", "/nrw/faelle/", "/nrw/schritt/antrag_erfassen/"):
        antwort = besuch.client.generic(methode, adresse)
        assert antwort.status_code == 405, adresse
        assert b"Cookie" not in antwort.content


def test_it_lets_no_other_origin_read(nrw: Spiel) -> None:
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    for client in (besuch.client, Client()):
        antwort = client.get("/nrw/faelle/", headers={"origin": "https://boese.example"})
        assert [k for k in antwort.headers if k.lower().startswith("access-control")] == []


def test_it_escapes_whatever_people_type(nrw: Spiel) -> None:
    """In pages, titles and forms that come back."""
    boese = "\"><script>alert(1)</script>'{{7*7}}<img src=x onerror=alert(1)>"
    fall = nrw.neuer_fall(nachname=boese, votum=boese, gruende=boese, kurz=boese)
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    antworten = [
        besuch.client.get(besuch.fall(fall)),
        besuch.client.get("/nrw/faelle/"),
        besuch.client.get("/nrw/"),
        besuch.client.get(f"/nrw/faelle/?aktenzeichen={boese}"),
        besuch.client.get(besuch.fall(fall, "schritt/personendaten_berichtigen/")),
        besuch.client.post("/nrw/schritt/antrag_erfassen/", {"nachname": boese, "gruende": boese}),
    ]
    for antwort in antworten:
        seite = antwort.content.decode()
        assert "<script>alert" not in seite
        assert "<img src=x" not in seite
    assert "&lt;script&gt;alert(1)" in antworten[0].content.decode()
    assert "{{7*7}}" in antworten[0].content.decode()


NOCH_EINMAL = "%41 %2541 &amp;#60;b&#62; \\u0041 =?utf-8?q?=41?= +zwei+ QUE="


def test_it_decodes_what_was_sent_once(nrw: Spiel) -> None:
    """What looks encoded after that is text that somebody typed."""
    fall = nrw.neuer_fall(nachname=NOCH_EINMAL)
    person = fall.personen.get()
    assert person.nachname == NOCH_EINMAL
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    bogen = {"nachname": NOCH_EINMAL, "gruende": NOCH_EINMAL}
    antwort = besuch.sende("/nrw/schritt/antrag_erfassen/", bogen, 422)
    for seite in (antwort.content.decode(), besuch.client.get(besuch.fall(fall)).content.decode()):
        assert escape(NOCH_EINMAL) in seite
    # In an address: once decoded it is „%41“, twice it would be „A“.
    filter_seite = besuch.hole("/nrw/faelle/?aktenzeichen=%2541&stand=%2561ufgenommen")
    assert 'value="%41"' in filter_seite
    for adresse in ("/%256erw/", "/nrw/%2566aelle/", "/static/%252e%252e/settings.py"):
        assert besuch.client.get(adresse).status_code == 404, adresse


@pytest.mark.parametrize("adresse", ["/static/", "/static/web/", "/static/web", "/static/kern/"])
def test_it_lists_no_folder(nrw: Spiel, tmp_path: Path, adresse: str) -> None:
    """Files are given out, the folders they lie in are not there."""
    for datei in ("web/live.js", "kern/kern.css"):
        (tmp_path / datei).parent.mkdir(exist_ok=True)
        (tmp_path / datei).write_text("/* da */")
    for client in (Client(), Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)).client):
        assert b"".join(client.get("/static/web/live.js")) == b"/* da */"
        antwort = client.get(adresse, follow=True)
        inhalt = b"".join(antwort) if antwort.streaming else antwort.content
        assert b"live.js" not in inhalt and b"kern.css" not in inhalt
        assert antwort.status_code in (404, 200)
        if antwort.status_code == 200:  # strangers are led to the sign-in
            assert antwort.redirect_chain[-1][0].startswith("/anmelden/")


GET_BOGEN = re.compile(r"<form[^>]*method=\"get\".*?</form>", re.DOTALL)
TYPISCH = re.compile(r"<(?:input|textarea)[^>]*>")


def test_it_puts_nothing_typed_into_an_address_but_a_file_number(nrw: Spiel) -> None:
    """Names are looked for by POST; what a filter sends is chosen, a day or a file number."""
    boegen, getippt = 0, set()
    for seite in alle_seiten(nrw):
        client = Besuch(seite.amt).client if seite.amt else Client()
        for bogen in GET_BOGEN.findall(client.get(seite.adresse).content.decode()):
            boegen += 1
            for feld in TYPISCH.findall(bogen):
                art = re.search(r'type="(\w+)"', feld)
                if not art or art[1] not in {"hidden", "checkbox", "radio", "date", "submit"}:
                    getippt |= set(re.findall(r' name="(\w+)"', feld))
    assert boegen > 5
    # The last three are years and days.
    assert getippt == {"aktenzeichen", "jahr", "von", "bis"}
