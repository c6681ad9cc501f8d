"""A new invitation, and what is void with it."""

from datetime import timedelta

from allauth.mfa.models import Authenticator

from haertefall.gremien.models import Amt, Konto
from haertefall.konten.models import Einladung
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.konten.geraete import app_fuer
from tests.schritte.pruefstand import fehlerfelder, verboten
from tests.web.besuch import amt_in


def _konto(nrw: Spiel) -> Konto:
    return amt_in(nrw, Funktion.MITGLIED).konto


def test_it_invites_and_voids_the_earlier_link(nrw: Spiel) -> None:
    konto = _konto(nrw)
    nrw.tue("konto_einladen", konto=str(konto.pk), geprueft="on")
    erste = Einladung.objects.get()
    nrw.tue("konto_einladen", konto=str(konto.pk), geprueft="on")
    assert Einladung.objects.get().pk != erste.pk
    assert Einladung.objects.get().von == nrw.akteur(Funktion.GESCHAEFTSSTELLE).konto_id


def test_it_voids_password_and_factors_when_they_are_lost(nrw: Spiel) -> None:
    konto = _konto(nrw)
    konto.set_password("x")
    konto.save()
    app_fuer(konto)
    felder = fehlerfelder(nrw, "konto_einladen", konto=str(konto.pk), geprueft="on")
    assert "Ist er verloren?" in felder["verloren"][0]
    nrw.tue("konto_einladen", konto=str(konto.pk), geprueft="on", verloren="on")
    konto.refresh_from_db()
    assert not konto.has_usable_password()
    assert not Authenticator.objects.exists()
    assert Einladung.objects.filter(konto=konto).exists()


def test_it_wants_to_know_that_the_person_asked(nrw: Spiel) -> None:
    assert "geprueft" in fehlerfelder(nrw, "konto_einladen", konto=str(_konto(nrw).pk))


def test_it_invites_nobody_of_another_house_and_not_oneself(nrw: Spiel) -> None:
    fremd = Konto.objects.anlegen("fremd@beispiel.example", "Fremd")
    frueher = amt_in(nrw, Funktion.RAT)
    Amt.objects.filter(pk=frueher.pk).update(bis=heute() - timedelta(days=1))
    selbst = amt_in(nrw, Funktion.GESCHAEFTSSTELLE).konto
    for konto in (fremd, frueher.konto, selbst):
        felder = fehlerfelder(nrw, "konto_einladen", konto=str(konto.pk), geprueft="on")
        assert "konto" in felder


def test_it_is_an_act_of_the_office_only(nrw: Spiel) -> None:
    eingabe = {"konto": str(_konto(nrw).pk), "geprueft": "on"}
    assert "nicht Aufgabe" in verboten(nrw, "konto_einladen", als=Funktion.VORSITZ, **eingabe)
