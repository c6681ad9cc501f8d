"""Ending a Funktion ends the access with the day."""

from datetime import timedelta

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, verboten
from tests.web.besuch import amt_in


def test_it_ends_the_access_at_once(nrw: Spiel) -> None:
    amt = amt_in(nrw, Funktion.RAT)
    nrw.tue("amt_beenden", amt=str(amt.pk), bis=(heute() - timedelta(days=1)).isoformat())
    amt.refresh_from_db()
    assert amt.bis == heute() - timedelta(days=1)


def test_it_ends_no_seat_not_oneself_and_nothing_before_its_beginning(nrw: Spiel) -> None:
    for amt in (amt_in(nrw, Funktion.MITGLIED), amt_in(nrw, Funktion.GESCHAEFTSSTELLE)):
        assert "amt" in fehlerfelder(nrw, "amt_beenden", amt=str(amt.pk), bis="2026-01-01")
    rat = amt_in(nrw, Funktion.RAT)
    assert "bis" in fehlerfelder(nrw, "amt_beenden", amt=str(rat.pk), bis="1999-01-01")


def test_it_is_an_act_of_the_office_only(nrw: Spiel) -> None:
    eingabe = {"amt": str(amt_in(nrw, Funktion.RAT).pk), "bis": "2026-01-01"}
    assert "nicht Aufgabe" in verboten(nrw, "amt_beenden", als=Funktion.MITGLIED, **eingabe)
