"""A message of somebody without power of attorney: in the file, and for the sender nothing else."""

from collections.abc import Callable
from dataclasses import asdict

import pytest

from haertefall.audit.akteur import Akteur
from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.models import Fall
from haertefall.faelle.nachrichten import EigeneNachricht, eigene_nachricht, lesbare_nachrichten
from haertefall.faelle.sicht import Tiefe, nummern_der_spur, sichtbar_fuer, tiefe
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.tresor.felder import Versiegelt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.akte_ansicht import akte
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    letzter_eintrag,
    schreibt_nichts,
    tue_als,
    unsichtbar,
    verboten,
)

SCHRITT = "nachricht_dritter_eintragen"
WORTE = "Sie hilft mir jeden Tag beim Einkaufen"


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, SCHRITT, absender="Herr Nachbar", text=WORTE)
    return fall


def dritter(fall: Fall) -> Akteur:
    """Who sent the first message; the receipt that says so comes later."""
    return Akteur(Funktion.DRITTE, nachricht_id=fall.nachrichten.all()[0].pk)


def test_it_keeps_sender_and_words_sealed_and_out_of_the_history(fall: Fall) -> None:
    roh = fall.nachrichten.values_list("absender", "text").get()
    assert all(isinstance(wert, Versiegelt) for wert in roh)
    eintrag = letzter_eintrag(fall)
    assert (eintrag.schritt, eintrag.zaehlt) == (SCHRITT, {})
    assert WORTE not in str(eintrag.angaben)
    assert "Nachbar" not in str(eintrag.angaben)


def test_it_shows_the_sender_own_words_and_day_and_nothing_else(nrw: Spiel, fall: Fall) -> None:
    wer = dritter(fall)
    nrw.zug(fall, SCHRITT, absender="Frau Andere", text="Etwas anderes")
    eigene = eigene_nachricht(wer)
    assert eigene == EigeneNachricht(heute(), WORTE)
    assert asdict(eigene).keys() == {"am", "text"}
    assert fall.aktenzeichen not in str(eigene)


def test_it_tells_the_sender_nothing_of_the_case(nrw: Spiel, fall: Fall) -> None:
    """Not that there is one: state, number, papers, other messages, an answer."""
    wer = dritter(fall)
    vorher = eigene_nachricht(wer)
    for eines in (fall, nrw.neuer_fall()):
        assert not sichtbar_fuer(wer).filter(pk=eines.pk).exists()
        assert tiefe(wer, eines) is Tiefe.NICHTS
        for stufe in Tiefe:
            assert not lesbare_dokumente(wer, eines, stufe).exists()
            assert lesbare_nachrichten(wer, eines, stufe) == ()
    assert not nummern_der_spur(wer).exists()
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    assert eigene_nachricht(wer) == vorher


def test_it_lets_the_sender_do_nothing(nrw: Spiel, fall: Fall) -> None:
    wer = dritter(fall)
    for name, schritt in SCHRITTE.items():
        if schritt.objekt == "fall":
            with schreibt_nichts(), pytest.raises(Exception, match=r".") as grund:
                tue_als(wer, name, {}, fall=fall)
            assert type(grund.value).__name__ in {"NichtVorhanden", "NichtErlaubt"}, name


@pytest.mark.parametrize("funktion", sorted(Funktion))
def test_it_is_the_message_of_its_sender_alone(fall: Fall, funktion: Funktion) -> None:
    nummer = fall.nachrichten.get().pk
    eigene = eigene_nachricht(Akteur(funktion, nachricht_id=nummer))
    assert (eigene is not None) == (funktion is Funktion.DRITTE)
    assert eigene_nachricht(Akteur(Funktion.DRITTE, fall_id=fall.pk)) is None


def test_it_is_not_for_those_outside(spielplatz: Callable[..., list[Spiel]]) -> None:
    """Who writes about people without their knowledge need not fear them."""
    (dortmund,) = spielplatz("dortmund")
    fall = dortmund.neuer_fall(eingebracht_von=dortmund.einbringende())
    dortmund.zug(fall, SCHRITT, absender="Herr Nachbar", text=WORTE)
    for wer in (dortmund.akteur(Funktion.BERATUNG), Akteur(Funktion.BETROFFENE, fall_id=fall.pk)):
        gesehen = akte(frisch(fall), wer, Tiefe.AKTE, fassungen.aus_hash(fall.fassung_id), heute())
        assert WORTE not in str(gesehen)


def test_it_is_recorded_by_the_office_alone(spielplatz: Callable[..., list[Spiel]]) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    for funktion in (Funktion.MITGLIED, Funktion.AUSLAENDERBEHOERDE):
        verboten(nrw, SCHRITT, fall=fall, als=funktion)
    unsichtbar(nrw, SCHRITT, fall=fall, als=Funktion.RAT)
    unsichtbar(dortmund, SCHRITT, fall=fall, als=Funktion.GESCHAEFTSSTELLE)


def test_it_asks_for_sender_and_words(nrw: Spiel) -> None:
    felder = fehlerfelder(nrw, SCHRITT, fall=nrw.neuer_fall(), absender="", text="")
    assert felder.keys() == {"absender", "text"}
