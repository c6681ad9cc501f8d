"""The script that kills server and workers; its long run is `python -m bench.toeten`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.lange

WURZEL = Path(__file__).parents[2]


def test_it_loses_and_doubles_no_act_fact_job_or_mail(eigene_datenbank: str) -> None:
    lauf = subprocess.run(
        [sys.executable, "-m", "bench.toeten", "--akte", "30", "--ohne-postgres"],
        cwd=WURZEL,
        env={**os.environ, "DATABASE_URL": eigene_datenbank},
        capture_output=True,
        text=True,
    )
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    assert "30 Schritte in 6 Fällen" in lauf.stdout
    assert "nichts verloren, nichts doppelt" in lauf.stdout
