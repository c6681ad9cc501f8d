"""Selbstbefassung: a member takes a case up (§ 4 Abs. 1 HFKVO)."""

import pytest

from haertefall.faelle.models import Fall, Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    gezaehlt,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


@pytest.fixture
def angeboten(nrw: Spiel) -> Fall:
    nrw.tue("weg_waehlen", weg="text")
    nrw.gremium.refresh_from_db()
    return nrw.bis(Stand.ANGEBOTEN, antragsweg="sonstiger_einzelfall")


def test_it_gives_the_member_the_whole_case(nrw: Spiel, angeboten: Fall) -> None:
    nrw.zug(angeboten, "fall_aufgreifen", begruendung="Ich kenne die Familie nicht.")
    assert angeboten.stand == Stand.AUFGENOMMEN
    offen = angeboten.zugaenge.get(bis=None)
    assert (offen.art, offen.amt_id) == (
        Zugangsart.AUFGEGRIFFEN,
        nrw.akteur(Funktion.MITGLIED).amt_id,
    )
    eintrag = letzter_eintrag(angeboten)
    assert eintrag.beleg == "§ 4 Abs. 1 Satz 1, Abs. 3 Satz 2 HFKVO NRW"
    assert eintrag.funktion == "mitglied"
    assert gezaehlt(angeboten).ergebnis == "offen"


def test_it_may_be_done_by_the_chair(nrw: Spiel, angeboten: Fall) -> None:
    nrw.tue("fall_aufgreifen", fall=angeboten, als=Funktion.VORSITZ)
    angeboten.refresh_from_db()
    assert angeboten.stand == Stand.AUFGENOMMEN


def test_it_takes_up_what_the_small_body_declined(nrw: Spiel) -> None:
    """No longer a refusal: it counts as open again, and the result before it stays known."""
    fall = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    assert gezaehlt(fall).ergebnis == "nichtbefassung_vorpruefung"
    nrw.zug(fall, "fall_aufgreifen")
    assert (fall.stand, fall.zaehlt_als) == (Stand.AUFGENOMMEN, "")
    assert gezaehlt(fall).ergebnis == "offen"
    assert letzter_eintrag(fall).grundlage == "auslegung"


def test_it_is_over_once_somebody_has_taken_it_up(nrw: Spiel, angeboten: Fall) -> None:
    nrw.zug(angeboten, "fall_aufgreifen")
    grund = verboten(nrw, "fall_aufgreifen", fall=angeboten, als=Funktion.VORSITZ)
    assert "nur im Stand" in grund
    assert "§ 4 Abs. 1 Satz 1" in grund


def test_it_does_not_undo_other_decisions(nrw: Spiel) -> None:
    """Only what the small body declined (`nur_nach`), not what the commission decided."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "ergebnis_feststellen", "kein_ersuchen")
    grund = verboten(nrw, "fall_aufgreifen", fall=fall, als=Funktion.MITGLIED)
    assert "nur nach dem Ergebnis „nichtbefassung_vorpruefung“" in grund


def test_it_is_no_business_of_the_office(nrw: Spiel, angeboten: Fall) -> None:
    grund = verboten(nrw, "fall_aufgreifen", fall=angeboten, als=Funktion.GESCHAEFTSSTELLE)
    assert "Zuständig: Mitglied oder Vorsitz" in grund
    unsichtbar(nrw, "fall_aufgreifen", fall=angeboten, als=Funktion.VORPRUEFUNGSAUSSCHUSS)
