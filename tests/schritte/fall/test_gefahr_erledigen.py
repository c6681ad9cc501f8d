"""Settling a danger: it leaves the radar and stays in the file."""

from datetime import timedelta

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, unsichtbar, verboten

MORGEN = (heute() + timedelta(days=1)).isoformat()


def test_it_settles_a_danger_and_keeps_it(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "gefahr_melden", tag=MORGEN)
    nrw.zug(fall, "gefahr_erledigen", grund="Die Duldung wurde verlängert")
    gefahr = fall.gefahren.get()
    assert gefahr.erledigt_am == heute()
    assert gefahr.erledigt_grund == "Die Duldung wurde verlängert"
    # What is settled cannot be settled again.
    assert "gefahr" in fehlerfelder(nrw, "gefahr_erledigen", fall=fall, gefahr=str(gefahr.pk))


def test_it_settles_no_danger_of_another_case(nrw: Spiel) -> None:
    fall, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(anderer, "gefahr_melden")
    fremde = str(anderer.gefahren.get().pk)
    assert "gefahr" in fehlerfelder(nrw, "gefahr_erledigen", fall=fall, gefahr=fremde)


def test_it_is_for_the_office_alone(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "gefahr_melden")
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.AUSLAENDERBEHOERDE):
        verboten(nrw, "gefahr_erledigen", fall=fall, als=funktion)
    unsichtbar(nrw, "gefahr_erledigen", fall=fall, als=Funktion.RAT)
