"""A session ends when no person uses it, whatever a screen asks for by itself."""

import re

import pytest
from django.conf import settings

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import jetzt
from tests.web.besuch import Besuch, amt_in, text

SKRIPT = settings.BASIS / "haertefall" / "web" / "static" / "web" / "live.js"


@pytest.fixture
def mitglied(nrw: Spiel) -> Besuch:
    return Besuch(amt_in(nrw, Funktion.MITGLIED))


def vor(besuch: Besuch, **sekunden: int) -> None:
    """So long ago a person asked last (`zuletzt`), and a screen by itself (`mitlesend`)."""
    sitzung = besuch.client.session
    sitzung.update({name: int(jetzt().timestamp()) - wert for name, wert in sekunden.items()})
    sitzung.save()


def von_selbst(besuch: Besuch) -> int:
    """What a screen that follows a meeting asks for every few seconds."""
    return besuch.client.get("/nrw/", headers={"X-Puls": "1"}).status_code


def test_it_ends_a_session_that_only_a_screen_keeps_asking_with(mitglied: Besuch) -> None:
    """A tablet left on the table: its script asks, nobody touches it."""
    vor(mitglied, zuletzt=settings.UNTAETIG_SEKUNDEN - 60)
    vorher = mitglied.client.session["zuletzt"]
    assert von_selbst(mitglied) == 200
    assert mitglied.client.session["zuletzt"] == vorher
    vor(mitglied, zuletzt=settings.MITLESEN_SEKUNDEN + 1, mitlesend=5)
    assert von_selbst(mitglied) == 302
    assert "_auth_user_id" not in mitglied.client.session
    assert "180 Minuten lang nichts getan" in text(mitglied.hole("/anmelden/"))


def test_it_lets_a_member_follow_a_meeting_without_touching_the_screen(mitglied: Besuch) -> None:
    """Two hours of listening; the vote at the end must not meet the sign-in page."""
    vor(mitglied, zuletzt=2 * 60 * 60, mitlesend=30)
    assert von_selbst(mitglied) == 200
    mitglied.hole("/nrw/")
    assert int(jetzt().timestamp()) - mitglied.client.session["zuletzt"] < 60


def test_it_ends_the_session_of_a_screen_that_slept(mitglied: Besuch) -> None:
    """Then the ordinary limit holds."""
    vor(mitglied, zuletzt=2 * 60 * 60, mitlesend=settings.UNTAETIG_SEKUNDEN + 1)
    mitglied.hole("/nrw/", 302)
    assert "_auth_user_id" not in mitglied.client.session


def test_it_ends_a_session_after_its_longest_time_however_much_it_is_used(
    mitglied: Besuch,
) -> None:
    """Each use writes the session anew; that must not carry it on for ever."""
    vor(mitglied, angemeldet_um=settings.SESSION_COOKIE_AGE - 60, zuletzt=90)
    mitglied.hole("/nrw/")
    vor(mitglied, angemeldet_um=settings.SESSION_COOKIE_AGE + 1, zuletzt=90)
    mitglied.hole("/nrw/", 302)
    assert "_auth_user_id" not in mitglied.client.session
    assert "Sie waren 12 Stunden lang angemeldet" in text(mitglied.hole("/anmelden/"))


def test_it_writes_down_rarely_that_a_screen_follows(mitglied: Besuch) -> None:
    assert von_selbst(mitglied) == 200
    assert int(jetzt().timestamp()) - mitglied.client.session["mitlesend"] < 60
    vor(mitglied, mitlesend=500)
    vorher = mitglied.client.session["mitlesend"]
    assert von_selbst(mitglied) == 200
    assert mitglied.client.session["mitlesend"] == vorher


def test_it_marks_every_request_that_a_screen_makes_by_itself() -> None:
    skript = SKRIPT.read_text("utf-8")
    aufrufe = re.findall(r"fetch\(([^;]*)\);", skript)
    assert len(aufrufe) == 2
    assert all("vonSelbst" in aufruf for aufruf in aufrufe)
    assert 'vonSelbst = { headers: { "X-Puls"' in skript
