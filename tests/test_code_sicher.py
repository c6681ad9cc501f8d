"""What no line of the program may do, looked for in its text: the reasons stand in docs/asvs.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

WURZEL = Path(__file__).parents[1]
PROGRAMM = sorted((WURZEL / "haertefall").rglob("*.py"))
SKRIPTE = sorted((WURZEL / "haertefall/web/static/web").glob("*.js"))
# Runs other programs, or turns text into code or objects.
GEFAEHRLICH = {"subprocess", "pickle", "marshal", "shelve", "ctypes", "xml", "yaml"}
BAUSTEINE = {"eval", "exec", "compile", "__import__"}
# The command that becomes the server of the demonstration; it takes no input but a port.
SERVER = "haertefall/befehle/demo.py"
# Chance that guards nothing: invented examples and figures. The third asks the operating system.
OHNE_GEHEIMNIS = {
    "haertefall/statistik/jahrgang.py",
    "haertefall/statistik/altbestand.py",
    "haertefall/schritte/geheim/eroeffnen.py",
}
# Fixed statements: locking, sealing and wiping, which the ORM cannot say.
FESTES_SQL = {
    "haertefall/audit/pruefung.py",
    "haertefall/faelle/umstellung.py",
    "haertefall/tresor/models.py",
    "haertefall/tresor/vernichtung.py",
}


def baeume() -> Iterator[tuple[str, ast.Module]]:
    for datei in PROGRAMM:
        yield str(datei.relative_to(WURZEL)), ast.parse(datei.read_text("utf-8"))


def eingefuehrt(baum: ast.Module) -> set[str]:
    namen: set[str] = set()
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Import):
            namen |= {n.name.partition(".")[0] for n in knoten.names}
        elif isinstance(knoten, ast.ImportFrom) and knoten.module:
            namen.add(knoten.module.partition(".")[0])
    return namen


def gerufen(baum: ast.Module) -> set[str]:
    rufe = (k.func for k in ast.walk(baum) if isinstance(k, ast.Call))
    return {
        f.id if isinstance(f, ast.Name) else f.attr
        for f in rufe
        if isinstance(f, (ast.Name, ast.Attribute))
    }


def test_it_reads_the_whole_program() -> None:
    assert len(PROGRAMM) > 400
    assert {d.name for d in SKRIPTE} >= {"live.js", "passkey.js"}


def test_it_starts_no_other_program_and_makes_no_code_or_object_of_text() -> None:
    for datei, baum in baeume():
        assert not eingefuehrt(baum) & GEFAEHRLICH, datei
        namen = {k.func.id for k in ast.walk(baum)
                 if isinstance(k, ast.Call) and isinstance(k.func, ast.Name)}  # fmt: skip
        assert not namen & BAUSTEINE, datei
        if datei != SERVER:
            assert not gerufen(baum) & {"system", "popen", "execv", "execvp", "spawn"}, datei


def test_it_takes_chance_that_guards_something_from_the_operating_system() -> None:
    mit_zufall = {datei for datei, baum in baeume() if "random" in eingefuehrt(baum)}
    assert mit_zufall <= OHNE_GEHEIMNIS


def test_it_hashes_with_nothing_broken() -> None:
    for datei, baum in baeume():
        assert not gerufen(baum) & {"md5", "sha1"}, datei
        assert not re.search(
            r"[\"'](?:md5|sha1|DES|RC4|ECB)[\"']", Path(WURZEL / datei).read_text()
        )


def test_it_puts_no_input_into_a_statement() -> None:
    """`raw` and `extra` nowhere; of statements by hand no text of a request is a part."""
    for datei, baum in baeume():
        if "/migrations/" in datei:
            continue
        assert not gerufen(baum) & {"raw", "extra", "RawSQL"}, datei
        for knoten in ast.walk(baum):
            if (
                isinstance(knoten, ast.Call)
                and isinstance(knoten.func, ast.Attribute)
                and knoten.func.attr == "execute"
                and knoten.args
                and isinstance(knoten.args[0], ast.JoinedStr)
            ):
                assert datei in FESTES_SQL, datei


@pytest.mark.parametrize("skript", SKRIPTE, ids=lambda d: d.name)
def test_it_writes_no_html_and_keeps_nothing_in_the_browser(skript: Path) -> None:
    text = skript.read_text("utf-8")
    for verboten in (
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
        "localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage",
        "__proto__", "onpaste",
    ):  # fmt: skip
        assert verboten not in text, verboten
