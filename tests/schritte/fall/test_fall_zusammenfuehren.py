"""Two files of one matter: this one points to the other and counts zero."""

from collections.abc import Callable

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, gezaehlt, unsichtbar, verboten


@pytest.fixture
def doppelt(nrw: Spiel) -> tuple[Fall, Fall]:
    return nrw.neuer_fall(), nrw.neuer_fall()


def test_it_points_to_the_other_and_counts_zero(nrw: Spiel, doppelt: tuple[Fall, Fall]) -> None:
    fall, anderer = doppelt
    nrw.zug(fall, "fall_zusammenfuehren", aktenzeichen=anderer.aktenzeichen)
    assert fall.geht_auf_in_id == anderer.pk
    assert not gezaehlt(fall).zaehlt
    assert gezaehlt(anderer).zaehlt
    assert fall.stand == Stand.EINGEGANGEN


def test_it_never_makes_a_chain(nrw: Spiel, doppelt: tuple[Fall, Fall]) -> None:
    fall, anderer = doppelt
    nrw.zug(fall, "fall_zusammenfuehren", aktenzeichen=anderer.aktenzeichen)
    dritter = nrw.neuer_fall()
    in_die_kette = fehlerfelder(
        nrw, "fall_zusammenfuehren", fall=dritter, aktenzeichen=fall.aktenzeichen
    )
    assert in_die_kette.keys() == {"aktenzeichen"}
    noch_einmal = fehlerfelder(
        nrw, "fall_zusammenfuehren", fall=fall, aktenzeichen=dritter.aktenzeichen
    )
    assert noch_einmal["__all__"] == ["Dieser Fall ist schon zusammengeführt."]
    ziel_weiter = fehlerfelder(
        nrw, "fall_zusammenfuehren", fall=anderer, aktenzeichen=dritter.aktenzeichen
    )
    assert ziel_weiter["__all__"] == ["Dieser Fall ist schon zusammengeführt."]


def test_it_says_the_same_of_foreign_and_missing_files(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """Whether a file number exists in another body is not told."""
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall, fremd = nrw.neuer_fall(), dortmund.neuer_fall()
    antworten = {
        str(fehlerfelder(nrw, "fall_zusammenfuehren", fall=fall, aktenzeichen=nummer))
        for nummer in (fremd.aktenzeichen, "NRW-1999-0001", fall.aktenzeichen)
    }
    assert len(antworten) == 1


def test_it_is_for_the_office(nrw: Spiel, doppelt: tuple[Fall, Fall]) -> None:
    fall, _ = doppelt
    unsichtbar(nrw, "fall_zusammenfuehren", fall=fall, als=Funktion.MITGLIED)
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    verboten(nrw, "fall_zusammenfuehren", fall=vorgelegt, als=Funktion.MITGLIED)
