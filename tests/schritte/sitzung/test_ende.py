"""The end of a session: what is still on is not left hanging, and the minutes say what was not."""

from typing import Any

import pytest

from haertefall.recht.begriffe import Stand
from haertefall.schritte.niederschrift.erstellen import behandelte
from haertefall.sitzungen.models import Punktart, Sitzung, Tagesordnungspunkt
from haertefall.sitzungen.niederschrift import zum_punkt
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, im_gange, ruf
from tests.schritte.pruefstand import fehlerfelder


@pytest.fixture
def sitzung(nrw: Spiel) -> Sitzung:
    """Six are there; two general questions, the first is on."""
    sitzung = nrw.sitzung()
    for titel in ("Wartezeiten", "Termine"):
        bogen: dict[str, Any] = {"art": "frage", "titel": titel, "frage": "Wie lange?"}
        nrw.tue("punkt_aufsetzen", sitzung=sitzung.pk, **bogen)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung, nummer=1)
    return sitzung


def protokoll(sitzung: Sitzung) -> list[str]:
    frisch = Sitzung.objects.select_related("gremium", "schluessel__eltern").get(pk=sitzung.pk)
    return [zum_punkt(punkt).text for punkt in behandelte(frisch)]


def test_it_ends_no_session_while_a_question_is_on(nrw: Spiel, sitzung: Sitzung) -> None:
    """Else its answer and who was there for it would be lost."""
    assert fehlerfelder(nrw, "sitzung_beenden", sitzung=sitzung.pk) == {
        "__all__": ["TOP 1 wird noch beraten. Bitte schließen Sie diesen Punkt zuerst."]
    }
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk, antwort="Drei Monate.")
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
    erster, zweiter = protokoll(sitzung)
    assert "Anwesend bei diesem Punkt" in erster
    assert "Drei Monate." in erster
    assert "Nicht aufgerufen." not in erster
    assert zweiter.endswith("Nicht aufgerufen.")


def test_it_says_of_a_case_taken_off_that_nothing_was_decided(nrw: Spiel) -> None:
    """Called, moved, and then too few stayed (§ 6 Abs. 2 Satz 3 HFKVO)."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = im_gange(nrw, 6)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Darum.")
    fall.refresh_from_db()
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
    (einziger,) = protokoll(sitzung)
    assert "Darüber wurde nicht entschieden." in einziger
    assert einziger.endswith("Von der Tagesordnung genommen.")


def test_it_lets_an_ersuchen_stand_where_too_few_stayed_to_take_it_back(nrw: Spiel) -> None:
    """Nothing can be decided any more: the end closes the item, and nothing moves the case."""
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    sitzung = Sitzung.objects.get(pk=str(nrw.tue("sitzung_anberaumen").objekt_id))
    nrw.tue("ruecknahme_aufsetzen", fall=fall, sitzung=sitzung.pk, anlass="Ein anderer Name.")
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 3)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ruecknahme_ersuchen", begruendung="Darum.")
    fehler = fehlerfelder(nrw, "sitzung_beenden", sitzung=sitzung.pk)
    assert "TOP 1 wird noch beraten." in fehler["__all__"][0]
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    nrw.tue("antrag_zurueckziehen", sitzung=sitzung.pk, antrag=antrag)
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
    punkt = Tagesordnungspunkt.objects.get(sitzung=sitzung, art=Punktart.RUECKNAHME)
    assert punkt.geschlossen_um is not None
    assert punkt.anwesenheiten.count() == 3
    fall.refresh_from_db()
    assert fall.stand == Stand.ERSUCHEN_ZUGELEITET


def test_it_votes_on_no_statement_without_words(nrw: Spiel, sitzung: Sitzung) -> None:
    leer: dict[str, Any] = {"gegenstand": "allgemeine_aussage"}
    assert fehlerfelder(nrw, "antrag_stellen", sitzung=sitzung.pk, **leer) == {
        "text": ["Wie lautet die Aussage?"]
    }
    beantrage(nrw, sitzung, "allgemeine_aussage", text="Termine dauern zu lange.")
