"""docs/asvs.md: every requirement has its line, and each "erfüllt" names tests that exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_stand import TEST, fehler

WURZEL = Path(__file__).parents[1]
LISTE = WURZEL / "docs" / "asvs.md"
# Identifiers and levels of ASVS 5.0.0: level 2, level 3 for V8, V11 and V16.
KENNUNGEN = Path(__file__).with_name("asvs_kennungen.txt")
ZEILE = re.compile(r"^\| (V[\d.]+) \| ([123]) \| (\w+) \| (.+) \|$", re.MULTILINE)
LAGEN = frozenset({"erfüllt", "teilweise", "offen", "Betrieb", "entfällt"})


def zeilen() -> Iterator[tuple[str, str, str, str]]:
    """Identifier, level, state and what stands for it."""
    yield from ZEILE.findall(LISTE.read_text("utf-8"))


def mangel(lage: str, beleg: str) -> str:
    """What is wrong with a line; empty if nothing is."""
    genannt = ", ".join(f"`{datei}::{name}`" for datei, name in TEST.findall(beleg))
    if lage not in LAGEN:
        return "unbekannte Lage"
    if lage == "erfüllt":
        return fehler(beleg) if genannt == beleg else "erfüllt heißt: nur Tests, die es gibt"
    if genannt and fehler(genannt):
        return fehler(genannt)
    return "" if len(TEST.sub("", beleg)) > 10 else "ohne Grund"


def test_it_speaks_of_every_requirement_once() -> None:
    soll = [tuple(zeile.split()) for zeile in KENNUNGEN.read_text().splitlines()]
    assert len(soll) == 270
    assert [(kennung, stufe) for kennung, stufe, _, _ in zeilen()] == soll


def test_it_claims_nothing_without_a_test() -> None:
    schlecht = {k: grund for k, _, lage, beleg in zeilen() if (grund := mangel(lage, beleg))}
    assert schlecht == {}


def test_it_covers_access_cryptography_and_trace_to_the_third_level() -> None:
    dritte = {k.split(".")[0] for k, stufe, _, _ in zeilen() if stufe == "3"}
    assert dritte == {"V8", "V11", "V16"}


@pytest.mark.parametrize(
    ("lage", "beleg"),
    [
        ("erfüllt", "gebaut"),
        ("erfüllt", "`tests/test_asvs.py::test_it_flies`"),
        ("erfüllt", "`tests/test_asvs.py::test_it_claims_nothing_without_a_test` und mehr"),
        ("teilweise", "`tests/test_asvs.py::test_it_claims_nothing_without_a_test`"),
        ("offen", ""),
        ("fertig", "weil es so ist, wie es ist"),
    ],
)
def test_it_notices_a_line_that_claims_too_much(lage: str, beleg: str) -> None:
    assert mangel(lage, beleg)
