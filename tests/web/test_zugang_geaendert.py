"""Whoever holds an account gets a mail when something that guards it was changed."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as briefkasten

from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.gremien.models import Installation, Konto
from haertefall.konten import einladungen, faktoren, verbindung
from haertefall.konten.nachricht import SATZ, Aenderung
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.konten.geraete import app_fuer, code_jetzt
from tests.web.besuch import Besuch, amt_von

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORT, ANDERES = "Nebel Kiosk Hummel Traktor", "Zaun Birne Orgel Wolke"


@pytest.fixture
def besuch(nrw: Spiel) -> Besuch:
    Installation.objects.update(demo=False)
    amt = amt_von("Petra Passwort", Funktion.MITGLIED, nrw.gremium)
    amt.konto.set_password(PASSWORT)
    amt.konto.save()
    besuch = Besuch(amt)
    sitzung = besuch.client.session
    sitzung["faktor"] = "zwei"
    sitzung.save()
    return besuch


def neue_app(besuch: Besuch) -> None:
    seite = unescape(besuch.hole("/konto/app/"))
    geheimnis = re.sub(r"\s", "", re.findall(r"hf-nummer\">([A-Z2-7 ]+)<", seite)[0])
    antwort = besuch.client.post("/konto/app/", {"code": code_jetzt(geheimnis)})
    assert antwort.status_code in (200, 302)


def app_entfernt(besuch: Besuch) -> None:
    konto = besuch.amt.konto
    app_fuer(konto)
    Authenticator.objects.create(user=konto, type="webauthn", data={"name": "Telefon"})
    app = Authenticator.objects.get(type="totp")
    besuch.sende(f"/konto/faktor/{app.pk}/", {})


def neue_codes(besuch: Besuch) -> None:
    app_fuer(besuch.amt.konto)
    faktoren.neue_wiederherstellungscodes(besuch.amt.konto)
    besuch.sende("/konto/codes/", {}, 200)


def neues_passwort(besuch: Besuch) -> None:
    neu = {"neues_passwort": ANDERES, "noch_einmal": ANDERES}
    besuch.sende("/konto/passwort/", {"passwort": PASSWORT, **neu})


def eingeloest(besuch: Besuch) -> None:
    einladung = einladungen.einladen(besuch.amt.konto, None, mit_post=False)
    assert einladungen.einloesen(einladung.pk, ANDERES)


def zurueckgesetzt(besuch: Besuch) -> None:
    einladungen.zuruecksetzen(besuch.amt.konto, None)


def verbunden(besuch: Besuch) -> None:
    assert verbindung.verbinden("haus", "nummer-7", [besuch.amt.konto.email])


TATEN: list[tuple[Callable[[Besuch], None], Aenderung]] = [
    (neue_app, Aenderung.FAKTOR_NEU),
    (app_entfernt, Aenderung.FAKTOR_ENTFERNT),
    (neue_codes, Aenderung.CODES_NEU),
    (neues_passwort, Aenderung.PASSWORT),
    (eingeloest, Aenderung.PASSWORT),
    (zurueckgesetzt, Aenderung.ZURUECKGESETZT),
    (verbunden, Aenderung.ANBIETER),
]


@pytest.mark.parametrize(("tat", "aenderung"), TATEN)
def test_it_tells_the_holder_of_an_account(
    besuch: Besuch, tat: Callable[[Besuch], None], aenderung: Aenderung
) -> None:
    tat(besuch)
    while Arbeiter().schritt():
        pass
    assert sum(SATZ[aenderung] in mail.body for mail in briefkasten.outbox) == 1
    for mail in briefkasten.outbox:
        assert mail.to == [besuch.amt.konto.email]
        assert "Waren Sie das nicht" in mail.body
        # Nothing that opens the account, and nobody's name.
        assert ANDERES not in mail.body
        assert besuch.amt.konto.name not in mail.body


def test_it_knows_a_sentence_and_an_example_for_every_change() -> None:
    assert SATZ.keys() == set(Aenderung)
    assert {aenderung for _, aenderung in TATEN} == set(Aenderung)


def test_it_says_nothing_where_nothing_was_changed(besuch: Besuch) -> None:
    neu = {"neues_passwort": ANDERES, "noch_einmal": ANDERES}
    besuch.sende("/konto/passwort/", {"passwort": "falsch", **neu}, 422)
    besuch.hole("/konto/app/")
    besuch.sende("/konto/app/", {"code": "000000"}, 422)
    while Arbeiter().schritt():
        pass
    assert not briefkasten.outbox
    assert Konto.objects.get(pk=besuch.amt.konto_id).check_password(PASSWORT)
