"""A case from outside is laid before the commission or the small body (§ 4 Abs. 3 HFKVO)."""

import pytest

from haertefall.faelle.models import Fall, Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    nrw.tue("weg_waehlen", weg="text")
    nrw.gremium.refresh_from_db()
    return nrw.neuer_fall(antragsweg="sonstiger_einzelfall", kurz="")


def test_it_offers_the_case_to_the_members_in_two_lines(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "einzelfall_vorlegen", "kommission", kurz="Zwei Kinder, elf Jahre hier.")
    darstellung = frisch(fall).darstellung
    darstellung.fall = frisch(fall)
    assert (fall.stand, darstellung.kurz) == (Stand.ANGEBOTEN, "Zwei Kinder, elf Jahre hier.")
    zugang = fall.zugaenge.get()
    assert (zugang.art, zugang.funktion) == (Zugangsart.ANGEBOTEN, Funktion.MITGLIED)
    eintrag = letzter_eintrag(fall)
    assert (eintrag.ausgang, eintrag.beleg) == ("kommission", "§ 4 Abs. 3 Satz 1 HFKVO NRW")
    assert "Zwei Kinder" not in str(eintrag.angaben)
    assert gezaehlt(fall).ergebnis == "offen"


def test_it_lays_the_case_before_the_small_body(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "einzelfall_vorlegen", "vorpruefungsausschuss")
    assert fall.stand == Stand.VORPRUEFUNG
    assert fall.zugaenge.get().funktion == Funktion.VORPRUEFUNGSAUSSCHUSS


def test_it_wants_the_two_lines_for_an_offer(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "einzelfall_vorlegen", fall=fall, ausgang="kommission", kurz="")
    assert fehler.keys() == {"kurz"}
    vorhanden = nrw.neuer_fall(antragsweg="sonstiger_einzelfall", kurz="Schon da.")
    nrw.zug(vorhanden, "einzelfall_vorlegen", "kommission", kurz="")
    assert vorhanden.stand == Stand.ANGEBOTEN


def test_it_goes_only_where_the_rules_lead(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "einzelfall_vorlegen", fall=fall, wem="landtag", am="2999-01-01")
    assert fehler.keys() == {"wem", "am"}


def test_it_is_for_cases_from_outside_only(nrw: Spiel, fall: Fall) -> None:
    antrag = nrw.neuer_fall(antragsweg="antrag_aus_kommission")
    grund = verboten(nrw, "einzelfall_vorlegen", fall=antrag, ausgang="kommission")
    assert "nur für Fälle auf dem Antragsweg" in grund
    assert "§ 4 Abs. 3 Satz 1 HFKVO NRW" in grund


def test_it_is_a_step_of_the_text_not_of_the_practice(nrw: Spiel) -> None:
    fall = nrw.neuer_fall(antragsweg="sonstiger_einzelfall")
    grund = verboten(nrw, "einzelfall_vorlegen", fall=fall, ausgang="kommission")
    assert "nur auf dem Weg „Text“" in grund


def test_it_does_not_exist_elsewhere(dortmund: Spiel) -> None:
    grund = verboten(dortmund, "einzelfall_vorlegen", fall=dortmund.neuer_fall(), ausgang="x")
    assert grund == "Diesen Schritt gibt es bei diesem Gremium nicht."


def test_it_happens_once(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "einzelfall_vorlegen", "kommission", kurz="Zwei Kinder.")
    grund = verboten(nrw, "einzelfall_vorlegen", fall=fall, ausgang="kommission")
    assert "nur im Stand „Eingegangen, wird geprüft“" in grund
    unsichtbar(nrw, "einzelfall_vorlegen", fall=fall, als=Funktion.VORPRUEFUNGSAUSSCHUSS)
