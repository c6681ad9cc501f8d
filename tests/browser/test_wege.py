"""Journeys: what a person does, click by click, in a real browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.browser.buehne import Gast, fenster

pytestmark = pytest.mark.browser
BUERO, ORT = "Geschäftsstelle", "HFK NRW"


@pytest.fixture
def gast(page: Page, live_server: Any, nrw: Spiel) -> Gast:
    return Gast(page, live_server.url)


def _antrag(gast: Gast, nachname: str) -> None:
    gast.link("Antrag erfassen").click()
    gast.page.get_by_label("Wie kam der Fall?").select_option(index=1)
    gast.page.get_by_label("Zuständige Ausländerbehörde").select_option(index=1)
    gast.page.get_by_label("Herkunftsland für die Zählung").select_option("SRB")
    gast.page.get_by_label("Nachname").fill(nachname)
    gast.page.get_by_label("Vornamen").fill("Dragana")
    gast.page.get_by_label("Was wird erbeten?").fill("Ein Ersuchen an die Ausländerbehörde")
    gast.page.get_by_label("Dringende humanitäre").fill("Lebt seit elf Jahren hier.")
    gast.page.get_by_label("Zwei Zeilen ohne Namen").fill("Familie, elf Jahre hier.")
    gast.knopf("Antrag erfassen").click()
    gast.sieht("Erledigt: Antrag erfassen.")


def _fragen(gast: Gast) -> None:
    """Answer every question so that no ground applies."""
    gast.link("Fragen beantworten").first.click()
    gast.ist_auf("Fragen beantworten")
    ja = {"Bundesgebiet auf", "Ausländerbehörde des Landes", "ausreisepflichtig", "vollziehbar",
          "Wohnsitz im Land", "ladungsfähige"}  # fmt: skip
    for frage in gast.page.locator(".hf-bogen fieldset").all():
        text = frage.locator("legend").inner_text()
        entgegen = "entgegen" in text
        antwort = "Ja" if any(wort in text for wort in ja) and not entgegen else "Nein"
        frage.get_by_label(antwort, exact=True).check()
    gast.knopf("Antworten festhalten").click()
    gast.sieht("Festgehalten:")


def _feststellen(gast: Gast) -> None:
    gast.link("Prüfung der Ausschlussgründe feststellen").first.click()
    gast.page.get_by_label("Ich stelle fest").check()
    gast.knopf("Prüfung der Ausschlussgründe feststellen").click()
    gast.sieht("Im Vorprüfungsausschuss")


def test_it_takes_a_case_from_application_to_ersuchen(gast: Gast, nrw: Spiel) -> None:
    gast.als(BUERO, ORT)
    _antrag(gast, "Jovanović")
    fall = Fall.objects.get()
    adresse = f"/nrw/faelle/{fall.pk}/"
    gast.ist_auf(f"^{fall.aktenzeichen} – HFK NRW – Härtefall$")
    _fragen(gast)
    gast.sieht("Zulässig: kein Grund steht entgegen")
    _feststellen(gast)

    gast.als("Vorprüfungsausschuss", ORT)
    gast.link(fall.aktenzeichen).click()
    gast.link("Über die Befassung entscheiden").click()
    gast.page.get_by_label("Die Kommission befasst sich mit dem Fall").check()
    gast.knopf("Über die Befassung entscheiden").click()
    gast.sieht("Erledigt: Über die Befassung entscheiden.")

    gast.als(BUERO, ORT)
    gast.gehe(adresse)
    gast.link("Stellungnahme anfordern").click()
    gast.page.get_by_label("Fragen an die Behörde").fill("Stimmt der Sachverhalt?")
    gast.page.get_by_label("Erbeten bis").fill((heute() + timedelta(days=21)).isoformat())
    gast.knopf("Stellungnahme anfordern").click()
    gast.sieht("Stellungnahme der Ausländerbehörde erbeten")

    fall.refresh_from_db()
    gast.als("Ausländerbehörde", re.escape(str(fall.behoerde)))
    gast.link(fall.aktenzeichen).click()
    gast.sieht("Stimmt der Sachverhalt?")
    gast.link("Stellungnahme eintragen").click()
    gast.page.get_by_label("Zum Sachverhalt").fill("Er trifft zu.")
    gast.knopf("Stellungnahme eintragen").click()
    gast.sieht("Er trifft zu.")

    gast.als(BUERO, ORT)
    gast.link("Sitzungen").click()
    gast.link("Sitzung anberaumen").click()
    gast.page.get_by_label("Tag").fill((heute() + timedelta(days=7)).isoformat())
    gast.page.get_by_label("Uhrzeit").fill("10:00")
    gast.page.get_by_label("Vor Ort", exact=True).check()
    gast.knopf("Sitzung anberaumen").click()
    gast.sieht("Erledigt: Sitzung anberaumen.")
    gast.gehe(adresse)
    gast.link("Auf die Tagesordnung setzen").click()
    gast.page.get_by_label("Sitzung").select_option(index=1)
    gast.knopf("Auf die Tagesordnung setzen").click()
    gast.sieht("Auf der Tagesordnung einer Sitzung")

    gast.link("Ergebnis festhalten").click()
    gast.page.get_by_label("Ersuchen", exact=True).check()
    for name, zahl in (("Mitglieder des Gremiums", "10"), ("Davon anwesend", "8"), ("Ja", "6"),
                       ("Nein", "1"), ("Enthaltung", "1")):  # fmt: skip
        gast.page.get_by_label(name, exact=False).first.fill(zahl)
    gast.page.get_by_label("Gründe", exact=False).first.fill("Dringende persönliche Gründe.")
    gast.knopf("Ergebnis festhalten").click()
    gast.sieht("Nötig: mehr als die Hälfte")
    gast.link("Ersuchen zuleiten").click()
    gast.knopf("Ersuchen zuleiten").click()
    gast.sieht("Ersuchen zugeleitet, Antwort der Behörde offen")
    fall.refresh_from_db()
    assert fall.stand == Stand.ERSUCHEN_ZUGELEITET


def test_it_works_without_javascript_on_a_phone(
    browser: Browser, live_server: Any, nrw: Spiel
) -> None:
    art: dict[str, Any] = {
        "java_script_enabled": False,
        "viewport": {"width": 360, "height": 740},
        "has_touch": True,
    }
    with fenster(browser, None, live_server.url, **art) as seite:
        gast = Gast(seite, live_server.url)
        gast.als(BUERO, ORT)
        _antrag(gast, "Gashi")
        _fragen(gast)
        _feststellen(gast)
    assert Fall.objects.get().stand == Stand.VORPRUEFUNG


def test_it_works_with_the_keyboard_alone(gast: Gast, nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    gast.als(BUERO, ORT)
    gast.gehe("/nrw/")
    gast.page.keyboard.press("Tab")
    expect(gast.link("Zum Inhalt springen")).to_be_focused()
    gast.page.keyboard.press("Enter")
    _tab_bis(gast.page, fall.aktenzeichen)
    gast.page.keyboard.press("Enter")
    gast.ist_auf(fall.aktenzeichen)
    _tab_bis(gast.page, "Außerdem möglich")
    gast.page.keyboard.press("Enter")
    _tab_bis(gast.page, "Wiedervorlage setzen")
    gast.page.keyboard.press("Enter")
    gast.ist_auf("Wiedervorlage setzen")
    _tab_bis(gast.page, "Wozu?")
    gast.page.keyboard.type("Noch einmal nachfragen")
    tag = (heute() + timedelta(days=9)).strftime("%d%m%Y")
    gast.page.get_by_label("Wiedervorlage am").focus()
    gast.page.keyboard.type(tag)
    _tab_bis(gast.page, "Wiedervorlage setzen")
    gast.page.keyboard.press("Enter")
    gast.sieht("in 9 Tagen fällig")
    assert fall.wiedervorlagen.get().text == "Noch einmal nachfragen"


def _tab_bis(page: Page, wort: str) -> None:
    """Press Tab until something with this word has the focus, and see that it shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const e = document.activeElement;
              return (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText) || '' }"""
        )
        if wort in name:
            rahmen = page.evaluate(
                """() => { const s = getComputedStyle(document.activeElement);
                  return s.outlineStyle + ' ' + s.outlineWidth }"""
            )
            assert "none" not in rahmen, f"{wort}: der Fokus ist nicht zu sehen ({rahmen})"
            return
    raise AssertionError(f"„{wort}“ ist mit der Tabulatortaste nicht zu erreichen")


def test_it_leads_from_the_error_to_the_field(gast: Gast, nrw: Spiel) -> None:
    gast.als(BUERO, ORT)
    gast.link("Antrag erfassen").click()
    gast.knopf("Antrag erfassen").click()
    liste = gast.page.get_by_role("alert")
    expect(liste).to_be_focused()
    liste.get_by_role("link", name="Nachname").click()
    expect(gast.page.get_by_label("Nachname")).to_be_focused()


def test_it_does_not_lose_what_was_typed_when_somebody_is_faster(gast: Gast, nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    gast.als(BUERO, ORT)
    gast.gehe(f"/nrw/faelle/{fall.pk}/schritt/wiedervorlage_setzen/")
    gast.page.get_by_label("Wozu?").fill("Mühsam getippt")
    gast.page.get_by_label("Wiedervorlage am").fill(heute().isoformat())
    nrw.zug(fall, "person_hinzufuegen")
    gast.knopf("Wiedervorlage setzen").click()
    gast.sieht("Noch nicht gespeichert")
    expect(gast.page.get_by_label("Wozu?")).to_have_value("Mühsam getippt")
    gast.knopf("Wiedervorlage setzen").click()
    gast.sieht("heute fällig")
