"""Moves a browser through the pages as a person would: by what can be read, not by selectors."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from haertefall.gremien.models import Amt
from tests.web.besuch import Besuch

# A busy machine is no failure.
expect.set_options(timeout=30_000)


@dataclass
class Gast:
    """A person at the browser."""

    page: Page
    basis: str

    def gehe(self, adresse: str) -> None:
        self.page.goto(self.basis + adresse)

    def als(self, wort: str, ort: str) -> None:
        """One click on the guided tour."""
        self.page.wait_for_load_state()
        if self.knopf("Abmelden").count():
            self.abmelden()
        self.gehe("/vorfuehrung/")
        self.knopf(re.compile(f"^Ansehen als {wort}.*{ort}")).first.click()
        expect(self.page.get_by_text(f"Sie handeln als: {wort}")).to_be_visible()

    def knopf(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("link", name=name)

    def ist_auf(self, titel: str | re.Pattern[str]) -> None:
        """The page with this title is there, whole.

        A click returns as soon as the next page begins to come: who then counts, presses a key or
        goes elsewhere without waiting for something does so on half a page.
        """
        expect(self.page).to_have_title(
            titel if isinstance(titel, re.Pattern) else re.compile(titel)
        )
        self.page.wait_for_load_state()

    def abmelden(self) -> None:
        self.knopf("Abmelden").click()
        expect(self.knopf("Abmelden")).to_have_count(0)

    def sieht(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)


@contextmanager
def fenster(browser: Browser, amt: Amt | None, basis: str, **art: Any) -> Iterator[Page]:
    """A browser window that is already signed in."""
    with browser.new_context(locale="de-DE", timezone_id="Europe/Berlin", **art) as kontext:
        if amt is not None:
            keks = Besuch(amt).client.cookies["sessionid"].value
            kontext.add_cookies([{"name": "sessionid", "value": keks, "url": basis}])
        seite = kontext.new_page()
        seite.set_default_timeout(60_000)
        yield seite
