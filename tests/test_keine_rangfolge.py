"""No score, weight or ranking of persons or cases: nowhere in the code, nowhere in the data.

Words and field names are looked for in everything that is shipped; what sorts cases or persons is
looked at one by one, and may only sort by day, number or danger.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from haertefall.recht.pruefhilfe.befund import Befund
from haertefall.recht.pruefhilfe.uebersicht import FehlendeAngabe, Uebersicht, Wegbefund

WURZEL = Path(__file__).parents[1]
NAMEN = re.compile(
    r"(^|_)(scores?|scoring|ranking|rangliste|rangfolge|punktzahl|punktwert|bewertungspunkte"
    r"|gewichtung|gewicht|gewichtet|prioritaet|priority|wahrscheinlichkeit|probability"
    r"|erfolgsaussicht|prognosewert|notenwert)(_|$)",
    re.IGNORECASE,
)
# Words of the law that speak of weight without weighing a person by number.
ERLAUBTE_NAMEN = {
    "straftaten_erhebliches_gewicht",  # § 5 Abs. 2 HFKVO: a question, answered by people
    "straftaten_von_erheblichem_gewicht",
}
# How serious a gap in the composition of a body is: it speaks of seats, never of a case or person.
SITZE = frozenset({"recht/zusammensetzung.py", "web/besetzung.py"})
CODE = sorted((WURZEL / "haertefall").rglob("*.py"))
DATEN = sorted(
    pfad for ordner in ("gesetze", "ordnungen") for pfad in (WURZEL / ordner).rglob("*.toml")
)


def _namen(baum: ast.AST) -> Iterator[tuple[int, str]]:
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.FunctionDef | ast.ClassDef):
            yield knoten.lineno, knoten.name
        elif isinstance(knoten, ast.Name):
            yield knoten.lineno, knoten.id
        elif isinstance(knoten, ast.Attribute):
            yield knoten.lineno, knoten.attr
        elif isinstance(knoten, ast.arg):
            yield knoten.lineno, knoten.arg
        elif isinstance(knoten, ast.keyword) and knoten.arg:
            yield knoten.value.lineno, knoten.arg


@pytest.mark.parametrize("ordner", ["recht", "faelle", "schritte", "web", "statistik", "briefe"])
def test_it_has_no_name_that_speaks_of_scores_or_ranks(ordner: str) -> None:
    gefunden = [
        f"{pfad.relative_to(WURZEL)}:{zeile}: {name}"
        for pfad in CODE
        if pfad.is_relative_to(WURZEL / "haertefall" / ordner)
        and str(pfad.relative_to(WURZEL / "haertefall")) not in SITZE
        for zeile, name in _namen(ast.parse(pfad.read_text("utf-8")))
        if NAMEN.search(name) and name not in ERLAUBTE_NAMEN
    ]
    assert not gefunden, "\n".join(gefunden)


def test_it_looked_at_the_whole_program() -> None:
    raeume = {pfad.relative_to(WURZEL / "haertefall").parts[0] for pfad in CODE}
    assert {"recht", "faelle", "schritte", "web", "statistik", "briefe"} <= raeume
    assert len(CODE) > 150 and len(DATEN) > 60


def test_it_has_no_key_in_the_data_that_speaks_of_scores_or_ranks() -> None:
    schluessel = re.compile(r'^\s*"?([A-Za-z0-9_.]+)"?\s*=', re.MULTILINE)
    gefunden = [
        f"{pfad.relative_to(WURZEL)}: {name}"
        for pfad in DATEN
        for name in schluessel.findall(pfad.read_text("utf-8"))
        if NAMEN.search(name) and name not in ERLAUBTE_NAMEN
    ]
    assert not gefunden, "\n".join(gefunden)


@pytest.mark.parametrize("art", [Befund, Uebersicht, Wegbefund, FehlendeAngabe])
def test_it_gives_no_result_that_holds_a_number(art: type) -> None:
    """A result of a check has words, days and reasons; nothing one could sort people by."""
    felder = {name: str(typ) for name, typ in art.__annotations__.items()}
    assert not any(re.search(r"\b(int|float|Decimal)\b", typ) for typ in felder.values()), felder


def _sortierungen(baum: ast.AST) -> Iterator[tuple[int, str]]:
    """Every `order_by` and every `ordering` of a model."""
    for knoten in ast.walk(baum):
        if (
            isinstance(knoten, ast.Call)
            and isinstance(knoten.func, ast.Attribute)
            and knoten.func.attr in ("order_by", "latest", "earliest")
        ):
            for wert in knoten.args:
                yield knoten.lineno, ast.unparse(wert).strip("'\"")
        if (
            isinstance(knoten, ast.Assign)
            and getattr(knoten.targets[0], "id", "") == "ordering"
            and isinstance(knoten.value, ast.List)
        ):
            for wert in knoten.value.elts:
                yield knoten.lineno, ast.unparse(wert).strip("'\"")


VERBOTEN = re.compile(r"(^-?|__)(land|herkunft|staatsangehoerigkeit|nachname|vornamen|name"
                      r"|zaehlt_als|ergebnis)$")  # fmt: skip


def test_it_sorts_cases_by_day_and_number_and_never_by_country_name_or_result() -> None:
    gefunden = []
    for pfad in CODE:
        raum = pfad.relative_to(WURZEL / "haertefall").parts[0]
        if raum not in ("faelle", "web", "schritte", "sitzungen"):
            continue
        for zeile, feld in _sortierungen(ast.parse(pfad.read_text("utf-8"))):
            if VERBOTEN.search(feld) and not _keine_person(feld):
                gefunden.append(f"{pfad.relative_to(WURZEL)}:{zeile}: {feld}")
    assert not gefunden, "\n".join(gefunden)


def _keine_person(feld: str) -> bool:
    """Names of accounts, authorities and bodies may be in alphabetical order."""
    return feld == "name" or re.search(r"(^|__)(konto|behoerde|gremium)__name$", feld) is not None


@pytest.mark.parametrize("name", ["fall_score", "ranking", "gewichtung_schule", "prioritaet"])
def test_it_would_notice(name: str) -> None:
    assert NAMEN.search(name)
    assert VERBOTEN.search("-fall__land") and VERBOTEN.search("nachname")
    assert not VERBOTEN.search("-eingegangen_am")
