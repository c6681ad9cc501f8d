"""The hard shell, looked at from outside: every page, every link, every form, every start."""

import json
import os
import re
import stat
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from haertefall.gremien.models import Amt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.huelle import CSP_DATEI, KOPFZEILEN
from tests.web.beschuss.ziele import schuetzen
from tests.web.besuch import Besuch
from tests.web.seiten import alle_seiten

pytestmark = pytest.mark.lange

WURZEL = Path(__file__).parents[2]
VERWEIS = re.compile(r'<a [^>]*href="([^"#]+)"')


def _client(amt: Amt | None) -> Client:
    return Besuch(amt).client if amt else Client(SERVER_NAME="127.0.0.1")


def test_it_keeps_nothing_in_browsers_and_runs_nothing_it_gives_out(nrw: Spiel) -> None:
    """Follows every kind of link of every page, so a new download cannot be forgotten."""
    dateien, gesehen = [], set()
    for seite in alle_seiten(nrw):
        client = _client(seite.amt)
        antwort = client.get(seite.adresse)
        _geschuetzt(antwort, seite.name)
        for verweis in VERWEIS.findall(antwort.content.decode()):
            ziel = urljoin(seite.adresse, unescape(verweis))
            art = (seite.amt, _art(ziel))
            if urlsplit(ziel).netloc or art in gesehen:
                continue
            gesehen.add(art)
            gefolgt = client.get(ziel)
            assert gefolgt.status_code < 500, ziel
            _geschuetzt(gefolgt, ziel)
            if not gefolgt.headers["Content-Type"].startswith("text/html"):
                dateien.append(urlsplit(ziel).path)
                assert gefolgt.headers["Content-Disposition"].startswith("attachment"), ziel
                assert "sandbox" in gefolgt.headers["Content-Security-Policy"], ziel
    assert any(weg.endswith(".csv") for weg in dateien)
    assert any(weg.endswith(".json") for weg in dateien)
    assert any("/dokument" in weg for weg in dateien), dateien


OHNE_MARKE = "/wege/"


def _art(ziel: str) -> str:
    try:
        return resolve(urlsplit(ziel).path).route
    except Resolver404:
        return ziel


def _geschuetzt(antwort: Any, wo: str) -> None:
    kopf = antwort.headers
    assert kopf["Cache-Control"] == "no-store", wo
    for name, wert in KOPFZEILEN.items():
        if name != "Content-Security-Policy":
            # The public page tells nobody, not even this site, where somebody came from.
            streng = name == "Referrer-Policy" and kopf[name] == "no-referrer"
            assert streng or kopf[name] == wert, (wo, name)
    assert "unsafe" not in kopf["Content-Security-Policy"], wo
    if antwort.status_code not in (301, 302, 304):
        art = kopf["Content-Type"]
        assert not art.startswith("text/") or "charset=utf-8" in art.lower(), (wo, art)
    assert "default-src 'none'" in kopf["Content-Security-Policy"], wo


@pytest.mark.einmal
def test_it_takes_no_form_of_any_page_without_its_token(nrw: Spiel) -> None:
    geprueft = set()
    for schuetze in schuetzen([nrw]):
        streng = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
        streng.cookies = schuetze.client.cookies
        for formular in schuetze.formulare:
            if formular.methode == "POST" and formular.adresse != OHNE_MARKE:
                felder = {feld.name: feld.wert for feld in formular.felder}
                felder.pop("csrfmiddlewaretoken")
                assert streng.post(formular.adresse, felder).status_code == 403, formular.adresse
                geprueft.add(resolve(urlsplit(formular.adresse).path).url_name)
    assert {"schritt", "schritt_am_fall", "abmelden", "anmelden", "mit_passkey"} <= geprueft


def test_it_exempts_no_page_from_the_token() -> None:
    """But the public page: it stores nothing and changes nothing, and a token would be a cookie."""
    ausgenommen = {
        datei.name
        for datei in (WURZEL / "haertefall").rglob("*.py")
        if "csrf_exempt" in datei.read_text("utf-8")
    }
    assert ausgenommen == {"oeffentlich.py"}
    assert resolve(OHNE_MARKE).func.__module__ == "haertefall.web.oeffentlich"


def _starte(daten: Path, frage: str, **umgebung: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"import django\ndjango.setup()\nprint({frage})"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "haertefall.settings",
            "HAERTEFALL_DATEN": str(daten),
            **umgebung,
        },
        cwd=WURZEL,
        stdout=subprocess.PIPE,
        text=True,
    )


GEHEIMNIS = "__import__('django.conf').conf.settings.SECRET_KEY"


def test_it_makes_its_secrets_at_the_first_start(tmp_path: Path) -> None:
    """Two processes that start at once agree; two installations do not share one."""
    eine = [_starte(tmp_path / "eine", GEHEIMNIS) for _ in range(3)]
    andere = _starte(tmp_path / "andere", GEHEIMNIS)
    erste = {prozess.communicate(timeout=120)[0].strip() for prozess in eine}
    zweite = andere.communicate(timeout=120)[0].strip()
    assert len(erste) == 1
    assert len(zweite) >= 60
    assert zweite not in erste
    datei = tmp_path / "eine" / "schluessel" / "signatur"
    assert stat.S_IMODE(datei.stat().st_mode) == 0o600
    assert stat.S_IMODE(datei.parent.stat().st_mode) == 0o700
    assert [p.name for p in datei.parent.iterdir()] == ["signatur"]


def test_it_guards_its_cookies_behind_tls(tmp_path: Path) -> None:
    frage = (
        "__import__('json').dumps({n: getattr(__import__('django.conf').conf.settings, n) for n in "
        "('SESSION_COOKIE_NAME','CSRF_COOKIE_NAME','SESSION_COOKIE_SECURE','CSRF_COOKIE_SECURE',"
        "'SESSION_COOKIE_HTTPONLY','CSRF_COOKIE_HTTPONLY','SECURE_SSL_REDIRECT',"
        "'SECURE_HSTS_SECONDS','DEBUG')})"
    )
    aus = _starte(tmp_path, frage, HAERTEFALL_SICHER="1").communicate(timeout=120)[0]
    gesetzt = json.loads(aus)
    assert gesetzt.pop("SECURE_HSTS_SECONDS") >= 31_536_000
    assert gesetzt.pop("DEBUG") is False
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        assert gesetzt.pop(name).startswith("__Host-")
    assert set(gesetzt.values()) == {True}


def test_it_passes_the_check_for_deployment(tmp_path: Path) -> None:
    """What `make check` runs; no finding is silenced."""
    # Tests that drive a browser set it, and may have run before in this process.
    umgebung = {n: w for n, w in os.environ.items() if n != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    ergebnis = subprocess.run(
        ["scripts/django_pruefen.sh"],
        cwd=WURZEL,
        env={**umgebung, "HAERTEFALL_DATEN": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ergebnis.returncode == 0, ergebnis.stderr
    assert "0 silenced" in ergebnis.stdout
    assert settings.SILENCED_SYSTEM_CHECKS == []


def test_it_gives_files_a_policy_of_their_own() -> None:
    assert "sandbox" in CSP_DATEI
    assert "allow-" not in CSP_DATEI
