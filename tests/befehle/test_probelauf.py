"""`haertefall probelauf` plays one case per body in a database that is gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from haertefall.gremien import fassungen

pytestmark = pytest.mark.einmal  # has a database of its own

BEFEHL = Path(sys.executable).with_name("haertefall")


def _aufruf(*args: str, **umgebung: str) -> subprocess.CompletedProcess[str]:
    umfeld = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "HAERTEFALL_DATEN")}
    return subprocess.run(
        [BEFEHL, *args], env={**umfeld, **umgebung}, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def spur() -> str:
    """The trail of all bodies."""
    ergebnis = _aufruf("probelauf")
    assert ergebnis.returncode == 0, ergebnis.stderr
    return ergebnis.stdout


def test_it_plays_every_body_drafts_included_to_the_end(spur: str) -> None:
    assert spur.count("→ Abgeschlossen") == len(fassungen.kennungen()) == 10
    assert "entwurf-2023-03-08.toml" in spur


def test_it_prints_day_act_who_norm_and_state(spur: str) -> None:
    nrw = spur[spur.index("NRW-") :].split("\n\n")[1]
    assert "Ersuchen zuleiten – Geschäftsstelle" in nrw
    assert "§ 7 Abs. 2 Satz 1 HFKVO NRW" in nrw
    assert "→ Ersuchen zugeleitet, Antwort der Behörde offen" in nrw
    assert nrw.index("Beabsichtigte Entscheidung") < nrw.index("Anordnung eintragen")


def test_it_names_bodies_without_rules() -> None:
    ergebnis = _aufruf("probelauf", "atlantis")
    assert ergebnis.returncode == 2
    assert "Keine Ordnung für: atlantis" in ergebnis.stderr
