"""Sign-in, sign-out and the guided tour."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Amt, Installation, Konto
from haertefall.konten import faktoren, grenzen
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_in, amt_von, text

PASSWORT = "ein langes Passwort"
ANDERES = "Zaun Birne Orgel Wolke"
NEUTRAL = "E-Mail-Adresse und Passwort passen nicht zusammen"
RECHNER = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000"}


@pytest.fixture
def konto(nrw: Spiel) -> Konto:
    """An account with password and one Funktion."""
    amt = amt_von("Petra Passwort", Funktion.GESCHAEFTSSTELLE, nrw.gremium)
    amt.konto.set_password(PASSWORT)
    amt.konto.save()
    return amt.konto


def _anmelden(email: str, passwort: str, **rest: Any) -> Any:
    return Client().post("/anmelden/", {"email": email, "passwort": passwort, **rest})


def test_it_signs_in_and_leads_to_the_work(konto: Konto) -> None:
    client = Client()
    antwort = client.post("/anmelden/", {"email": konto.email.upper(), "passwort": PASSWORT})
    assert antwort.status_code == 302
    seite = client.get("/", follow=True)
    assert seite.redirect_chain[-1][0] == "/nrw/"
    assert "Geschäftsstelle · HFK NRW" in seite.content.decode()
    assert Zugriff.objects.get(was="anmeldung").konto == konto.pk


def test_it_leads_back_to_where_one_wanted_to_go(konto: Konto) -> None:
    antwort = _anmelden(konto.email, PASSWORT, weiter="/nrw/faelle/?stand=eingegangen")
    assert antwort.headers["Location"] == "/nrw/faelle/?stand=eingegangen"


@pytest.mark.parametrize("weiter", ["https://boese.example/", "//boese.example", "javascript:1"])
def test_it_leads_nowhere_else(konto: Konto, weiter: str) -> None:
    assert _anmelden(konto.email, PASSWORT, weiter=weiter).headers["Location"] == "/"


@pytest.mark.parametrize("weiter", ["xyz", "abmelden", "a b", "?x", "#x", "gremium:arbeit", "nrw"])
def test_it_takes_nothing_but_a_path_for_where_one_wanted_to_go(konto: Konto, weiter: str) -> None:
    """A link with a word in it is no page of ours, and no reason to fail."""
    client = Client()
    daten = {"email": konto.email, "passwort": PASSWORT, "weiter": weiter}
    assert client.post("/anmelden/", daten).headers["Location"] == "/"
    assert client.get("/anmelden/", {"next": weiter}).headers["Location"] == "/"


def test_it_says_the_same_for_every_failure(konto: Konto, nrw: Spiel) -> None:
    ohne_passwort = amt_in(nrw, Funktion.MITGLIED).konto
    gesperrt = Konto.objects.anlegen("gesperrt@beispiel.example", "Gesperrt", PASSWORT)
    Konto.objects.filter(pk=gesperrt.pk).update(is_active=False)
    versuche = {
        "falsch": (konto.email, "falsches Passwort"),
        "unbekannt": ("niemand@beispiel.example", PASSWORT),
        "ohne": (ohne_passwort.email, PASSWORT),
        "gesperrt": (gesperrt.email, PASSWORT),
    }
    seiten = {}
    for name, (email, passwort) in versuche.items():
        antwort = _anmelden(email, passwort)
        assert antwort.status_code == 422
        inhalt = text(antwort.content.decode())
        assert NEUTRAL in inhalt
        assert passwort not in antwort.content.decode()
        seiten[name] = inhalt
    assert len(set(seiten.values())) == 1


def test_it_takes_the_same_way_for_known_and_unknown_accounts(
    konto: Konto, nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    gerechnet: list[str] = []
    echt = Argon2PasswordHasher.encode
    pruefen = Argon2PasswordHasher.verify

    def encode(self: Any, password: str, salt: str) -> str:
        gerechnet.append("hash")
        return echt(self, password, salt)

    def verify(self: Any, password: str, encoded: str) -> bool:
        gerechnet.append("hash")
        return pruefen(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", verify)
    ohne_passwort = amt_in(nrw, Funktion.MITGLIED).konto
    gesehen = set()
    for email in (konto.email, "niemand@beispiel.example", ohne_passwort.email):
        gerechnet.clear()
        with CaptureQueriesContext(
            connection,
        ) as anfragen:
            _anmelden(email, "falsches Passwort")
        gesehen.add((len(gerechnet), len(anfragen)))
    assert len(gesehen) == 1
    assert gesehen.pop()[0] == 1


def test_it_knows_no_browser_by_a_password_that_is_over(konto: Konto) -> None:
    """Who knew the old one laid in cookies, each good for ten tries at the new one."""
    gesammelt = [Client() for _ in range(3)]
    for dieb in gesammelt:
        dieb.post("/anmelden/", {"email": konto.email, "passwort": PASSWORT})
        dieb.post("/abmelden/")
    eigener = Besuch(konto.aemter.get()).client
    neu = {"neues_passwort": ANDERES, "noch_einmal": ANDERES, "passwort": PASSWORT}
    assert eigener.post("/konto/passwort/", neu).status_code == 302
    versucht = [
        dieb.post("/anmelden/", {"email": konto.email, "passwort": "falsch"}).status_code
        for dieb in gesammelt
        for _ in range(grenzen.JE_KONTO)
    ]
    assert versucht.count(422) == grenzen.JE_KONTO
    assert versucht.count(429) == 2 * grenzen.JE_KONTO
    # The own browser changed it, and stays known.
    eigener.post("/abmelden/")
    eigener.post("/anmelden/", {"email": konto.email, "passwort": ANDERES})
    assert "_auth_user_id" in eigener.session


def test_it_keeps_no_session_for_who_has_not_begun_to_sign_in(konto: Konto) -> None:
    for adresse in ("/", "/nrw/", "/anmelden/", "/anmelden/zweiter-faktor/", "/einladung/", "/x/"):
        Client().get(adresse, follow=True)
    Client().post("/anmelden/zweiter-faktor/", {"code": "123456"}, follow=True)
    Client().post("/nrw/schritt/antrag_erfassen/", {"votum": "x"})
    Client().post("/anmelden/", {"email": konto.email, "passwort": "falsch"})
    assert not Session.objects.exists()


def test_it_limits_the_answers_of_passkeys_of_one_machine(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is turned away is not looked at, and leaves no row behind."""
    gerechnet: list[Any] = []
    monkeypatch.setattr(faktoren, "konto_des_passkeys", gerechnet.append)
    antworten = [Client().post("/anmelden/passkey/", {"nachweis": '{"id": "x"}'})
                 for _ in range(grenzen.JE_RECHNER + 2)]  # fmt: skip
    assert [a.status_code for a in antworten] == [*[302] * grenzen.JE_RECHNER, 429, 429]
    assert "Zu viele Versuche" in text(antworten[-1].content.decode())
    assert len(gerechnet) == Session.objects.count() == grenzen.JE_RECHNER
    anderer = Client(REMOTE_ADDR="192.0.2.7")
    assert anderer.post("/anmelden/passkey/", {"nachweis": '{"id": "x"}'}).status_code == 302


def test_it_signs_out_with_a_form_only(konto: Konto) -> None:
    client = Client()
    client.post("/anmelden/", {"email": konto.email, "passwort": PASSWORT})
    assert client.get("/abmelden/").status_code == 405
    assert client.get("/nrw/").status_code == 200
    client.post("/abmelden/")
    assert client.get("/nrw/").status_code == 302
    assert Zugriff.objects.filter(was="abmeldung", konto=konto.pk).count() == 1


def test_it_leads_everybody_else_to_the_sign_in(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    for adresse in ("/", "/nrw/", "/nrw/faelle/", f"/nrw/faelle/{fall.pk}/", "/nrw/bericht/"):
        antwort = Client().get(adresse)
        assert antwort.status_code == 302
        assert antwort.headers["Location"] == f"/anmelden/?next={adresse}"


def test_it_signs_in_with_one_click_in_the_demonstration(nrw: Spiel) -> None:
    client = Client(**RECHNER)  # type: ignore[arg-type]
    seite = text(client.get("/vorfuehrung/").content.decode())
    assert "Geschäftsstelle" in seite
    assert "Ausländerbehörde" in seite
    assert "Erfassen Sie einen Antrag" in seite
    amt = amt_in(nrw, Funktion.VORSITZ)
    antwort = client.post("/vorfuehrung/", {"amt": str(amt.pk)})
    assert antwort.headers["Location"] == "/nrw/"
    assert "Vorsitz · HFK NRW" in client.get("/nrw/").content.decode()


def test_it_lists_every_amt_of_the_demonstration(nrw: Spiel) -> None:
    seite = Client(**RECHNER).get("/vorfuehrung/").content.decode()  # type: ignore[arg-type]
    for pk in Amt.objects.values_list("pk", flat=True):
        assert str(pk) in seite


def test_it_has_no_tour_where_cases_may_be_real(nrw: Spiel) -> None:
    Installation.objects.update(demo=False)
    _kein_rundgang(Client(**RECHNER), nrw)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "umgebung",
    [
        {"SERVER_NAME": "0.0.0.0"},  # noqa: S104
        {"SERVER_NAME": "192.168.1.5"},
        {"SERVER_NAME": "haertefall.example"},
        {"SERVER_NAME": "0.0.0.0", "HTTP_HOST": "127.0.0.1:8000"},  # noqa: S104
        {"SERVER_NAME": "127.0.0.1", "HTTP_HOST": "haertefall.example"},
    ],
)
def test_it_has_no_tour_where_others_can_come(
    nrw: Spiel, settings: Any, umgebung: dict[str, str]
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    _kein_rundgang(Client(**umgebung), nrw)  # type: ignore[arg-type]


def _kein_rundgang(client: Client, nrw: Spiel) -> None:
    amt = nrw.akteur(Funktion.GESCHAEFTSSTELLE).amt_id
    assert client.get("/vorfuehrung/").status_code == 404
    assert client.post("/vorfuehrung/", {"amt": str(amt)}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Rundgang" not in client.get("/anmelden/").content.decode()


@pytest.mark.parametrize("amt", ["", "unsinn", "00000000-0000-0000-0000-000000000000"])
def test_it_signs_in_as_nobody_else(nrw: Spiel, amt: str) -> None:
    client = Client(**RECHNER)  # type: ignore[arg-type]
    assert client.post("/vorfuehrung/", {"amt": amt}).status_code == 404


def test_it_tells_who_has_no_funktion_what_to_do(nrw: Spiel, als: Callable[..., Besuch]) -> None:
    konto = Konto.objects.anlegen("ohne@beispiel.example", "Ohne Amt", PASSWORT)
    client = Client()
    client.post("/anmelden/", {"email": konto.email, "passwort": PASSWORT})
    seite = client.get("/", follow=True).content.decode()
    assert "Sie haben zurzeit keine Funktion" in seite
