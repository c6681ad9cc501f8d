"""Answers for the Prüfhilfe: facts with evidence, judgements with reasons, each kept."""

from datetime import date
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Rechtsangabe, Seite
from haertefall.faelle.pruefhilfe import wege_der_person
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.pruefhilfe.beispiele import kurz
from haertefall.recht.pruefhilfe.sachverhalt import Angabe, Ereignis, Sprachstufe, Zeitraum
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    letzter_eintrag,
    tue_als,
    unsichtbar,
    verboten,
)
from tests.web.besuch import amt_von

TAG = date(2026, 11, 20)
SCHRITT = "rechtsangabe_festhalten"


def bekannt(fall: Fall, *, nach_aussen: bool = False) -> Any:
    person = fall.personen.first()
    assert person is not None
    angaben = Rechtsangabe.objects.filter(person=person).select_related("fall__schluessel")
    return wege_der_person(person, angaben, TAG, nach_aussen=nach_aussen)


@pytest.mark.parametrize(
    ("angabe", "antwort", "wert"),
    [
        ("geburtstag", {"antwort": "2008-03-10"}, date(2008, 3, 10)),
        ("ledig", {"antwort": "ja"}, True),
        ("deutsch", {"antwort": "B1"}, Sprachstufe.B1),
        ("antrag_25a", {"antwort": "nein"}, Ereignis(False)),
        ("antrag_25a", {"antwort": "ja"}, Ereignis(True)),
        (
            "antrag_25a",
            {"antwort": "ja", "antwort_tag": "2026-05-01"},
            Ereignis(True, date(2026, 5, 1)),
        ),
        (
            "schulbesuch",
            {"antwort": "2022-09-01", "antwort_bis": "2026-07-31"},
            Zeitraum(date(2022, 9, 1), date(2026, 7, 31)),
        ),
        ("schulbesuch", {"antwort": "2022-09-01"}, Zeitraum(date(2022, 9, 1))),
    ],
)
def test_it_records_each_kind_of_fact(
    nrw: Spiel, angabe: str, antwort: dict[str, str], wert: object
) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, angabe=angabe, **antwort)
    assert bekannt(fall).sachverhalt.angaben == {angabe: Angabe(wert)}


def test_it_records_a_judgement_with_who_made_it_and_why(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(
        fall, SCHRITT, angabe="integration_gewaehrleistet", antwort="ja", begruendung="Gute Noten."
    )
    wertung = bekannt(fall).sachverhalt.angaben["integration_gewaehrleistet"]
    assert (wertung.ja, wertung.begruendung) == (True, "Gute Noten.")
    assert wertung.wer == nrw.aemter[Funktion.GESCHAEFTSSTELLE].konto.name
    fehler = fehlerfelder(
        nrw, SCHRITT, fall=frisch(fall), angabe="integration_gewaehrleistet", antwort="ja"
    )
    assert fehler == {"begruendung": ["Bitte sagen Sie, warum Sie es so bewerten."]}


def test_it_records_why_a_case_is_atypical(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(
        fall, SCHRITT, angabe="ausgleich.25b.1.2.N1", antwort="ja", begruendung="Besondere Leistung"
    )
    assert bekannt(fall).sachverhalt.ausgleich["25b.1.2.N1"].ja


def test_it_leaves_open_what_is_only_said(nrw: Spiel) -> None:
    """K-proof: the fact is asserted, the evidence is missing."""
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, angabe="abschluss_anerkannt", antwort="ja", belegt="")
    zeile = bekannt(fall).uebersicht.weg("25a").zeile("25a.1.1.N2")
    assert kurz(zeile.befund) == "zu_klaeren: tatsache, nachweis, wertung"
    nrw.zug(fall, SCHRITT, angabe="abschluss_anerkannt", antwort="ja", belegt="on")
    zeile = bekannt(fall).uebersicht.weg("25a").zeile("25a.1.1.N2")
    assert kurz(zeile.befund) == "erfuellt"


def test_it_lets_the_finding_of_the_office_win_and_leaves_a_contradiction_open(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, angabe="ledig", antwort="ja", seite="antrag")
    nrw.zug(fall, SCHRITT, angabe="ledig", antwort="nein", seite="behoerde")
    stand = bekannt(fall)
    assert stand.sachverhalt.angaben == {} and stand.staende["ledig"].widerspruch
    nrw.zug(fall, SCHRITT, angabe="ledig", antwort="nein", seite="geschaeftsstelle")
    stand = bekannt(fall)
    assert stand.sachverhalt.angaben == {"ledig": Angabe(False)}
    assert len(stand.staende["ledig"].seiten) == 3


def test_it_takes_back_what_is_not_known_after_all_and_keeps_the_row(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, angabe="ledig", antwort="ja")
    nrw.zug(fall, SCHRITT, angabe="ledig", antwort="", unbekannt="on")
    assert bekannt(fall).sachverhalt.angaben == {}
    assert fall.rechtsangaben.count() == 2


@pytest.mark.parametrize(
    ("eingabe", "feld"),
    [
        ({"antwort": ""}, "antwort"),
        ({"angabe": "gibt_es_nicht"}, "angabe"),
        ({"angabe": "aufenthaltszeiten"}, "angabe"),
        ({"angabe": "deutsch", "antwort": "Z9"}, "antwort"),
        ({"angabe": "wochenstunden", "antwort": "viele"}, "antwort"),
        ({"angabe": "antrag_25a", "antwort": "nein", "antwort_tag": "2026-01-01"}, "antwort"),
        (
            {"angabe": "schulbesuch", "antwort": "2026-01-02", "antwort_bis": "2026-01-01"},
            "antwort",
        ),
        ({"unbekannt": "on"}, "unbekannt"),
        ({"seite": "niemand"}, "seite"),
        ({"person": "x"}, "person"),
        ({"am": "2999-01-01"}, "am"),
    ],
)
def test_it_names_the_field_that_is_wrong(nrw: Spiel, eingabe: dict[str, str], feld: str) -> None:
    assert feld in fehlerfelder(nrw, SCHRITT, fall=nrw.neuer_fall(), **eingabe)


def test_it_marks_what_an_authority_says_about_a_removal(nrw: Spiel) -> None:
    """§ 97a AufenthG: neither the answer nor anything that rests on it goes out."""
    fall = nrw.neuer_fall()
    for angabe in ("60a.5b.zustimmung", "60a.5b.massnahmen"):
        nrw.zug(fall, SCHRITT, angabe=angabe, antwort="ja", seite="behoerde")
    assert [a.geheim for a in fall.rechtsangaben.all()] == [False, True]
    innen, aussen = bekannt(fall), bekannt(fall, nach_aussen=True)
    assert innen.geheim and "60a.5b.massnahmen" in innen.staende
    assert not aussen.geheim and set(aussen.staende) == {"60a.5b.zustimmung"}
    assert kurz(innen.uebersicht.weg("60a.5b").befund) == "nicht_erfuellt"
    assert kurz(aussen.uebersicht.weg("60a.5b").befund) == "zu_klaeren: tatsache"


def test_it_keeps_a_finding_that_rests_on_a_secret_inside_too(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, angabe="60a.5b.massnahmen", antwort="ja", seite="geschaeftsstelle")
    nrw.zug(fall, SCHRITT, angabe="60a.5b.massnahmen", antwort="nein", seite="antrag")
    assert [
        e.seite for e in bekannt(fall, nach_aussen=True).staende["60a.5b.massnahmen"].seiten
    ] == [Seite.ANTRAG]


def test_it_counts_nothing_and_keeps_the_answer_out_of_the_history(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, angabe="geburtstag", antwort="1990-05-20", beleg="Geburtsurkunde Nr. 7")
    eintrag = letzter_eintrag(fall)
    assert eintrag.zaehlt == {} and fall.stand == Stand.EINGEGANGEN
    assert "1990" not in str(eintrag.angaben) and "Urkunde" not in str(eintrag.angaben)
    assert eintrag.angaben["angabe"] == "Wann ist die Person geboren?"


def test_it_is_for_the_office_and_for_the_counsellor_of_the_case(nrw: Spiel) -> None:
    beratung = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    fall, fremder = nrw.neuer_fall(eingebracht_von=str(beratung.pk)), nrw.neuer_fall()
    nrw.aemter[Funktion.BERATUNG] = beratung
    nrw.zug(fall, SCHRITT, als=Funktion.BERATUNG, angabe="ledig", antwort="ja")
    assert fall.rechtsangaben.get().seite == Seite.ANTRAG
    fehler = fehlerfelder(
        nrw, SCHRITT, fall=fall, als=Funktion.BERATUNG, angabe="ledig", antwort="ja",
        seite="geschaeftsstelle",
    )  # fmt: skip
    assert fehler.keys() == {"seite"}
    wertung = {"angabe": "integration_gewaehrleistet", "antwort": "ja", "begruendung": "Ja."}
    fehler = fehlerfelder(nrw, SCHRITT, fall=fall, als=Funktion.BERATUNG, **wertung)
    assert fehler.keys() == {"angabe"}
    unsichtbar(nrw, SCHRITT, fall=fremder, als=Funktion.BERATUNG, angabe="ledig", antwort="ja")
    unsichtbar(nrw, SCHRITT, fall=fall, als=Funktion.AUSLAENDERBEHOERDE, angabe="ledig")
    nrw.bis(Stand.STELLUNGNAHME, fremder)
    assert "Zuständig" in verboten(nrw, SCHRITT, fall=fremder, als=Funktion.AUSLAENDERBEHOERDE)


def test_it_is_over_with_the_case(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ABGESCHLOSSEN)
    assert "im Stand „Abgeschlossen“ nicht möglich" in verboten(nrw, SCHRITT, fall=fall)


def test_it_takes_the_person_of_this_case_only(nrw: Spiel) -> None:
    fall, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    fremd = str(anderer.personen.get().pk)
    assert fehlerfelder(nrw, SCHRITT, fall=fall, person=fremd).keys() == {"person"}
    with pytest.raises(KeyError):
        tue_als(nrw.akteur(Funktion.GESCHAEFTSSTELLE), "gibt_es_nicht", {}, fall=fall)
