"""Signing in with a real browser: invitation, app, passkey with a (virtual) device, provider."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from haertefall.gremien.models import Installation, Konto
from haertefall.konten import einladungen, faktoren
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.browser.buehne import Gast
from tests.browser.conftest import Axe
from tests.konten.geraete import app_fuer, code_jetzt
from tests.web.besuch import amt_von

pytestmark = pytest.mark.browser
PASSWORT = "Nebel Kiosk Hummel Traktor"


@pytest.fixture
def gast(page: Page, live_server: Any, nrw: Spiel) -> Gast:
    Installation.objects.update(demo=False)
    return Gast(page, live_server.url)


@pytest.fixture
def konto(nrw: Spiel) -> Konto:
    konto = amt_von("Petra Passwort", Funktion.GESCHAEFTSSTELLE, nrw.gremium).konto
    konto.set_password(PASSWORT)
    konto.save()
    return konto


def geraet(page: Page) -> None:
    """A device with fingerprint, plugged into the browser over its own protocol (CDP)."""
    leitung = page.context.new_cdp_session(page)
    leitung.send("WebAuthn.enable")
    leitung.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def mit_passwort(gast: Gast, konto: Konto) -> None:
    gast.gehe("/anmelden/")
    gast.page.get_by_label("E-Mail-Adresse").fill(konto.email)
    gast.page.get_by_label("Passwort", exact=True).fill(PASSWORT)
    gast.page.get_by_role("button", name="Anmelden", exact=True).click()


def test_it_leads_from_the_invitation_to_the_work(gast: Gast, nrw: Spiel, axe: Axe) -> None:
    konto = amt_von("Neu Hier", Funktion.MITGLIED, nrw.gremium).konto
    einladung = einladungen.einladen(konto, None, mit_post=False)
    gast.gehe(f"/einladung/{einladungen.zeichen(einladung)}/")
    assert gast.page.url.endswith("/einladung/")
    assert axe(gast.page)[0] == []
    gast.page.get_by_label("Neues Passwort", exact=True).fill(PASSWORT)
    gast.page.get_by_label("Neues Passwort noch einmal").fill(PASSWORT)
    gast.knopf("Passwort speichern").click()
    gast.sieht("Bitte richten Sie einen zweiten Faktor ein")
    gast.link("App einrichten").click()
    expect(gast.page.locator(".hf-code svg")).to_be_visible()
    geheimnis = re.sub(r"\s", "", gast.page.locator(".hf-nummer").first.inner_text())
    gast.page.get_by_label("Code aus der App").fill(code_jetzt(geheimnis))
    gast.knopf("App einrichten").click()
    gast.sieht("Die App ist eingerichtet.")
    expect(gast.page.locator(".hf-codes li")).to_have_count(10)
    assert axe(gast.page)[0] == []
    gast.gehe("/nrw/")
    gast.sieht("Meine Arbeit")


def test_it_makes_a_passkey_and_signs_in_with_it_alone(gast: Gast, konto: Konto) -> None:
    geraet(gast.page)
    mit_passwort(gast, konto)
    gast.sieht("Bitte richten Sie einen zweiten Faktor ein")
    gast.link("Passkey einrichten").click()
    gast.page.get_by_label("Wie soll dieser Passkey heißen?").fill("Dienstlaptop")
    gast.knopf("Passkey einrichten").click()
    gast.sieht("Der Passkey ist eingerichtet.")
    assert [z.wrap().name for z in faktoren.zeilen(konto)] == ["Dienstlaptop"]
    gast.gehe("/nrw/")
    gast.sieht("Meine Arbeit")
    gast.abmelden()

    gast.gehe("/anmelden/")
    gast.knopf("Mit Passkey anmelden").click()
    gast.sieht("Meine Arbeit")
    gast.gehe("/konto/")
    gast.sieht("Passkey „Dienstlaptop“")
    gast.sieht("zuletzt benutzt")


def test_it_takes_the_passkey_as_second_factor_after_the_password(gast: Gast, konto: Konto) -> None:
    geraet(gast.page)
    mit_passwort(gast, konto)
    gast.link("Passkey einrichten").click()
    gast.knopf("Passkey einrichten").click()
    gast.sieht("Der Passkey ist eingerichtet.")
    gast.abmelden()
    mit_passwort(gast, konto)
    gast.sieht("Ihr Passwort stimmt")
    gast.knopf("Mit Passkey anmelden").click()
    gast.sieht("Meine Arbeit")


def test_it_lets_no_passkey_in_that_was_removed(gast: Gast, konto: Konto) -> None:
    geraet(gast.page)
    app_fuer(konto)
    mit_passwort(gast, konto)
    code = code_jetzt(_geheimnis(konto), 1)
    gast.page.get_by_label("Code").fill(code)
    gast.page.get_by_role("button", name="Anmelden", exact=True).click()
    gast.sieht("Meine Arbeit")
    gast.gehe("/konto/passkey/")
    gast.knopf("Passkey einrichten").click()
    gast.sieht("Der Passkey ist eingerichtet.")
    gast.gehe("/konto/")
    gast.knopf(re.compile("^Passkey .* entfernen$")).click()
    gast.sieht("Der zweite Faktor ist entfernt.")
    gast.abmelden()
    gast.gehe("/anmelden/")
    gast.knopf("Mit Passkey anmelden").click()
    gast.sieht("Die Anmeldung mit Passkey hat nicht geklappt")


def test_it_asks_for_a_code_without_javascript(
    browser: Any, live_server: Any, nrw: Spiel, konto: Konto
) -> None:
    Installation.objects.update(demo=False)
    app_fuer(konto)
    with browser.new_context(java_script_enabled=False, locale="de-DE") as kontext:
        gast = Gast(kontext.new_page(), live_server.url)
        gast.gehe("/anmelden/")
        expect(gast.knopf("Mit Passkey anmelden")).to_have_count(0)
        mit_passwort(gast, konto)
        gast.sieht("Ihr Passwort stimmt")
        gast.page.get_by_label("Code").fill(code_jetzt(_geheimnis(konto), 1))
        gast.page.get_by_role("button", name="Anmelden", exact=True).click()
        gast.sieht("Meine Arbeit")


def _geheimnis(konto: Konto) -> str:
    zeile = next(z for z in faktoren.zeilen(konto) if z.type == z.Type.TOTP)
    return faktoren.Faktoradapter().decrypt(zeile.data["secret"])
