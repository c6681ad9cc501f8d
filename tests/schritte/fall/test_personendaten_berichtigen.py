"""Correcting identity data; correcting false ones during the procedure heals (report, ch. 5)."""

from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, frisch, letzter_eintrag, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall(nachname="Falsch", vornamen="Arlinda", geburtsdatum="1990")


def eingabe(fall: Fall, **felder: Any) -> dict[str, Any]:
    return {"person": str(fall.personen.get().pk), "nachname": "", **felder}


def test_it_changes_what_was_entered_and_nothing_else(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(
        fall,
        "personendaten_berichtigen",
        **eingabe(fall, nachname="Richtig", geburtsort="Shkodra", von_sich_aus="on"),
    )
    person = fall.personen.get()
    person.fall = frisch(fall)
    assert (person.nachname, person.vornamen, person.geburtsdatum) == (
        "Richtig",
        "Arlinda",
        "1990",
    )
    assert person.geburtsort == "Shkodra"


def test_it_keeps_the_former_values_sealed_in_the_history(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(
        fall,
        "personendaten_berichtigen",
        **eingabe(fall, nachname="Richtig", geburtsort="Shkodra", von_sich_aus="on"),
    )
    eintrag = letzter_eintrag(fall)
    assert eintrag.angaben["frueher"] == {"nachname": "Falsch", "geburtsort": ""}
    assert eintrag.angaben["von_sich_aus"] is True
    assert eintrag.angaben["person"] == 1
    assert eintrag.beleg.startswith("Praxis: Bericht der Geschäftsstelle")
    assert (eintrag.am, eintrag.zaehlt) == (heute(), {})


def test_it_is_possible_after_the_end(nrw: Spiel, fall: Fall) -> None:
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    nrw.zug(fall, "personendaten_berichtigen", **eingabe(fall, nachname="Richtig"))
    assert fall.stand == Stand.ABGESCHLOSSEN


def test_it_wants_something_new_and_a_reason(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "personendaten_berichtigen", fall=fall, **eingabe(fall))
    assert fehler == {"__all__": ["Bitte tragen Sie mindestens eine neue Angabe ein."]}
    fehler = fehlerfelder(
        nrw,
        "personendaten_berichtigen",
        fall=fall,
        **eingabe(fall, nachname="Neu", grund="", person="?"),
    )
    assert fehler.keys() == {"grund", "person"}


def test_it_takes_no_person_of_another_case(nrw: Spiel, fall: Fall) -> None:
    fremd = str(nrw.neuer_fall().personen.get().pk)
    fehler = fehlerfelder(
        nrw,
        "personendaten_berichtigen",
        fall=fall,
        **eingabe(fall, nachname="Neu") | {"person": fremd},
    )
    assert fehler.keys() == {"person"}


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel, fall: Fall) -> None:
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    grund = verboten(nrw, "personendaten_berichtigen", fall=fall, als=Funktion.VORSITZ)
    assert "Zuständig: Geschäftsstelle" in grund
