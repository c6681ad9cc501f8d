"""An earlier case of the same people is linked by a person, with a reason."""

from collections.abc import Callable

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, frisch, letzter_eintrag, verboten


def test_it_links_with_reason_and_change(nrw: Spiel) -> None:
    frueher, fall = nrw.bis(Stand.ABGESCHLOSSEN), nrw.neuer_fall()
    nrw.zug(
        fall,
        "vorbefassung_verknuepfen",
        aktenzeichen=frueher.aktenzeichen,
        grund="Dieselbe Familie",
        geaendert="Ein Kind wurde geboren",
    )
    zeile = fall.vorbefassungen.get()
    zeile.fall = frisch(fall)
    assert (zeile.frueher, zeile.grund, zeile.geaendert) == (
        frueher,
        "Dieselbe Familie",
        "Ein Kind wurde geboren",
    )
    assert frueher.spaetere.get() == zeile
    assert "Familie" not in str(letzter_eintrag(fall).angaben)
    assert fall.stand == Stand.EINGEGANGEN


def test_it_links_once(nrw: Spiel) -> None:
    frueher, fall = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(fall, "vorbefassung_verknuepfen", aktenzeichen=frueher.aktenzeichen)
    noch_einmal = fehlerfelder(
        nrw, "vorbefassung_verknuepfen", fall=fall, aktenzeichen=frueher.aktenzeichen
    )
    assert noch_einmal["aktenzeichen"] == ["Dieser Fall ist schon verknüpft."]


def test_it_says_the_same_of_foreign_and_missing_files(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall, fremd = nrw.neuer_fall(), dortmund.neuer_fall()
    antworten = {
        str(fehlerfelder(nrw, "vorbefassung_verknuepfen", fall=fall, aktenzeichen=nummer))
        for nummer in (fremd.aktenzeichen, "NRW-1999-0001", fall.aktenzeichen)
    }
    assert len(antworten) == 1


def test_it_is_for_the_office(nrw: Spiel) -> None:
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    verboten(nrw, "vorbefassung_verknuepfen", fall=vorgelegt, als=Funktion.MITGLIED)
