"""What signing in asks of people, what it never asks, and what of it is written down."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Installation, Konto
from haertefall.konten import einladungen, grenzen
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


def test_it_logs_every_attempt_that_failed_and_nothing_that_was_typed(
    echt: Spiel, caplog: pytest.LogCaptureFixture
) -> None:
    """Which way it was tried and for which account; the trace holds who got in, and by what."""
    konto = konto_mit_passwort(echt, Funktion.GESCHAEFTSSTELLE)
    geheimnis = app_fuer(konto)
    client, unbekannt = Client(), "Anmeldung gescheitert: {}, Konto unbekannt"
    eingaben = (
        ("/anmelden/", {"email": konto.email.upper(), "passwort": "Geheimes Falsch"}),
        ("/anmelden/", {"email": "maria.kirchner@beispiel.example", "passwort": "Geheimes Falsch"}),
        ("/anmelden/passkey/", {"nachweis": '{"id": "geheim"}'}),
    )
    for adresse, eingabe in eingaben:
        assert client.post(adresse, eingabe).status_code in (302, 422)
    wartend = anmelden(konto)
    wartend.post("/anmelden/zweiter-faktor/", {"code": "000000"})
    zeilen = [z.getMessage() for z in caplog.records if z.name == "haertefall.web.eintritt"]
    assert zeilen == [
        f"Anmeldung gescheitert: Passwort, Konto {konto.pk}",
        unbekannt.format("Passwort"),
        unbekannt.format("Passkey"),
        f"Anmeldung gescheitert: zweiter Faktor, Konto {konto.pk}",
    ]
    assert not any(teil in caplog.text for teil in ("maria", konto.email, "eheim", "000000"))
    wartend.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis)})
    gelungen = Zugriff.objects.get(was="anmeldung")
    assert (gelungen.objekt, gelungen.zusatz) == (konto.pk, {"faktor": "zwei"})
    assert Zugriff.objects.filter(was="zweiter_faktor_falsch", objekt=konto.pk).count() == 1


def test_it_logs_who_was_turned_away_for_trying_too_often(
    echt: Spiel, caplog: pytest.LogCaptureFixture
) -> None:
    konto = konto_mit_passwort(echt, Funktion.RAT)
    for _ in range(grenzen.JE_KONTO + 1):
        Client().post("/anmelden/", {"email": konto.email, "passwort": "Geheimes Falsch"})
    zeilen = [z.getMessage() for z in caplog.records if z.name == "haertefall.web.eintritt"]
    falsch = f"Anmeldung gescheitert: Passwort, Konto {konto.pk}"
    zuviel = "Anmeldung gescheitert: zu viele Versuche, Konto unbekannt"
    assert zeilen == [*[falsch] * grenzen.JE_KONTO, zuviel]
