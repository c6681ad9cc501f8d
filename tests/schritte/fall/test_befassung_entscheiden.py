"""The Vorprüfungsausschuss takes up or declines (§ 3 Abs. 3 HFKVO, report ch. 3)."""

from datetime import date, datetime

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt
from tests.schritte.pruefstand import (
    fehlerfelder,
    gezaehlt,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.VORPRUEFUNG)


def test_it_takes_the_case_up(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "befassung_entscheiden", "befassung")
    eintrag = letzter_eintrag(fall)
    assert (fall.stand, eintrag.ausgang) == (Stand.AUFGENOMMEN, "befassung")
    assert (eintrag.beleg, eintrag.zaehlt) == ("Praxis: § 3 Abs. 3 HFKVO NRW", {})
    assert eintrag.funktion == "vorpruefungsausschuss"
    assert gezaehlt(fall).ergebnis == "offen"


def test_it_declines_on_its_day_and_counts(nrw: Spiel) -> None:
    with gestellt(datetime(2026, 3, 2, 12, tzinfo=BERLIN)):
        fall = nrw.bis(Stand.VORPRUEFUNG)
    with gestellt(datetime(2026, 3, 20, 12, tzinfo=BERLIN)):
        nrw.zug(fall, "befassung_entscheiden", "keine_befassung", am="2026-03-18")
    assert (fall.stand, fall.zaehlt_als) == (Stand.ENTSCHIEDEN, "nichtbefassung_vorpruefung")
    zeile = gezaehlt(fall)
    assert (zeile.ergebnis, zeile.ergebnis_am) == (
        "nichtbefassung_vorpruefung",
        date(2026, 3, 18),
    )
    assert letzter_eintrag(fall).am == date(2026, 3, 18)


def test_it_wants_reasons_for_declining(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(
        nrw, "befassung_entscheiden", fall=fall, ausgang="keine_befassung", gruende=""
    )
    assert fehler == {"gruende": ["Bitte nennen Sie die Gründe der Ablehnung."]}
    nrw.zug(fall, "befassung_entscheiden", "befassung", gruende="")


def test_it_knows_two_answers_and_no_future(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(
        nrw, "befassung_entscheiden", fall=fall, entscheidung="vielleicht", am="2999-01-01"
    )
    assert fehler.keys() == {"entscheidung", "am"}


def test_it_happens_in_its_state_only(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "befassung_entscheiden", "befassung")
    als = Funktion.VORPRUEFUNGSAUSSCHUSS
    grund = verboten(nrw, "befassung_entscheiden", fall=fall, ausgang="befassung", als=als)
    assert "nur im Stand „Im Vorprüfungsausschuss“ (Praxis: § 3 Abs. 3 HFKVO NRW)" in grund


def test_it_is_decided_by_nobody_else(nrw: Spiel, fall: Fall) -> None:
    grund = verboten(
        nrw, "befassung_entscheiden", fall=fall, ausgang="befassung", als=Funktion.GESCHAEFTSSTELLE
    )
    assert "Zuständig: Vorprüfungsausschuss" in grund
    unsichtbar(nrw, "befassung_entscheiden", fall=fall, ausgang="befassung", als=Funktion.MITGLIED)
