"""A second person confirms or declines the correction of an outcome."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    fehlerfelder,
    gezaehlt,
    kollegen,
    letzter_eintrag,
    tue_als,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "ergebnis_feststellen", "kein_ersuchen")
    nrw.zug(
        fall,
        "berichtigen",
        eintrag=str(letzter_eintrag(fall).pk),
        wert="ergebnis:ersuchen",
        grund="Verzählt",
    )
    return fall


def test_it_takes_two_natural_persons(nrw: Spiel, fall: Fall) -> None:
    offen = fall.berichtigungen.get(bestaetigt_um=None)
    wahl = {"berichtigung": str(offen.pk), "entscheidung": "bestaetigt"}
    selbst = fehlerfelder(nrw, "berichtigung_bestaetigen", fall=fall, **wahl)
    assert "selbst beantragt" in selbst["__all__"][0]
    assert gezaehlt(fall).ergebnis == "kein_ersuchen"
    zweite = kollegen(nrw)[1]
    tue_als(zweite, "berichtigung_bestaetigen", wahl, fall=fall)
    assert gezaehlt(fall).ergebnis == "ersuchen"
    assert fall.berichtigungen.get().bestaetigt_von == zweite.konto_id


def test_it_leaves_all_as_it_was_when_declined(nrw: Spiel, fall: Fall) -> None:
    offen = fall.berichtigungen.get(bestaetigt_um=None)
    wahl = {"berichtigung": str(offen.pk), "entscheidung": "abgelehnt"}
    tue_als(kollegen(nrw)[1], "berichtigung_bestaetigen", wahl, fall=fall)
    assert gezaehlt(fall).ergebnis == "kein_ersuchen"
    assert not fall.berichtigungen.exists()
    assert fall.verlauf.filter(schritt="berichtigen").exists()


def test_it_confirms_once(nrw: Spiel, fall: Fall) -> None:
    offen = fall.berichtigungen.get(bestaetigt_um=None)
    wahl = {"berichtigung": str(offen.pk), "entscheidung": "bestaetigt"}
    zweite = kollegen(nrw)[1]
    tue_als(zweite, "berichtigung_bestaetigen", wahl, fall=fall)
    with pytest.raises((fehler.EingabeUnvollstaendig, fehler.NichtErlaubt)):
        tue_als(zweite, "berichtigung_bestaetigen", wahl, fall=fall)


def test_it_wants_a_waiting_correction_and_a_decision(nrw: Spiel, fall: Fall) -> None:
    nichts = fehlerfelder(nrw, "berichtigung_bestaetigen", fall=fall)
    assert nichts.keys() >= {"berichtigung", "entscheidung"}


def test_it_is_for_the_office(nrw: Spiel) -> None:
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    verboten(nrw, "berichtigung_bestaetigen", fall=vorgelegt, als=Funktion.MITGLIED)
