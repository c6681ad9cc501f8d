"""What stands at the door of the project: README, licence, change log, decisions."""

import re
from pathlib import Path

import pytest

from haertefall.befehle import BEFEHLE

WURZEL = Path(__file__).parents[1]


def text(name: str) -> str:
    return (WURZEL / name).read_text("utf-8")


def test_it_shows_the_two_commands_first() -> None:
    readme = text("README.md")
    befehle = re.findall(r"^make (\w+)", readme, re.MULTILINE)
    assert befehle[:2] == ["demo", "test"]
    # Nothing but the name and one sentence stands before them.
    assert len(readme[: readme.index("make demo")].splitlines()) <= 6
    assert readme.index("## What you see") < readme.index("## Für die Geschäftsstelle")


@pytest.mark.parametrize("datei", ["README.md", "docs/betrieb.md", "docs/sicherheit.md"])
def test_it_names_only_commands_that_exist(datei: str) -> None:
    genannt = set(re.findall(r"(?:\.venv/bin/|`)haertefall ([a-z]+)", text(datei)))
    assert genannt
    assert genannt <= set(BEFEHLE)


@pytest.mark.parametrize("datei", ["README.md", "CONTRIBUTING.md"])
def test_it_names_only_targets_that_exist(datei: str) -> None:
    ziele = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)\b", text(datei))) - {"und"} <= ziele


def test_it_says_the_architecture_on_one_page() -> None:
    seite = text("docs/architecture.md")
    assert len(seite.split()) < 700
    raeume = {p.name for p in (WURZEL / "haertefall").iterdir() if (p / "__init__.py").is_file()}
    karte = seite[seite.index("```") : seite.index("## The life of a case")]
    assert {r for r in raeume if not re.search(rf"\b{r}\b", karte)} == set()


def test_it_has_licence_publiccode_and_a_change_log_in_three_parts() -> None:
    assert text("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.search(r"^\s*license: EUPL-1\.2", text("publiccode.yml"), re.MULTILINE)
    ueberschriften = re.findall(r"^### (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    assert ueberschriften[:3] == ["Recht", "Funktionen", "Technik"]
    for name in ("CONTRIBUTING.md", "SECURITY.md"):
        assert len(text(name)) > 500, name


def test_it_keeps_decisions_by_day() -> None:
    dateien = list((WURZEL / "docs" / "decisions").glob("*.md"))
    assert len(dateien) >= 10
    for datei in dateien:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md", datei.name), datei.name
