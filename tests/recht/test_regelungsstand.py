"""What is regulated, practice, a reading, an assumption, not regulated, unknown."""

from fractions import Fraction

import pytest

from haertefall.recht.ordnung import Ordnung, Thema
from haertefall.recht.regelungsstand import Regelung, Themenstand, regelungsstand
from tests.recht.bau import ordnung, probe


def thema(regeln: Ordnung, gesucht: Thema) -> Themenstand:
    return next(t for t in regelungsstand(regeln).themen if t.thema is gesucht)


def turnus(art: str) -> str:
    mehr = {
        "text": 'norm = "§ 6"',
        "praxis": 'quelle = "Bericht"',
        "auslegung": 'norm = "§ 6"\nauslegung = "so"\nzweifel = "anders"',
        "annahme": "",
    }[art]
    return f'[[turnus]]\nanlassbezogen = true\nart = "{art}"\n{mehr}\n'


@pytest.mark.parametrize("art", ["text", "praxis", "auslegung", "annahme"])
def test_it_says_on_what_a_topic_rests(art: str) -> None:
    assert thema(ordnung(turnus(art)), Thema.TURNUS).regelung.value == art


def test_it_takes_the_strongest_row() -> None:
    gemischt = thema(ordnung(turnus("praxis") + turnus("text")), Thema.TURNUS)
    assert gemischt.regelung is Regelung.TEXT
    assert gemischt.belege == ("Praxis: Bericht", "§ 6")


def test_it_knows_nothing_of_what_is_not_said() -> None:
    assert thema(ordnung(), Thema.TURNUS).regelung is Regelung.UNBEKANNT


@pytest.mark.parametrize(
    ("abschnitt", "regelung"),
    [("nicht_geregelt", Regelung.NICHT_GEREGELT), ("unbekannt", Regelung.UNBEKANNT)],
)
def test_it_keeps_apart_what_is_unregulated_and_what_is_unknown(
    abschnitt: str, regelung: Regelung
) -> None:
    zeile = f'[[{abschnitt}]]\nthema = "turnus"\nnorm = "§ 6"\n'
    assert thema(ordnung(zeile), Thema.TURNUS).regelung is regelung
    # An assumption of the program fills a gap, it does not close it.
    assert thema(ordnung(zeile + turnus("annahme")), Thema.TURNUS).regelung is regelung


def test_it_lists_gaps_beside_what_is_known() -> None:
    zeilen = (
        turnus("text") + '[[unbekannt]]\nthema = "turnus"\ninhalt = "im Sommer"\nnorm = "§ 6"\n'
    )
    stand = thema(ordnung(zeilen), Thema.TURNUS)
    assert stand.regelung is Regelung.TEXT
    assert [angabe.inhalt for angabe in stand.luecken] == ["im Sommer"]


def test_it_counts_what_has_no_row_of_its_own() -> None:
    zeilen = '[[geregelt]]\nthema = "aufbewahrung"\ninhalt = "zehn Jahre"\nnorm = "§ 9"\n'
    zeilen += '[[praxis]]\nthema = "bericht"\nart = "praxis"\nquelle = "Bericht"\n'
    regeln = ordnung(zeilen)
    assert thema(regeln, Thema.AUFBEWAHRUNG).regelung is Regelung.TEXT
    assert thema(regeln, Thema.BERICHT).regelung is Regelung.PRAXIS


def test_it_calls_a_body_incomplete_when_more_than_half_is_unknown() -> None:
    leer = regelungsstand(ordnung())
    assert leer.anteil_unbekannt == Fraction(1)
    assert leer.unvollstaendig
    halb = "".join(
        f'[[nicht_geregelt]]\nthema = "{t.value}"\nnorm = "§ 1"\n' for t in list(Thema)[:16]
    )
    genau_halb = regelungsstand(ordnung(halb))
    assert genau_halb.anteil_unbekannt == Fraction(1, 2)
    assert not genau_halb.unvollstaendig


def test_it_finds_repetition_with_the_ground_that_checks_it() -> None:
    stand = thema(probe("he"), Thema.WIEDERHOLUNG)
    assert len(stand.zeilen) == 2
    assert thema(probe("sl"), Thema.BERICHT).regelung is Regelung.TEXT
    assert thema(probe("by"), Thema.STIMMRECHT).regelung is Regelung.TEXT
