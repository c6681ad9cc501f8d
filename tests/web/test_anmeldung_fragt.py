"""What signing in asks of people, and what it never asks."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from haertefall.gremien.models import Installation, Konto
from haertefall.konten import einladungen
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, jetzt
from tests.konten.geraete import app_fuer, code_jetzt
from tests.web.besuch import amt_von

PASSWORT = "Nebel Kiosk Hummel Traktor"


@pytest.fixture
def echt(nrw: Spiel) -> Spiel:
    """A house in which cases may be real."""
    Installation.objects.update(demo=False)
    return nrw


def konto_mit_passwort(spiel: Spiel, funktion: Funktion) -> Konto:
    konto = amt_von("Petra Passwort", funktion, spiel.gremium).konto
    konto.set_password(PASSWORT)
    konto.save()
    return konto


def anmelden(konto: Konto) -> Client:
    client = Client()
    client.post("/anmelden/", {"email": konto.email, "passwort": PASSWORT})
    return client


def test_it_never_makes_anybody_change_a_password_because_of_its_age(echt: Spiel) -> None:
    konto = konto_mit_passwort(echt, Funktion.RAT)
    with gestellt(jetzt() + timedelta(days=3_650)):
        client = anmelden(konto)
        antwort = client.get("/nrw/")
        assert (antwort.status_code, b"Passwort" in antwort.content) == (200, False)
        assert "_auth_user_id" in client.session


def test_it_asks_for_no_hint_and_no_secret_question(echt: Spiel) -> None:
    """What pages ask of somebody who signs in, sets a password or proves who they are."""
    konto = konto_mit_passwort(echt, Funktion.GESCHAEFTSSTELLE)
    geheimnis = app_fuer(konto)
    wartend, ganz, eingeladen = anmelden(konto), anmelden(konto), Client()
    ganz.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis)})
    neu = amt_von("Neu Hier", Funktion.MITGLIED, echt.gremium).konto
    zeichen = einladungen.zeichen(einladungen.einladen(neu, None, mit_post=False))
    eingeladen.get(f"/einladung/{zeichen}/")
    neues = {"neues_passwort", "noch_einmal"}
    for adresse, client, erwartet in (
        ("/anmelden/", Client(), {"email", "passwort"}),
        ("/anmelden/zweiter-faktor/", wartend, {"code"}),
        ("/einladung/", eingeladen, neues),
        ("/konto/passwort/", ganz, {"passwort", *neues}),
    ):
        seite = client.get(adresse).content.decode()
        felder = re.findall(r"<(?:input|select|textarea)\b[^>]*>", seite)
        sichtbar = [feld for feld in felder if 'type="hidden"' not in feld]
        namen = {name for feld in sichtbar for name in re.findall(r'\bname="(\w+)"', feld)}
        assert namen == erwartet, adresse
