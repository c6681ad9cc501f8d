"""haertefall bericht."""

import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from haertefall.befehle import bericht
from haertefall.statistik import altbestand
from haertefall.statistik.druck import DATEN

REFERENZ = DATEN / "nrw_2024"
OFFIZIELL = ["nrw", "--von", "2007", "--bis", "2023", "--stichtag", "2024-11-15"]


def rufe(*argumente: str | Path) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser()
    bericht.argumente(parser)
    return bericht.ausfuehren(parser.parse_args([str(a) for a in argumente]))


@pytest.fixture
def bestand(db: None) -> None:
    """The historical stock."""
    altbestand.uebernehmen("nrw", altbestand.mitgeliefert("nrw_2024"), date(2025, 1, 7))


@pytest.mark.usefixtures("bestand")
def test_it_writes_one_file_per_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rufe(*OFFIZIELL, "--format", "csv", "--nach", tmp_path / "neu") == 0
    namen = sorted(datei.name for datei in REFERENZ.glob("*.csv"))
    assert sorted(datei.name for datei in (tmp_path / "neu").iterdir()) == namen
    gleich = [
        n for n in namen if (tmp_path / "neu" / n).read_bytes() == (REFERENZ / n).read_bytes()
    ]
    assert len(gleich) == 4
    ausgabe = capsys.readouterr()
    assert len(ausgabe.out.splitlines()) == 6
    assert ausgabe.err.count("Abweichung vom Druck") == 2


@pytest.mark.usefixtures("bestand")
def test_it_prints_the_official_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert rufe(*OFFIZIELL) == 0
    text = capsys.readouterr().out
    zeilen = [" ".join(zeile.split()) for zeile in text.splitlines()]
    for zeile in (
        "6.1 Anträge",
        "2005 1.064 Sonderfaktoren wegen Neugründung HFK",
        "6.2 Herkunftsländer",
        "Serbien 62 Serbien 81 Serbien 118 Serbien 89",
        "Gesamt 201 Gesamt 250 Gesamt 345 Gesamt 316",
        "2023 264 95 41 60",
        "2014 65 0 1 3",
        "Nicht ausgewertet sind die Jahre 2005 und 2006.",
        "Geprüft: Alle Summen gehen auf, kein Jahr fehlt.",
    ):
        assert zeile in zeilen
    assert "gedruckt 5, gezählt 3" in text
    assert "Festlegungen dieser Zählung, bitte prüfen" in text


@pytest.mark.usefixtures("bestand")
def test_it_gives_json_to_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert rufe(*OFFIZIELL, "--format", "json") == 0
    inhalt = json.loads(capsys.readouterr().out)
    assert inhalt["stichtag"] == "2024-11-15"
    tabelle = inhalt["tabellen"][0]
    assert (tabelle["datei"], tabelle["zeilen"][0]) == ("tabelle_6_1_antraege.csv", [2005, 1064])
    assert tabelle["anmerkungen"] == {"2005": "Sonderfaktoren wegen Neugründung HFK"}
    assert len(inhalt["vergleich"]["abweichungen"]) == 2
    assert inhalt["festlegungen"]


@pytest.mark.usefixtures("bestand")
def test_it_prints_csv_with_the_names_of_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert rufe(*OFFIZIELL, "--format", "csv") == 0
    text = capsys.readouterr().out
    assert text.startswith("# tabelle_6_1_antraege.csv\njahr,antraege\n2005,1064\n")
    assert "Gesamt" not in text
    assert "Sonderfaktoren" not in text


@pytest.mark.usefixtures("bestand")
def test_it_answers_an_inquiry(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rahmen = ["--von", "2015", "--bis", "2023", "--stichtag", "2024-11-15"]
    assert rufe("nrw", "anfrage", "--behoerde", "erfunden-a", *rahmen) == 0
    assert "Behörde erfunden-a, Eingänge 2015 bis 2023" in capsys.readouterr().out
    assert rufe("nrw", "anfrage", *rahmen) == 0
    assert "Behörde A (erfunden)" in capsys.readouterr().out
    assert rufe("nrw", "anfrage", *rahmen, "--behoerde", "bonn") == 0
    assert "Zu „bonn“ ist nichts bekannt. Behörden: erfunden-a, " in capsys.readouterr().err
    assert rufe("nrw", "anfrage", *rahmen, "--format", "json", "--nach", tmp_path) == 0
    inhalt = json.loads((tmp_path / "anfrage.json").read_text("utf-8"))
    assert inhalt["gesamt"]["faelle"] == 4182
    assert len(inhalt["zeilen"]) == 12


@pytest.mark.django_db
def test_it_takes_sensible_years_when_none_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert rufe("nrw", "--stichtag", "2012-06-30", "--format", "csv") == 0
    ausgabe = capsys.readouterr()
    assert "# tabelle_6_3_ersuchen.csv\njahr,antraege,ersuchen,offen\n2007,0,0,0\n" in ausgabe.out
    assert "2012,0,0,0\n" in ausgabe.out
    assert "keine Fälle bekannt" in ausgabe.err
    assert "noch nicht zu Ende" in ausgabe.err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("argumente", "text"),
    [
        (["unbekannt"], "Für „unbekannt“ gibt es keine Ordnung"),
        (["gelsenkirchen"], "nur Entwürfe"),
        (["dortmund"], "nennt keine Tabellen"),
        (["nrw", "--von", "2012", "--bis", "2010"], "nach dem letzten"),
        (["nrw", "--stichtag", "2999-01-01"], "liegt in der Zukunft"),
        (["nrw", "--kenntnisstand", "2999-01-01"], "liegt in der Zukunft"),
        (["nrw", "--behoerde", "koeln"], "nrw anfrage"),
        (["nrw", "--nach", "/proc/hier"], "nicht geschrieben"),
    ],
)
def test_it_says_what_is_wrong(
    argumente: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rufe(*argumente) == 2
    ausgabe = capsys.readouterr()
    assert text in ausgabe.err
    assert not ausgabe.out


@pytest.mark.parametrize("argumente", [["--stichtag", "15.11.2024"], ["--von", "07"]])
def test_it_explains_how_to_write_a_day_or_year(
    argumente: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        rufe("nrw", *argumente)
    assert "ist kein" in capsys.readouterr().err
