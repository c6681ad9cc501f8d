"""A session as it is held: the secretary at a laptop, five members and a deputy at tablets and
phones, all at once. The screens follow by asking every five seconds.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.browser.buehne import Gast, fenster
from tests.web.besuch import amt_in

pytestmark = pytest.mark.browser
LAPTOP, TABLET, TELEFON = (1280, 800), (820, 1180), (360, 740)


@dataclass
class Saal:
    """Who sits where, in front of which screen."""

    sitzung: Sitzung
    fall: Fall
    buero: Gast
    mitglieder: list[Page]
    vertretung: Page
    letztes: Amt
    vertreterin: Amt

    @property
    def tablets(self) -> list[Page]:
        return [*self.mitglieder, self.vertretung]

    def alle_sehen(self, *texte: str) -> None:
        """Nobody touches a tablet: what is new comes by itself."""
        for text in texte:
            for tablet in self.tablets:
                expect(tablet.locator("#live")).to_contain_text(text)


@pytest.fixture
def saal(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Saal]:
    """Invited; five of ten said they come, the last of them has a deputy."""
    spiel = Spiel(grundausstattung(["nrw"], laufende_amtszeit())[0])
    fall = spiel.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = spiel.sitzung()
    besetzung = besetzung_am(spiel.gremium, fassung_des_gremiums(spiel.gremium, heute()), heute())
    sitze = sorted(besetzung.besetzte, key=lambda s: bool(s.stellvertretende))[-5:]
    mitglieder = [s.mitglied for s in sitze if s.mitglied]
    vertreterin = sitze[-1].stellvertretende[0]
    for amt in mitglieder:
        bogen: dict[str, Any] = {
            "teilnahme": str(sitzung.teilnahmen.get(amt=amt).pk),
            "zusage": "kommt",
        }
        spiel.tue("sitzung_zusagen", sitzung=sitzung.pk, **bogen)
    fehler: list[str] = []

    def setzen(amt: Amt, groesse: tuple[int, int]) -> Page:
        art = {"viewport": {"width": groesse[0], "height": groesse[1]}}
        seite = gast_raum.enter_context(fenster(browser, amt, live_server.url, **art))
        seite.on("pageerror", lambda ausnahme: fehler.append(str(ausnahme)))
        return seite

    with ExitStack() as gast_raum:
        buero = Gast(setzen(amt_in(spiel, Funktion.GESCHAEFTSSTELLE), LAPTOP), live_server.url)
        plaetze = [TABLET, TABLET, TELEFON, TABLET, TELEFON]
        tablets = [setzen(amt, gr) for amt, gr in zip(mitglieder, plaetze, strict=True)]
        vertretung = setzen(vertreterin, TABLET)
        yield Saal(sitzung, fall, buero, tablets, vertretung, mitglieder[-1], vertreterin)
    assert fehler == []


def test_it_holds_a_session_with_five_members_at_their_screens(saal: Saal) -> None:
    buero, adresse = saal.buero, f"/nrw/sitzungen/{saal.sitzung.pk}/"
    buero.gehe(adresse)
    buero.link("Sitzung eröffnen").click()
    buero.page.get_by_label("Wer zugesagt hat, ist da").check()
    buero.knopf("Sitzung eröffnen").click()
    buero.sieht("Das Gremium ist beschlussfähig.")
    for tablet in saal.tablets:
        tablet.goto(f"{buero.basis}{adresse}live/")
    saal.alle_sehen("Kein Punkt aufgerufen", "Das Gremium ist beschlussfähig.")

    buero.link("Punkt aufrufen").click()
    buero.page.get_by_label("Punkt", exact=True).select_option(index=1)
    buero.knopf("Punkt aufrufen").click()
    buero.link("Antrag aufnehmen").click()
    buero.page.get_by_label("Ersuchen", exact=True).check()
    buero.page.get_by_label("Gründe", exact=False).first.fill("Die Tochter ist hier zu Hause.")
    buero.knopf("Antrag aufnehmen").click()
    buero.sieht("noch nicht entschieden")
    for tablet in saal.mitglieder:
        expect(tablet.locator("#live")).to_contain_text("TOP 1 wird beraten")
        expect(tablet.locator("#live")).to_contain_text("noch nicht entschieden")
    # Nobody has announced the deputy: the case does not lie before her.
    expect(saal.vertretung.locator("#live")).to_contain_text("der Ihnen nicht vorliegt")
    expect(saal.vertretung.locator("#live")).not_to_contain_text(saal.fall.aktenzeichen)

    # In the middle of it one leaves: four of ten cannot decide anything.
    buero.knopf(f"Geht: {saal.letztes.konto.name}").click()
    saal.alle_sehen("Das Gremium ist nicht beschlussfähig.")
    buero.link("Abstimmung festhalten").click()
    buero.ist_auf("Abstimmung festhalten")
    _zaehle(buero, ja=3, nein=1)
    buero.sieht("Das Gremium ist nicht beschlussfähig.")
    expect(buero.page.get_by_label("Ja", exact=True)).to_have_value("3")
    assert not saal.sitzung.punkte.get(nummer=1).abstimmungen.exists()

    # The deputy of the same seat steps in; from now on the case lies before her too.
    buero.gehe(f"{adresse}live/")
    buero.link(re.compile(f"Video, Vertretung.*{saal.letztes.konto.name}")).click()
    buero.page.get_by_label("Stattdessen ist die Vertretung da", exact=False).select_option(
        label=saal.vertreterin.konto.name
    )
    buero.knopf("Anwesenheit festhalten").click()
    saal.alle_sehen(f"{saal.vertreterin.konto.name} (Vertretung)")
    saal.alle_sehen("Das Gremium ist beschlussfähig.", saal.fall.aktenzeichen)

    # What is typed and not sent yet stays, also when the screen catches up with somebody else.
    ja = buero.page.get_by_label("Ja", exact=True)
    ja.fill("3")
    zweite = akteur_aus(Amt.objects.filter(funktion=Funktion.VORSITZ)[0])
    gast = {"gast": "Gerda Gast", "wie": "da"}
    ausfuehren(
        "anwesenheit_festhalten",
        akteur=zweite,
        eingabe=gast,
        einmal=saal.fall.pk,
        sitzung_id=saal.sitzung.pk,
    )
    saal.alle_sehen("Gerda Gast")
    expect(buero.page.locator("#live")).to_contain_text("Gerda Gast")
    expect(ja).to_have_value("3")
    expect(ja).to_be_focused()
    _zaehle(buero, ja=4, nein=1)
    saal.alle_sehen("angenommen", "Gezählt: 4 Ja, 1 Nein, 0 Enthaltungen.")
    for tablet in saal.tablets:
        assert tablet.get_by_role("link", name="festhalten").count() == 0
        assert tablet.locator("#live form").count() == 0
    buero.link("Punkt schließen").click()
    buero.knopf("Punkt schließen").click()
    buero.sieht("Kein Punkt aufgerufen")
    buero.link("Sitzung abschließen").click()
    buero.knopf("Sitzung abschließen").click()
    for tablet in saal.tablets:
        tablet.wait_for_url(f"{buero.basis}{adresse}")
    saal.fall.refresh_from_db()
    saal.sitzung.refresh_from_db()
    assert saal.fall.stand == Stand.ERSUCHEN_BESCHLOSSEN
    # Five seats on which somebody sat: the one that left and her deputy share theirs.
    assert (saal.sitzung.mitglieder, saal.sitzung.anwesende) == (10, 5)


def test_it_says_that_the_line_is_down_and_catches_up(saal: Saal) -> None:
    """What stands there may be old; as soon as the line is back it is not."""
    buero, adresse = saal.buero, f"/nrw/sitzungen/{saal.sitzung.pk}/"
    akteur = akteur_aus(Amt.objects.filter(funktion=Funktion.GESCHAEFTSSTELLE)[0])
    tue: dict[str, Any] = {"akteur": akteur, "sitzung_id": saal.sitzung.pk}
    ausfuehren("sitzung_eroeffnen", **tue, eingabe={}, einmal=saal.fall.pk)
    tablet = saal.mitglieder[0]
    tablet.goto(f"{buero.basis}{adresse}live/")
    tablet.context.set_offline(True)
    verbindung = tablet.locator("#live-verbindung")
    expect(verbindung).to_contain_text("Keine Verbindung")
    punkt = {"punkt": str(saal.sitzung.punkte.get(nummer=1).pk)}
    ausfuehren("punkt_aufrufen", **tue, eingabe=punkt, einmal=saal.sitzung.pk)
    tablet.context.set_offline(False)
    expect(tablet.locator("#live")).to_contain_text("TOP 1 wird beraten")
    expect(verbindung).to_be_empty()


def _zaehle(buero: Gast, *, ja: int, nein: int) -> None:
    """A count by hands."""
    for name, zahl in (("Ja", ja), ("Nein", nein), ("Enthaltung", 0)):
        buero.page.get_by_label(name, exact=True).fill(str(zahl))
    buero.knopf("Abstimmung festhalten").click()
