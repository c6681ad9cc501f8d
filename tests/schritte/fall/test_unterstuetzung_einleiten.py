"""Support of an application elsewhere; a case of another body here is linked both ways."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, gezaehlt, verboten


@pytest.fixture
def spiele(spielplatz: Callable[..., list[Spiel]]) -> list[Spiel]:
    return spielplatz("leverkusen-beratungsgremium", "nrw")


@pytest.fixture
def fall(spiele: list[Spiel]) -> Fall:
    fall = spiele[0].bis(Stand.AUF_TAGESORDNUNG)
    spiele[0].zug(fall, "ergebnis_feststellen", "unterstuetzung")
    return fall


def test_it_links_the_new_application_both_ways(spiele: list[Spiel], fall: Fall) -> None:
    stadt, land = spiele
    neu = land.neuer_fall()
    stadt.zug(fall, "unterstuetzung_einleiten", aktenzeichen=neu.aktenzeichen)
    zeile = fall.weiterleitungen.get()
    assert (zeile.wohin, zeile.ziel) == ("haertefallkommission", neu)
    assert neu.herkuenfte.get().fall == fall
    assert (fall.stand, gezaehlt(fall).folge) == (Stand.MITGETEILT, "offen")
    assert fall.wiedervorlagen.get(erledigt_am=None).faellig_am == heute() + timedelta(weeks=12)


@pytest.mark.parametrize("nummer", ["", "NRW-1999-0001", "eigenes"])
def test_it_never_tells_whether_a_file_exists_elsewhere(
    spiele: list[Spiel], fall: Fall, nummer: str
) -> None:
    if nummer == "eigenes":
        nummer = spiele[0].neuer_fall().aktenzeichen
    spiele[0].zug(fall, "unterstuetzung_einleiten", wohin="petitionsausschuss", aktenzeichen=nummer)
    zeile = fall.weiterleitungen.get()
    assert (zeile.wohin, zeile.ziel) == ("petitionsausschuss", None)


def test_it_knows_two_places(spiele: list[Spiel], fall: Fall) -> None:
    assert fehlerfelder(
        spiele[0], "unterstuetzung_einleiten", fall=fall, wohin="presse"
    ).keys() == {"wohin"}


def test_it_needs_that_result(spiele: list[Spiel], fall: Fall) -> None:
    verboten(spiele[0], "unterstuetzung_einleiten", fall=spiele[0].neuer_fall())
    verboten(spiele[0], "unterstuetzung_einleiten", fall=fall, als=Funktion.VORSITZ)
