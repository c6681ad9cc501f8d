"""The vault stays small enough to be read in one go: by whoever has to trust it."""

import ast
import io
import tokenize
from pathlib import Path

TRESOR = Path(__file__).parents[2] / "haertefall" / "tresor"
HOECHSTENS = 410  # „about 400“
OHNE_INHALT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def codezeilen(text: str) -> int:
    """Lines that are neither blank nor comment nor docstring."""
    beschreibung: set[int] = set()
    for knoten in ast.walk(ast.parse(text)):
        if isinstance(knoten, ast.Module | ast.ClassDef | ast.FunctionDef):
            erstes = knoten.body[0] if knoten.body else None
            if isinstance(erstes, ast.Expr) and isinstance(erstes.value, ast.Constant):
                beschreibung |= set(range(erstes.lineno, (erstes.end_lineno or 0) + 1))
    zeilen: set[int] = set()
    for zeichen in tokenize.generate_tokens(io.StringIO(text).readline):
        if zeichen.type not in OHNE_INHALT:
            zeilen |= set(range(zeichen.start[0], zeichen.end[0] + 1))
    return len(zeilen - beschreibung)


def test_it_counts_code_only() -> None:
    assert codezeilen('"""Doc."""\n\n# why\nx = (\n    1\n)\n\n\ndef f():\n    """Doc."""\n') == 4


def test_it_stays_small() -> None:
    umfang = {datei.name: codezeilen(datei.read_text()) for datei in TRESOR.glob("*.py")}
    assert len(umfang) >= 8
    assert sum(umfang.values()) <= HOECHSTENS, umfang
