"""The commission takes its Ersuchen back, as a rule for false identity (report, ch. 5)."""

from datetime import timedelta

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, gezaehlt, letzter_eintrag, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.ANGEKUENDIGT)


def test_it_marks_the_result_and_keeps_it(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "ersuchen_zuruecknehmen", gruende="Die Identität war falsch.")
    zeile = fall.ergebnisse.get()
    assert (zeile.gegenstand, zeile.zurueckgenommen_am) == ("ersuchen", heute())
    assert (gezaehlt(fall).ergebnis, gezaehlt(fall).folge) == ("ersuchen", "zurueckgenommen")
    assert not fall.wiedervorlagen.filter(anlass="antwort_der_behoerde", erledigt_am=None).exists()
    assert "Kap. 5" in letzter_eintrag(fall).beleg


def test_it_takes_nothing_back_before_it_was_decided(nrw: Spiel) -> None:
    """Else the Ersuchen of the later day would count as standing for ever."""
    frueh = (heute() - timedelta(days=30)).isoformat()
    fall = nrw.bis(Stand.ANGEKUENDIGT, nrw.neuer_fall(eingegangen_am=frueh))
    beschlossen = fall.ergebnisse.get().am
    vorher = (beschlossen - timedelta(days=1)).isoformat()
    felder = fehlerfelder(nrw, "ersuchen_zuruecknehmen", fall=fall, am=vorher)
    assert felder == {"am": [f"Das Ersuchen wurde erst am {beschlossen:%d.%m.%Y} beschlossen."]}
    nrw.zug(fall, "ersuchen_zuruecknehmen", am=beschlossen.isoformat())
    assert gezaehlt(fall).folge == "zurueckgenommen"


def test_it_wants_reasons(nrw: Spiel, fall: Fall) -> None:
    assert fehlerfelder(nrw, "ersuchen_zuruecknehmen", fall=fall, gruende="").keys() == {"gruende"}


def test_it_needs_an_ersuchen_and_is_no_act_of_the_authority(nrw: Spiel, fall: Fall) -> None:
    verboten(nrw, "ersuchen_zuruecknehmen", fall=fall, als=Funktion.AUSLAENDERBEHOERDE)
    verboten(nrw, "ersuchen_zuruecknehmen", fall=nrw.bis(Stand.BERATUNGSREIF))
