"""A resting case goes on."""

from datetime import date, datetime

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt
from tests.schritte.pruefstand import (
    bekannte_tatsachen,
    fehlerfelder,
    letzter_eintrag,
    verboten,
)


def test_it_goes_on_and_the_time_of_rest_is_known(nrw: Spiel) -> None:
    with gestellt(datetime(2026, 3, 2, 12, tzinfo=BERLIN)):
        fall = nrw.neuer_fall()
        nrw.zug(fall, "ruhen_lassen", naechster_blick="2026-06-01", kategorie="krankheit")
    with gestellt(datetime(2026, 3, 20, 12, tzinfo=BERLIN)):
        nrw.zug(fall, "ruhen_beenden", grund="Sie ist wieder gesund.")
    zeile = fall.ruhezeiten.get()
    assert (fall.ruht, zeile.ab, zeile.bis) == (False, date(2026, 3, 2), date(2026, 3, 20))
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()
    assert [(t.gilt_ab, t.ruht) for t in bekannte_tatsachen(fall)] == [
        (date(2026, 3, 2), "krankheit"),
        (date(2026, 3, 20), ""),
    ]
    assert letzter_eintrag(fall).angaben["grund"] == "Sie ist wieder gesund."


def test_it_may_rest_again(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    for _ in range(2):
        nrw.zug(fall, "ruhen_lassen")
        nrw.zug(fall, "ruhen_beenden")
    assert fall.ruhezeiten.filter(bis__isnull=False).count() == 2


def test_it_needs_a_rest_and_a_reason(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    assert fehlerfelder(nrw, "ruhen_beenden", fall=fall)["__all__"] == ["Der Fall ruht nicht."]
    nrw.zug(fall, "ruhen_lassen")
    assert fehlerfelder(nrw, "ruhen_beenden", fall=fall, grund="").keys() == {"grund"}


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(fall, "ruhen_lassen")
    grund = verboten(nrw, "ruhen_beenden", fall=fall, als=Funktion.VORPRUEFUNGSAUSSCHUSS)
    assert "Annahme des Programms" in grund
