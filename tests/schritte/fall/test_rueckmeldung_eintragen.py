"""What became of a recommendation or assessment, where no duty to answer exists."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fall.rueckmeldung_eintragen import FOLGEN
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
def fall(dortmund: Spiel) -> Fall:
    return dortmund.bis(Stand.MITGETEILT)


@pytest.mark.parametrize("folge", [code for code, _ in FOLGEN])
def test_it_counts_what_became_of_it(dortmund: Spiel, fall: Fall, folge: str) -> None:
    dortmund.zug(fall, "rueckmeldung_eintragen", folge=folge, gruende="Schreiben der Behörde")
    tatsache = gezaehlt(fall)
    assert (fall.stand, tatsache.folge) == (Stand.ABGESCHLOSSEN, folge)
    assert tatsache.entfernt_trotz == (folge == "abschiebung")
    zeile = fall.folgen.get()
    zeile.fall = frisch(fall)
    assert (zeile.art, zeile.gruende) == (folge, "Schreiben der Behörde")
    assert "Schreiben" not in str(letzter_eintrag(fall).angaben)
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()


def test_it_wants_a_known_kind(dortmund: Spiel, fall: Fall) -> None:
    assert fehlerfelder(dortmund, "rueckmeldung_eintragen", fall=fall, folge="egal").keys() == {
        "folge"
    }


def test_it_comes_after_the_result_was_told(dortmund: Spiel, fall: Fall) -> None:
    verboten(dortmund, "rueckmeldung_eintragen", fall=dortmund.neuer_fall())
    unsichtbar(dortmund, "rueckmeldung_eintragen", fall=fall, als=Funktion.BERATUNG)
