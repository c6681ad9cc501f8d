"""docs/stand.md, the memory of the product: every proof it names is there.

A proof is a test, or, where a test would have to look at the clock, a section of docs/leistung.md.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

WURZEL = Path(__file__).parents[1]
STAND = WURZEL / "docs" / "stand.md"
KOPF, STRICH = "| Anforderung | Beleg |", "|---|---|"
OHNE_TEST = frozenset({"offen", "gebaut, Beleg offen"})
LEISTUNG = WURZEL / "docs" / "leistung.md"
GEMESSEN = re.compile(r"gemessen: docs/leistung\.md „(.+)“")
TEST = re.compile(r"`(tests/[a-z0-9_/]+\.py)::([A-Za-z0-9_]+(?:::[A-Za-z0-9_]+)?)`")


def zeilen(text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, requirement and proof of each row.

    Raises:
        ValueError: a line of a table that is neither head nor row.
    """
    for nummer, zeile in enumerate(text.splitlines(), start=1):
        if not zeile.startswith("|") or zeile in (KOPF, STRICH):
            continue
        zellen = [zelle.strip() for zelle in zeile.strip("|").split(" | ")]
        if len(zellen) != 2 or not all(zellen):
            raise ValueError(f"Zeile {nummer}: nicht „| Anforderung | Beleg |“: {zeile}")
        yield nummer, zellen[0], zellen[1]


@cache
def namen(datei: str) -> frozenset[str]:
    """What pytest can be asked for in a test file; empty without the file."""
    pfad = WURZEL / datei
    if not pfad.is_file():
        return frozenset()
    gefunden: set[str] = set()
    for teil in ast.parse(pfad.read_text("utf-8")).body:
        if isinstance(teil, ast.FunctionDef):
            gefunden.add(teil.name)
        elif isinstance(teil, ast.ClassDef):
            gefunden |= {
                f"{teil.name}::{f.name}" for f in teil.body if isinstance(f, ast.FunctionDef)
            }
        elif isinstance(teil, ast.Assign):  # TestFall = Maschine.TestCase
            gefunden |= {ziel.id for ziel in teil.targets if isinstance(ziel, ast.Name)}
    return frozenset(name for name in gefunden if name.startswith(("test_", "Test")))


def fehler(beleg: str) -> str:
    """What is wrong with a proof; empty if nothing is."""
    if beleg in OHNE_TEST:
        return ""
    if messung := GEMESSEN.fullmatch(beleg):
        da = f"\n## {messung[1]}\n" in LEISTUNG.read_text("utf-8")
        return "" if da else f"keine Messung „{messung[1]}“"
    stellen = TEST.findall(beleg)
    if ", ".join(f"`{datei}::{name}`" for datei, name in stellen) != beleg:
        return "weder Test noch „offen“ noch „gebaut, Beleg offen“"
    fehlend = [f"{datei}::{name}" for datei, name in stellen if name not in namen(datei)]
    return f"kein Test: {', '.join(fehlend)}" if fehlend else ""


def test_it_names_only_tests_that_exist() -> None:
    schlecht = [
        f"Zeile {nummer} ({anforderung[:60]}): {grund}"
        for nummer, anforderung, beleg in zeilen(STAND.read_text("utf-8"))
        if (grund := fehler(beleg))
    ]

    assert not schlecht, "\n".join(schlecht)


def test_it_names_each_requirement_once() -> None:
    text = STAND.read_text("utf-8")
    anforderungen = [anforderung for _, anforderung, _ in zeilen(text)]

    assert anforderungen
    assert sorted({a for a in anforderungen if anforderungen.count(a) > 1}) == []


def test_it_has_one_table_under_each_heading() -> None:
    teile = re.split(r"^## ", STAND.read_text("utf-8"), flags=re.MULTILINE)[1:]

    assert teile
    for teil in teile:
        assert teil.count(f"\n\n{KOPF}\n{STRICH}\n| ") == 1, teil.splitlines()[0]


@pytest.mark.parametrize(
    ("beleg", "grund"),
    [
        ("bewiesen", "weder"),
        ("`tests/test_stand.py`", "weder"),
        ("`tests/test_stand.py::test_it_names_only_tests_that_exist` (Linux)", "weder"),
        ("`tests/test_stand.py::test_it_flies`", "kein Test"),
        ("`tests/gibt_es_nicht.py::test_it_names_only_tests_that_exist`", "kein Test"),
        ("`tests/test_stand.py::zeilen`", "kein Test"),
        ("gemessen: docs/leistung.md „Nie gemessen“", "keine Messung"),
        ("gemessen: anderswo", "weder"),
    ],
)
def test_it_notices_a_proof_that_is_none(beleg: str, grund: str) -> None:
    assert fehler(beleg).startswith(grund)


def test_it_notices_a_row_that_is_none() -> None:
    with pytest.raises(ValueError, match="Zeile 1"):
        list(zeilen("| Anforderung ohne Beleg |"))
