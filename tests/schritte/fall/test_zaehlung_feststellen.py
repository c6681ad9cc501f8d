"""A family with different results: a person states what the case counts as."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, gezaehlt, letzter_eintrag, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen")
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    nrw.zug(
        fall,
        "ergebnis_feststellen",
        "ersuchen",
        abweichend=[str(fall.personen.get(nummer=2).pk)],
        abweichendes_ergebnis="kein_ersuchen",
    )
    return fall


def test_it_changes_the_count_and_not_the_results(nrw: Spiel, fall: Fall) -> None:
    assert gezaehlt(fall).ergebnis == "ersuchen"
    nrw.zug(fall, "zaehlung_feststellen", ergebnis="kein_ersuchen", grund="Mehrheit der Personen")
    assert (fall.zaehlt_als, gezaehlt(fall).ergebnis) == ("kein_ersuchen", "kein_ersuchen")
    assert set(fall.ergebnisse.values_list("gegenstand", flat=True)) == {
        "ersuchen",
        "kein_ersuchen",
    }
    assert letzter_eintrag(fall).angaben["grund"] == "Mehrheit der Personen"


def test_it_offers_only_results_that_stand_in_the_file(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "zaehlung_feststellen", fall=fall, ergebnis="empfehlung", grund="")
    assert fehler.keys() == {"ergebnis", "grund"}


def test_it_is_for_the_office(nrw: Spiel, fall: Fall) -> None:
    verboten(nrw, "zaehlung_feststellen", fall=fall, als=Funktion.VORSITZ)
