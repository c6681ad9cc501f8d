"""Answers to the questions on the grounds: who said what, when, on what evidence."""

import pytest

from haertefall.faelle.models import Angabe, Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, frisch, letzter_eintrag, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    return fall


FRAGE = {"merkmal": "im_bundesgebiet", "antwort": "ja"}


def test_it_answers_for_everybody_or_for_one(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "angabe_festhalten", **FRAGE)
    assert fall.angaben.count() == 2
    einer = str(fall.personen.get(nummer=2).pk)
    nrw.zug(fall, "angabe_festhalten", **FRAGE | {"antwort": "nein"}, person=einer)
    assert fall.angaben.filter(person__nummer=1).count() == 1
    assert fall.angaben.filter(person__nummer=2).count() == 2
    assert letzter_eintrag(fall).angaben["person"] == "2"


def test_it_keeps_side_day_and_evidence(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "angabe_festhalten", **FRAGE, seite="antrag", beleg="Meldebescheinigung")
    angabe = fall.angaben.first()
    assert angabe is not None
    angabe.fall = frisch(fall)
    assert (angabe.merkmal, angabe.antwort, angabe.seite) == ("im_bundesgebiet", "ja", "antrag")
    assert (angabe.am, angabe.beleg, angabe.geheim) == (heute(), "Meldebescheinigung", False)
    assert "Meldebescheinigung" not in str(letzter_eintrag(fall).angaben)


def test_it_never_changes_an_earlier_answer(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "angabe_festhalten", **FRAGE)
    vorher = list(Angabe.objects.order_by("id").values())
    nrw.zug(fall, "angabe_festhalten", **FRAGE | {"antwort": "ungeklaert"})
    assert [z for z in Angabe.objects.order_by("id").values() if z in vorher] == vorher


def test_it_counts_nothing_and_leaves_the_state(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "angabe_festhalten", **FRAGE)
    eintrag = letzter_eintrag(fall)
    assert (eintrag.zaehlt, eintrag.nach) == ({}, Stand.EINGEGANGEN)


@pytest.mark.parametrize(
    ("feld", "wert"),
    [
        ("merkmal", "augenfarbe"),
        ("merkmal", ""),
        ("antwort", "vielleicht"),
        ("antwort", ""),
        ("seite", "nachbarn"),
        ("person", "00000000-0000-0000-0000-000000000000"),
        ("am", "2999-01-01"),
    ],
)
def test_it_names_the_field_that_is_wrong(nrw: Spiel, fall: Fall, feld: str, wert: str) -> None:
    eingabe = {**FRAGE, feld: wert}
    assert fehlerfelder(nrw, "angabe_festhalten", fall=fall, **eingabe).keys() == {feld}


def test_it_asks_only_what_the_rules_of_the_case_ask(dortmund: Spiel) -> None:
    """NRW's questions are not Dortmund's."""
    fall = dortmund.neuer_fall()
    eingabe = {"merkmal": "vollziehbar_ausreisepflichtig", "antwort": "ja"}
    assert fehlerfelder(dortmund, "angabe_festhalten", fall=fall, **eingabe).keys() == {"merkmal"}
    dortmund.zug(fall, "angabe_festhalten", merkmal="asylantrag_gestellt", antwort="nein")
    assert fall.angaben.get().merkmal == "asylantrag_gestellt"


def test_it_is_refused_after_the_decision(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")
    grund = verboten(nrw, "angabe_festhalten", fall=fall, **FRAGE)
    assert "im Stand „Entschieden, Ergebnis ist mitzuteilen“ nicht möglich" in grund


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel, fall: Fall) -> None:
    nrw.bis(Stand.STELLUNGNAHME, fall)
    nrw.behoerde_id(fall)
    grund = verboten(nrw, "angabe_festhalten", fall=fall, als=Funktion.AUSLAENDERBEHOERDE, **FRAGE)
    assert "Als Ausländerbehörde ist dieser Schritt nicht möglich" in grund
