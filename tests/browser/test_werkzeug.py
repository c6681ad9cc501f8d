"""The tools themselves: browser, language, axe."""

import pytest
from django.db import connection
from playwright.sync_api import Page

from tests.browser.conftest import Axe

GUT = """<!doctype html><html lang="de"><head><title>Probe</title></head><body><main><h1>Probe</h1>
<form><label for="n">Name</label> <input id="n" required></form></main></body></html>"""
SCHLECHT = """<!doctype html><html><head><title>Probe</title></head><body><main><h1>Probe</h1>
<img src="data:,"><input></main></body></html>"""


def test_axe_laesst_gute_seiten_durch(page: Page, axe: Axe) -> None:
    page.set_content(GUT)
    assert axe(page) == ([], [])


def test_axe_findet_fehler(page: Page, axe: Axe) -> None:
    page.set_content(SCHLECHT)
    verstoesse, _ = axe(page)
    regeln = {befund.regel for befund in verstoesse}
    assert regeln >= {"html-has-lang", "image-alt", "label"}


def test_browser_spricht_deutsch(page: Page) -> None:
    page.set_content(GUT)
    assert page.evaluate("document.querySelector('#n').validationMessage") == (
        "Fülle dieses Feld aus."
    )


@pytest.mark.django_db
def test_datenbank_und_browser_vertragen_sich(page: Page) -> None:
    page.set_content(GUT)
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT 1")
        assert zeiger.fetchone() == (1,)
