"""The shell as it is in production: cookies, transport, methods, what is escaped."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_in

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
