"""The check of the grounds: the program combines answers, a person confirms the result."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


@pytest.mark.parametrize(
    ("ausgang", "stand"),
    [
        ("zulaessig", Stand.VORPRUEFUNG),
        ("abzuwaegen", Stand.VORPRUEFUNG),
        ("ausgeschlossen", Stand.ENTSCHIEDEN),
    ],
)
def test_it_goes_where_the_answers_lead(nrw: Spiel, fall: Fall, ausgang: str, stand: Stand) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", ausgang)
    eintrag = letzter_eintrag(fall)
    assert (fall.stand, eintrag.ausgang) == (stand, ausgang)
    assert eintrag.beleg == "Praxis: § 5 Abs. 1 HFKVO NRW"


def test_it_counts_an_exclusion_and_nothing_else(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")
    zeile = gezaehlt(fall)
    assert (zeile.ergebnis, zeile.ergebnis_am) == ("ausgeschlossen", heute())
    assert fall.zaehlt_als == "ausgeschlossen"
    anderer = nrw.neuer_fall()
    nrw.zug(anderer, "zulaessigkeit_feststellen", "abzuwaegen")
    assert (gezaehlt(anderer).ergebnis, anderer.zaehlt_als) == ("offen", "")


def test_it_freezes_answers_findings_and_version(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")
    pruefung = fall.pruefungen.get()
    pruefung.fall = frisch(fall)
    assert (pruefung.ergebnis, pruefung.fassung) == ("ausgeschlossen", fall.fassung_id)
    assert len(pruefung.hash) == 64
    (person,) = pruefung.inhalt
    vorhanden = [b for b in person["befunde"] if b["lage"] == "liegt_vor"]
    assert vorhanden[0]["norm"].startswith("§ 5 Abs. 1")
    assert person["antworten"]["im_bundesgebiet"] == "nein"
    vorher = pruefung.hash
    nrw_neu = fall.pruefungen.get()
    assert nrw_neu.hash == vorher


def test_it_excludes_only_if_everybody_is_excluded(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    nrw.beantworte(fall, "zulaessig")
    zweite = str(fall.personen.get(nummer=2).pk)
    nrw.zug(fall, "angabe_festhalten", merkmal="im_bundesgebiet", antwort="nein", person=zweite)
    nrw.tue("zulaessigkeit_feststellen", fall=fall)
    fall.refresh_from_db()
    assert fall.stand == Stand.VORPRUEFUNG
    pruefung = fall.pruefungen.get()
    pruefung.fall = frisch(fall)
    assert [p["ergebnis"] for p in pruefung.inhalt] == ["zulaessig", "ausgeschlossen"]


def test_it_stops_at_open_questions_unless_somebody_says_why_not(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "zulaessigkeit_feststellen", fall=fall)
    assert fehler["offen_weiter"][0].startswith("Noch offen: ")
    fehler = fehlerfelder(
        nrw, "zulaessigkeit_feststellen", fall=fall, offen_weiter="on", vermerk=""
    )
    assert fehler == {"vermerk": ["Bitte sagen Sie, warum es trotz offener Fragen weitergeht."]}
    nrw.tue("zulaessigkeit_feststellen", fall=fall, offen_weiter="on", vermerk="Behörde klärt.")
    assert letzter_eintrag(fall).ausgang == "abzuwaegen"


def test_it_wants_the_result_confirmed_and_an_exclusion_reasoned(nrw: Spiel, fall: Fall) -> None:
    nrw.beantworte(fall, "ausgeschlossen")
    fehler = fehlerfelder(
        nrw, "zulaessigkeit_feststellen", fall=fall, bestaetigt="", vermerk="", am="?"
    )
    assert fehler.keys() == {"bestaetigt", "vermerk", "am"}


def test_it_finds_a_later_ground_in_later_states(nrw: Spiel, fall: Fall) -> None:
    """§ 5 Abs. 1 names no point in time (a reading)."""
    nrw.bis(Stand.BERATUNGSREIF, fall)
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig")
    assert fall.stand == Stand.BERATUNGSREIF
    nrw.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")
    assert (fall.stand, letzter_eintrag(fall).grundlage) == (Stand.ENTSCHIEDEN, "auslegung")
    assert fall.pruefungen.count() == 3


def test_it_takes_an_excluded_case_off_the_agenda(dortmund: Spiel) -> None:
    """Else the session could be neither closed nor cancelled."""
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    dortmund.zug(fall, "angabe_festhalten", merkmal="asylantrag_gestellt", antwort="ja")
    dortmund.tue("zulaessigkeit_feststellen", fall=fall)
    fall.refresh_from_db()
    assert fall.stand == Stand.ENTSCHIEDEN
    assert not fall.tagesordnungspunkte.filter(abgesetzt=False).exists()
    dortmund.tue("sitzung_absagen", sitzung=str(dortmund.sitzung().pk))


def test_it_is_refused_after_the_decision(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")
    assert "§ 5 Abs. 1 HFKVO NRW" in verboten(nrw, "zulaessigkeit_feststellen", fall=fall)


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    als = Funktion.VORPRUEFUNGSAUSSCHUSS
    grund = verboten(nrw, "zulaessigkeit_feststellen", fall=fall, als=als)
    assert "Zuständig: Geschäftsstelle" in grund
