"""haertefall tabellen pruefen."""

import argparse
import shutil
from pathlib import Path

import pytest

from haertefall.befehle import tabellen
from haertefall.statistik.druck import DATEN

REFERENZ = DATEN / "nrw_2024"


def rufe(*argumente: str | Path) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser()
    tabellen.argumente(parser)
    return tabellen.ausfuehren(parser.parse_args(["pruefen", *(str(a) for a in argumente)]))


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    """A copy of the official tables."""
    return Path(shutil.copytree(REFERENZ, tmp_path / "tabellen"))


def test_it_prints_findings_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert rufe(REFERENZ) == 1
    ausgabe = capsys.readouterr()
    (zeile,) = ausgabe.out.splitlines()
    assert zeile.startswith("Tabelle 6.6, 2014, offen: ")
    assert "6 Tabellen geprüft, Befunde: 1." in ausgabe.err


def test_it_is_content_with_consistent_tables(
    ordner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datei = ordner / "tabelle_6_6_ersuchen_nicht_gefolgt.csv"
    datei.write_text(datei.read_text("utf-8").replace("2014,65,0,1,5", "2014,65,0,1,3"), "utf-8")
    assert rufe(ordner) == 0
    assert not capsys.readouterr().out


def test_it_stops_at_a_file_it_cannot_read(
    ordner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ordner / "tabelle_6_3_ersuchen.csv").write_bytes(b"")
    assert rufe(ordner) == 2
    ausgabe = capsys.readouterr()
    assert not ausgabe.out
    assert "tabelle_6_3_ersuchen.csv: Die Datei ist leer." in ausgabe.err


def test_it_takes_the_years_that_are_not_analysed_from_the_ordnung(
    ordner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without that 2005 and 2006 would be missing in five tables."""
    rufe(ordner, "--gremium", "nrw", "--von", "2005")
    assert "fehlt" not in capsys.readouterr().out


def test_it_hints_at_years_that_only_the_first_table_has(
    ordner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for datei in ordner.glob("tabelle_6_[2-6]*.csv"):
        zeilen = datei.read_text("utf-8").splitlines(keepends=True)
        datei.write_text("".join(z for z in zeilen if not z.startswith("2007")), "utf-8")
    assert rufe(ordner) == 1
    assert "--von 2007" in capsys.readouterr().err
    assert rufe(ordner, "--von", "2007") == 1
    assert capsys.readouterr().out.count("2007, jahr: Das Jahr fehlt.") == 5


@pytest.mark.parametrize(
    ("argumente", "text"),
    [
        (["/gibt/es/nicht"], "Diesen Ordner gibt es nicht"),
        ([str(REFERENZ), "--gremium", "unbekannt"], "keine Ordnung"),
        ([str(REFERENZ), "--gremium", "dortmund"], "nennt keine Tabellen"),
    ],
)
def test_it_says_what_is_wrong(
    argumente: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rufe(*argumente) == 2
    ausgabe = capsys.readouterr()
    assert text in ausgabe.err
    assert not ausgabe.out
