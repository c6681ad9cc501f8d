"""A further person: a family in one case."""

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    bekannte_tatsachen,
    fehlerfelder,
    frisch,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


def test_it_adds_people_with_running_numbers(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen", nachname="Hoxha", vornamen="Luan", geburtsdatum="2012")
    nrw.zug(fall, "person_hinzufuegen", nachname="Hoxha", vornamen="Mira")
    namen = []
    for person in fall.personen.all():
        person.fall = frisch(fall)
        namen.append((person.nummer, person.vornamen, person.geburtsdatum))
    assert namen[1:] == [(2, "Luan", "2012"), (3, "Mira", None)]
    assert fall.personenzahl == 3
    (zeile,) = bekannte_tatsachen(fall)
    assert zeile.personen == 3


def test_it_keeps_the_name_out_of_the_history(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen", nachname="Hoxha", vornamen="Luan")
    eintrag = letzter_eintrag(fall)
    assert eintrag.angaben == {"person": 2}
    assert (eintrag.grundlage, eintrag.beleg) == ("annahme", "Annahme des Programms")
    assert (eintrag.von, eintrag.nach) == (Stand.EINGEGANGEN, Stand.EINGEGANGEN)


def test_it_wants_a_name(nrw: Spiel) -> None:
    fehler = fehlerfelder(
        nrw, "person_hinzufuegen", fall=nrw.neuer_fall(), nachname="", vornamen=" "
    )
    assert fehler.keys() == {"nachname", "vornamen"}


def test_it_is_refused_once_the_case_is_on_the_agenda(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    grund = verboten(nrw, "person_hinzufuegen", fall=fall)
    assert "im Stand „Auf der Tagesordnung einer Sitzung“ nicht möglich" in grund
    assert "Annahme des Programms" in grund


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    grund = verboten(nrw, "person_hinzufuegen", fall=fall, als=Funktion.VORPRUEFUNGSAUSSCHUSS)
    assert "Zuständig: Geschäftsstelle" in grund
    unsichtbar(nrw, "person_hinzufuegen", fall=fall, als=Funktion.MITGLIED)
