"""Every intended decision is announced to ministry and office (§ 7 Abs. 3 Satz 1 HFKVO)."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, tiefe
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
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
    return nrw.bis(Stand.ERSUCHEN_ZUGELEITET)


@pytest.mark.parametrize("absicht", ["absicht_folgen", "absicht_teilweise", "absicht_nicht_folgen"])
def test_it_announces_and_decides_nothing(nrw: Spiel, fall: Fall, absicht: str) -> None:
    nrw.zug(fall, "absicht_eintragen", absicht=absicht, gruende="Wird geprüft.")
    zeile = fall.folgen.get()
    zeile.fall = frisch(fall)
    assert (zeile.art, zeile.am, zeile.gruende) == (absicht, heute(), "Wird geprüft.")
    assert fall.stand == Stand.ANGEKUENDIGT
    assert gezaehlt(fall).folge == "offen"
    assert fall.wiedervorlagen.filter(anlass="antwort_der_behoerde", erledigt_am=None).exists()
    assert letzter_eintrag(fall).beleg.startswith("§ 7 Abs. 3")


def test_it_reaches_the_ministry(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "absicht_eintragen")
    assert tiefe(nrw.akteur(Funktion.FACHAUFSICHT), fall) is Tiefe.ENTSCHEIDUNG


def test_it_may_change_its_mind(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_nicht_folgen")
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_folgen")
    assert set(fall.folgen.values_list("art", flat=True)) == {
        "absicht_nicht_folgen",
        "absicht_folgen",
    }
    assert fall.stand == Stand.ANGEKUENDIGT


def test_it_wants_one_of_three_intentions(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "absicht_eintragen", fall=fall, absicht="", am="")
    assert fehler.keys() == {"absicht", "am"}


def test_it_is_no_act_of_the_ministry(nrw: Spiel, fall: Fall) -> None:
    """§ 6 Abs. 1: the ministry cannot act in a case."""
    verboten(nrw, "absicht_eintragen", fall=fall, als=Funktion.FACHAUFSICHT)
    neu = nrw.neuer_fall()
    unsichtbar(nrw, "absicht_eintragen", fall=neu, als=Funktion.AUSLAENDERBEHOERDE)
