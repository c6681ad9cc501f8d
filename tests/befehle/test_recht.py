"""`haertefall recht pruefen`: how old the stored law is, and what of it was not read in the law."""

import re
from pathlib import Path

import pytest

from haertefall.befehle import main
from haertefall.recht.pruefhilfe import sammlung
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert


def _druckt(capsys: pytest.CaptureFixture[str], *argumente: str) -> str:
    assert main(["recht", "pruefen", *argumente]) == 0
    return capsys.readouterr().out


def test_it_prints_how_old_and_how_sure_each_value_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = _druckt(capsys, "--stichtag", "2026-11-20")
    zeile = next(z for z in text.splitlines() if " 25a.aufenthalt_jahre:" in z)
    assert zeile.startswith("  25a.aufenthalt_jahre: 3 Jahre")
    assert "(ab 31.12.2022)" in zeile
    assert "geprüft am 10.09.2026, vor 71 Tagen" in zeile
    assert "im Text selbst gelesen" in zeile


def test_it_marks_what_was_not_read_in_the_law(capsys: pytest.CaptureFixture[str]) -> None:
    text = _druckt(capsys, "--stichtag", "2026-11-20")
    zeile = next(z for z in text.splitlines() if "25a.mindestalter:" in z)
    assert zeile.startswith("! ") and "aus zweiter Hand" in zeile
    markiert = sum(z.startswith("! ") and "geprüft am" in z for z in text.splitlines())
    treffer = re.search(r"; (\d+) nicht im Gesetz selbst gelesen", text)
    assert treffer and int(treffer[1]) == markiert > 0


def test_it_prints_every_value_of_the_day_and_names_what_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _druckt(capsys, "--stichtag", "2026-11-20")
    fehlend = re.search(r"Für diesen Tag nicht hinterlegt: (.*)\.", text)
    ohne = set(fehlend[1].split(", ")) if fehlend else set()
    for kennung in ausgeliefert().parameter:
        assert (f" {kennung}: " in text) != (kennung in ohne), kennung


def test_it_prints_the_law_of_an_earlier_day(capsys: pytest.CaptureFixture[str]) -> None:
    """30 and 31 December 2022 differ."""
    vorher = _druckt(capsys, "--stichtag", "2022-12-30")
    danach = _druckt(capsys, "--stichtag", "2022-12-31")
    assert "25b.aufenthalt_jahre_mit_kind: 6 Jahre" in vorher
    assert "25b.aufenthalt_jahre_mit_kind: 4 Jahre" in danach


def test_it_says_what_is_due_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    vorher = _druckt(capsys, "--stichtag", "2027-06-30")
    danach = _druckt(capsys, "--stichtag", "2027-07-01")
    assert re.search(r"^  01\.07\.2027: ", vorher, re.MULTILINE)
    assert re.search(r"^! 01\.07\.2027: ", danach, re.MULTILINE)


def test_it_begins_with_the_state_of_the_law(capsys: pytest.CaptureFixture[str]) -> None:
    text = _druckt(capsys, "--stichtag", "2026-11-20")
    assert text.startswith("Rechtsstand: Aufenthaltsgesetz (AufenthG) im Text vom 10.09.2026.")
    assert "keine Rechtsberatung" in text


def test_it_stops_at_a_file_it_cannot_use(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "stand.toml").write_text("gesetz = 1\n")
    (tmp_path / "angaben.toml").write_text("")
    ausgeliefert.cache_clear()
    monkeypatch.setattr(sammlung, "ORDNER", tmp_path)
    try:
        assert main(["recht", "pruefen"]) == 2
    finally:
        ausgeliefert.cache_clear()
    assert "stand.toml" in capsys.readouterr().err
