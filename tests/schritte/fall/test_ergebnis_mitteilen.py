"""The result is told; the case ends or waits for what becomes of it."""

from datetime import timedelta

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    gezaehlt,
    letzter_eintrag,
    verboten,
)


def entschieden(spiel: Spiel, ausgang: str) -> Fall:
    fall = spiel.bis(Stand.AUF_TAGESORDNUNG)
    spiel.zug(fall, "ergebnis_feststellen", ausgang)
    return fall


def test_it_closes_the_case(nrw: Spiel) -> None:
    fall = entschieden(nrw, "kein_ersuchen")
    nrw.zug(fall, "ergebnis_mitteilen", "abschluss", an=["antrag", "mitglieder"])
    assert (fall.stand, fall.abgeschlossen_am) == (Stand.ABGESCHLOSSEN, heute())
    eintrag = letzter_eintrag(fall)
    assert (eintrag.ausgang, eintrag.angaben["an"]) == ("abschluss", ["antrag", "mitglieder"])
    assert (gezaehlt(fall).ergebnis, gezaehlt(fall).folge) == ("kein_ersuchen", "")


def test_it_waits_for_what_becomes_of_a_recommendation(nrw: Spiel) -> None:
    fall = entschieden(nrw, "empfehlung")
    nrw.zug(fall, "ergebnis_mitteilen", "rueckmeldung_abwarten", an=["behoerde"])
    assert fall.stand == Stand.MITGETEILT
    assert gezaehlt(fall).folge == "offen"
    wiedervorlage = fall.wiedervorlagen.get(erledigt_am=None)
    assert wiedervorlage.faellig_am == heute() + timedelta(weeks=8)


@pytest.mark.parametrize("ausgang", ["kein_ersuchen", "nichtbefassung"])
def test_it_counts_nothing_as_open_where_nothing_can_follow(nrw: Spiel, ausgang: str) -> None:
    fall = entschieden(nrw, ausgang)
    nrw.zug(fall, "ergebnis_mitteilen", "rueckmeldung_abwarten")
    assert (gezaehlt(fall).ergebnis, gezaehlt(fall).folge) == (ausgang, "")


def test_it_does_not_reopen_a_withdrawn_ersuchen(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.zug(fall, "ersuchen_zuruecknehmen")
    nrw.zug(fall, "ergebnis_mitteilen", "rueckmeldung_abwarten")
    assert gezaehlt(fall).folge == "zurueckgenommen"
    nrw.zug(fall, "rueckmeldung_eintragen", folge="gefolgt")
    assert gezaehlt(fall).folge == "zurueckgenommen"


def test_it_wants_to_know_whom_when_and_what_next(nrw: Spiel) -> None:
    fall = entschieden(nrw, "kein_ersuchen")
    fehler = fehlerfelder(
        nrw, "ergebnis_mitteilen", fall=fall, an=[], weiter="vielleicht", am="2999-01-01"
    )
    assert fehler.keys() == {"an", "weiter", "am"}
    assert fehlerfelder(nrw, "ergebnis_mitteilen", fall=fall, an=["presse"]).keys() == {"an"}


def test_it_needs_a_decision_and_the_office(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "nur im Stand „Entschieden" in verboten(nrw, "ergebnis_mitteilen", fall=fall)
    nrw.zug(fall, "ergebnis_feststellen", "kein_ersuchen")
    grund = verboten(nrw, "ergebnis_mitteilen", fall=fall, als=Funktion.VORSITZ)
    assert "Zuständig: Geschäftsstelle" in grund


def test_it_names_its_source_in_dortmund(dortmund: Spiel) -> None:
    fall = dortmund.bis(Stand.ENTSCHIEDEN)
    dortmund.zug(fall, "ergebnis_mitteilen", "abschluss")
    assert letzter_eintrag(fall).beleg.startswith("Arbeitsgrundsätze Nr. 2")
