"""Settled otherwise, with its legal basis (report, ch. 6.4 and 6.6)."""

import pytest

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fall.anderweitig_erledigen import ERLEDIGUNGEN
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, gezaehlt, letzter_eintrag, verboten


@pytest.mark.parametrize("wodurch", [code for code, _ in ERLEDIGUNGEN])
def test_it_is_the_result_where_there_was_none(nrw: Spiel, wodurch: str) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "anderweitig_erledigen", wodurch=wodurch)
    assert (fall.stand, fall.abgeschlossen_am) == (Stand.ABGESCHLOSSEN, heute())
    assert fall.zaehlt_als == wodurch
    tatsache = gezaehlt(fall)
    assert (tatsache.ergebnis, tatsache.folge, tatsache.rechtsgrund) == (
        wodurch,
        "",
        "§ 25b AufenthG",
    )
    assert not tatsache.entfernt_trotz


def test_it_counts_a_removal_although_an_ersuchen_stood(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.zug(fall, "anderweitig_erledigen", wodurch="abschiebung", rechtsgrund="")
    tatsache = gezaehlt(fall)
    assert (tatsache.ergebnis, tatsache.folge) == ("ersuchen", "abschiebung")
    assert tatsache.entfernt_trotz
    assert fall.folgen.get().art == "abschiebung"


def test_it_says_by_which_duldung_an_ersuchen_ended(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.zug(fall, "anderweitig_erledigen", wodurch="duldung_60c", rechtsgrund="§ 60c AufenthG")
    assert (gezaehlt(fall).folge, gezaehlt(fall).rechtsgrund) == ("duldung", "§ 60c AufenthG")


def test_it_leaves_another_result_of_the_body_as_it_was(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "ergebnis_feststellen", "kein_ersuchen")
    nrw.zug(fall, "anderweitig_erledigen", wodurch="abschiebung")
    assert (gezaehlt(fall).ergebnis, gezaehlt(fall).folge) == ("kein_ersuchen", "")
    assert not gezaehlt(fall).entfernt_trotz


def test_it_takes_a_citation_and_no_other_words(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    fehler = fehlerfelder(
        nrw, "anderweitig_erledigen", fall=fall, rechtsgrund="Frau Gashi ist krank"
    )
    assert fehler.keys() == {"rechtsgrund"}
    ohne = fehlerfelder(nrw, "anderweitig_erledigen", fall=fall, rechtsgrund="")
    assert ohne["rechtsgrund"] == ["Bitte nennen Sie die Rechtsgrundlage des Titels."]


def test_it_is_for_the_office_alone(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Zuständig: Geschäftsstelle" in verboten(
        nrw, "anderweitig_erledigen", fall=fall, als=Funktion.VORSITZ
    )
    nrw.zug(fall, "anderweitig_erledigen", wodurch="tod")
    assert letzter_eintrag(fall).schritt == "anderweitig_erledigen"
    verboten(nrw, "anderweitig_erledigen", fall=fall)
