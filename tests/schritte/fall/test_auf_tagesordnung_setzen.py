"""A case is put on the agenda; from then on the members see it."""

from collections.abc import Callable

import pytest

from haertefall.faelle.models import Fall, Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, letzter_eintrag, unsichtbar, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.BERATUNGSREIF)


def test_it_makes_an_item_and_opens_the_case_to_members(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "auf_tagesordnung_setzen")
    punkt = fall.tagesordnungspunkte.get()
    assert (punkt.sitzung, punkt.nummer, punkt.abgesetzt) == (nrw.sitzung(), 1, False)
    assert not punkt.ohne_stellungnahme
    zugang = fall.zugaenge.get(art=Zugangsart.VORGELEGT)
    assert (zugang.funktion, zugang.bis) == (Funktion.MITGLIED, None)
    eintrag = letzter_eintrag(fall)
    assert (fall.stand, eintrag.beleg) == (Stand.AUF_TAGESORDNUNG, "§ 3 Abs. 2 HFKVO NRW")


def test_it_numbers_the_items(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "auf_tagesordnung_setzen")
    zweiter = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert zweiter.tagesordnungspunkte.get().nummer == 2
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    assert sorted(fall.tagesordnungspunkte.values_list("nummer", "abgesetzt")) == [
        (1, True),
        (3, False),
    ]


def test_it_goes_without_the_statement_only_by_a_decision_with_a_reason(nrw: Spiel) -> None:
    """§ 3 Abs. 2 Satz 2: the statement is laid before the commission with the case."""
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "zur_beratung_vorsehen")
    nrw.sitzung()
    fehler = fehlerfelder(nrw, "auf_tagesordnung_setzen", fall=fall)
    assert "liegt nicht vor" in fehler["ohne_stellungnahme"][0]
    fehler = fehlerfelder(
        nrw, "auf_tagesordnung_setzen", fall=fall, ohne_stellungnahme="on", grund=""
    )
    assert fehler == {"grund": ["Bitte nennen Sie den Grund."]}
    nrw.zug(fall, "auf_tagesordnung_setzen", ohne_stellungnahme="on", grund="Dreimal gemahnt.")
    assert fall.tagesordnungspunkte.get().ohne_stellungnahme
    assert letzter_eintrag(fall).angaben["grund"] == "Dreimal gemahnt."


def test_it_asks_for_no_statement_where_there_is_none(dortmund: Spiel) -> None:
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    assert not fall.stellungnahmen.exists()


def test_it_takes_planned_sessions_of_this_body_only(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.bis(Stand.BERATUNGSREIF)
    fremd = str(dortmund.sitzung().pk)
    abgesagt = nrw.sitzung()
    nrw.tue("sitzung_absagen", sitzung=str(abgesagt.pk))
    nrw.sitzung()
    for sitzung in (fremd, str(abgesagt.pk), "", "keine"):
        fehler = fehlerfelder(nrw, "auf_tagesordnung_setzen", fall=fall, sitzung=sitzung)
        assert fehler.keys() == {"sitzung"}


def test_it_happens_when_the_case_is_ready(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "auf_tagesordnung_setzen")
    grund = verboten(nrw, "auf_tagesordnung_setzen", fall=fall)
    assert "nur im Stand „Bereit für die Beratung“ (§ 3 Abs. 2 HFKVO NRW)" in grund


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel, fall: Fall) -> None:
    nrw.sitzung()
    unsichtbar(nrw, "auf_tagesordnung_setzen", fall=fall, als=Funktion.VORSITZ)
    als = Funktion.AUSLAENDERBEHOERDE
    assert "Zuständig: Geschäftsstelle" in verboten(
        nrw, "auf_tagesordnung_setzen", fall=fall, als=als
    )
