"""A case is taken off the agenda again."""

from haertefall.faelle.models import Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, letzter_eintrag, verboten


def test_it_keeps_the_item_visible_as_taken_off(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "von_tagesordnung_nehmen", grund="Neue Unterlagen")
    assert fall.stand == Stand.BERATUNGSREIF
    assert fall.tagesordnungspunkte.get().abgesetzt
    assert fall.zugaenge.get(art=Zugangsart.VORGELEGT).bis == heute()
    eintrag = letzter_eintrag(fall)
    assert (eintrag.angaben["grund"], eintrag.zaehlt) == ("Neue Unterlagen", {})


def test_it_frees_the_session(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.tue("sitzung_absagen", sitzung=str(nrw.sitzung().pk))


def test_it_wants_a_reason(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert fehlerfelder(nrw, "von_tagesordnung_nehmen", fall=fall, grund="").keys() == {"grund"}


def test_it_needs_an_item_and_the_office(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.BERATUNGSREIF)
    assert "nur im Stand „Auf der Tagesordnung einer Sitzung“" in verboten(
        nrw, "von_tagesordnung_nehmen", fall=fall
    )
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    grund = verboten(nrw, "von_tagesordnung_nehmen", fall=fall, als=Funktion.VORSITZ)
    assert "Zuständig: Geschäftsstelle (Annahme des Programms)" in grund
