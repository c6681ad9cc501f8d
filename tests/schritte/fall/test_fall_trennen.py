"""Un-merging removes the pointer; the case counts again."""

from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, gezaehlt


def test_it_counts_again(nrw: Spiel) -> None:
    fall, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(fall, "fall_zusammenfuehren", aktenzeichen=anderer.aktenzeichen)
    nrw.zug(fall, "fall_trennen", grund="Es sind zwei Brüder.")
    assert fall.geht_auf_in_id is None
    assert gezaehlt(fall).zaehlt


def test_it_needs_a_merged_case_and_a_reason(nrw: Spiel) -> None:
    fall, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    assert fehlerfelder(nrw, "fall_trennen", fall=fall)["__all__"] == [
        "Dieser Fall ist nicht zusammengeführt."
    ]
    nrw.zug(fall, "fall_zusammenfuehren", aktenzeichen=anderer.aktenzeichen)
    assert fehlerfelder(nrw, "fall_trennen", fall=fall, grund="").keys() == {"grund"}
