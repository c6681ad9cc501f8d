"""The key file: made once, never overwritten, and a damaged one is said to be damaged."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haertefall.tresor import schluesseldatei
from haertefall.tresor.schluesseldatei import KOPF, SchluesselFalsch, SchluesselFehlt

WERT = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def datei(tmp_path: Path) -> Path:
    return tmp_path / "schluessel" / "installation"


def test_it_makes_a_random_key_that_only_its_owner_may_read(datei: Path, tmp_path: Path) -> None:
    schluesseldatei.anlegen(datei)
    schluesseldatei.anlegen(tmp_path / "andere")
    bund = schluesseldatei.lesen(datei)
    assert bund.aktuell == 1
    assert len(bund.hole(1)) == 32
    assert bund.hole(1) != schluesseldatei.lesen(tmp_path / "andere").hole(1)
    assert datei.stat().st_mode & 0o777 == 0o600
    assert datei.parent.stat().st_mode & 0o777 == 0o700


def test_it_never_overwrites_a_key(datei: Path) -> None:
    schluesseldatei.anlegen(datei)
    vorher = datei.read_bytes()
    with pytest.raises(FileExistsError):
        schluesseldatei.anlegen(datei)
    assert datei.read_bytes() == vorher


@pytest.mark.parametrize("inhalt", ["", KOPF, "irgendwas"])
def test_it_does_not_overwrite_a_damaged_file_either(datei: Path, inhalt: str) -> None:
    """It may be the only copy of something that can still be rescued."""
    datei.parent.mkdir()
    datei.write_text(inhalt)
    with pytest.raises(FileExistsError):
        schluesseldatei.anlegen(datei)
    assert datei.read_text() == inhalt


def test_it_says_that_there_is_no_key(datei: Path) -> None:
    with pytest.raises(SchluesselFehlt) as grund:
        schluesseldatei.lesen(datei)
    assert str(grund.value) == "Es gibt keine Schlüsseldatei installation."


def test_it_says_that_a_generation_is_missing(datei: Path) -> None:
    schluesseldatei.anlegen(datei)
    with pytest.raises(SchluesselFehlt, match="Generation 2 des Installationsschlüssels fehlt"):
        schluesseldatei.lesen(datei).hole(2)


@given(laenge=st.integers(0, len(f"{KOPF}\n1 {WERT}") - 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_notices_a_file_that_was_not_written_to_its_end(tmp_path: Path, laenge: int) -> None:
    halb = tmp_path / "halb"
    halb.write_text(f"{KOPF}\n1 {WERT}"[:laenge])
    with pytest.raises(SchluesselFalsch):
        schluesseldatei.lesen(halb)


@pytest.mark.parametrize(
    "inhalt",
    [
        f"anderer-kopf 1\n1 {WERT}\n",
        f"{KOPF}\n1 {WERT}\n1 {WERT}\n",
        f"{KOPF}\n1 {WERT[:-8]}\n",
        f"{KOPF}\neins {WERT}\n",
        f"{KOPF}\n1  {WERT}\n",
        f"{KOPF}\n1 {WERT} 2\n",
        f"{KOPF}\n1 nicht#base64\n",
        f"{KOPF}\n1 {WERT}\n\n",
        f"{KOPF}\n1 {'ä' * 44}\n",
    ],
)
def test_it_refuses_what_is_no_key_file(tmp_path: Path, inhalt: str) -> None:
    falsch = tmp_path / "falsch"
    falsch.write_text(inhalt)
    with pytest.raises(SchluesselFalsch) as grund:
        schluesseldatei.lesen(falsch)
    assert WERT not in str(grund.value)


def test_it_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SchluesselFalsch):
        schluesseldatei.lesen(tmp_path)


def test_it_takes_the_highest_generation_for_new_keys(tmp_path: Path) -> None:
    mehrere = tmp_path / "mehrere"
    neuer = base64.b64encode(bytes(32)).decode()
    mehrere.write_text(f"{KOPF}\n7 {neuer}\n3 {WERT}\n")
    bund = schluesseldatei.lesen(mehrere)
    assert (bund.aktuell, bund.hole(7)) == (7, bytes(32))
