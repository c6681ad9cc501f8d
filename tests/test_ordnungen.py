"""Every worked example of every body: the rules file gives what the wording gives."""

from pathlib import Path

import pytest

from haertefall.recht.begriffe import Antwort
from haertefall.recht.beispiele import Beispiel, abweichungen, lesen_beispiel
from haertefall.recht.beschluss import Ausgang
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import WURZEL, geruest

BEISPIELE = sorted(WURZEL.glob("*/fallbeispiele/*.toml"))


def fassung(ordner: Path, stichtag: str) -> Ordnung:
    """The version in force on that day; before the first one, and for drafts, the first."""
    dateien = sorted(ordner.glob("*.toml"), key=lambda p: p.stem[-10:])
    gueltig = [p for p in dateien if p.stem[-10:] <= stichtag] or dateien[:1]
    return lesen(gueltig[-1].read_text("utf-8"), gueltig[-1].name)


@pytest.mark.parametrize("datei", BEISPIELE, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_it_gives_what_the_wording_gives(datei: Path) -> None:
    beispiel = lesen_beispiel(datei.read_text("utf-8"), datei.name)
    regeln = fassung(datei.parents[1], beispiel.stichtag.isoformat())
    assert abweichungen(beispiel, regeln, geruest()) == (), beispiel.satz


def test_it_has_examples_for_every_body() -> None:
    koerper = {p.parent.name for p in WURZEL.glob("*/*.toml") if not p.parent.name.startswith("_")}
    assert {p.parts[-3] for p in BEISPIELE} == koerper


def test_it_has_forty_worked_votes_with_their_source_and_the_doubtful_ones_among_them() -> None:
    """Doubtful: readings of one sentence give different results, and a person establishes it."""
    gelesen = [lesen_beispiel(d.read_text("utf-8"), d.name) for d in BEISPIELE]
    stimmen = [b for b in gelesen if b.abstimmung is not None]
    assert len(stimmen) >= 40
    assert [b.fall for b in stimmen if not b.quelle] == []
    zweifelhaft = [b for b in stimmen if b.erwartet.ergebnis is Ausgang.LESARTEN_WEICHEN_AB]
    gezaehlt = {(b.abstimmung.ja, b.abstimmung.nein) for b in zweifelhaft if b.abstimmung}
    assert (4, 3) in gezaehlt  # With two abstentions.


def _beispiele(koerper: str) -> list[Beispiel]:
    return [
        lesen_beispiel(datei.read_text("utf-8"), datei.name)
        for datei in BEISPIELE
        if datei.parts[-3] == koerper
    ]


def _traegt(beispiel: Beispiel, wenn: dict[str, bool]) -> bool:
    """Whether the answers of an example say all that a row asks for."""
    angaben = beispiel.angaben or {}
    return all(
        angaben.get(merkmal) is (Antwort.JA if soll else Antwort.NEIN)
        for merkmal, soll in wenn.items()
    )


@pytest.mark.parametrize("koerper", sorted({p.parts[-3] for p in BEISPIELE}))
def test_it_has_an_example_for_every_ground_and_condition(koerper: str) -> None:
    """A ground that applies, its „es sei denn“, a condition that is met and one that is not."""
    beispiele = _beispiele(koerper)
    (datei,) = (WURZEL / koerper).glob("*.toml")
    regeln = lesen(datei.read_text("utf-8"), datei.name)
    ohne = []
    for grund in regeln.ausschlussgrund:
        if not any(_traegt(b, grund.wenn) for b in beispiele):
            ohne.append(grund.kennung)
        if grund.es_sei_denn and not any(
            _traegt(b, {**grund.wenn, **grund.es_sei_denn}) for b in beispiele
        ):
            ohne.append(f"{grund.kennung}: es sei denn")
    for voraussetzung in regeln.voraussetzung:
        verfehlt = {merkmal: not soll for merkmal, soll in voraussetzung.wenn.items()}
        if not any(_traegt(b, voraussetzung.wenn) for b in beispiele):
            ohne.append(f"{voraussetzung.kennung}: erfüllt")
        if not any(_traegt(b, {m: s}) for b in beispiele for m, s in verfehlt.items()):
            ohne.append(f"{voraussetzung.kennung}: verfehlt")
    assert ohne == []


@pytest.mark.parametrize("koerper", sorted({p.parts[-3] for p in BEISPIELE}))
def test_it_has_an_example_for_every_outcome(koerper: str) -> None:
    """Every result the body can come to, as a vote or as a step."""
    beispiele = _beispiele(koerper)
    (datei,) = (WURZEL / koerper).glob("*.toml")
    regeln = lesen(datei.read_text("utf-8"), datei.name)
    gezeigt = {str(b.abstimmung.gegenstand) for b in beispiele if b.abstimmung}
    gezeigt |= {b.ablauf.ausgang for b in beispiele if b.ablauf and b.ablauf.ausgang}
    gezeigt |= {b.ablauf.schritt for b in beispiele if b.ablauf}
    if {"ersuchen"} <= gezeigt:
        gezeigt |= {
            "kein_ersuchen"
            for b in beispiele
            if b.abstimmung and b.erwartet.ergebnis == "abgelehnt"
        }
    gleichgesetzt = {"ruecknahme_ersuchen": "ersuchen_zuruecknehmen"}
    ausgaenge = {str(e.gegenstand) for e in regeln.ergebnis}
    assert {a for a in ausgaenge if not {a, gleichgesetzt.get(a)} & gezeigt} == set()
