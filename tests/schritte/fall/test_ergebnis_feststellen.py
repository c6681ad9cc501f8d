"""The result of the body: computed where a rule is stored, else established by a person."""

from datetime import date, datetime
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Abstimmung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt, heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    unsichtbar,
    verboten,
)

STIMMEN = {"mitglieder": 10, "anwesende": 8, "ja": 5, "nein": 2, "enthaltung": 1}


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUF_TAGESORDNUNG)


def stelle_fest(spiel: Spiel, fall: Fall, ausgang: str, **eingabe: Any) -> None:
    spiel.zug(fall, "ergebnis_feststellen", ausgang, **STIMMEN | {"festgestellt": ""} | eingabe)


def test_it_computes_an_ersuchen_by_the_rule(nrw: Spiel, fall: Fall) -> None:
    """§ 6 Abs. 3 Satz 2: the majority of the members present; 5 of 8 are more than half."""
    erwartet = {"erwartungen_1_was1": "Pass.", "erwartungen_1_zumutbar1": "Es gibt Termine."}
    stelle_fest(nrw, fall, "ersuchen", gruende="Die Kinder.", **erwartet)
    assert (fall.stand, fall.zaehlt_als) == (Stand.ERSUCHEN_BESCHLOSSEN, "ersuchen")
    ergebnis = fall.ergebnisse.get()
    ergebnis.fall = frisch(fall)
    assert (ergebnis.gegenstand, ergebnis.durch, ergebnis.am) == ("ersuchen", "regel", heute())
    saetze = ["Pass. – zumutbar: Es gibt Termine."]
    assert (ergebnis.gruende, ergebnis.erwartungen) == ("Die Kinder.", saetze)
    assert "§ 6" in (ergebnis.rechnung or "")
    zeile = gezaehlt(fall)
    assert (zeile.ergebnis, zeile.ergebnis_am, zeile.folge) == ("ersuchen", heute(), "offen")
    assert letzter_eintrag(fall).beleg == "§ 6 Abs. 3 HFKVO NRW"


def test_it_keeps_the_totals_and_nothing_per_member(nrw: Spiel, fall: Fall) -> None:
    stelle_fest(nrw, fall, "ersuchen")
    zeile = Abstimmung.objects.select_related("punkt__sitzung__schluessel").get()
    assert (zeile.ja, zeile.nein, zeile.enthaltung) == (5, 2, 1)
    assert (zeile.anwesende, zeile.mitglieder, zeile.angenommen) == (8, 10, True)
    assert (zeile.gegenstand, zeile.durch) == ("ersuchen", "regel")
    assert zeile.tresor_schluessel == nrw.sitzung().schluessel
    assert zeile.feststellung
    assert zeile.punkt.fall_id == fall.pk


@pytest.mark.parametrize(
    ("stimmen", "ausgang", "feld"),
    [
        # 4 of 8 are no majority of those present.
        ({"ja": 4, "nein": 4, "enthaltung": 0}, "ersuchen", "ausgang"),
        # 5 of 8 are one: then it cannot be "kein Ersuchen".
        ({}, "kein_ersuchen", "ausgang"),
        # § 6 Abs. 2: at least half of the members.
        ({"anwesende": 4, "ja": 4, "nein": 0, "enthaltung": 0}, "ersuchen", "anwesende"),
        # Four of ten decide nothing, not even by saying so without a count.
        ({"anwesende": 4, "ja": "", "nein": "", "enthaltung": ""}, "kein_ersuchen", "anwesende"),
        ({"ja": 9}, "ersuchen", "ja"),
        ({"ja": "", "nein": "", "enthaltung": ""}, "ersuchen", "ja"),
    ],
)
def test_it_refuses_what_the_rule_does_not_yield(
    nrw: Spiel, fall: Fall, stimmen: dict[str, Any], ausgang: str, feld: str
) -> None:
    eingabe = STIMMEN | {"festgestellt": "on"} | stimmen
    fehler = fehlerfelder(nrw, "ergebnis_feststellen", fall=fall, ausgang=ausgang, **eingabe)
    assert fehler.keys() == {feld}


def test_it_lets_a_person_establish_what_no_rule_covers(dortmund: Spiel) -> None:
    """Dortmund describes no vote: the four work out an assessment together."""
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    ohne: dict[str, Any] = dict.fromkeys(STIMMEN, "")
    fehler = fehlerfelder(
        dortmund,
        "ergebnis_feststellen",
        fall=fall,
        ausgang="einschaetzung",
        **ohne | {"festgestellt": ""},
    )
    assert fehler.keys() == {"festgestellt"}
    dortmund.zug(fall, "ergebnis_feststellen", "einschaetzung", **ohne | {"festgestellt": "on"})
    ergebnis = fall.ergebnisse.get()
    ergebnis.fall = frisch(fall)
    assert (ergebnis.durch, ergebnis.rechnung) == ("person", None)
    assert (fall.stand, gezaehlt(fall).ergebnis) == (Stand.ENTSCHIEDEN, "einschaetzung")
    assert not Abstimmung.objects.exists()


def test_it_keeps_different_results_in_one_family(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    zweite = str(fall.personen.get(nummer=2).pk)
    stelle_fest(nrw, fall, "ersuchen", abweichend=[zweite], abweichendes_ergebnis="kein_ersuchen")
    ergebnisse = {
        e.person.nummer: (e.gegenstand, e.durch) for e in fall.ergebnisse.select_related("person")
    }
    # The count was about the Ersuchen; the other result a person establishes.
    assert ergebnisse == {1: ("ersuchen", "regel"), 2: ("kein_ersuchen", "person")}
    assert gezaehlt(fall).ergebnis == "ersuchen"


def test_it_leaves_no_ersuchen_that_cannot_be_forwarded(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    zweite = str(fall.personen.get(nummer=2).pk)
    gegen = {"ja": 2, "nein": 5, "abweichend": [zweite]}
    for anders, feld in (
        ("ersuchen", "abweichendes_ergebnis"),
        ("kein_ersuchen", "abweichendes_ergebnis"),
        ("", "abweichendes_ergebnis"),
    ):
        fehler = fehlerfelder(
            nrw,
            "ergebnis_feststellen",
            fall=fall,
            ausgang="kein_ersuchen",
            **STIMMEN | gegen | {"abweichendes_ergebnis": anders},
        )
        assert fehler.keys() == {feld}, anders
    fehler = fehlerfelder(
        nrw,
        "ergebnis_feststellen",
        fall=fall,
        ausgang="vertagung",
        **STIMMEN | gegen | {"abweichendes_ergebnis": "empfehlung"},
    )
    assert fehler.keys() == {"abweichend"}


def test_it_does_not_call_everybody_an_exception(nrw: Spiel, fall: Fall) -> None:
    eine = str(fall.personen.get().pk)
    fehler = fehlerfelder(
        nrw,
        "ergebnis_feststellen",
        fall=fall,
        ausgang="ersuchen",
        **STIMMEN,
        abweichend=[eine],
        abweichendes_ergebnis="empfehlung",
    )
    assert fehler.keys() == {"abweichend"}


@pytest.mark.parametrize(
    ("ausgang", "stand"),
    [("vertagung", Stand.BERATUNGSREIF), ("weitere_aufklaerung", Stand.AUFGENOMMEN)],
)
def test_it_sends_a_case_back_without_a_result(
    nrw: Spiel, fall: Fall, ausgang: str, stand: Stand
) -> None:
    stelle_fest(nrw, fall, ausgang, **dict.fromkeys(STIMMEN, ""))
    assert (fall.stand, fall.zaehlt_als) == (stand, "")
    assert not fall.ergebnisse.exists()
    assert gezaehlt(fall).ergebnis == "offen"
    assert fall.tagesordnungspunkte.get().abgesetzt
    assert fall.zugaenge.get(art=Zugangsart.VORGELEGT).bis == heute()


def test_it_counts_on_the_day_of_the_session(nrw: Spiel) -> None:
    with gestellt(datetime(2026, 3, 2, 12, tzinfo=BERLIN)):
        fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    with gestellt(datetime(2026, 3, 20, 12, tzinfo=BERLIN)):
        stelle_fest(nrw, fall, "ersuchen", am="2026-03-18")
    assert gezaehlt(fall).ergebnis_am == date(2026, 3, 18)
    assert fall.ergebnisse.get().am == date(2026, 3, 18)


def test_it_records_that_nobody_took_an_offered_case_up(nrw: Spiel) -> None:
    nrw.tue("weg_waehlen", weg="text")
    nrw.gremium.refresh_from_db()
    fall = nrw.bis(Stand.ANGEBOTEN, antragsweg="sonstiger_einzelfall")
    nrw.zug(
        fall,
        "ergebnis_feststellen",
        "nichtbefassung",
        **dict.fromkeys(STIMMEN, "") | {"festgestellt": "on"},
    )
    assert (fall.stand, gezaehlt(fall).ergebnis) == (Stand.ENTSCHIEDEN, "nichtbefassung")


def test_it_knows_only_results_of_this_body(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    fehler = fehlerfelder(
        nrw, "ergebnis_feststellen", fall=fall, ausgang="einschaetzung", **STIMMEN
    )
    assert fehler.keys() == {"ausgang"}
    fehler = fehlerfelder(
        nrw, "ergebnis_feststellen", fall=fall, ausgang="ersuchen", **STIMMEN | {"ja": -1}
    )
    assert fehler.keys() == {"ja"}


def test_it_is_established_by_office_or_chair(nrw: Spiel, fall: Fall) -> None:
    als = Funktion.MITGLIED
    grund = verboten(nrw, "ergebnis_feststellen", fall=fall, ausgang="ersuchen", als=als)
    assert "Zuständig: Geschäftsstelle oder Vorsitz (§ 6 Abs. 3 HFKVO NRW)" in grund
    unsichtbar(nrw, "ergebnis_feststellen", fall=fall, ausgang="ersuchen", als=Funktion.RAT)
    nrw.tue("ergebnis_feststellen", fall=fall, ausgang="ersuchen", als=Funktion.VORSITZ)
    assert letzter_eintrag(fall).funktion == "vorsitz"


def test_it_needs_a_case_on_the_agenda(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.BERATUNGSREIF)
    grund = verboten(nrw, "ergebnis_feststellen", fall=fall, ausgang="ersuchen")
    assert "nur im Stand „Auf der Tagesordnung einer Sitzung“" in grund


def test_it_asks_on_paper_too_for_a_sentence_on_every_soll_ground(nrw: Spiel, fall: Fall) -> None:
    """§ 5 Abs. 2 HFKVO: as in a running session; only before an Ersuchen, only what is found."""
    gruende = ["zur_fahndung_ausgeschrieben", "ausgewiesen_schwerwiegend"]
    for grund in gruende:
        nrw.zug(fall, "angabe_festhalten", merkmal=grund, antwort="ja")
    felder = {f"abwaegung_{grund}" for grund in gruende}
    bogen: dict[str, Any] = {"fall": fall, "ausgang": "ersuchen", **STIMMEN}
    meldung = fehlerfelder(nrw, "ergebnis_feststellen", **bogen)
    assert set(meldung) == felder
    einer = {f"abwaegung_{gruende[0]}": "Der Haftbefehl ist aufgehoben."}
    meldung = fehlerfelder(nrw, "ergebnis_feststellen", **(bogen | einer))
    assert set(meldung) == {f"abwaegung_{gruende[1]}"}
    zweiter = {f"abwaegung_{gruende[1]}": "Das liegt zwölf Jahre zurück."}
    stelle_fest(nrw, fall, "ersuchen", **einer, **zweiter)
    punkt = fall.tagesordnungspunkte.select_related("sitzung", "fall__schluessel__eltern").get()
    saetze = {}
    for abwaegung in punkt.abwaegungen.all():
        abwaegung.punkt = punkt
        saetze[f"abwaegung_{abwaegung.grund}"] = abwaegung.satz
    assert saetze == einer | zweiter


def test_it_asks_for_no_weighing_where_nothing_is_asked_for(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "angabe_festhalten", merkmal="zur_fahndung_ausgeschrieben", antwort="ja")
    stelle_fest(nrw, fall, "kein_ersuchen", ja=1, nein=6)
    assert not fall.tagesordnungspunkte.get().abwaegungen.exists()


def test_it_expects_only_of_whom_the_ersuchen_is_for(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.EINGEGANGEN)
    nrw.zug(fall, "person_hinzufuegen")
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    zweite = {"erwartungen_2_was1": "Ein Pass.", "erwartungen_2_zumutbar1": "Das geht."}
    bogen: dict[str, Any] = {"fall": fall, "ausgang": "ersuchen", **STIMMEN, **zweite}
    ohne = {
        "abweichend": [str(fall.personen.get(nummer=2).pk)],
        "abweichendes_ergebnis": "kein_ersuchen",
    }
    meldung = fehlerfelder(nrw, "ergebnis_feststellen", **(bogen | ohne))
    assert meldung == {"erwartungen_2": ["Für diese Person gilt das Ersuchen nicht."]}
    stelle_fest(nrw, fall, "ersuchen", **zweite)
    je_person = {e.person_id: e for e in fall.ergebnisse.all()}
    erwartet = {}
    for person in fall.personen.all():
        je_person[person.pk].fall = frisch(fall)
        erwartet[person.nummer] = je_person[person.pk].erwartungen
    assert erwartet == {1: [], 2: ["Ein Pass. – zumutbar: Das geht."]}
