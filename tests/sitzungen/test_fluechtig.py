"""Keys that exist in memory only."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings

from haertefall.sitzungen import fluechtig


def test_it_keeps_a_key_for_every_process_of_this_machine(fluechtiger_ordner: Path) -> None:
    wozu = uuid4()
    klar = fluechtig.anlegen(wozu, 1)
    assert len(klar) == 32
    assert fluechtig.holen(wozu, 1) == klar
    assert (fluechtiger_ordner / f"{wozu.hex}.1").stat().st_mode & 0o077 == 0


def test_it_says_when_a_key_is_gone() -> None:
    wozu = uuid4()
    with pytest.raises(fluechtig.Verloren):
        fluechtig.holen(wozu, 1)
    assert not fluechtig.vorhanden(wozu, 1)


def test_it_replaces_what_an_aborted_attempt_left_behind() -> None:
    wozu = uuid4()
    alt = fluechtig.anlegen(wozu, 2)
    neu = fluechtig.anlegen(wozu, 2)
    assert alt != neu
    assert fluechtig.holen(wozu, 2) == neu


def test_it_destroys_earlier_keys_and_never_later_ones() -> None:
    wozu, andere = uuid4(), uuid4()
    for stufe in (1, 2, 3):
        fluechtig.anlegen(wozu, stufe)
        fluechtig.anlegen(andere, stufe)
    fluechtig.vernichten_vor(wozu, 2)
    assert [fluechtig.vorhanden(wozu, s) for s in (1, 2, 3)] == [False, True, True]
    assert all(fluechtig.vorhanden(andere, s) for s in (1, 2, 3))
    fluechtig.vernichten({wozu})
    assert wozu not in fluechtig.wessen()
    assert andere in fluechtig.wessen()


def test_it_overwrites_before_it_removes(
    fluechtiger_ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wozu = uuid4()
    fluechtig.anlegen(wozu, 1)
    datei = fluechtiger_ordner / f"{wozu.hex}.1"
    monkeypatch.setattr(Path, "unlink", lambda self: None)
    fluechtig.vernichten({wozu})
    assert datei.read_bytes() == bytes(32)


def test_it_refuses_a_folder_on_a_disk(tmp_path: Path, settings: LazySettings) -> None:
    settings.FLUECHTIG = tmp_path / "platte"
    einhaengungen = tmp_path / "mountinfo"
    einhaengungen.write_text("20 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
    with pytest.MonkeyPatch.context() as nur_hier:
        nur_hier.setattr(fluechtig, "EINHAENGUNGEN", einhaengungen)
        with pytest.raises(fluechtig.NichtFluechtig, match="nicht im Arbeitsspeicher"):
            fluechtig.anlegen(uuid4(), 1)
    assert list((tmp_path / "platte").iterdir()) == []


def test_it_refuses_a_folder_that_others_can_read(
    fluechtiger_ordner: Path, settings: LazySettings
) -> None:
    offen = fluechtiger_ordner / "offen"
    offen.mkdir(mode=0o755)
    settings.FLUECHTIG = offen
    with pytest.raises(fluechtig.NichtFluechtig, match="nicht diesem Programm allein"):
        fluechtig.ordner()
    offen.rmdir()


@pytest.mark.parametrize(
    ("einhaengung", "auslagerung", "erwartet"),
    [
        ("tmpfs tmpfs rw", 1, True),
        ("tmpfs tmpfs rw,noswap", 1, False),
        ("ramfs ramfs rw", 1, False),
        ("tmpfs tmpfs rw", 0, False),
    ],
)
def test_it_knows_whether_memory_may_be_written_to_a_disk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    einhaengung: str,
    auslagerung: int,
    erwartet: bool,
) -> None:
    mounts, swaps = tmp_path / "mountinfo", tmp_path / "swaps"
    mounts.write_text(f"20 1 8:1 / / rw - ext4 x rw\n25 20 0:23 / /dev/shm rw - {einhaengung}\n")
    swaps.write_text("Filename Type Size Used Priority\n" + "/swapfile file 1 0 -2\n" * auslagerung)
    monkeypatch.setattr(fluechtig, "EINHAENGUNGEN", mounts)
    monkeypatch.setattr(fluechtig, "AUSLAGERUNGEN", swaps)
    assert fluechtig.wird_ausgelagert() == erwartet
