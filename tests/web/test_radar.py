"""The danger radar, and dangers on the page of a case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.faelle.gefahren import NEU, VORAUS, gefahrenradar
from haertefall.faelle.models import Fall
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.namen import AUFENTHALT
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.radar import wann_in_worten, zeitstufen
from haertefall.zeit import gestellt, heute
from tests.web.besuch import Besuch, text
from tests.web.marken import GEHEIM

# No row of the example but those that are given.
OHNE = dict.fromkeys(AUFENTHALT, "")
Als = Callable[[Spiel, Funktion], Besuch]
Spielplatz = Callable[..., list[Spiel]]


def tag(tage: int) -> str:
    return (heute() + timedelta(days=tage)).isoformat()


def melde(spiel: Spiel, fall: object, tage: int, art: str, seite: str, **mehr: str) -> None:
    spiel.zug(fall, "gefahr_melden", tag=tag(tage), art=art, seite=seite, **mehr)  # type: ignore[arg-type]


def test_it_sorts_by_day_alone_and_names_where_each_row_comes_from(nrw: Spiel, als: Als) -> None:
    eins, zwei = nrw.neuer_fall(), nrw.bis(Stand.AUF_TAGESORDNUNG)
    melde(nrw, eins, 20, "duldung", "antrag")
    melde(nrw, zwei, 3, "abschiebung", "behoerde")
    melde(nrw, eins, -2, "haft", "dritte")
    melde(nrw, zwei, 60, "verfahren_endet", "geschaeftsstelle")
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/gefahren/"))
    stellen = [
        seite.index(satz)
        for satz in (
            "Heute oder schon eingetreten",
            "vor 2 Tagen",
            "In den nächsten 7 Tagen",
            "in 3 Tagen",
            "In den nächsten 30 Tagen",
            "in 20 Tagen",
            "Später",
            "in 60 Tagen",
        )
    ]
    assert stellen == sorted(stellen)
    for herkunft in (
        "gemeldet von den Betroffenen oder ihrer Beratung",
        "gemeldet von der Ausländerbehörde",
        "gemeldet von anderer Stelle",
        "festgestellt von der Geschäftsstelle",
    ):
        assert herkunft in seite
    assert seite.count("geheim, § 97a") == 1


def test_it_leaves_out_what_is_settled_or_closed(nrw: Spiel) -> None:
    fall, zu = nrw.neuer_fall(), nrw.neuer_fall()
    melde(nrw, fall, 5, "duldung", "antrag")
    melde(nrw, zu, 5, "duldung", "antrag")
    nrw.zug(fall, "gefahr_erledigen")
    nrw.zug(zu, "anderweitig_erledigen")
    buero = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    assert [z for z in gefahrenradar(buero, heute()) if z.art == "duldung"] == []


@pytest.mark.parametrize(("tage", "da"), [(0, True), (VORAUS.days, True), (VORAUS.days + 1, False)])
def test_it_shows_a_birthday_that_closes_a_way(nrw: Spiel, tage: int, da: bool) -> None:
    with gestellt(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        am = heute() + timedelta(days=tage)
        nrw.neuer_fall(geburtsdatum=f"{am.day:02}.{am.month:02}.{am.year - 27}")
        zeilen = [
            z
            for z in gefahrenradar(nrw.akteur(Funktion.GESCHAEFTSSTELLE), heute())
            if z.art == "geburtstag"
        ]
    assert [z.am for z in zeilen] == ([am] if da else [])
    if da:
        assert "wird 27. Das schließt" in zeilen[0].was
        assert "§ 25a" in zeilen[0].norm
        assert "Geburtsdatum" in zeilen[0].woher


def test_it_shows_an_answer_that_a_day_is_fixed(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    frage = {"merkmal": "rueckfuehrungstermin_steht_fest", "seite": "behoerde"}
    nrw.zug(fall, "angabe_festhalten", antwort="ja", **frage)
    buero = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    (zeile,) = [z for z in gefahrenradar(buero, heute()) if z.art == "abschiebung"]
    assert zeile.geheim and "Ausländerbehörde" in zeile.woher
    # A later answer of the same side replaces it.
    nrw.zug(fall, "angabe_festhalten", antwort="nein", **frage)
    assert [z for z in gefahrenradar(buero, heute()) if z.art == "abschiebung"] == []


def test_it_shows_new_rules_while_cases_run_under_others(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    nrw.neuer_fall()
    buero = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    assert [z for z in gefahrenradar(buero, heute()) if z.art == "ordnung"] == []
    bisher = fassungen.alle("nrw")
    bald = heute() + timedelta(days=9)
    neu = replace(bisher[-1], datei=f"{bald.isoformat()}.toml", hash="neu")
    monkeypatch.setattr(fassungen, "alle", lambda gremium: (*bisher, neu))
    (zeile,) = [z for z in gefahrenradar(buero, heute()) if z.art == "ordnung"]
    assert (zeile.am, zeile.fall_id) == (bald, None)
    assert "1 offener Fall läuft nach einer anderen" in zeile.was
    assert neu.datei in zeile.woher


def test_it_is_for_the_office_of_the_body_alone(spielplatz: Spielplatz, als: Als) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    melde(nrw, nrw.bis(Stand.AUF_TAGESORDNUNG), 5, "duldung", "antrag")
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT, Funktion.FACHAUFSICHT):
        als(nrw, funktion).hole("/nrw/gefahren/", 404)
        assert gefahrenradar(nrw.akteur(funktion), heute()) == ()
    als(dortmund, Funktion.GESCHAEFTSSTELLE).hole("/nrw/gefahren/", 404)
    fremd = gefahrenradar(dortmund.akteur(Funktion.GESCHAEFTSSTELLE), heute())
    assert [z for z in fremd if z.art == "duldung"] == []


def test_it_leaves_a_trace(nrw: Spiel, als: Als) -> None:
    als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/gefahren/")
    assert Zugriff.objects.filter(was="radar_geoeffnet", objekt=nrw.gremium.pk).count() == 1


def test_it_stands_on_the_work_page_of_the_office(nrw: Spiel, als: Als) -> None:
    melde(nrw, nrw.neuer_fall(), 2, "haft", "antrag")
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/"))
    assert "in 2 Tagen" in seite
    assert "Gefahren" not in text(als(nrw, Funktion.MITGLIED).hole("/nrw/"))


def test_it_shows_outside_only_what_the_people_reported_themselves(
    dortmund: Spiel, als: Als
) -> None:
    fall = dortmund.neuer_fall(eingebracht_von=dortmund.einbringende())
    melde(dortmund, fall, 4, "abschiebung", "behoerde", text="MarkeBehoerde")
    melde(dortmund, fall, 6, "abschiebung", "antrag", text="MarkeEigen")
    melde(dortmund, fall, 8, "haft", "dritte", text="MarkeDritte")
    beratung = als(dortmund, Funktion.BERATUNG)
    seite = beratung.hole(beratung.fall(fall))
    assert "MarkeEigen" in seite
    assert "MarkeBehoerde" not in seite and "MarkeDritte" not in seite
    assert f"{heute() + timedelta(days=4):%d.%m.%Y}" not in seite
    buero = als(dortmund, Funktion.GESCHAEFTSSTELLE)
    innen = buero.hole(buero.fall(fall))
    assert all(marke in innen for marke in ("MarkeEigen", "MarkeBehoerde", "MarkeDritte"))


def test_it_shows_the_authority_only_its_own_side(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    melde(nrw, fall, 4, "abschiebung", "behoerde", text="MarkeBehoerde")
    melde(nrw, fall, 6, "abschiebung", "antrag", text="MarkeEigen")
    behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    seite = behoerde.hole(behoerde.fall(fall))
    assert "MarkeBehoerde" in seite and "MarkeEigen" not in seite


def test_it_costs_the_same_for_many_cases(nrw: Spiel) -> None:
    buero = nrw.akteur(Funktion.GESCHAEFTSSTELLE)

    def kosten() -> int:
        with CaptureQueriesContext(connection) as mitschrift:
            gefahrenradar(buero, heute())
        return len(mitschrift)

    melde(nrw, nrw.neuer_fall(), 2, "haft", "antrag")
    wenige = kosten()
    for _ in range(4):
        melde(nrw, nrw.neuer_fall(), 2, "haft", "antrag")
    assert kosten() == wenige


def test_it_says_days_in_words() -> None:
    worte = [wann_in_worten(heute() + timedelta(days=n), heute()) for n in (-9, -1, 0, 1, 2)]
    assert worte == ["vor 9 Tagen", "gestern", "heute", "morgen", "in 2 Tagen"]
    assert zeitstufen([], heute()) == []


@pytest.mark.parametrize(
    ("tage", "da"),
    [(-NEU.days - 1, False), (-NEU.days, True), (0, True), (VORAUS.days, True),
     (VORAUS.days + 1, False)],
)  # fmt: skip
def test_it_takes_the_end_of_the_last_duldung_from_the_residence_periods(
    nrw: Spiel, tage: int, da: bool
) -> None:
    """Nobody has to report what the file knows; it says from whose list it comes."""
    fall = nrw.neuer_fall()
    zeiten = {
        "art_0": "gestattung", "von_0": tag(-2000), "bis_0": tag(-1001),
        "art_1": "duldung", "von_1": tag(-1000), "bis_1": tag(tage),
    }  # fmt: skip
    nrw.zug(fall, "aufenthaltszeiten_festhalten", **OHNE | zeiten, seite="antrag")
    zeilen = [z for z in gefahrenradar(nrw.akteur(Funktion.GESCHAEFTSSTELLE), heute())
              if z.art == "duldung"]  # fmt: skip
    assert [z.am.isoformat() for z in zeilen] == [tag(tage)] * da
    for zeile in zeilen:
        assert zeile.woher.startswith("aus den Aufenthaltszeiten, gemeldet von den Betroffenen")
        assert zeile.norm == "§ 60a AufenthG" and not zeile.geheim


def test_it_says_nothing_of_a_duldung_that_goes_on_was_followed_or_is_reported(nrw: Spiel) -> None:
    laeuft = {"art_0": "duldung", "von_0": tag(-900), "bis_0": ""}
    erlaubnis = {
        "art_0": "duldung", "von_0": tag(-900), "bis_0": tag(5),
        "art_1": "aufenthaltserlaubnis", "von_1": tag(-10), "bis_1": tag(300),
    }  # fmt: skip
    endet = {"art_0": "duldung", "von_0": tag(-900), "bis_0": tag(5)}
    for zeiten in (laeuft, erlaubnis, endet):
        fall = nrw.neuer_fall()
        nrw.zug(fall, "aufenthaltszeiten_festhalten", **OHNE | zeiten)
    melde(nrw, fall, 5, "duldung", "antrag")
    zeilen = [z for z in gefahrenradar(nrw.akteur(Funktion.GESCHAEFTSSTELLE), heute())
              if z.art == "duldung"]  # fmt: skip
    assert [z.woher.partition(",")[0] for z in zeilen] == [
        f"gemeldet von den Betroffenen oder ihrer Beratung am {heute():%d.%m.%Y}"
    ]


def test_it_goes_on_past_what_was_tampered_with_and_says_so(nrw: Spiel, als: Als) -> None:
    """Text, day, birthday, residence periods, answer: each row says it of itself."""
    heil = nrw.neuer_fall()
    melde(nrw, heil, 3, "haft", "antrag", text="Heilgeblieben")
    faelle = [nrw.neuer_fall() for _ in range(5)]
    for fall in faelle[:2]:
        melde(nrw, fall, 4, "abschiebung", "behoerde", text="MarkeGeheim")
    nrw.zug(faelle[3], "aufenthaltszeiten_festhalten")
    nrw.zug(faelle[4], "angabe_festhalten", merkmal=GEHEIM, antwort="ja", seite="behoerde")
    for fall, tabelle, feld in (
        (faelle[0], "faelle_gefahr", "text"),
        (faelle[1], "faelle_gefahr", "tag"),
        (faelle[2], "faelle_person", "geburtsdatum"),
        (faelle[3], "faelle_rechtsangabe", "inhalt"),
        (faelle[4], "faelle_angabe", "antwort"),
    ):
        verfaelsche(fall, tabelle, feld)
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = text(buero.hole("/nrw/gefahren/"))
    assert "Heilgeblieben" in seite and "MarkeGeheim" not in seite
    for satz in (
        "Eine gemeldete Gefahr: nicht lesbar",
        "Geburtsdatum (Person 1): nicht lesbar",
        "Aufenthaltszeiten (Person 1): nicht lesbar",
        "Die Antwort, ob ein Termin der Rückführung feststeht: nicht lesbar",
    ):
        assert satz in seite
    # The day of the first can still be read; that of the second cannot.
    zeilen = [z for z in gefahrenradar(buero.akteur, heute()) if z.veraendert]
    tage = {z.fall_id: z.am for z in zeilen}
    assert tage[faelle[0].pk] == heute() + timedelta(days=4)
    assert tage[faelle[1].pk] == heute()
    geheim = {z.fall_id for z in zeilen if z.geheim}
    assert geheim == {faelle[0].pk, faelle[1].pk, faelle[4].pk}
    spuren = Zugriff.objects.filter(was="inhalt_verfaelscht", objektart="fall")
    assert {s.objekt for s in spuren} == {f.pk for f in faelle}
    assert {(s.gremium, s.zusatz["seite"]) for s in spuren} == {(nrw.gremium.pk, "radar")}
    buero.hole("/nrw/")
    buero.hole(buero.fall(faelle[0]), 500)


def verfaelsche(fall: Fall, tabelle: str, feld: str) -> None:
    """Past the program, as somebody who writes into the database."""
    kennung = fall.pk.hex if connection.vendor == "sqlite" else fall.pk
    with connection.cursor() as zeiger:
        befehl = f"UPDATE {tabelle} SET {feld} = %s WHERE fall_id = %s"  # noqa: S608
        zeiger.execute(befehl, [b"kaputt", kennung])
