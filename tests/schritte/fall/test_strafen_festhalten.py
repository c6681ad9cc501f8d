"""Convictions: the whole list, the later in place of the earlier."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.pruefhilfe.sachverhalt import Strafart
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.fall.test_rechtsangabe_festhalten import bekannt
from tests.schritte.pruefstand import fehlerfelder, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


def test_it_tells_an_empty_complete_list_from_nothing_known(nrw: Spiel, fall: Fall) -> None:
    assert bekannt(fall).sachverhalt.strafen is None
    nrw.zug(fall, "strafen_festhalten")
    strafen = bekannt(fall).sachverhalt.strafen
    assert strafen is not None and strafen.strafen == () and strafen.vollstaendig


def test_it_takes_convictions_of_the_person_and_of_the_partner(nrw: Spiel, fall: Fall) -> None:
    """T06 b: one fine of 80 daily rates for an offence only foreigners can commit."""
    zeile = {"art_0": "geldstrafe", "hoehe_0": "80", "vorsaetzlich_0": "ja"}
    nrw.zug(fall, "strafen_festhalten", **zeile, nur_auslaender_0="ja")
    nrw.zug(fall, "strafen_festhalten", **zeile, wessen="strafen_partner", vollstaendig="")
    wer = bekannt(fall).sachverhalt
    eine = wer.strafen.strafen[0]
    assert (eine.art, eine.hoehe, eine.vorsaetzlich, eine.nur_auslaender, eine.bewaehrung) == (
        Strafart.GELDSTRAFE, 80, True, True, None,
    )  # fmt: skip
    assert wer.strafen_partner.strafen[0].nur_auslaender is None
    assert not wer.strafen_partner.vollstaendig


def test_it_checks_a_conviction_that_was_begun(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "strafen_festhalten", fall=fall, vorsaetzlich_0="ja")
    assert fehler.keys() == {"art_0"}


def test_it_takes_a_conviction_whose_height_nobody_knows(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "strafen_festhalten", art_0="geldstrafe", vorsaetzlich_0="ja")
    strafen = bekannt(fall).sachverhalt.strafen
    assert strafen is not None and [s.hoehe for s in strafen.strafen] == [None]


def test_it_is_not_for_members_or_after_the_end(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Zuständig" in verboten(nrw, "strafen_festhalten", fall=fall, als=Funktion.MITGLIED)
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    assert "Abgeschlossen" in verboten(nrw, "strafen_festhalten", fall=fall)
