"""Questions of members to the office, answered for all."""

from typing import Any

import pytest

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.sitzungen.models import Mitgliederfrage
from haertefall.sitzungen.vorbereitung import fragen_zu
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, kollegen, schreibt_nichts, tue_als, verboten
from tests.web.besuch import amt_von

FRAGE, ANTWORT = "Liegt die Geburtsurkunde vor?", "Ja, seit März."


def stelle(spiel: Spiel, fall: Fall, akteur: Akteur) -> Any:
    return tue_als(
        akteur,
        "frage_stellen",
        {"fall": str(fall.pk), "frage": FRAGE},
        gremium_id=spiel.gremium.pk,
    )


def gelesen(akteur: Akteur) -> list[tuple[str, str | None]]:
    return [(f.frage, f.antwort) for f in fragen_zu(akteur)]


def test_it_is_answered_for_all_who_see_the_case(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    wer, andere = kollegen(nrw, Funktion.MITGLIED)
    stelle(nrw, fall, wer)
    assert gelesen(andere) == [(FRAGE, None)]
    frage = Mitgliederfrage.objects.get()
    nrw.tue("frage_beantworten", frage=str(frage.pk), antwort=ANTWORT)
    for akteur in (wer, andere, nrw.akteur(Funktion.VORSITZ), *kollegen(nrw)):
        assert gelesen(akteur) == [(FRAGE, ANTWORT)]


def test_it_is_read_by_nobody_outside(nrw: Spiel) -> None:
    beratung = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    fall = nrw.neuer_fall(eingebracht_von=str(beratung.pk))
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    stelle(nrw, fall, nrw.akteur(Funktion.MITGLIED))
    for akteur in (
        akteur_aus(beratung),
        nrw.akteur(Funktion.AUSLAENDERBEHOERDE),
        nrw.akteur(Funktion.FACHAUFSICHT),
        nrw.akteur(Funktion.RAT),
        nrw.akteur(Funktion.DATENSCHUTZ),
        Akteur(Funktion.BETROFFENE, fall_id=fall.pk),
    ):
        assert gelesen(akteur) == [], akteur.funktion
    fall.zugaenge.all().delete()
    assert gelesen(nrw.akteur(Funktion.MITGLIED)) == []


def test_it_is_answered_once(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    stelle(nrw, fall, nrw.akteur(Funktion.MITGLIED))
    frage: dict[str, Any] = {"frage": str(Mitgliederfrage.objects.get().pk), "antwort": ANTWORT}
    nrw.tue("frage_beantworten", **frage)
    felder = fehlerfelder(nrw, "frage_beantworten", **frage)
    assert felder["frage"] == ["Diese Frage ist schon beantwortet, oder es gibt sie nicht."]


def test_it_is_asked_by_members_and_answered_by_the_office(nrw: Spiel) -> None:
    assert "nicht Aufgabe" in verboten(nrw, "frage_stellen", als=Funktion.GESCHAEFTSSTELLE)
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT):
        assert "nicht Aufgabe" in verboten(nrw, "frage_beantworten", als=funktion)


def test_it_knows_no_case_that_one_does_not_see(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        stelle(nrw, fall, nrw.akteur(Funktion.MITGLIED))
    assert grund.value.errors["fall"] == ["Diesen Fall gibt es hier nicht."]
