"""What guards an account, from several processes at once: one wins, and nobody gets an error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from haertefall.gremien.models import Konto
from haertefall.konten import einladungen, faktoren, verbindung
from tests.konten.geraete import app_fuer, code_jetzt

PASSWORT = "Nebel Kiosk Hummel Traktor"
ZUGLEICH = 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def konto(transactional_db: None) -> Konto:
    return Konto.objects.anlegen("f@beispiel.example", "F")


def zugleich(tun: Callable[[], Any]) -> list[Any]:
    """What each of them got. SQLite writes one after the other: here they take turns."""
    schranke = Barrier(ZUGLEICH if connection.vendor == "postgresql" else 1)

    def einer(_: int) -> Any:
        try:
            schranke.wait(30)
            return tun()
        finally:
            connection.close()

    with ThreadPoolExecutor(ZUGLEICH if connection.vendor == "postgresql" else 1) as leute:
        return list(leute.map(einer, range(ZUGLEICH)))


def test_it_takes_a_code_from_one_of_them(konto: Konto) -> None:
    code = code_jetzt(app_fuer(konto))
    treffer = zugleich(lambda: faktoren.pruefe_code(konto, code) is not None)
    assert treffer.count(True) == 1


def test_it_takes_a_recovery_code_from_one_of_them(konto: Konto) -> None:
    app_fuer(konto)
    code = faktoren.neue_wiederherstellungscodes(konto)[0]
    treffer = zugleich(lambda: faktoren.pruefe_code(konto, code) is not None)
    assert (treffer.count(True), faktoren.uebrige_codes(konto)) == (1, 9)


def test_it_lets_one_of_them_use_an_invitation(konto: Konto) -> None:
    link = einladungen.einladen(konto, None, mit_post=False)
    treffer = zugleich(lambda: einladungen.einloesen(link.pk, PASSWORT) is not None)
    assert treffer.count(True) == 1


def test_it_connects_one_of_them_to_the_account(konto: Konto) -> None:
    nummern = count()

    def kommt() -> bool:
        wer = verbindung.kennung("https://dienst.example", str(next(nummern)))
        return verbindung.verbinden("haus", wer, [konto.email]) is not None

    assert zugleich(kommt).count(True) == 1


def test_it_leaves_one_open_invitation_when_two_bodies_invite(konto: Konto) -> None:
    links = zugleich(lambda: einladungen.einladen(konto, None, mit_post=False).pk)
    offen = konto.einladungen.get(eingeloest_um=None)
    assert offen.pk in links and len(set(links)) == ZUGLEICH


def test_it_uses_an_invitation_or_replaces_it(konto: Konto) -> None:
    """Somebody clicks the link while the office sends a new one."""
    link, nummern = einladungen.einladen(konto, None, mit_post=False), count()

    def kommt() -> object:
        if next(nummern) % 2:
            return einladungen.einladen(konto, None, mit_post=False)
        return einladungen.einloesen(link.pk, PASSWORT)

    assert len(zugleich(kommt)) == ZUGLEICH
    assert konto.einladungen.filter(eingeloest_um=None).count() == 1


def test_it_sets_up_one_app_however_often_one_clicks(konto: Konto) -> None:
    geheimnis = faktoren.neues_geheimnis()
    code = code_jetzt(geheimnis)
    assert all(zugleich(lambda: faktoren.richte_app_ein(konto, geheimnis, code)))
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1


def test_it_shows_codes_however_often_one_asks(konto: Konto) -> None:
    """The first ones too: nobody is left without by a second click."""
    app_fuer(konto)
    assert all(zugleich(lambda: faktoren.neue_wiederherstellungscodes(konto)))
    assert faktoren.uebrige_codes(konto) == 10
