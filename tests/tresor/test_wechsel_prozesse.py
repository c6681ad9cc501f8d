"""The installation key changes while the office works and processes are killed."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from haertefall.tresor import schluesseldatei
from tests.tresor.haus import Haus, eigenes_haus

GREMIEN = 60


@pytest.fixture
def haus(tmp_path: Path) -> Iterator[Haus]:
    with eigenes_haus(tmp_path) as eines:
        yield eines


def lies_alles(haus: Haus) -> int:
    """A fresh process opens every key; it crashes if one does not open."""
    prozess = haus.starte("-m", "tests.tresor.amt", "lesen")
    aus, fehler = prozess.communicate(timeout=60)
    assert prozess.returncode == 0, fehler
    return int(aus.split()[0])


def alte(haus: Haus) -> int:
    return int(
        haus.frage(
            "select count(*) from tresor_schluessel where eltern_id is null and generation = 1"
        )[0][0]
    )


def test_it_changes_the_key_while_the_office_works_and_the_change_is_killed(haus: Haus) -> None:
    zufall = random.Random(3)
    amt = haus.starte("-m", "tests.tresor.amt", "arbeiten", str(GREMIEN))
    assert amt.stdout is not None
    assert amt.stdout.readline() == "arbeitet\n"

    halb = 0
    for _ in range(3):
        wechsel = haus.befehl("schluessel", "wechseln")
        vorher = alte(haus)
        # In the midst of re-wrapping, wherever that is on this machine.
        while wechsel.poll() is None and alte(haus) >= vorher:
            vorher = max(vorher, alte(haus))
        time.sleep(zufall.uniform(0, 0.01))
        wechsel.kill()
        wechsel.wait()
        assert {1, 2} <= schluesseldatei.lesen(haus.schluesseldatei).generationen.keys()
        halb += alte(haus) > 0
    assert halb, "kein einziges Mal mittendrin getötet"

    code, _, fehler = haus.rufe("schluessel", "wechseln")
    assert code == 0, fehler
    _, fehler = amt.communicate("\n", timeout=60)
    assert amt.returncode == 0, fehler
    bund = schluesseldatei.lesen(haus.schluesseldatei)
    assert haus.frage(
        "select distinct generation from tresor_schluessel where eltern_id is null"
    ) == [(bund.aktuell,)]
    assert lies_alles(haus) > 2 * GREMIEN


def test_it_does_not_remove_a_generation_under_the_feet_of_a_transaction(haus: Haus) -> None:
    amt = haus.starte("-m", "tests.tresor.amt", "halten", "1")
    assert amt.stdout is not None
    assert amt.stdout.readline() == "haelt\n"
    schluesseldatei.erweitern(haus.schluesseldatei)
    ausmustern = haus.befehl("schluessel", "ausmustern", "--generation", "1")
    time.sleep(3)
    assert amt.communicate("\n", timeout=60)[0] == "2 gelesen\n"
    _, fehler = ausmustern.communicate(timeout=60)
    assert "liegen noch 1" in fehler
    assert 1 in schluesseldatei.lesen(haus.schluesseldatei).generationen
