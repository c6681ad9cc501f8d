"""Chromium for tests: the system's own, in German, with an empty profile and without network.

A missing Chromium is a failure, never a skip; `make test-web` installs it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

AXE = Path(__file__).parents[1] / "fremd" / "axe" / "axe.min.js"

ARGUMENTE = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No test talks to the outside, and the browser must not do so on its own either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(autouse=True, scope="session")
def ohne_manifest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Addresses of static files without having collected them; for the live server, once."""
    schlicht = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**django_settings.STORAGES, "staticfiles": schlicht},
        # whitenoise warns about a folder that is not there, and warnings are errors.
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
    ):
        yield


@pytest.fixture(autouse=True, scope="package")
def mit_wegen() -> Iterator[None]:
    """Off in an installation until decided; the tests after these must find it so."""
    with override_settings(OEFFENTLICHE_WEGE=True):
        yield


# Ends with these tests: those that follow in the same process know nothing of an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    programm = shutil.which("chromium")
    if programm is None:
        pytest.fail("Chromium fehlt. `make test-web` richtet es ein.")
    argumente = list(ARGUMENTE)
    if os.geteuid() == 0:
        # Chromium refuses to start as root without it.
        argumente.append("--no-sandbox")
    with pytest.MonkeyPatch.context() as umgebung:
        # Playwright keeps an event loop running, and Django would refuse every query of the test.
        # Only here, never in the application.
        umgebung.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=programm,
                args=argumente,
                # Language of date fields and messages; --lang has no effect on them.
                env={**os.environ, "LANGUAGE": "de"},
            )
            yield chromium
            chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with an empty profile. The test fails if the browser reports an error."""
    with browser.new_context(locale="de-DE", timezone_id="Europe/Berlin") as kontext:
        seite = kontext.new_page()
        seite.set_default_timeout(60_000)
        fehler: list[str] = []

        def konsole(meldung: ConsoleMessage) -> None:
            # Reported for every 4xx answer; the test itself checks those.
            if meldung.type == "error" and not meldung.text.startswith("Failed to load resource"):
                fehler.append(meldung.text)

        seite.on("console", konsole)
        seite.on("pageerror", lambda ausnahme: fehler.append(str(ausnahme)))
        yield seite
        assert not fehler, f"Der Browser meldet Fehler: {fehler}"


@dataclass(frozen=True)
class Befund:
    """One place on a page: what axe says of it."""

    regel: str
    stelle: str
    meldung: str

    def __str__(self) -> str:
        return f"{self.regel}: {self.stelle} ({self.meldung})"


Axe = Callable[[Page], tuple[list[Befund], list[Befund]]]


@pytest.fixture(scope="session")
def axe() -> Axe:
    """`axe(page)` returns the violations, and what axe could not decide by itself."""
    quelle = AXE.read_text(encoding="utf-8")

    def pruefe(page: Page) -> tuple[list[Befund], list[Befund]]:
        # Not add_script_tag: the page's Content-Security-Policy forbids it.
        page.evaluate(quelle)
        ergebnis: dict[str, Any] = page.evaluate(
            "() => axe.run(document, {resultTypes: ['violations', 'incomplete']})"
        )
        return _befunde(ergebnis["violations"]), _befunde(ergebnis["incomplete"])

    return pruefe


def _befunde(regeln: list[dict[str, Any]]) -> list[Befund]:
    return [
        Befund(regel["id"], " ".join(map(str, stelle["target"])), _meldung(regel, stelle))
        for regel in regeln
        for stelle in regel["nodes"]
    ]


def _meldung(regel: dict[str, Any], stelle: dict[str, Any]) -> str:
    pruefungen = [*stelle["any"], *stelle["all"], *stelle["none"]]
    return str(pruefungen[0]["message"] if pruefungen else regel["help"])
