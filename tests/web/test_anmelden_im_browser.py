"""What a browser gets at sign-in and sign-out: a session of its own, and nothing afterwards."""

import re

import pytest
from django.test import Client

from haertefall.gremien.models import Konto
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.konten.geraete import app_fuer, code_jetzt
from tests.web.besuch import Besuch, amt_von

PASSWORT = "Nebel Kiosk Hummel Traktor"


@pytest.fixture
def konto(nrw: Spiel) -> Konto:
    konto = amt_von("Petra Passwort", Funktion.GESCHAEFTSSTELLE, nrw.gremium).konto
    konto.set_password(PASSWORT)
    konto.save()
    return konto


def test_it_gives_a_new_session_at_sign_in_and_clears_the_browser_at_sign_out(
    konto: Konto,
) -> None:
    client, geheimnis = Client(), app_fuer(konto)
    client.post("/anmelden/", {"email": konto.email, "passwort": PASSWORT})
    vorher = client.session.session_key
    client.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis, 1)})
    nachher = client.session.session_key
    assert None not in (vorher, nachher)
    assert vorher != nachher
    assert not client.session.exists(vorher or "")
    antwort = client.post("/abmelden/")
    assert antwort.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.session.exists(nachher or "")


def test_it_hides_what_is_typed_as_password_and_lets_it_be_pasted(nrw: Spiel, konto: Konto) -> None:
    drinnen = Besuch(amt_von(konto.name, Funktion.GESCHAEFTSSTELLE, nrw.gremium)).client
    for client, adresse, wie_viele in (
        (drinnen, "/konto/passwort/", 3),
        (Client(), "/anmelden/", 1),
    ):
        seite = client.get(adresse).content.decode()
        namen = "passwort|neues_passwort|noch_einmal"
        felder = re.findall(rf'<input[^>]*name="(?:{namen})"[^>]*>', seite)
        assert len(felder) == wie_viele, adresse
        for feld in felder:
            assert 'type="password"' in feld
            assert "autocomplete=" in feld
            assert 'autocomplete="off"' not in feld
            assert "onpaste" not in feld
