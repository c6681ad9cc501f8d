"""Rules about the code itself; what `make check` cannot see."""

import ast
import importlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from hypothesis import settings

from haertefall.recht.begriffe import Funktion, Gegenstand, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.web.schritt import OHNE_SEITE

WURZEL = Path(__file__).parents[1]
PROGRAMM = WURZEL / "haertefall"
# A person's own password and second factor are no act about a case.
EIGENES_KONTO = ("anmeldung", "konto")
SCHREIBT_IMMER = frozenset(
    {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create"}
)
SCHREIBT_IN_DATENBANK = frozenset({"create", "update", "delete"})
OHNE_SINN = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "services", "tools"})


def dateien(ordner: Path, muster: str = "*.py") -> list[Path]:
    """Files of the project below a folder, without what tools left there."""
    return sorted(p for p in ordner.rglob(muster) if "__pycache__" not in p.parts)


@cache
def baum(datei: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(datei.read_text("utf-8"))


def aufrufe(datei: Path) -> Iterator[tuple[str, str, int]]:
    """Called attributes: name, what they are called on, line."""
    for knoten in ast.walk(baum(datei)):
        if isinstance(knoten, ast.Call) and isinstance(knoten.func, ast.Attribute):
            yield knoten.func.attr, ast.unparse(knoten.func.value), knoten.lineno


def schreibende(ordner: Path) -> list[str]:
    """Calls that write to the database."""
    gefunden = []
    for datei in dateien(ordner):
        if datei.stem.startswith(EIGENES_KONTO) or datei.parent.name.startswith(EIGENES_KONTO):
            continue
        for name, worauf, zeile in aufrufe(datei):
            immer = name in SCHREIBT_IMMER and not worauf.endswith("session")
            abfrage = ".objects" in worauf or ".filter(" in worauf or ".exclude(" in worauf
            if immer or (name in SCHREIBT_IN_DATENBANK and abfrage):
                gefunden.append(f"{datei}:{zeile}: {worauf}.{name}")
    return gefunden


@pytest.mark.parametrize("raum", ["web", "befehle"])
def test_it_writes_through_the_door_alone(raum: str) -> None:
    assert schreibende(PROGRAMM / raum) == []


def test_it_would_see_a_page_that_writes(tmp_path: Path) -> None:
    (tmp_path / "seite.py").write_text("Fall.objects.filter(pk=1).update(stand='x')\nfall.save()\n")
    assert len(schreibende(tmp_path)) == 2


def test_it_sets_the_state_of_a_case_in_the_door_alone() -> None:
    """The door, a correction that follows from it, and the act that opens the case."""
    erlaubt = {
        "haertefall/schritte/objekt/fall.py",
        "haertefall/schritte/berichtigung.py",
        "haertefall/schritte/fall/antrag_erfassen.py",
    }
    setzt = set()
    for datei in [*dateien(PROGRAMM), *dateien(WURZEL / "tests"), *dateien(WURZEL / "bench")]:
        for knoten in ast.walk(baum(datei)):
            ziele = knoten.targets if isinstance(knoten, ast.Assign) else []
            if any(isinstance(z, ast.Attribute) and ast.unparse(z) == "fall.stand" for z in ziele):
                setzt.add(str(datei.relative_to(WURZEL)))
            if isinstance(knoten, ast.Call) and ast.unparse(knoten.func) in (
                "Fall",
                "Fall.objects.create",
            ):
                setzt.add(str(datei.relative_to(WURZEL)))
    # The benchmark alone may copy rows of cases that lived through the door.
    assert setzt - erlaubt - {"bench/fuellen.py"} == set()
    assert "haertefall/schritte/objekt/fall.py" in setzt


def test_it_reads_the_clock_in_one_place() -> None:
    uhr = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|timezone\.now|time\.time)\(")
    lesen = {
        str(d.relative_to(WURZEL)) for d in dateien(PROGRAMM) if uhr.search(d.read_text("utf-8"))
    }
    assert lesen == {"haertefall/zeit.py"}


def test_it_keeps_the_law_pure() -> None:
    """No clock, no chance, no process, no network; files are read by the loaders alone."""
    verboten = {"os", "random", "secrets", "socket", "subprocess", "threading", "time", "urllib"}
    for datei in dateien(PROGRAMM / "recht"):
        for knoten in ast.walk(baum(datei)):
            namen = []
            if isinstance(knoten, ast.Import):
                namen = [n.name for n in knoten.names]
            elif isinstance(knoten, ast.ImportFrom):
                namen = [knoten.module or ""]
            assert not {n.split(".")[0] for n in namen} & verboten, datei
            if isinstance(knoten, ast.Call):
                assert ast.unparse(knoten.func) not in ("open", "print", "input"), datei


def test_it_has_no_files_that_need_each_other() -> None:
    netz = grimp.build_graph("haertefall", cache_dir=None)
    braucht = {datei: netz.find_modules_directly_imported_by(datei) for datei in netz.modules}
    assert len(braucht) > 500
    TopologicalSorter(braucht).prepare()  # CycleError names the circle


def test_it_has_no_room_without_meaning() -> None:
    for ordner in (PROGRAMM, WURZEL / "tests", WURZEL / "bench"):
        for pfad in ordner.rglob("*"):
            assert pfad.stem not in OHNE_SINN, pfad


def test_it_keeps_files_short() -> None:
    for ordner in (PROGRAMM, WURZEL / "tests", WURZEL / "bench"):
        for datei in dateien(ordner):
            if "migrations" not in datei.parts:
                zeilen = len(datei.read_text("utf-8").splitlines())
                assert zeilen <= 400, f"{datei.relative_to(WURZEL)}: {zeilen} Zeilen"


def _schrittdateien() -> dict[str, Path]:
    """Files of acts by the name of the act."""
    gefunden = {}
    for datei in dateien(PROGRAMM / "schritte"):
        if datei.parent.parent != PROGRAMM / "schritte" or datei.stem == "__init__":
            continue
        if datei.parent.name == "migrations":
            continue
        modul = importlib.import_module(".".join(datei.relative_to(WURZEL).with_suffix("").parts))
        if hasattr(modul, "SCHRITT"):
            gefunden[modul.SCHRITT.name] = datei
    return gefunden


def test_it_has_one_file_per_act() -> None:
    akte = _schrittdateien()
    assert set(akte) == set(SCHRITTE)
    for name, datei in akte.items():
        assert name in (datei.stem, f"{datei.parent.name}_{datei.stem}"), datei


def test_it_has_a_test_of_its_own_for_every_act_on_a_case() -> None:
    for name, datei in _schrittdateien().items():
        if datei.parent.name == "fall":
            assert (WURZEL / "tests" / "schritte" / "fall" / f"test_{name}.py").is_file(), name


def test_it_mentions_every_act_in_a_test() -> None:
    texte = "\n".join(d.read_text("utf-8") for d in dateien(WURZEL / "tests"))
    for name in SCHRITTE:
        assert f'"{name}"' in texte, name


@cache
def glossar() -> str:
    """docs/glossar.md."""
    return (WURZEL / "docs" / "glossar.md").read_text("utf-8")


def _fehlend(woerter: Iterator[str]) -> list[str]:
    return [w for w in woerter if not re.search(rf"(?<![a-z_]){re.escape(w)}(?![a-z_])", glossar())]


def test_it_leads_to_every_act_from_some_page() -> None:
    """An act that no page names can be done by nobody who does not know its address.

    On a case the rows of the Ordnung offer the acts; an authority's checks have lists of their own.
    """
    web = "".join(
        d.read_text("utf-8")
        for muster in ("*.py", "*.html")
        for d in dateien(WURZEL / "haertefall" / "web", muster)
    )
    angeboten = {"fall", "vollzug", "behoerde"}
    namen = {s.name for s in SCHRITTE.values() if s.objekt not in angeboten} - OHNE_SEITE
    genannt = set(re.findall(r"[a-z_]{6,}", web))
    assert namen - genannt == set()


def test_it_explains_every_act_state_and_function() -> None:
    assert _fehlend(iter(SCHRITTE)) == []
    assert _fehlend(s.value for s in Stand) == []
    assert _fehlend(f.value for f in Funktion) == []
    assert _fehlend(g.value for g in Gegenstand) == []


def test_it_explains_every_model() -> None:
    modelle = [m for m in apps.get_models() if m.__module__.startswith("haertefall.")]
    assert _fehlend(f"{m._meta.app_label}.{m.__name__}" for m in modelle) == []


def test_it_uses_every_template() -> None:
    quellen = "\n".join(
        p.read_text("utf-8")
        for p in [*dateien(PROGRAMM), *dateien(PROGRAMM, "*.html"), *dateien(PROGRAMM, "*.txt")]
    )
    # Templates of the sign-in library are found by their place.
    eigene = [p for p in dateien(PROGRAMM, "*.html") if "templates" in p.parts]
    for datei in eigene:
        name = datei.as_posix().split("/templates/")[1]
        if name.startswith(("web/", "konto/")):
            stamm = name.removesuffix(".html")
            teil = stamm.rsplit("/", 1)[0] + "/" if "/" in stamm else ""
            assert name in quellen or f'"{teil}' in quellen or f"{teil}{{" in quellen, name


def test_it_has_no_program_in_the_rules() -> None:
    for ordner in ("ordnungen", "gesetze"):
        arten = {p.suffix for p in (WURZEL / ordner).rglob("*") if p.is_file()}
        assert arten <= {".toml", ".md", ".json", ".txt"}, ordner


def _eigene_dateien() -> list[Path]:
    """What belongs to the project, as git sees it."""
    liste = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=WURZEL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [WURZEL / name for name in liste if name and (WURZEL / name).is_file()]


def test_it_reads_nothing_outside_its_folder() -> None:
    """No path of somebody's machine stands anywhere."""
    fremd = re.compile(r"(?<![\w.:/])/(work|farm|home|root)/")
    for datei in _eigene_dateien():
        if datei.suffix in {".woff2", ".ttf", ".lock"} or datei.name.endswith(".min.js"):
            continue
        text = datei.read_text("utf-8", errors="ignore")
        assert not fremd.search(text), datei.relative_to(WURZEL)


def test_it_skips_no_test() -> None:
    umgehung = re.compile(r"mark\.(skip|xfail)|pytest\.(skip|xfail|importorskip)\(|@unittest\.skip")
    for datei in dateien(WURZEL / "tests"):
        if datei != Path(__file__):
            assert not umgehung.search(datei.read_text("utf-8")), datei.relative_to(WURZEL)


def test_it_calls_nothing_checked_that_no_jurist_has_checked() -> None:
    """Only the name of a jurist makes a version checked; nothing shipped has one."""
    for datei in dateien(WURZEL / "ordnungen", "*.toml"):
        assert "geprueft_von" not in datei.read_text("utf-8"), datei
    for datei in (WURZEL / "ordnungen").glob("*/*.toml"):
        kopf = tomllib.loads(datei.read_text("utf-8"))["ordnung"]
        assert kopf["status"] in ("vollstaendig", "unvollstaendig", "entwurf")
        assert ("entwurf" in datei.stem) == (kopf["status"] == "entwurf"), datei


def test_it_runs_all_tests_on_both_databases() -> None:
    """`.ci/run` calls `make check` and `make test`; that calls everything on both databases."""
    ci = (WURZEL / ".ci" / "run").read_text("utf-8").splitlines()
    assert ci[-2:] == ["make check", "make test"]
    plan = subprocess.run(
        ["make", "--dry-run", "test"], cwd=WURZEL, capture_output=True, text=True, check=True
    ).stdout
    assert "scripts/test.sh alles" in plan
    skript = (WURZEL / "scripts" / "test.sh").read_text("utf-8")
    ohne_browser = "argumente+=(--ignore=tests/browser --ignore=tests/html)"
    assert f"  kern | postgres)\n    {ohne_browser}\n    ;;\n  alles | web)\n" in skript
    assert skript.count("--ignore=tests/") == 5  # the same for `lang`, and tests/recht below
    assert 'if [ "$teil" != postgres ]; then\n  echo "== $teil auf SQLite"' in skript
    assert 'if [ "$teil" != kern ]; then\n  echo "== $teil auf PostgreSQL"' in skript
    assert 'env -u DATABASE_URL .venv/bin/pytest "${argumente[@]}"' in skript
    assert 'scripts/mit_postgres.sh .venv/bin/pytest "${argumente[@]}" "${einmal[@]}"' in skript


def test_it_leaves_out_on_postgresql_only_what_touches_no_database() -> None:
    """Pure rules, commands with a database of their own, what pages do in a browser and before any
    query (their token); no more."""
    einmal = {
        str(d.relative_to(WURZEL))
        for d in dateien(WURZEL / "tests")
        if "pytest.mark.einmal" in d.read_text("utf-8") and d != Path(__file__)
    }
    assert einmal == {
        "tests/befehle/test_demo.py",
        "tests/befehle/test_probelauf.py",
        "tests/browser/test_formulare.py",
        "tests/browser/test_netz.py",
        "tests/browser/test_seiten.py",
        "tests/browser/test_seltenes.py",
        "tests/web/test_schale.py",
    }
    skript = (WURZEL / "scripts" / "test.sh").read_text("utf-8")
    assert "--ignore=tests/recht --ignore-glob='tests/test_*.py'" in skript
    oben = set((WURZEL / "tests").glob("test_*.py")) - {Path(__file__)}
    for datei in [*dateien(WURZEL / "tests" / "recht"), *oben]:
        text = datei.read_text("utf-8")
        assert "django_db" not in text, datei
        assert "spielplatz" not in text, datei


def test_it_fails_with_words_where_something_cannot_be_set_up(tmp_path: Path) -> None:
    """Without root and without sudo a missing package is named; nothing is skipped."""
    for name in ("bash", "env", "id", "dpkg-query", "grep", "printf", "cat"):
        (tmp_path / name).symlink_to(Path("/usr/bin") / name)
    ergebnis = subprocess.run(
        ["/usr/bin/bash", str(WURZEL / "scripts" / "pakete.sh"), "gibt-es-nicht"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ergebnis.returncode == 1
    assert "Es fehlen Programme: gibt-es-nicht" in ergebnis.stderr
    assert "apt-get install --no-install-recommends gibt-es-nicht" in ergebnis.stderr


def test_it_checks_style_types_layers_rules_and_django_in_one_target() -> None:
    """What `make check` calls; `make setup` brings the tools for it."""
    plan = subprocess.run(
        ["make", "--dry-run", "check"], cwd=WURZEL, capture_output=True, text=True, check=True
    ).stdout
    for werkzeug in (
        "mypy",
        "ruff check",
        "ruff format --check",
        "lint-imports",
        "djlint",
        "scripts/ordnungen_pruefen.sh",
        "scripts/django_pruefen.sh",
        "makemigrations --check",
    ):
        assert werkzeug in plan, werkzeug
    einrichten = subprocess.run(
        ["make", "--dry-run", "setup"], cwd=WURZEL, capture_output=True, text=True, check=True
    ).stdout
    assert "scripts/umgebung.sh dev" in einrichten
    assert "haertefall demo --nur-einrichten" in einrichten


def test_it_keeps_rooms_in_order_by_contract() -> None:
    """Exhaustive: a new room without a place in the order is an error of `make check`."""
    vertraege = tomllib.loads((WURZEL / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]
    schichten = next(v for v in vertraege["contracts"] if v["type"] == "layers")
    assert schichten["exhaustive"] is True
    assert schichten["layers"][0].startswith("web")
    assert schichten["layers"][-1].startswith("recht")


def test_it_repeats_chance_in_make_test_and_not_in_make_test_lang() -> None:
    skript = (WURZEL / "scripts" / "test.sh").read_text("utf-8")
    assert "--hypothesis-profile=fest" in skript
    assert "--hypothesis-profile=frei" in skript
    assert [z.split()[0] for z in skript.splitlines() if "--randomly-seed" in z] == [
        "argumente=(--numprocesses=auto",
        "scripts/mit_postgres.sh",
    ]
    assert settings.get_profile("fest").derandomize
    assert not settings.get_profile("frei").derandomize


def test_it_keeps_the_official_tables_once_with_their_origin() -> None:
    namen = {f"tabelle_6_{n}" for n in range(1, 7)}
    gefunden = [p for p in _eigene_dateien() if p.suffix == ".csv" and p.stem[:11] in namen]
    assert len(gefunden) == 6
    (ordner,) = {p.parent for p in gefunden}
    assert ordner.is_relative_to(PROGRAMM / "statistik" / "daten")
    herkunft = "\n".join(p.read_text("utf-8") for p in ordner.glob("*.md"))
    assert "15. November 2024" in herkunft
