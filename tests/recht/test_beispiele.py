"""Worked examples: agree with the rules file, or say where not."""

import pytest

from haertefall.recht.beispiele import Beispiel, abweichungen, lesen_beispiel
from haertefall.recht.ordnung.laden import Ordnungsfehler
from tests.recht.bau import geruest, ordnung

KOPF = 'fall = "Ein Fall"\nsatz = "Ein Satz"\nstichtag = 2024-01-01\n'
REGELN = ordnung(
    """
    [[ausschlussgrund]]
    kennung = "grund"
    bezeichnung = "Grund"
    wirkung = "zwingend"
    wenn = { a = true }
    stellt_fest = ["vorsitz"]
    norm = "§ 5"
    [[voraussetzung]]
    kennung = "v"
    bezeichnung = "Voraussetzung"
    wenn = { b = true }
    stellt_fest = ["vorsitz"]
    norm = "§ 4"
    [[beschlussfaehigkeit]]
    mindestens = "1/2"
    von = "stimmberechtigte"
    norm = "§ 6"
    [[mehrheit]]
    gegenstand = ["ersuchen"]
    mehr_als = "1/2"
    von = "anwesende"
    norm = "§ 6"
    """
)


def beispiel(text: str) -> Beispiel:
    return lesen_beispiel(KOPF + text, "beispiel.toml")


def weicht_ab(text: str) -> list[str]:
    return [satz.partition(":")[0] for satz in abweichungen(beispiel(text), REGELN, geruest())]


@pytest.mark.parametrize(
    ("text", "worin"),
    [
        ('[angaben]\na = "ja"\nb = "ja"\n[erwartet]\nergebnis = "ausgeschlossen"', []),
        ('[angaben]\na = "ja"\n[erwartet]\nergebnis = "zulaessig"', ["Ergebnis"]),
        ('[angaben]\na = "nein"\n[erwartet]\noffen = ["b"]', []),
        ('[angaben]\na = "nein"\n[erwartet]\noffen = ["a"]', ["Offene Fragen"]),
        ('[angaben]\na = "ja"\nb = "nein"\n[erwartet]\nvorhanden = ["a", "b"]', []),
        ('[angaben]\na = "ja"\nb = "nein"\n[erwartet]\nvorhanden = ["a"]', ["Auslösende Fragen"]),
        ('[angaben]\na = "ja"\n[erwartet]\nvorhanden = ["a", "c"]', ["Auslösende Fragen"]),
    ],
)
def test_it_compares_grounds(text: str, worin: list[str]) -> None:
    assert weicht_ab(text) == worin


@pytest.mark.parametrize(
    ("text", "worin"),
    [
        ('[erwartet]\nbeschlussfaehig = "ja"\nergebnis = "angenommen"', []),
        ('[erwartet]\nbeschlussfaehig = "nein"', ["Beschlussfähigkeit"]),
        ('[erwartet]\nergebnis = "abgelehnt"', ["Ergebnis"]),
    ],
)
def test_it_compares_votes(text: str, worin: list[str]) -> None:
    stimmen = (
        '[abstimmung]\ngegenstand = "ersuchen"\nmitglieder = 7\nbesetzt = 7\nanwesend = 5\n'
        "ja = 3\nnein = 2\nenthaltung = 0\n"
    )
    assert weicht_ab(stimmen + text) == worin


def ablauf(mehr: str, erwartet: str) -> str:
    return (
        '[ablauf]\nstand = "eingegangen"\nschritt = "zulaessigkeit_feststellen"\n'
        f'funktion = "geschaeftsstelle"\n{mehr}\n[erwartet]\n{erwartet}\n'
    )


@pytest.mark.parametrize(
    ("text", "worin"),
    [
        (ablauf("", 'erlaubt = true\nnach = "aufgenommen"'), []),
        (ablauf('ausgang = "ausgeschlossen"', 'nach = "entschieden"'), []),
        (ablauf('ausgang = "ausgeschlossen"', 'nach = "aufgenommen"'), ["Stand danach"]),
        (ablauf('ausgang = "gibt_es_nicht"', 'nach = "aufgenommen"'), ["Stand danach"]),
        (ablauf("", "erlaubt = false"), ["Erlaubt"]),
        (ablauf("", 'nach = "abgeschlossen"'), ["Stand danach"]),
        (
            '[ablauf]\nschritt = "gibt_es_nicht"\nfunktion = "rat"\n[erwartet]\nerlaubt = false\n'
            'nach = "abgeschlossen"',
            [],
        ),
        (
            '[ablauf]\nstand = "eingegangen"\nschritt = "ruhen_lassen"\n'
            'funktion = "geschaeftsstelle"\n[erwartet]\nnach = "eingegangen"',
            [],
        ),
        (
            '[ablauf]\nschritt = "ruhen_lassen"\nfunktion = "geschaeftsstelle"\n[erwartet]\n'
            'nach = "eingegangen"',
            ["Stand danach"],
        ),
    ],
)
def test_it_compares_steps(text: str, worin: list[str]) -> None:
    assert weicht_ab(text) == worin


def test_it_wants_exactly_one_kind() -> None:
    with pytest.raises(Ordnungsfehler, match="Genau eines von"):
        beispiel("[erwartet]\nerlaubt = true")
