"""The points, decrees and stops before a deportation: data, rules and worked examples."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.ordnung.laden import Ordnungsfehler, einlesen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.vollzug import pruefung, worte
from haertefall.recht.vollzug.beispiele import Beispiel, Beispieldatei, ergebnis
from haertefall.recht.vollzug.daten import Erlassstand, Punkt
from haertefall.recht.vollzug.pruefung import (
    Anlass,
    Anlasslage,
    Punktergebnis,
    Reihenfolge,
    anlasslage,
    erlasse_fuer,
    hindernisse,
    offene_punkte,
    reihenfolge,
    stopps_am,
)
from haertefall.recht.vollzug.sammlung import ORDNER, lesen, vollzugsrecht
from haertefall.statistik.laender import laender

RECHT = vollzugsrecht()
ALLE = [f"V{nummer}" for nummer in range(1, 28)]
ERGEBNISSE = st.dictionaries(st.sampled_from(ALLE), st.sampled_from(Punktergebnis))
ANLAESSE = st.builds(
    Anlass,
    st.frozensets(st.sampled_from(["SRB", "XKX", "IRQ"])),
    st.frozensets(st.sampled_from(["Roma", "Ashkali", "Minderheiten aus dem Kosovo"])),
    st.frozensets(st.sampled_from(sorted(RECHT.verletzlichkeit))),
)


def _beispiele() -> list[Beispiel]:
    return [
        beispiel
        for datei in sorted((ORDNER / "fallbeispiele").glob("*.toml"))
        for beispiel in einlesen(
            Beispieldatei, datei.read_text("utf-8"), f"vollzug/{datei.name}"
        ).beispiel
    ]


@pytest.mark.parametrize("beispiel", _beispiele(), ids=lambda b: b.name)
def test_it_gives_what_the_worked_example_says(beispiel: Beispiel) -> None:
    ist = ergebnis(beispiel, RECHT)
    for feld, soll in beispiel.erwartet.model_dump(exclude_none=True).items():
        wert = getattr(ist, feld)
        assert wert == soll, feld


def test_it_asks_every_point_once_with_norm_question_and_proof() -> None:
    assert sorted(RECHT.punkte.kennungen, key=lambda k: int(k[1:])) == ALLE
    for punkt in RECHT.punkte.punkt:
        assert punkt.norm and punkt.frage.rstrip().endswith(("?", ".")), punkt.kennung
        assert punkt.nachweise, punkt.kennung


def test_it_has_an_example_for_every_point() -> None:
    gefragt = {punkt for beispiel in _beispiele() for punkt in beispiel.punkte}
    assert gefragt == set(ALLE)


def test_it_watches_every_point_that_the_return_regulation_would_change() -> None:
    """The points that the source names, and no other."""
    beobachtet = {p.kennung for p in RECHT.punkte.punkt if p.beobachten}
    assert beobachtet == {"V2", "V3", "V4", "V5", "V16", "V24", "V26"}
    (verordnung,) = (
        b for b in ausgeliefert().stand.beobachtung if b.was.startswith("Rückkehrverordnung")
    )
    assert set(verordnung.betrifft) <= beobachtet


def test_it_drops_no_decree_that_no_source_calls_replaced() -> None:
    """„Extended by the next“, known at second hand only: whoever goes to Kosovo keeps the check."""
    kosovo = Anlass(frozenset({"XKX"}), frozenset(), frozenset())
    gefunden = {
        erlass.kennung: erlass
        for erlass, lage in erlasse_fuer(RECHT.erlasse, "NW", kosovo, date(2026, 11, 20))
        if lage is Anlasslage.JA
    }
    assert gefunden["nw_2013_12_20"].stand is Erlassstand.UNGEPRUEFT


def test_it_asks_about_the_separation_of_a_family_by_itself() -> None:
    eigene = [p for p in RECHT.punkte.punkt if p.eigene_frage]
    assert [p.kennung for p in eigene] == ["V12"]
    assert RECHT.in_gruppe(eigene[0].gruppe) == (eigene[0],)


def test_it_has_an_example_for_every_decree_and_every_situation_of_one() -> None:
    genannt = {k for b in _beispiele() for k in (b.erwartet.erlasse or {})}
    lagen = {lage for b in _beispiele() for lage in (b.erwartet.erlasse or {}).values()}
    assert genannt == {e.kennung for e in RECHT.erlasse.erlass}
    assert lagen == set(Anlasslage) - {Anlasslage.NEIN}


def test_it_names_countries_that_exist() -> None:
    genannt = {k for e in RECHT.erlasse.erlass for k in e.laender}
    genannt |= {k for s in RECHT.stopps.stopp for k in s.laender}
    assert genannt <= set(laender())


def test_it_marks_what_is_not_proven_to_apply() -> None:
    je_stand = {s: [e for e in RECHT.erlasse.erlass if e.stand is s] for s in Erlassstand}
    assert je_stand[Erlassstand.IN_KRAFT] and je_stand[Erlassstand.UNGEPRUEFT]
    for erlass in (*je_stand[Erlassstand.UNGEPRUEFT], *je_stand[Erlassstand.ERSETZT]):
        assert erlass.vorbehalt, erlass.kennung


def test_it_has_words_for_everything() -> None:
    for woerter, art in (
        (worte.PUNKT_WORTE, Punktergebnis),
        (worte.ERLASSSTAND_WORTE, Erlassstand),
        (worte.ANLASS_WORTE, Anlasslage),
        (worte.REIHENFOLGE_WORTE, Reihenfolge),
    ):
        assert set(woerter) == set(art)
    assert len(worte.BUNDESLAENDER) == 16


@given(ERGEBNISSE)
def test_it_counts_as_open_what_nobody_answered_or_clarified(
    ergebnisse: dict[str, Punktergebnis],
) -> None:
    offen = {p.kennung for p in offene_punkte(RECHT.punkte, ergebnisse)}
    entgegen = {p.kennung for p in hindernisse(RECHT.punkte, ergebnisse)}
    for kennung in ALLE:
        antwort = ergebnisse.get(kennung)
        assert (kennung in offen) == (antwort in (None, Punktergebnis.ZU_KLAEREN))
        assert (kennung in entgegen) == (antwort is Punktergebnis.HINDERNIS)


@given(ANLAESSE, st.sampled_from(["Roma", "Minderheiten aus dem Kosovo"]))
def test_it_never_brings_up_a_group_nobody_named(anlass: Anlass, gruppe: str) -> None:
    ohne = Anlass(anlass.laender, frozenset(), anlass.verletzlich)
    for erlass in RECHT.erlasse.erlass:
        if erlass.gruppen:
            assert anlasslage(erlass, ohne) is not Anlasslage.JA, erlass.kennung
    # To name a group never takes a decree away.
    mehr = Anlass(anlass.laender, anlass.gruppen | {gruppe}, anlass.verletzlich)
    for erlass in RECHT.erlasse.erlass:
        if anlasslage(erlass, anlass) is Anlasslage.JA:
            assert anlasslage(erlass, mehr) is Anlasslage.JA


@given(ANLAESSE, st.dates(date(2009, 1, 1), date(2028, 1, 1)))
def test_it_shows_no_decree_of_a_later_day_or_another_land(anlass: Anlass, tag: date) -> None:
    gezeigt = erlasse_fuer(RECHT.erlasse, "NW", anlass, tag)
    assert all(erlass.vom <= tag for erlass, _ in gezeigt)
    assert [e.vom for e, _ in gezeigt] == sorted((e.vom for e, _ in gezeigt), reverse=True)
    assert erlasse_fuer(RECHT.erlasse, "SL", anlass, tag) == ()


@given(st.dates(date(2010, 1, 1), date(2012, 1, 1)))
def test_it_shows_only_stops_whose_days_are_proven(tag: date) -> None:
    laeuft = stopps_am(RECHT.stopps.stopp, "NW", tag)
    assert len(laeuft) == (date(2010, 12, 1) <= tag <= date(2011, 3, 31))


@given(st.dates(), st.integers(-400, 400))
def test_it_says_before_only_for_an_earlier_day(vollzug: date, tage: int) -> None:
    try:
        am = vollzug + timedelta(days=tage)
    except OverflowError:
        return
    assert (reihenfolge(am, vollzug) is Reihenfolge.VORHER) == (tage < 0)
    assert reihenfolge(None, vollzug) is Reihenfolge.KEINE


def test_it_has_no_rule_that_reads_the_answer_to_voluntary_return() -> None:
    quelltext = Path(pruefung.__file__).read_text("utf-8").split('"""', 2)[2]
    assert "rueckkehr" not in quelltext.lower()


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ORDNER, tmp_path / "vollzug"))


@pytest.mark.parametrize(
    ("datei", "alt", "neu", "meldungen"),
    [
        (
            "punkte.toml",
            'kennung    = "V2"',
            'kennung    = "W2"',
            ["Zeile", "kennung", "zum Beispiel „V12“"],
        ),
        (
            "punkte.toml",
            'gruppe     = "durchfuehrung"\nfrage      = "Soll',
            'gruppe     = "nacht"\nfrage      = "Soll',
            ["V23: Die Gruppe „nacht“ gibt es nicht"],
        ),
        ("punkte.toml", 'art        = "recht"', 'art        = "laune"', ["Zeile", "art"]),
        (
            "erlasse.toml",
            'land             = "NW"\nvom              = 2010',
            "vom = 2010",
            ["land"],
        ),
        (
            "erlasse.toml",
            'stand            = "ungeprueft"\nvorbehalt        = "Nur mittelbar',
            'stand = "ersetzt"\nersetzt_durch = "nw_1999"\nvorbehalt = "Nur mittelbar',
            ["nw_2013_12_20: „nw_1999“ gibt es nicht"],
        ),
        ("erlasse.toml", 'stand            = "in_kraft"', 'stand = "ersetzt"', ["ersetzt_durch"]),
        ("stopps.toml", "bis              = 2011", "bis              = 2009", ["Tauschen Sie"]),
        ("rueckkehr.toml", 'norm       = "§ 59 Abs. 1 AufenthG"\n', "", ["norm", "quelle"]),
        ("rueckkehr.toml", "text       = ", "satz       = ", ["Zeile", "satz"]),
    ],
)
def test_it_names_file_and_row_of_a_mistake(
    ordner: Path, datei: str, alt: str, neu: str, meldungen: list[str]
) -> None:
    text = (ordner / datei).read_text("utf-8")
    assert alt in text
    (ordner / datei).write_text(text.replace(alt, neu, 1), "utf-8")
    with pytest.raises(Ordnungsfehler) as fehler:
        lesen(ordner)
    gesagt = str(fehler.value)
    for teil in (f"vollzug/{datei}", *meldungen):
        assert teil in gesagt, gesagt


def test_it_finds_points_by_name() -> None:
    assert isinstance(RECHT.punkt("V12"), Punkt)
    with pytest.raises(KeyError):
        RECHT.punkt("V99")
    with pytest.raises(KeyError):
        RECHT.erlass("nw_1900")
