"""The order is an act of its own, before the permit (§ 7 Abs. 1 und 2 HFKVO)."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, frisch, gezaehlt, letzter_eintrag, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen")
    return nrw.bis(Stand.ANGEKUENDIGT, fall)


def test_it_waits_for_the_permit(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "anordnung_eintragen", bedingung="lebensunterhalt")
    zeilen = list(fall.folgen.filter(art="anordnung"))
    for zeile in zeilen:
        zeile.fall = frisch(fall)
    assert [(z.am, z.bedingung) for z in zeilen] == [(heute(), "lebensunterhalt")] * 2
    assert {z.person_id for z in zeilen} == set(fall.personen.values_list("pk", flat=True))
    assert (fall.stand, gezaehlt(fall).folge) == (Stand.ANGEORDNET, "offen")
    assert letzter_eintrag(fall).beleg.startswith("§ 7")
    # The history names persons by their number in the case, never by name.
    assert letzter_eintrag(fall).angaben["personen"] == "1, 2"


def test_it_can_be_for_one_of_them(nrw: Spiel, fall: Fall) -> None:
    kind = fall.personen.get(nummer=2)
    nrw.zug(fall, "anordnung_eintragen", personen=[str(kind.pk)], bedingung="")
    zeile = fall.folgen.get(art="anordnung")
    zeile.fall = frisch(fall)
    assert (zeile.person_id, zeile.bedingung) == (kind.pk, None)


def test_it_wants_somebody_and_a_condition_that_the_text_has(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(
        nrw, "anordnung_eintragen", fall=fall, personen=[], bedingung="wohlverhalten"
    )
    assert fehler.keys() == {"personen", "bedingung"}
    fremd = nrw.neuer_fall().personen.get()
    assert fehlerfelder(nrw, "anordnung_eintragen", fall=fall, personen=[str(fremd.pk)]).keys() == {
        "personen"
    }


def test_it_is_no_act_of_the_commission(nrw: Spiel, fall: Fall) -> None:
    verboten(nrw, "anordnung_eintragen", fall=fall, als=Funktion.VORSITZ)
    verboten(nrw, "anordnung_eintragen", fall=nrw.bis(Stand.ENTSCHIEDEN))
