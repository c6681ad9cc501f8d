"""An office setting: look again on a day."""

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, frisch, letzter_eintrag, verboten


def test_it_sets_one_and_the_newer_replaces_the_older(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "wiedervorlage_setzen", text="Anrufen")
    nrw.zug(fall, "wiedervorlage_setzen", text="Schreiben", faellig_am=heute().isoformat())
    alt, neu = sorted(fall.wiedervorlagen.all(), key=lambda w: w.erledigt_am is None)
    neu.fall = frisch(fall)
    assert (alt.erledigt_am, neu.erledigt_am) == (heute(), None)
    assert (neu.text, neu.faellig_am, neu.anlass) == ("Schreiben", heute(), "allgemein")
    assert neu.beleg == "Einstellung der Geschäftsstelle"


def test_it_keeps_what_for_out_of_the_history(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "wiedervorlage_setzen", text="Mit der Ärztin sprechen")
    assert "Ärztin" not in str(letzter_eintrag(fall).angaben)
    assert letzter_eintrag(fall).zaehlt == {}


def test_it_leaves_watches_for_other_reasons_alone(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "unterlagen_nachfordern")
    nrw.zug(fall, "wiedervorlage_setzen")
    assert fall.wiedervorlagen.filter(erledigt_am=None).count() == 2


def test_it_wants_a_day_to_come_and_what_for(nrw: Spiel) -> None:
    fehler = fehlerfelder(
        nrw, "wiedervorlage_setzen", fall=nrw.neuer_fall(), faellig_am="2020-02-02", text=""
    )
    assert fehler == {
        "faellig_am": ["Der Tag liegt in der Vergangenheit."],
        "text": ["Bitte ausfüllen."],
    }


def test_it_is_not_for_closed_cases_or_for_others(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    grund = verboten(nrw, "wiedervorlage_setzen", fall=fall, als=Funktion.VORSITZ)
    assert "Zuständig: Geschäftsstelle" in grund
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    assert "im Stand „Abgeschlossen“ nicht möglich" in verboten(
        nrw, "wiedervorlage_setzen", fall=fall
    )
