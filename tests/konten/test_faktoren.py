"""Second factors: what is kept is sealed, a code counts once."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import RequestFactory

from haertefall.gremien.models import Konto
from haertefall.konten import faktoren
from haertefall.recht.begriffe import Funktion
from haertefall.tresor.models import Schluessel
from haertefall.tresor.schluesseldatei import Tresorfehler, Verfaelscht
from haertefall.zeit import jetzt
from tests.konten.geraete import app_fuer, code_jetzt


@pytest.fixture
def konto(db: None) -> Konto:
    return Konto.objects.anlegen("f@beispiel.example", "F")


def test_it_takes_an_app_only_with_a_code_of_it(konto: Konto) -> None:
    geheimnis = faktoren.neues_geheimnis()
    for falsch in ("", "000000x", code_jetzt(faktoren.neues_geheimnis())):
        assert not faktoren.richte_app_ein(konto, geheimnis, falsch)
    assert not faktoren.hat(konto)
    assert faktoren.richte_app_ein(konto, geheimnis, code_jetzt(geheimnis))
    assert faktoren.hat(konto)


def test_it_takes_the_code_that_set_up_an_app_for_nothing_else(konto: Konto) -> None:
    geheimnis = faktoren.neues_geheimnis()
    getippt = code_jetzt(geheimnis)
    assert faktoren.richte_app_ein(konto, geheimnis, getippt)
    assert faktoren.pruefe_code(konto, getippt) is None
    assert faktoren.pruefe_code(konto, code_jetzt(geheimnis, 1)) is not None


def test_it_takes_a_code_once_and_no_earlier_one_after_it(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    jetziger = int(jetzt().timestamp()) // 30
    frueher, dieser = (format_hotp_value(hotp_value(geheimnis, jetziger - n)) for n in (1, 0))
    assert faktoren.pruefe_code(konto, dieser) is not None
    assert faktoren.pruefe_code(konto, dieser) is None
    assert faktoren.pruefe_code(konto, frueher) is None
    alt = format_hotp_value(hotp_value(geheimnis, jetziger - 5))
    assert faktoren.pruefe_code(konto, alt) is None


def test_it_takes_a_recovery_code_once(konto: Konto) -> None:
    app_fuer(konto)
    codes = faktoren.neue_wiederherstellungscodes(konto)
    assert len(set(codes)) == 10
    assert all(len(code.replace(" ", "")) == 12 for code in codes)
    treffer = faktoren.pruefe_code(konto, codes[3])
    assert treffer is not None
    assert treffer.type == Authenticator.Type.RECOVERY_CODES
    assert faktoren.pruefe_code(konto, codes[3]) is None
    assert faktoren.uebrige_codes(konto) == 9
    assert faktoren.pruefe_code(konto, codes[4].replace(" ", "-")) is not None
    faktoren.neue_wiederherstellungscodes(konto)
    assert faktoren.pruefe_code(konto, codes[5]) is None


def test_it_takes_no_code_of_somebody_else(konto: Konto) -> None:
    andere = Konto.objects.anlegen("g@beispiel.example", "G")
    geheimnis = app_fuer(konto)
    codes = faktoren.neue_wiederherstellungscodes(konto)
    assert faktoren.pruefe_code(andere, code_jetzt(geheimnis)) is None
    assert faktoren.pruefe_code(andere, codes[0]) is None


def test_it_keeps_secrets_sealed(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    codes = faktoren.neue_wiederherstellungscodes(konto)
    liegt = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert geheimnis not in liegt
    assert not any(code.replace(" ", "") in liegt for code in codes)
    assert Schluessel.objects.filter(art="konten").count() == 1


def test_it_says_when_a_sealed_secret_was_changed(konto: Konto) -> None:
    geheimnis = app_fuer(konto)
    zeile = Authenticator.objects.get()
    heil = zeile.data["secret"]
    zeile.data["secret"] = heil[:-6] + "AAAA=="
    zeile.save()
    with pytest.raises(Verfaelscht):
        faktoren.pruefe_code(konto, code_jetzt(geheimnis))
    Schluessel.objects.all().delete()
    zeile.data["secret"] = heil
    zeile.save()
    with pytest.raises(Tresorfehler):
        faktoren.pruefe_code(konto, code_jetzt(geheimnis))


def test_it_removes_recovery_codes_with_the_last_factor(konto: Konto) -> None:
    app_fuer(konto)
    faktoren.neue_wiederherstellungscodes(konto)
    app = faktoren.zeilen(konto)[0]
    assert not faktoren.entferne(konto, app.pk + 1)
    assert faktoren.entferne(konto, app.pk)
    assert not Authenticator.objects.exists()


def test_it_is_compulsory_for_who_sees_cases_or_gives_access() -> None:
    assert set(Funktion) - faktoren.PFLICHT == {Funktion.RAT, Funktion.REVISION}


@pytest.mark.parametrize(
    "nachweis",
    [{}, {"id": 1}, {"response": None}, {"response": {"userHandle": "_w"}}, {"rawId": "x" * 500},
     {"response": {"userHandle": 7, "clientDataJSON": "AA", "authenticatorData": "AA"}}],
)  # fmt: skip
def test_it_says_no_to_whatever_is_no_passkey(konto: Konto, nachweis: dict[str, object]) -> None:
    from allauth.core import context  # noqa: PLC0415

    anfrage = RequestFactory().get("/")
    anfrage.session = {}  # type: ignore[assignment]
    with context.request_context(anfrage):
        assert faktoren.konto_des_passkeys(nachweis) is None
        assert not faktoren.richte_passkey_ein(konto, "n", nachweis)
        faktoren.beginne_anmeldung()
        assert faktoren.konto_des_passkeys(nachweis) is None
        faktoren.beginne_passkey(konto)
        assert not faktoren.richte_passkey_ein(konto, "n", nachweis)
    assert not Authenticator.objects.exists()
