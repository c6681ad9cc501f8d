"""Signing in for real: second factor, recovery codes, invitation, own sessions, limits."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Amt, Installation, Konto
from haertefall.konten import einladungen, faktoren, grenzen
from haertefall.konten.models import Anmeldung, Einladung, Fehlversuch
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import jetzt
from tests.konten.geraete import app_fuer, code_jetzt
from tests.web.besuch import Besuch, amt_in, amt_von, text

PASSWORT = "Nebel Kiosk Hummel Traktor"
ANDERES = "Zaun Birne Orgel Wolke"


@pytest.fixture
def echt(nrw: Spiel) -> Spiel:
    """A house in which cases may be real."""
    Installation.objects.update(demo=False)
    return nrw


@pytest.fixture
def konto(echt: Spiel) -> Konto:
    """Office staff with a password and no second factor yet."""
    konto = amt_von("Petra Passwort", Funktion.GESCHAEFTSSTELLE, echt.gremium).konto
    konto.set_password(PASSWORT)
    konto.save()
    return konto


def anmelden(konto: Konto, client: Client | None = None, passwort: str = PASSWORT) -> Client:
    client = client or Client()
    client.post("/anmelden/", {"email": konto.email, "passwort": passwort})
    return client


def ganz_anmelden(konto: Konto, geheimnis: str, schritt: int = 1) -> Client:
    client = anmelden(konto)
    antwort = client.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis, schritt)})
    assert antwort.status_code == 302, text(antwort.content.decode())
    return client


def lies(client: Client, adresse: str, status: int = 200) -> str:
    antwort = client.get(adresse)
    assert antwort.status_code == status, (adresse, antwort.status_code)
    return text(unescape(antwort.content.decode()))


def test_it_closes_every_page_until_a_second_factor_is_set_up(konto: Konto, echt: Spiel) -> None:
    client = anmelden(konto)
    fall = echt.neuer_fall()
    for adresse in ("/", "/nrw/", f"/nrw/faelle/{fall.pk}/", "/nrw/bericht/", "/funktion/"):
        antwort = client.get(adresse)
        assert (antwort.status_code, antwort.headers.get("Location")) == (302, "/konto/"), adresse
    seite = lies(client, "/konto/")
    assert "Bitte richten Sie einen zweiten Faktor ein" in seite
    antwort = client.post("/nrw/schritt/antrag_erfassen/", {"votum": "Mühsam getippt"})
    assert antwort.status_code == 403
    assert "Mühsam getippt" in antwort.content.decode()


@pytest.mark.parametrize("funktion", sorted(Funktion))
def test_it_wants_a_second_factor_of_everybody_who_sees_a_case(
    echt: Spiel, funktion: Funktion
) -> None:
    if funktion in (Funktion.BETROFFENE, Funktion.DRITTE, Funktion.AUFTRAG):
        return  # these never have an account
    behoerde = None
    if funktion is Funktion.AUSLAENDERBEHOERDE:
        behoerde = amt_in(echt, funktion).behoerde
    gremium = None if behoerde or funktion is Funktion.BETRIEB else echt.gremium
    amt = amt_von(f"Wer {funktion}", funktion, gremium, behoerde)
    client = Client()
    client.force_login(amt.konto)
    sitzung = client.session
    sitzung["amt"] = str(amt.pk)
    sitzung.save()
    arbeit = Besuch(amt).basis
    status = client.get(arbeit).status_code
    assert status == (200 if funktion in (Funktion.RAT, Funktion.REVISION) else 302)


def test_it_counts_every_funktion_of_a_person_not_only_the_chosen_one(echt: Spiel) -> None:
    rat = amt_von("Doppel Rolle", Funktion.RAT, echt.gremium)
    amt_von("Doppel Rolle", Funktion.MITGLIED, echt.gremium)
    client = Client()
    client.force_login(rat.konto)
    sitzung = client.session
    sitzung["amt"] = str(rat.pk)
    sitzung.save()
    assert client.get("/nrw/").headers["Location"] == "/konto/"


def test_it_sets_up_an_app_without_javascript_and_opens_the_house(konto: Konto) -> None:
    client = anmelden(konto)
    seite = unescape(client.get("/konto/app/").content.decode())
    geheimnis = re.sub(r"\s", "", re.findall(r"hf-nummer\">([A-Z2-7 ]+)<", seite)[0])
    assert "<svg" in seite
    falsch = client.post("/konto/app/", {"code": "000000"})
    assert falsch.status_code == 422
    assert geheimnis[:4] in falsch.content.decode()  # the picture stays the same
    richtig = client.post("/konto/app/", {"code": code_jetzt(geheimnis)})
    codes = re.findall(r"\d{4} \d{4} \d{4}", richtig.content.decode())
    assert len(codes) == 10
    assert lies(client, "/nrw/")
    spur = set(Zugriff.objects.filter(objekt=konto.pk).values_list("was", flat=True))
    assert {"anmeldung", "zweiter_faktor_neu", "wiederherstellungscodes_neu"} <= spur


def test_it_asks_for_the_code_at_the_next_sign_in(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    client = Client()
    antwort = client.post(
        "/anmelden/", {"email": konto.email, "passwort": PASSWORT, "weiter": "/nrw/bericht/"}
    )
    assert antwort.headers["Location"] == "/anmelden/zweiter-faktor/"
    assert client.get("/nrw/").headers["Location"].startswith("/anmelden/")
    falsch = client.post("/anmelden/zweiter-faktor/", {"code": "123456"})
    assert falsch.status_code == 422
    assert "123456" not in falsch.content.decode()
    code = code_jetzt(geheimnis)
    richtig = client.post("/anmelden/zweiter-faktor/", {"code": code})
    assert richtig.headers["Location"] == "/nrw/bericht/"
    assert lies(client, "/nrw/")
    # The same code again, in another browser: used up.
    zweiter = anmelden(konto)
    assert zweiter.post("/anmelden/zweiter-faktor/", {"code": code}).status_code == 422


def test_it_lets_in_with_a_recovery_code_once(konto: Konto) -> None:
    app_fuer(konto)
    code = faktoren.neue_wiederherstellungscodes(konto)[0]
    client = anmelden(konto)
    assert client.post("/anmelden/zweiter-faktor/", {"code": code}).status_code == 302
    assert "Unbenutzt sind noch 9" in lies(client, "/nrw/")
    assert anmelden(konto).post("/anmelden/zweiter-faktor/", {"code": code}).status_code == 422


def test_it_limits_guessing_at_the_second_factor(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    client = anmelden(konto)
    for _ in range(grenzen.JE_ZWEITEM_FAKTOR):
        assert client.post("/anmelden/zweiter-faktor/", {"code": "111111"}).status_code == 422
    antwort = client.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis)})
    assert antwort.status_code == 429
    assert "warten Sie zehn Minuten" in antwort.content.decode()
    Fehlversuch.objects.update(um=jetzt() - grenzen.FENSTER - timedelta(seconds=1))
    antwort = client.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis)})
    assert antwort.status_code == 302


def test_it_forgets_a_begun_sign_in_when_the_password_changes(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    client = anmelden(konto)
    konto.set_password(ANDERES)
    konto.save()
    antwort = client.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis)})
    assert antwort.headers["Location"] == "/anmelden/"
    assert "_auth_user_id" not in client.session


def test_it_limits_guessing_at_an_account_alike_for_known_and_unknown(konto: Konto) -> None:
    for email in (konto.email, "niemand@beispiel.example"):
        for _ in range(grenzen.JE_KONTO):
            antwort = Client().post("/anmelden/", {"email": email, "passwort": "falsch"})
            assert antwort.status_code == 422
        antwort = Client().post("/anmelden/", {"email": email.upper(), "passwort": PASSWORT})
        assert antwort.status_code == 429
        assert PASSWORT not in antwort.content.decode()


def test_it_never_makes_a_known_browser_wait_for_strangers(konto: Konto) -> None:
    eigener = anmelden(konto)
    eigener.post("/abmelden/")
    for _ in range(grenzen.JE_KONTO + 1):
        Client().post("/anmelden/", {"email": konto.email, "passwort": "falsch"})
    assert Client().post(
        "/anmelden/", {"email": konto.email, "passwort": PASSWORT}
    ).status_code == 429  # fmt: skip
    assert "_auth_user_id" in anmelden(konto, eigener).session


def test_it_limits_one_machine_that_tries_many_accounts(echt: Spiel) -> None:
    for nummer in range(grenzen.JE_RECHNER):
        Fehlversuch.objects.create(wer=grenzen.marke("rechner", "127.0.0.1"), um=jetzt())
        del nummer
    antwort = Client().post("/anmelden/", {"email": "a@b.example", "passwort": "x"})
    assert antwort.status_code == 429
    woanders = Client(REMOTE_ADDR="192.0.2.1")
    assert woanders.post("/anmelden/", {"email": "a@b.example", "passwort": "x"}).status_code == 422


def test_it_ends_a_session_that_nobody_uses(konto: Konto, settings: Any) -> None:
    client = ganz_anmelden(konto, app_fuer(konto))
    sitzung = client.session
    sitzung["zuletzt"] -= settings.UNTAETIG_SEKUNDEN + 1
    sitzung.save()
    antwort = client.post("/nrw/schritt/antrag_erfassen/", {"votum": "Mühsam getippt"})
    assert antwort.status_code == 403
    assert "Mühsam getippt" in antwort.content.decode()
    assert "60 Minuten lang nichts getan" in antwort.content.decode()
    assert "_auth_user_id" not in client.session
    assert not Anmeldung.objects.filter(konto=konto).exists()


def test_it_keeps_a_session_that_is_used_and_writes_rarely(konto: Konto) -> None:
    client = ganz_anmelden(konto, app_fuer(konto))
    sitzung = client.session
    sitzung["zuletzt"] -= 30 * 60
    sitzung.save()
    Anmeldung.objects.update(zuletzt_um=jetzt() - timedelta(minutes=30))
    lies(client, "/nrw/")
    assert int(jetzt().timestamp()) - client.session["zuletzt"] < 60
    assert jetzt() - Anmeldung.objects.get().zuletzt_um < timedelta(minutes=1)
    vorher = Session.objects.get(session_key=Anmeldung.objects.get().ablage).session_data
    lies(client, "/nrw/")
    assert Session.objects.get(session_key=Anmeldung.objects.get().ablage).session_data == vorher


def test_it_lists_own_sessions_and_ends_others(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    hier = ganz_anmelden(konto, geheimnis, 0)
    dort = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/150.0")
    anmelden(konto, dort)
    dort.post("/anmelden/zweiter-faktor/", {"code": code_jetzt(geheimnis, 1)})
    seite = lies(hier, "/konto/")
    assert "Firefox auf Windows" in seite
    assert "hier und jetzt" in seite
    fremde = Anmeldung.objects.exclude(geraet="Browser").get()
    assert hier.post(f"/konto/anmeldungen/{fremde.pk}/").status_code == 302
    assert dort.get("/nrw/").status_code == 302
    assert "Firefox auf Windows" not in lies(hier, "/konto/")


def test_it_ends_all_others_at_once(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    andere = [ganz_anmelden(konto, geheimnis, schritt) for schritt in (-1, 0)]
    hier = ganz_anmelden(konto, geheimnis, 1)
    assert hier.post("/konto/anmeldungen/").status_code == 302
    assert [client.get("/nrw/").status_code for client in andere] == [302, 302]
    assert lies(hier, "/nrw/")


def test_it_ends_no_session_of_somebody_else(konto: Konto, echt: Spiel) -> None:
    opfer = ganz_anmelden(konto, app_fuer(konto))
    fremd = Besuch(amt_in(echt, Funktion.MITGLIED))
    fremd.sende(f"/konto/anmeldungen/{Anmeldung.objects.get(konto=konto).pk}/", {}, 404)
    assert lies(opfer, "/nrw/")


def test_it_lets_nobody_in_with_what_stands_in_the_table_of_sessions(konto: Konto) -> None:
    ganz_anmelden(konto, app_fuer(konto))
    for schluessel in Session.objects.values_list("session_key", flat=True):
        dieb = Client()
        dieb.cookies["sessionid"] = schluessel
        assert dieb.get("/nrw/").status_code == 302


def test_it_changes_what_guards_the_account_only_soon_after_signing_in(konto: Konto) -> None:
    client = ganz_anmelden(konto, app_fuer(konto))
    sitzung = client.session
    sitzung["angemeldet_um"] -= 16 * 60
    sitzung.save()
    app = Authenticator.objects.get(type="totp")
    for adresse in ("/konto/app/", "/konto/passkey/", "/konto/codes/", "/konto/passwort/"):
        assert "Bitte noch einmal anmelden" in lies(client, adresse, 403)
        antwort = client.post(adresse, {"code": "123456", "name": "Diensthandy"})
        assert antwort.status_code == 403
        seite = text(unescape(antwort.content.decode()))
        assert "Ihre Eingabe name Diensthandy" in seite and "123456" not in seite
    assert client.post(f"/konto/faktor/{app.pk}/").status_code == 403
    antwort = client.post("/abmelden/", {"weiter": "/konto/app/"})
    assert antwort.headers["Location"] == "/anmelden/?next=/konto/app/"


def test_it_gives_one_factor_no_way_around_the_second(konto: Konto) -> None:
    """Somebody knows the password and signed in before the second factor was set up."""
    dieb = anmelden(konto)
    app_fuer(konto)
    assert "noch einmal anmelden" in lies(dieb, "/konto/app/", 403)
    assert dieb.get("/nrw/").headers["Location"] == "/konto/"
    app = Authenticator.objects.get(type="totp")
    assert dieb.post(f"/konto/faktor/{app.pk}/").status_code == 403


def test_it_keeps_the_last_factor_where_one_is_compulsory(konto: Konto) -> None:
    client = ganz_anmelden(konto, app_fuer(konto))
    app = Authenticator.objects.get(type="totp")
    client.post(f"/konto/faktor/{app.pk}/")
    assert "Richten Sie zuerst einen anderen ein" in lies(client, "/konto/")
    assert faktoren.hat(konto)
    assert client.post(f"/konto/faktor/{app.pk + 1}/").status_code == 404


def test_it_changes_the_password_and_ends_other_sessions(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    dort = ganz_anmelden(konto, geheimnis, 0)
    hier = ganz_anmelden(konto, geheimnis, 1)
    eingabe = {"passwort": PASSWORT, "neues_passwort": ANDERES, "noch_einmal": ANDERES}
    for aenderung, satz in (
        ({"passwort": "falsch"}, "nicht Ihr jetziges Passwort"),
        ({"noch_einmal": "anders"}, "sind verschieden"),
        ({"neues_passwort": "passwort1234", "noch_einmal": "passwort1234"}, "leicht zu erraten"),
    ):
        antwort = hier.post("/konto/passwort/", eingabe | aenderung)
        seite = antwort.content.decode()
        assert antwort.status_code == 422
        assert satz in seite
        assert PASSWORT not in seite
        assert ANDERES not in seite
    assert hier.post("/konto/passwort/", eingabe).status_code == 302
    assert lies(hier, "/nrw/")
    assert dort.get("/nrw/").status_code == 302
    assert [a.konto for a in Anmeldung.objects.all()] == [konto]
    konto.refresh_from_db()
    assert konto.check_password(ANDERES)


def test_it_redeems_an_invitation_once(echt: Spiel) -> None:
    konto = amt_von("Neu Hier", Funktion.MITGLIED, echt.gremium).konto
    weg = f"/einladung/{einladungen.zeichen(einladungen.einladen(konto, None, mit_post=False))}/"
    gast, spaeter = Client(), Client()
    assert gast.get(weg).headers["Location"] == "/einladung/"
    assert spaeter.get(weg).status_code == 302  # opening it uses nothing up
    assert "Guten Tag, Neu Hier" in lies(gast, "/einladung/")
    eingabe = {"neues_passwort": PASSWORT, "noch_einmal": PASSWORT}
    assert gast.post("/einladung/", {**eingabe, "noch_einmal": "x"}).status_code == 422
    antwort = gast.post("/einladung/", eingabe)
    assert antwort.status_code == 302
    assert gast.get("/nrw/").headers["Location"] == "/konto/"  # the second factor comes next
    assert spaeter.post("/einladung/", eingabe).status_code == 404
    assert Client().get(weg).status_code == 404
    konto.refresh_from_db()
    assert konto.check_password(PASSWORT)


def test_it_takes_no_invitation_that_is_old_replaced_or_made_up(echt: Spiel) -> None:
    konto = amt_von("Neu Hier", Funktion.MITGLIED, echt.gremium).konto
    erste = einladungen.einladen(konto, None, mit_post=False)
    alt = einladungen.zeichen(erste)
    zweite = einladungen.einladen(konto, None, mit_post=False)
    jung = einladungen.zeichen(zweite)
    assert lies(Client(), f"/einladung/{alt}/", 404).count("gilt nicht mehr") >= 1
    for falsch in (jung[:-1], jung[:-1] + "0x"[jung[-1] == "0"], "x", zweite.pk.hex, "-"):
        assert Client().get(f"/einladung/{falsch}/").status_code == 404, falsch
    gast = Client()
    assert gast.get(f"/einladung/{jung}/").status_code == 302
    Einladung.objects.filter(pk=zweite.pk).update(
        angelegt_um=jetzt() - timedelta(days=8), gueltig_bis=jetzt() - timedelta(days=1)
    )
    eingabe = {"neues_passwort": PASSWORT, "noch_einmal": PASSWORT}
    assert gast.post("/einladung/", eingabe).status_code == 404
    assert Client().get(f"/einladung/{jung}/").status_code == 404


def test_it_asks_for_the_second_factor_after_an_invitation_too(konto: Konto) -> None:
    """A link alone opens no account that has more to show."""
    app_fuer(konto)
    einladung = einladungen.einladen(konto, None, mit_post=False)
    gast = Client()
    gast.get(f"/einladung/{einladungen.zeichen(einladung)}/")
    antwort = gast.post("/einladung/", {"neues_passwort": ANDERES, "noch_einmal": ANDERES})
    assert antwort.headers["Location"] == "/anmelden/zweiter-faktor/"
    assert "_auth_user_id" not in gast.session


def test_it_lets_a_blocked_account_out_at_once(konto: Konto) -> None:
    client = ganz_anmelden(konto, app_fuer(konto))
    Konto.objects.filter(pk=konto.pk).update(is_active=False)
    assert client.get("/nrw/").status_code == 302


def test_it_shows_the_office_who_has_access(
    nrw: Spiel, als: Callable[[Spiel, Funktion], Besuch]
) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    app_fuer(amt_in(nrw, Funktion.MITGLIED).konto)
    seite = text(besuch.hole("/nrw/konten/"))
    for amt in Amt.objects.filter(gremium=nrw.gremium).select_related("konto"):
        assert amt.konto.email in seite
    assert seite.count("mit zweitem Faktor") == 1
    for funktion in set(Funktion) - {Funktion.GESCHAEFTSSTELLE}:
        if Amt.objects.filter(gremium=nrw.gremium, funktion=funktion).exists():
            als(nrw, funktion).hole("/nrw/konten/", 404)
