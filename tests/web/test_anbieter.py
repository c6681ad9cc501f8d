"""Sign-in through an identity provider: a real process of its own that insists on PKCE."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from pytest_django import Settings

from haertefall.gremien.models import Installation, Konto
from haertefall.konten import einladungen
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import jetzt
from tests.konten.geraete import app_fuer, code_jetzt
from tests.web.besuch import amt_von, text

WURZEL = Path(__file__).parents[2]
WEG = "/anmelden/dienst/haus/"
Dienststart = Callable[..., str]


@pytest.fixture
def dienst(settings: Settings) -> Iterator[Dienststart]:
    """`dienst(sub, email, bestaetigt)`: starts the provider and points the house to it.

    `wie`: the address of one started before, which it is again.
    """
    laufend: list[subprocess.Popen[str]] = []

    def starten(
        sub: str,
        email: str,
        bestaetigt: str = "ja",
        geheimnis: str = "",
        wie: str = "",
        **anders: Any,
    ) -> str:
        if wie:
            laufend[-1].kill()
            laufend[-1].wait()
            anders["_anschluss"] = urlsplit(wie).port
        prozess = subprocess.Popen(
            [sys.executable, "-m", "tests.web.dienst", sub, email, bestaetigt, json.dumps(anders)],
            cwd=WURZEL,
            stdout=subprocess.PIPE,
            text=True,
        )
        laufend.append(prozess)
        assert prozess.stdout
        adresse = f"http://127.0.0.1:{int(prozess.stdout.readline())}"
        settings.OIDC = adresse
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {
                        "provider_id": "haus",
                        "name": "Stadt Musterort",
                        "client_id": "haertefall",
                        "secret": geheimnis or "geheimnis-des-dienstes-fuer-tests-lang-genug",
                        "settings": {"server_url": adresse, "oauth_pkce_enabled": True},
                    }
                ]
            }
        }
        return adresse

    yield starten
    for prozess in laufend:
        prozess.kill()
        prozess.communicate()


@pytest.fixture
def konto(nrw: Spiel) -> Konto:
    Installation.objects.update(demo=False)
    return amt_von("Olga Oidc", Funktion.RAT, nrw.gremium).konto


def hin(client: Client) -> str:
    """From the sign-in page to the provider; where it sends the browser back to."""
    antwort = client.post(WEG)
    assert antwort.status_code == 302, text(antwort.content.decode())
    zurueck = requests.get(antwort.headers["Location"], allow_redirects=False, timeout=20)
    assert zurueck.status_code == 302, zurueck.text
    return zurueck.headers["Location"]


def her(client: Client, ziel: str) -> Any:
    teile = urlsplit(ziel)
    return client.get(f"{teile.path}?{teile.query}")


def kommt_nicht_herein() -> None:
    """Told so, not signed in, and nothing was connected."""
    client = Client()
    assert her(client, hin(client)).headers["Location"] == "/anmelden/"
    assert "hat nicht geklappt" in text(client.get("/anmelden/").content.decode())
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_it_signs_in_through_the_provider(konto: Konto, dienst: Dienststart) -> None:
    dienst("nummer-7", konto.email.upper())
    client = Client()
    seite = client.get("/anmelden/")
    assert "Anmelden über Stadt Musterort" in text(seite.content.decode())
    antwort = her(client, hin(client))
    assert antwort.headers["Location"] == "/"
    assert client.get("/nrw/").status_code == 200
    verbunden = SocialAccount.objects.get()
    assert (verbunden.user_id, verbunden.provider) == (konto.pk, "haus")


def test_it_knows_the_person_by_number_the_next_time(konto: Konto, dienst: Dienststart) -> None:
    adresse = dienst("nummer-7", konto.email)
    erster = Client()
    her(erster, hin(erster))
    dienst("nummer-7", "neue.adresse@beispiel.example", "nein", wie=adresse)
    zweiter = Client()
    assert her(zweiter, hin(zweiter)).headers["Location"] == "/"
    assert zweiter.get("/nrw/").status_code == 200


def test_it_lets_no_namesake_in_by_an_address_that_went_on_to_them(
    konto: Konto, dienst: Dienststart
) -> None:
    """Who left the office leaves the address behind, and the provider gives it to the next."""
    adresse = dienst("nummer-7", konto.email)
    erster, zweiter, dritter = Client(), Client(), Client()
    her(erster, hin(erster))
    dienst("nummer-8", konto.email, wie=adresse)
    assert her(zweiter, hin(zweiter)).headers["Location"] == "/anmelden/"
    assert "keinen Zugang" in text(zweiter.get("/anmelden/").content.decode())
    assert "_auth_user_id" not in zweiter.session
    assert SocialAccount.objects.get().user_id == konto.pk
    # A reset takes this way in away too; then the person proves anew who it is.
    einladungen.zuruecksetzen(konto, None)
    assert not SocialAccount.objects.exists()
    assert her(dritter, hin(dritter)).headers["Location"] == "/"


def test_it_takes_a_number_of_another_provider_for_somebody_else(
    konto: Konto, dienst: Dienststart, nrw: Spiel
) -> None:
    """The house changes the provider: number 7 is another person there."""
    andere = amt_von("Andrea Andere", Funktion.RAT, nrw.gremium).konto
    dienst("nummer-7", konto.email)
    vorher, nachher, selbst = Client(), Client(), Client()
    her(vorher, hin(vorher))
    dienst("nummer-7", andere.email)
    assert her(nachher, hin(nachher)).headers["Location"] == "/"
    assert nachher.session["_auth_user_id"] == str(andere.pk)
    dienst("nummer-1", konto.email)
    assert her(selbst, hin(selbst)).headers["Location"] == "/"
    assert selbst.session["_auth_user_id"] == str(konto.pk)


def test_it_sends_a_challenge_and_fails_without_its_answer(
    konto: Konto, dienst: Dienststart
) -> None:
    dienst("nummer-7", konto.email)
    client = Client()
    frage = parse_qs(urlsplit(client.post(WEG).headers["Location"]).query)
    assert frage["code_challenge_method"] == ["S256"]
    assert len(frage["code_challenge"][0]) == 43
    # A stolen code in another browser: its session does not know the verifier.
    ziel = hin(client)
    dieb = Client()
    dieb.post(WEG)
    antwort = her(dieb, ziel)
    assert antwort.headers["Location"] == "/anmelden/"
    assert "_auth_user_id" not in dieb.session
    # Same session, but the code belongs to the challenge of another attempt.
    eines, anderes = hin(client), hin(client)
    gemischt = anderes.replace(
        parse_qs(urlsplit(anderes).query)["code"][0], parse_qs(urlsplit(eines).query)["code"][0]
    )
    assert her(client, gemischt).headers["Location"] == "/anmelden/"
    assert "_auth_user_id" not in client.session
    assert "hat nicht geklappt" in text(client.get("/anmelden/").content.decode())


@pytest.mark.parametrize(
    "anders",
    [{"aud": "eine-andere-anwendung"}, {"iss": "https://anderer-dienst.example"}, {"exp": -60}],
)
def test_it_takes_no_token_for_others_of_others_or_of_yesterday(
    konto: Konto, dienst: Dienststart, anders: dict[str, Any]
) -> None:
    dienst("nummer-7", konto.email, **anders)
    kommt_nicht_herein()


def test_it_binds_the_token_to_the_attempt(konto: Konto, dienst: Dienststart) -> None:
    dienst("nummer-7", konto.email)
    einer, anderer = Client(), Client()
    nonces = [parse_qs(urlsplit(c.post(WEG).headers["Location"]).query)["nonce"][0]
              for c in (einer, anderer)]  # fmt: skip
    assert nonces[0] != nonces[1] and min(map(len, nonces)) >= 43
    assert her(einer, hin(einer)).headers["Location"] == "/"
    # Used once; the next attempt has another.
    neue = parse_qs(urlsplit(einer.post(WEG).headers["Location"]).query)["nonce"][0]
    assert neue not in nonces


@pytest.mark.parametrize(
    "anders",
    [
        {"nonce": "aus-einem-anderen-versuch"},
        {"nonce": ""},
        {"nonce": None},
        {"_sub": "nummer-8"},
        {"_ohne": "id_token"},
    ],
    ids=["nonce", "leer", "null", "person", "kein Token"],
)
def test_it_takes_no_other_token_than_the_one_that_answers_this_attempt(
    konto: Konto, dienst: Dienststart, anders: dict[str, Any]
) -> None:
    """An access token, or the ID token of another attempt or person, shows nobody's identity."""
    dienst("nummer-7", konto.email, **anders)
    kommt_nicht_herein()


@pytest.mark.parametrize(
    "wie",
    ["fremd", "gar nicht", "Geheimnis", "öffentlich", "ohne Nummer", "andere Nummer", "verändert"],
)
def test_it_takes_no_token_that_the_provider_has_not_signed(
    konto: Konto, dienst: Dienststart, wie: str
) -> None:
    """Not one signed by others, nor one signed in a way that others know, nor none at all."""
    dienst("nummer-7", konto.email, _wie=wie)
    kommt_nicht_herein()


def test_it_keeps_the_tokens_of_the_provider_to_itself(konto: Konto, dienst: Dienststart) -> None:
    """Neither browser nor database ever sees them, nor what else the provider tells."""
    dienst("nummer-7", konto.email, _zeichen="zugangszeichen-des-dienstes", given_name="Olga")
    for _ in range(2):  # the second time the account is known
        client = Client()
        gesendet = hin(client)
        antworten = [her(client, gesendet), client.get("/nrw/"), client.get("/konto/")]
        assert [antwort.status_code for antwort in antworten] == [302, 200, 200]
        gesehen = gesendet + str(dict(client.session.items())) + str(client.cookies)
        for antwort in antworten:
            gesehen += str(antwort.headers) + antwort.content.decode()
        for teil in ("zugangszeichen-des-dienstes", "eyJ", "given_name"):
            assert teil not in gesehen, teil
        assert not SocialToken.objects.exists()
        assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("weg", ["/.well-known/openid-configuration", "/token", "/person"])
def test_it_follows_no_redirect_of_the_provider(
    konto: Konto, dienst: Dienststart, weg: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as falle:
        ziel = f"http://127.0.0.1:{falle.getsockname()[1]}{weg}"
        dienst("nummer-7", konto.email, _umleiten={weg: ziel})
        client = Client()
        antwort = client.post(WEG) if "well-known" in weg else her(client, hin(client))
        falle.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has knocked there
            falle.accept()
    assert antwort.headers["Location"] == "/anmelden/"
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_it_asks_for_our_own_second_factor_too(nrw: Spiel, dienst: Dienststart) -> None:
    Installation.objects.update(demo=False)
    konto = amt_von("Olga Oidc", Funktion.GESCHAEFTSSTELLE, nrw.gremium).konto
    geheimnis = app_fuer(konto)
    dienst("nummer-7", konto.email)
    client = Client()
    assert her(client, hin(client)).headers["Location"] == "/anmelden/zweiter-faktor/"
    assert "_auth_user_id" not in client.session
    client.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis)})
    assert client.get("/nrw/").status_code == 200


@pytest.mark.parametrize(
    ("email", "bestaetigt", "aktiv"),
    [("niemand@beispiel.example", "ja", True), ("", "nein", True), ("", "ja", False)],
)
def test_it_lets_nobody_in_who_has_no_account(
    konto: Konto,
    dienst: Dienststart,
    email: str,
    bestaetigt: str,
    aktiv: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    Konto.objects.filter(pk=konto.pk).update(is_active=aktiv)
    vorher = Konto.objects.count()
    dienst("nummer-7", email or konto.email, bestaetigt)
    client = Client()
    assert her(client, hin(client)).headers["Location"] == "/anmelden/"
    assert "keinen Zugang" in text(client.get("/anmelden/").content.decode())
    assert "gescheitert: Anmeldedienst, ohne Zugang, Konto unbekannt" in caplog.text
    assert "_auth_user_id" not in client.session
    assert (Konto.objects.count(), SocialAccount.objects.count()) == (vorher, 0)


@pytest.mark.parametrize(
    ("name", "sekunden"),
    [("angemeldet_um", 12 * 3_600 + 1), ("zuletzt", 3_600 + 1)],
)
def test_it_ends_a_session_by_its_own_clock_and_asks_the_provider_anew(
    konto: Konto, dienst: Dienststart, name: str, sekunden: int
) -> None:
    """However long the provider keeps somebody signed in (docs/betrieb.md)."""
    dienst("nummer-7", konto.email)
    client = Client()
    her(client, hin(client))
    assert client.get("/nrw/").status_code == 200
    sitzung = client.session
    sitzung[name] = int(jetzt().timestamp()) - sekunden
    sitzung.save()
    assert client.get("/nrw/").headers["Location"].startswith("/anmelden/")
    assert "_auth_user_id" not in client.session
    assert her(client, hin(client)).headers["Location"] == "/"
    assert client.get("/nrw/").status_code == 200
    client.post("/abmelden/")
    assert client.get("/nrw/").status_code == 302


def test_it_lets_nobody_in_when_the_provider_does_not_know_us(
    konto: Konto, dienst: Dienststart, caplog: pytest.LogCaptureFixture
) -> None:
    dienst("nummer-7", konto.email, geheimnis="falsches-geheimnis")
    client = Client()
    assert her(client, hin(client)).headers["Location"] == "/anmelden/"
    assert "Anmeldung gescheitert: Anmeldedienst, Konto unbekannt" in caplog.text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "frage", ["", "?code=x", "?state=x&code=y", "?error=access_denied", "?state=%00&code=%ff"]
)
def test_it_says_kindly_when_it_did_not_work(konto: Konto, dienst: Dienststart, frage: str) -> None:
    dienst("nummer-7", konto.email)
    client = Client()
    antwort = client.get(f"{WEG}zurueck/{frage}")
    assert antwort.headers["Location"] == "/anmelden/"
    assert "hat nicht geklappt" in text(client.get("/anmelden/").content.decode())


@pytest.mark.parametrize("unterwegs", [False, True])
def test_it_leads_back_when_the_provider_does_not_answer(
    konto: Konto, dienst: Dienststart, settings: Settings, unterwegs: bool
) -> None:
    dienst("nummer-7", konto.email)
    client = Client()
    zustand = parse_qs(urlsplit(hin(client)).query)["state"][0]
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"]["server_url"] = "http://127.0.0.1:9"
    zurueck = f"{WEG}zurueck/?code=x&state={zustand}"
    antwort = client.get(zurueck) if unterwegs else client.post(WEG)
    assert antwort.headers["Location"] == "/anmelden/"
    assert "antwortet gerade nicht" in text(client.get("/anmelden/").content.decode())
    assert "_auth_user_id" not in client.session


def test_it_opens_the_policy_for_the_provider_on_the_sign_in_page_only(
    konto: Konto, dienst: Dienststart
) -> None:
    adresse = dienst("nummer-7", konto.email)
    client = Client()
    csp = client.get("/anmelden/").headers["Content-Security-Policy"]
    assert f"form-action 'self' {adresse};" in csp
    for andere in ("/einladung/", "/gibt-es-nicht/"):
        csp = client.get(andere).headers["Content-Security-Policy"]
        assert "form-action 'self';" in csp


def test_it_has_no_such_pages_where_none_is_configured(konto: Konto) -> None:
    client = Client()
    assert client.post(WEG).status_code == 404
    assert client.get(f"{WEG}zurueck/?code=x&state=y").status_code == 404
    assert "form-action 'self';" in client.get("/anmelden/").headers["Content-Security-Policy"]


def test_it_goes_to_the_configured_provider_only(konto: Konto, dienst: Dienststart) -> None:
    dienst("nummer-7", konto.email)
    assert Client().post("/anmelden/dienst/anderer/").status_code == 404
    assert Client().get(WEG).status_code == 405
