"""What no line of the program may do, looked for in its text: the reasons stand in docs/asvs.md."""

import ast
import re
import tomllib
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

# Patterns put together of fixed parts: readings of names.
ZUSAMMENGESETZTE_MUSTER = {"haertefall/faelle/namensform.py"}
# A form that is shipped as a file, and remainders of numbers: no format is read from anywhere.
FORMATDATEI = {"haertefall/befehle/bergung.py"}
RECHNET_MIT_REST = {
    "haertefall/auftraege/lauf.py",
    "haertefall/briefe/diagramme.py",
    "haertefall/briefe/zeitleiste.py",
    "haertefall/recht/feiertage.py",
    "haertefall/recht/turnus.py",
    "haertefall/sitzungen/models/niederschrift.py",
    "haertefall/tresor/felder.py",
    "haertefall/vorfuehrung/besetzen.py",
    "haertefall/vorfuehrung/spiel.py",
}
# What is decoded by hand, and never what somebody sent: addresses of databases, mounts of the
# machine, what lies sealed in tables, the key file.
DEKODIERT = {
    "haertefall/settings.py": {"unquote", "parse_qs"},
    "haertefall/sitzungen/fluechtig.py": {"unicode_escape"},
    "haertefall/konten/faktoren.py": {"b64decode"},
    "haertefall/konten/speicher.py": {"b64decode"},
    "haertefall/tresor/schluesseldatei.py": {"b64decode"},
}
ENTSCHLUESSELER = {
    "unquote", "unquote_plus", "unquote_to_bytes", "parse_qs", "parse_qsl", "unescape", "b64decode",
    "urlsafe_b64decode", "a85decode", "b85decode", "unhexlify", "decode_header", "unicode_escape",
    "raw_unicode_escape", "idna", "punycode",
}  # fmt: skip
# Who can open a connection, and to whom (docs/betrieb.md, „Verbindungen“).
VERBINDET = {
    "haertefall/auftraege/arbeiter.py": {"socket"},  # the name of this machine only
    "haertefall/auftraege/post.py": {"smtplib", "django.core.mail"},
    "haertefall/befehle/demo.py": {"socket"},  # whether a port of this machine is free
    "haertefall/web/anbieter.py": {"requests"},
}
NETZ = {
    "aiohttp", "asyncio", "django.core.mail", "ftplib", "http.client", "httpx", "imaplib", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request",
    "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
MUSTERRUFE = {"format_html", "strftime", "strptime"}
PROTOKOLLARTEN = {"debug", "info", "warning", "error", "exception", "critical", "log"}


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


def rufe(baum: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Each call with its name, dotted as it is written."""
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Call):
            yield ast.unparse(knoten.func), knoten


def test_it_makes_no_pattern_of_input() -> None:
    """Patterns are fixed: no character that somebody typed can be a metacharacter."""
    muster = 0
    for datei, baum in baeume():
        for name, ruf in rufe(baum):
            if name.startswith("re.") and name != "re.escape":
                muster += 1
                assert isinstance(ruf.args[0], ast.Constant) or datei in ZUSAMMENGESETZTE_MUSTER
            assert name.rpartition(".")[2] not in {"RegexField", "RegexValidator", "re_path"}, datei
            assert not [a.arg for a in ruf.keywords if str(a.arg).endswith("regex")], datei
    assert muster > 20


def test_it_reads_no_format_from_anywhere() -> None:
    """What is put into a text never says how: formats are constants of the program."""
    formate = 0
    for datei, baum in baeume():
        assert not gerufen(baum) & {"format_map", "Template", "vformat", "Formatter"}, datei
        for name, ruf in rufe(baum):
            wer, _, was = name.rpartition(".")
            if was == "format" and isinstance(ruf.func, ast.Attribute):
                fest = isinstance(ruf.func.value, ast.Constant) or wer.split(".")[-1].isupper()
                assert fest or datei in FORMATDATEI, (datei, name)
            elif was in MUSTERRUFE or (was in PROTOKOLLARTEN and wer == "protokoll"):
                assert isinstance(ruf.args[0], ast.Constant), (datei, ruf.lineno)
            else:
                continue
            formate += 1
        for knoten in ast.walk(baum):
            if isinstance(knoten, ast.BinOp) and isinstance(knoten.op, ast.Mod):
                assert isinstance(knoten.left, ast.Constant) or datei in RECHNET_MIT_REST, datei
    assert formate > 30


def test_it_decodes_nothing_that_was_sent_a_second_time() -> None:
    """Django decodes addresses and forms, once; the program itself nothing of a request."""
    gefunden: dict[str, set[str]] = {}
    for datei, baum in baeume():
        worte = {name.rpartition(".")[2] for name, _ in rufe(baum)}
        for name, ruf in rufe(baum):
            if name.endswith("decode"):
                worte |= {str(a.value) for a in ruf.args if isinstance(a, ast.Constant)}
        if getan := worte & ENTSCHLUESSELER:
            gefunden[datei] = getan
    assert gefunden == DEKODIERT


def test_it_opens_connections_only_where_it_says_so() -> None:
    gefunden: dict[str, set[str]] = {}
    for datei, baum in baeume():
        namen: set[str] = set()
        for knoten in ast.walk(baum):
            if isinstance(knoten, ast.Import):
                namen |= {n.name for n in knoten.names}
            elif isinstance(knoten, ast.ImportFrom) and knoten.module:
                namen |= {knoten.module, *(f"{knoten.module}.{n.name}" for n in knoten.names)}
        if offen := {netz for netz in NETZ if netz in namen or f"{netz}." in str(namen)}:
            gefunden[datei] = offen
    assert gefunden == VERBINDET


@pytest.mark.parametrize("skript", SKRIPTE, ids=lambda d: d.name)
def test_it_compares_strictly_and_writes_no_key_that_was_sent(skript: Path) -> None:
    """No `==`, no object that is written under a name from outside, no merging of objects."""
    text = skript.read_text("utf-8")
    assert not re.search(r"[^=!<>]==[^=]|!=[^=]", text)
    assert not re.search(r"\w\[[^\]]+\]\s*=[^=]", text)
    for verboten in (
        "Object.assign",
        "constructor",
        "prototype",
        "structuredClone",
        "for (const k in",
    ):
        assert verboten not in text, verboten


def test_it_has_every_type_checked() -> None:
    """`make check` runs mypy in its strict mode over everything, and no file is let off."""
    einstellung = tomllib.loads((WURZEL / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert einstellung["strict"] is True
    assert {"haertefall", "tests"} <= set(einstellung["files"])
    assert einstellung["exclude"] == ["/migrations/"]
    for ausnahme in einstellung["overrides"]:
        assert ausnahme.keys() == {"module", "ignore_missing_imports"}
        assert not [m for m in ausnahme["module"] if m.startswith(("haertefall", "tests"))]
    machbar = (WURZEL / "Makefile").read_text("utf-8")
    assert re.search(r"^PRUEFUNGEN := .*\bp-typen\b", machbar, re.MULTILINE)
    assert re.search(r"^p-typen:\n\t@\$\(V\)/mypy$", machbar, re.MULTILINE)
    for datei in PROGRAMM:
        quelle = datei.read_text("utf-8")
        assert not re.search(r"^# (?:type: ignore|mypy:)", quelle, re.MULTILINE), datei
        assert not re.search(r"# type: ignore(?!\[)", quelle), datei
