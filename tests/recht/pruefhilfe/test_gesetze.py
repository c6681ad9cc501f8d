"""The data in `gesetze/` and the rules fit together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from haertefall.recht.ordnung.laden import Ordnungsfehler, einlesen
from haertefall.recht.pruefhilfe import angaben
from haertefall.recht.pruefhilfe.gesetze import (
    Parameter,
    Parameterdatei,
    Rolle,
    Tafel,
    zusammenstellen,
)
from haertefall.recht.pruefhilfe.knoten import zeile_auswerten
from haertefall.recht.pruefhilfe.lage import UNTERBRECHUNG, lage
from haertefall.recht.pruefhilfe.rechtsstand import wert_text
from haertefall.recht.pruefhilfe.sachverhalt import (
    Ereignis,
    Merkmal,
    Sprachstufe,
    Wertungsfrage,
    Zeitraum,
)
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from tests.recht.pruefhilfe.beispieldateien import faelle, person

GESETZE = ausgeliefert()
ART_NAME = {
    date: "tag",
    bool: "ja_nein",
    Decimal: "zahl",
    Sprachstufe: "sprachstufe",
    Zeitraum: "zeitraum",
    Ereignis: "ereignis",
}
LISTEN = {"aufenthaltszeiten", "strafen", "strafen_partner", "massnahmen"}
NIE_REGEL = {
    "haertefallgruende", "familie_und_privatleben", "lage_im_zielstaat", "ausreise_unmoeglich",
    "ausweisung", "haerte", "reisefaehigkeit", "sichere_staaten", "vaterschaft", "erlasse",
    "rueckkehrverordnung", "asylantrag_zuruecknehmen", "unionsrecht", "neues_asylverfahren",
}  # fmt: skip


def _vokabular() -> dict[str, str]:
    namen = {}
    for wert in vars(angaben).values():
        if isinstance(wert, Merkmal):
            namen[wert.kennung] = ART_NAME[wert.art]
        elif isinstance(wert, Wertungsfrage):
            namen[wert.kennung] = "wertung"
    return namen


def test_it_words_every_fact_that_a_rule_asks_for_and_no_other() -> None:
    erwartet = _vokabular() | dict.fromkeys(LISTEN, "liste")
    assert {k: a.art for k, a in GESETZE.angaben.items()} == erwartet


def test_it_has_a_row_for_everything_a_table_or_a_hint_names() -> None:
    for tafel in wegtafeln(GESETZE):
        for kennung in tafel.zeilen:
            assert GESETZE.zeilen[kennung].rolle is not Rolle.HINWEIS, kennung
        for kennung in tafel.daten.hinweise:
            assert GESETZE.zeilen[kennung].rolle in (Rolle.HINWEIS, Rolle.BERATUNG), kennung


def test_it_shows_every_row_somewhere() -> None:
    gezeigt = {k for tafel in wegtafeln(GESETZE) for k in (*tafel.zeilen, *tafel.daten.hinweise)}
    assert set(GESETZE.zeilen) == gezeigt


def test_it_uses_every_parameter_in_a_row() -> None:
    benutzt = {p for zeile in GESETZE.zeilen.values() for p in zeile.parameter} | {UNTERBRECHUNG}
    assert benutzt == set(GESETZE.parameter)


def test_it_uses_every_group() -> None:
    genannt = {k for g in GESETZE.gruppen.values() for k in (*g.alle, *g.eine)}
    assert set(GESETZE.gruppen) <= genannt | set(GESETZE.wege)


class _Mitschrift(Mapping[str, Parameter]):
    """Remembers which parameters a rule reads."""

    def __init__(self) -> None:
        self.gelesen: set[str] = set()

    def __getitem__(self, kennung: str) -> Parameter:
        self.gelesen.add(kennung)
        return GESETZE.parameter[kennung]

    def __iter__(self) -> Iterator[str]:
        return iter(GESETZE.parameter)

    def __len__(self) -> int:
        return len(GESETZE.parameter)


def test_it_names_in_each_row_the_parameters_the_rule_reads() -> None:
    """Else the outlook would miss the day on which one of them changes."""
    for _, datei, fall in faelle():
        wer = person(datei, fall)
        for tafel in wegtafeln(GESETZE):
            for kennung, zeile in tafel.zeilen.items():
                mitschrift = _Mitschrift()
                zeile_auswerten(
                    zeile, lage(wer, fall.stichtag, replace(GESETZE, parameter=mitschrift))
                )
                genannt = {*GESETZE.zeilen[kennung].parameter, UNTERBRECHUNG}
                assert mitschrift.gelesen <= genannt, kennung


@pytest.mark.parametrize("kennung", sorted(GESETZE.zeilen))
def test_it_writes_the_values_of_the_law_into_guided_questions(kennung: str) -> None:
    """People answer by the text, so it must say what the parameter says."""
    zeile = GESETZE.zeilen[kennung]
    gefuehrt = {k for tafel in wegtafeln(GESETZE) if tafel.gefuehrt for k in tafel.zeilen}
    if kennung not in gefuehrt:
        return
    worte = {1: "einen", 3: "drei", 6: "sechs"}
    for name in zeile.parameter:
        fassung = GESETZE.parameter[name].am(date(2026, 11, 20))
        if fassung is None or fassung.wert is None:
            continue
        text = _ohne_null(wert_text(fassung))
        moeglich = {text, worte.get(fassung.zahl or 0, text)}
        if fassung.tag is not None:
            moeglich = {_tag_in_worten(fassung.tag)}
        sichtbar = " ".join([zeile.bedingung, *(w.titel for w in GESETZE.wege.values())])
        assert any(re.search(rf"\b{re.escape(m)}\b", sichtbar) for m in moeglich), (name, moeglich)


def _ohne_null(text: str) -> str:
    return text.lstrip("0")


def _tag_in_worten(tag: date) -> str:
    monate = (
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    )  # fmt: skip
    return f"{tag.day}. {monate[tag.month - 1]} {tag.year}"


def test_it_never_makes_a_rule_of_what_must_stay_with_people() -> None:
    assert {h.kennung for h in GESETZE.stand.hinweis} == NIE_REGEL
    for hinweis in GESETZE.stand.hinweis:
        assert re.search(r"berat|nachfragen|Gremium|gremium|Ärztinnen", hinweis.warum), hinweis


def test_it_says_of_every_value_where_it_comes_from_and_when_it_was_checked() -> None:
    for parameter in GESETZE.parameter.values():
        for fassung in parameter.fassung:
            assert fassung.gueltig_ab is not None
            assert len(fassung.quelle) > 10
            assert fassung.zuletzt_geprueft <= date(2026, 11, 20)


def _fassungen(text: str) -> str:
    kopf = '[[parameter]]\nkennung = "x.jahre"\nbezeichnung = "Probe"\nnorm = "§ 1"\n'
    herkunft = 'quelle = "Probe einer Quelle"\nzuletzt_geprueft = 2026-01-01\nsicherheit = "hoch"\n'
    return kopf + text.replace("@", herkunft)


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ("[[parameter.fassung]]\ngueltig_ab = 2020-01-01\n@", "Genau eines von"),
        ("[[parameter.fassung]]\nzahl = 3\n@", "gueltig_ab"),
        (
            "[[parameter.fassung]]\ngueltig_ab = 2020-01-01\nzahl = 3\n@"
            "[[parameter.fassung]]\ngueltig_ab = 2021-01-01\nzahl = 4\n@",
            "überschneiden",
        ),
        ("[[parameter.fassung]]\ngueltig_ab = 2020-01-01\nzahl = 3\n", "quelle"),
    ],
)
def test_it_refuses_a_value_that_is_not_dated_or_not_sourced(text: str, meldung: str) -> None:
    with pytest.raises(Ordnungsfehler, match=meldung):
        einlesen(Parameterdatei, _fassungen(text), "probe.toml")


def test_it_refuses_the_same_name_twice() -> None:
    tafel = GESETZE.tafeln[0]
    with pytest.raises(ValueError, match="zweimal"):
        zusammenstellen(GESETZE.stand, [tafel, tafel], (), ())


def test_it_refuses_an_empty_group() -> None:
    kopf = 'titel = "Probe"\nquelle = "Probe"\nzuletzt_geprueft = 2026-01-01\nsicherheit = "hoch"\n'
    with pytest.raises(Ordnungsfehler, match="nennt"):
        einlesen(Tafel, f'{kopf}[[gruppe]]\nkennung = "x"\n', "probe.toml")
