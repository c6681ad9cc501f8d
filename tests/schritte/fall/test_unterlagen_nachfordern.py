"""Further papers are asked for, and a Wiedervorlage watches for them (report, ch. 3)."""

from datetime import date

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


def test_it_watches_for_the_papers(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUFGENOMMEN)
    nrw.zug(fall, "unterlagen_nachfordern", was="Zeugnisse", wiedervorlage_am="2999-01-31")
    zeile = fall.wiedervorlagen.get(erledigt_am=None)
    zeile.fall = frisch(fall)
    assert (zeile.anlass, zeile.text, zeile.faellig_am) == (
        "unterlagen",
        "Zeugnisse",
        date(2999, 1, 31),
    )
    eintrag = letzter_eintrag(fall)
    assert (fall.stand, eintrag.zaehlt) == (Stand.AUFGENOMMEN, {})
    assert eintrag.beleg.startswith("Praxis: Bericht der Geschäftsstelle")


def test_it_replaces_an_earlier_watch_for_papers(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    for was in ("Zeugnisse", "Atteste"):
        nrw.zug(fall, "unterlagen_nachfordern", was=was)
    (zeile,) = fall.wiedervorlagen.filter(erledigt_am=None)
    zeile.fall = frisch(fall)
    assert zeile.text == "Atteste"
    assert fall.wiedervorlagen.count() == 2


def test_it_wants_to_know_what_from_whom_until_when(nrw: Spiel) -> None:
    fehler = fehlerfelder(
        nrw,
        "unterlagen_nachfordern",
        fall=nrw.neuer_fall(),
        von_wem="nachbarn",
        was="",
        wiedervorlage_am="2020-01-01",
    )
    assert fehler.keys() == {"von_wem", "was", "wiedervorlage_am"}


def test_it_ends_with_the_case(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "unterlagen_nachfordern")
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()
    assert "Annahme des Programms" in verboten(nrw, "unterlagen_nachfordern", fall=fall)


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    grund = verboten(nrw, "unterlagen_nachfordern", fall=fall, als=Funktion.MITGLIED)
    assert "Zuständig: Geschäftsstelle" in grund
    unsichtbar(nrw, "unterlagen_nachfordern", fall=fall, als=Funktion.RAT)
