"""The permit was granted: followed, or followed for a part of the persons (report, table 6.5)."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, gezaehlt, letzter_eintrag, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen")
    return nrw.bis(Stand.ANGEORDNET, fall)


def test_it_is_followed_when_all_have_it(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "erlaubnis_eintragen")
    assert (fall.stand, fall.abgeschlossen_am) == (Stand.ABGESCHLOSSEN, heute())
    assert gezaehlt(fall).folge == "gefolgt"
    assert fall.folgen.filter(art="erlaubnis").count() == 2
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()
    assert letzter_eintrag(fall).angaben["personen"] == "1, 2"


def test_it_is_followed_in_part_when_some_have_it(nrw: Spiel, fall: Fall) -> None:
    erste = fall.personen.get(nummer=1)
    nrw.zug(fall, "erlaubnis_eintragen", personen=[str(erste.pk)])
    assert gezaehlt(fall).folge == "teilweise_gefolgt"


def test_it_is_followed_when_all_have_it_for_whom_it_was_asked(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen")
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    erste, kind = fall.personen.order_by("nummer")
    nrw.zug(
        fall,
        "ergebnis_feststellen",
        "ersuchen",
        abweichend=[str(kind.pk)],
        abweichendes_ergebnis="kein_ersuchen",
    )
    nrw.bis(Stand.ANGEORDNET, fall)
    nrw.zug(fall, "erlaubnis_eintragen", personen=[str(erste.pk)])
    assert gezaehlt(fall).folge == "gefolgt"


def test_it_wants_somebody_of_this_case(nrw: Spiel, fall: Fall) -> None:
    fremd = nrw.neuer_fall().personen.get()
    for personen in ([], [str(fremd.pk)]):
        assert fehlerfelder(nrw, "erlaubnis_eintragen", fall=fall, personen=personen).keys() == {
            "personen"
        }


def test_it_is_no_act_of_the_commission(nrw: Spiel, fall: Fall) -> None:
    verboten(nrw, "erlaubnis_eintragen", fall=fall, als=Funktion.VORSITZ)
    verboten(nrw, "erlaubnis_eintragen", fall=nrw.bis(Stand.ENTSCHIEDEN))
