"""`haertefall ordnung`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from haertefall.befehle import ordnung
from haertefall.gremien import fassungen
from tests.recht.bau import KOPF, WURZEL


@pytest.fixture
def ordner(tmp_path: Path, settings: object) -> Iterator[Path]:
    """A local folder with one body `probe`, beside the shipped questions and skeleton."""
    settings.ORDNUNGEN_DIRS = [tmp_path, WURZEL]  # type: ignore[attr-defined]
    (tmp_path / "probe" / "fallbeispiele").mkdir(parents=True)
    fassungen.alle.cache_clear()
    yield tmp_path / "probe"
    fassungen.alle.cache_clear()


def aufrufen(*argumente: str) -> int:
    parser = argparse.ArgumentParser()
    ordnung.argumente(parser)
    return ordnung.ausfuehren(parser.parse_args(argumente))


def test_it_prints_the_description(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ordner / "entwurf-2024-01-01.toml").write_text(KOPF, "utf-8")
    assert aufrufen("probe") == 0
    ausgabe = capsys.readouterr().out
    assert ausgabe.startswith("Probegremium\n════")
    assert "Datei: probe/entwurf-2024-01-01.toml" in ausgabe


def test_it_fails_on_a_file_that_does_not_load(
    ordner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ordner / "entwurf-2024-01-01.toml").write_text(f"{KOPF}landd = 3\n", "utf-8")
    assert aufrufen("probe") == 1
    assert "probe/entwurf-2024-01-01.toml, Zeile 9" in capsys.readouterr().err


def test_it_fails_on_mistakes_in_content(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zeile = '[[ablauf]]\nschritt = "zaubern"\nvon = ["eingegangen"]\nwer = ["rat"]\nnorm = "§ 1"\n'
    (ordner / "entwurf-2024-01-01.toml").write_text(f"{KOPF}{zeile}", "utf-8")
    assert aufrufen("probe") == 1
    assert "Fehler: [[ablauf]] „zaubern“: Diesen Schritt gibt es nicht." in capsys.readouterr().out


def test_it_fails_on_examples_that_do_not_load_or_come_out(
    ordner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ordner / "entwurf-2024-01-01.toml").write_text(KOPF, "utf-8")
    (ordner / "fallbeispiele" / "kaputt.toml").write_text("fall = 3\n", "utf-8")
    (ordner / "fallbeispiele" / "anders.toml").write_text(
        'fall = "Ein Fall"\nsatz = "Ein Satz"\nstichtag = 2024-01-01\n[angaben]\n'
        '[erwartet]\nergebnis = "ausgeschlossen"\n',
        "utf-8",
    )
    assert aufrufen("probe") == 1
    ausgabe = capsys.readouterr().out
    assert "Fehler: Fallbeispiel anders.toml: Ergebnis: nach dem Wortlaut" in ausgabe
    assert "Fehler: Fallbeispiel kaputt.toml, Zeile 1" in ausgabe


def test_it_shows_the_version_of_a_day_and_a_way(capsys: pytest.CaptureFixture[str]) -> None:
    aufrufen("nrw", "--stichtag", "2023-05-02", "--weg", "text")
    ausgabe = capsys.readouterr().out
    assert "Datei: nrw/2020-10-14.toml" in ausgabe
    assert "Weg „text“ (hier gezeigt)" in ausgabe


def test_it_names_the_bodies_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert aufrufen() == 2
    assert aufrufen("atlantis") == 2
    fehler = capsys.readouterr().err
    assert "Welches Gremium? Es gibt: dortmund" in fehler
    assert "„atlantis“" in fehler


def test_it_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert aufrufen("--schema") == 0
    assert capsys.readouterr().out == (WURZEL / "schema.json").read_text("utf-8")
