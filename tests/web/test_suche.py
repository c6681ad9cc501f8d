"""The page that finds people: nothing typed is in an address, a log or the trace."""

import logging
from collections.abc import Callable

import pytest
from django.db import connection

from haertefall.audit.models import Zugriff
from haertefall.faelle import suchbloecke
from haertefall.faelle.models import Person
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]
SUCHE = "/nrw/faelle/suche/"


def suchend(besuch: Besuch, wer: str) -> str:
    return text(besuch.sende(besuch.basis + "faelle/suche/", {"wer": wer}, 200).content.decode())


def test_it_finds_cases_by_their_people(nrw: Spiel, als: Als) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    fall = nrw.neuer_fall(nachname="Đorđević", vornamen="Zoran", geburtsdatum="02.01.1990")
    nrw.neuer_fall(nachname="Gashi", vornamen="Mira")
    for wer in ("Djordjewitsch", "zoran", "Dordevic Zoran", "02.01.1990", fall.aktenzeichen):
        seite = suchend(buero, wer)
        assert "Ein Fall passt." in seite, wer
        assert fall.aktenzeichen in seite
        assert "Zoran Đorđević" in seite
    assert "Kein Fall passt." in suchend(buero, "Wang")


def test_it_finds_by_a_part_of_the_file_number(nrw: Spiel, als: Als) -> None:
    faelle = [nrw.neuer_fall() for _ in range(3)]
    seite = suchend(als(nrw, Funktion.GESCHAEFTSSTELLE), faelle[1].aktenzeichen[-4:])
    assert faelle[1].aktenzeichen in seite
    assert faelle[0].aktenzeichen not in seite


def test_it_leaves_a_trace_without_what_was_asked(nrw: Spiel, als: Als) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    fall = nrw.neuer_fall(nachname="Zwetkow")
    suchend(buero, "Zwetkow")
    genannt = Zugriff.objects.latest("pk")
    assert genannt.was == "liste_gelesen:suche"
    assert genannt.zusatz == {"anzahl": 1, "faelle": fall.pk.hex}
    spur = Zugriff.objects.exclude(pk=genannt.pk).latest("pk")
    assert (spur.was, spur.konto, spur.objekt, spur.zusatz) == (
        "namen_gesucht",
        buero.akteur.konto_id,
        None,
        {"treffer": 1},
    )


def test_it_takes_names_in_the_body_only(
    nrw: Spiel, als: Als, caplog: pytest.LogCaptureFixture
) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    nrw.neuer_fall(nachname="Zwetkow")
    with caplog.at_level(logging.DEBUG):
        ueber_adresse = buero.hole(SUCHE + "?wer=Zwetkow")
        suchend(buero, "Zwetkow")
    assert "Zwetkow" not in ueber_adresse
    assert "Zwetkow" not in "".join(z for z in caplog.text.splitlines() if "?wer=" not in z)
    assert 'method="post"' in ueber_adresse


def test_it_keeps_what_was_typed_and_orders_nothing_on_the_page(nrw: Spiel, als: Als) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    nrw.neuer_fall(nachname="Zwetkow")
    roh = buero.sende(SUCHE, {"wer": "Tsvetkov"}, 200).content.decode()
    assert 'value="Tsvetkov"' in roh
    assert "%" not in text(roh)
    assert "Bitte ausfüllen" in text(buero.sende(SUCHE, {"wer": " "}, 200).content.decode())


def test_it_names_nobody_whom_one_may_not_know(nrw: Spiel, als: Als) -> None:
    angeboten = nrw.bis(Stand.VORPRUEFUNG, nachname="Zwetkow")
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    mitglied = als(nrw, Funktion.MITGLIED)
    assert "Kein Fall passt." in suchend(mitglied, "Zwetkow")
    nach_nummer = suchend(mitglied, angeboten.aktenzeichen)
    assert angeboten.aktenzeichen in nach_nummer
    assert "Zwetkow" not in nach_nummer.replace('value="Zwetkow"', "")


def test_it_is_there_for_those_who_may_know_names_alone(nrw: Spiel, als: Als) -> None:
    for funktion in (Funktion.FACHAUFSICHT, Funktion.RAT, Funktion.DATENSCHUTZ):
        als(nrw, funktion).hole(SUCHE, 404)
    beratung = Besuch(amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium))
    assert "Menschen finden" in beratung.hole("/nrw/faelle/")
    assert "Menschen finden" not in als(nrw, Funktion.FACHAUFSICHT).hole("/nrw/faelle/")


def test_it_goes_on_past_what_was_tampered_with_and_says_so(nrw: Spiel, als: Als) -> None:
    fall, heil = nrw.neuer_fall(nachname="Zwetkow"), nrw.neuer_fall(nachname="Zwetkowa")
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    fremd = bytes(dict(Person.objects.values_list("fall", "nachname"))[heil.pk])
    kennung = fall.pk.hex if connection.vendor == "sqlite" else fall.pk
    befehl = "UPDATE faelle_person SET suchform = %s, nachname = %s WHERE fall_id = %s"
    with connection.cursor() as zeiger:
        zeiger.execute(befehl, [fremd, fremd, kennung])
    seite = suchend(buero, "Zwetkow")
    assert "Ein Fall passt." in seite and heil.aktenzeichen in seite
    assert "Nicht jeder Name lässt sich lesen" in seite
    assert f"Bitte melden Sie es dem Betrieb: {fall.aktenzeichen} ." in seite
    spur = Zugriff.objects.get(was="inhalt_verfaelscht")
    assert (spur.objektart, spur.objekt, spur.gremium) == ("fall", fall.pk, nrw.gremium.pk)
    assert spur.zusatz == {"seite": "suche"}
    # Whoever does not see the case learns nothing of it.
    nrw.bis(Stand.VORPRUEFUNG, heil)
    andere = suchend(als(nrw, Funktion.VORPRUEFUNGSAUSSCHUSS), "Zwetkow")
    assert "Nicht jeder Name" not in andere and fall.aktenzeichen not in andere
    assert Zugriff.objects.filter(was="inhalt_verfaelscht").count() == 1


def test_it_leaves_a_trace_of_a_block_that_was_tampered_with(
    nrw: Spiel, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suchbloecke, "JE_BLOCK", 2)
    fall, _ = nrw.neuer_fall(nachname="Zwetkow"), nrw.neuer_fall()
    suchbloecke.erneuere(nrw.gremium, 1)
    with connection.cursor() as zeiger:
        zeiger.execute("UPDATE faelle_suchblock SET inhalt = %s", [b"kaputt"])
    seite = suchend(als(nrw, Funktion.GESCHAEFTSSTELLE), "Zwetkow")
    assert fall.aktenzeichen in seite and "Nicht jeder Name" not in seite
    spur = Zugriff.objects.get(was="inhalt_verfaelscht")
    assert (spur.objektart, spur.objekt) == ("gremium", nrw.gremium.pk)
    assert spur.zusatz == {"seite": "suche", "bloecke": 1}
