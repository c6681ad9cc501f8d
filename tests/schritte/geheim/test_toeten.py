"""A killed process loses no vote and counts none twice."""

import signal
from pathlib import Path

import pytest

from tests.tresor.haus import Haus, eigenes_haus

pytestmark = pytest.mark.lange

WAEHLER = ("-m", "tests.schritte.geheim.waehler")


def laufe(haus: Haus, *worte: str, rc: int = 0) -> str:
    prozess = haus.starte(*WAEHLER, *worte)
    aus, fehler = prozess.communicate(timeout=120)
    assert prozess.returncode == rc, fehler
    return aus


def test_it_survives_a_killed_process(tmp_path: Path, fluechtiger_ordner: Path) -> None:
    ordner = fluechtiger_ordner / "haus"
    with eigenes_haus(tmp_path) as haus:
        haus.fluechtig = ordner
        laufe(haus, "anlegen")
        laufe(haus, "stimme", "0", "ja")
        laufe(haus, "stimme", "1", "nein", "vorher", rc=-signal.SIGKILL)
        laufe(haus, "stimme", "1", "nein")  # nothing was in the urn yet
        laufe(haus, "stimme", "2", "nein", "nachher", rc=-signal.SIGKILL)
        assert len(list(ordner.iterdir())) == 2  # the old key is still there …
        laufe(haus, "stimme", "3", "enthaltung")
        assert len(list(ordner.iterdir())) == 1  # … until the next vote
        assert laufe(haus, "auszaehlen") == "1 2 1\n"
        assert list(ordner.iterdir()) == []
