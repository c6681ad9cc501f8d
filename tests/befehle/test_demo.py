"""`haertefall demo`: its own folder, its own mark, never real data."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from haertefall.gremien.models import Gremium, Installation, Konto
from haertefall.vorfuehrung.einrichten import KeineDemonstration, grundausstattung, markieren
from haertefall.zeit import jetzt

pytestmark = pytest.mark.lange

EIGENE_DATENBANK = pytest.mark.einmal
BEFEHL = Path(sys.executable).with_name("haertefall")


def _umfeld(ordner: Path) -> dict[str, str]:
    umfeld = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "HAERTEFALL_DATEN")}
    return umfeld | {"HAERTEFALL_DEMO_DATEN": str(ordner)}


def _aufruf(ordner: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BEFEHL, *args], env=_umfeld(ordner), capture_output=True, text=True, timeout=300
    )


@contextmanager
def _vorgefuehrt(ordner: Path, port: int) -> Iterator[str]:
    """A running demonstration; the address that it printed."""
    befehl = [str(BEFEHL), "demo", "--port", str(port)]
    with subprocess.Popen(befehl, env=_umfeld(ordner), stdout=subprocess.PIPE, text=True) as lauf:
        assert lauf.stdout
        try:
            yield next(m[0] for z in lauf.stdout if (m := re.search(r"http://\S+", z)))
        finally:
            lauf.terminate()


def _freier_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@EIGENE_DATENBANK
def test_it_shows_itself_and_is_not_pulled_away_while_it_runs(tmp_path: Path) -> None:
    ordner, port = tmp_path / "demo", _freier_port()
    with _vorgefuehrt(ordner, port) as adresse:
        assert adresse == f"http://127.0.0.1:{port}/"
        holer = urllib.request.build_opener()
        for _ in range(100):
            try:
                seite = holer.open(f"{adresse}vorfuehrung/", timeout=60).read().decode()
                break
            except OSError:
                time.sleep(0.1)
        assert "Rundgang" in seite
        schluessel = (ordner / "schluessel" / "installation").read_text()
        zweiter = _aufruf(ordner, "demo", "--zuruecksetzen")
        assert (zweiter.returncode, zweiter.stdout) == (1, "")
        assert "läuft schon" in zweiter.stderr
        assert (ordner / "schluessel" / "installation").read_text() == schluessel
        fremd = _aufruf(tmp_path / "andere", "demo", "--port", str(port))
        assert fremd.returncode == 1
        assert f"Auf Port {port} läuft schon etwas" in fremd.stderr
        assert not (tmp_path / "andere" / "fertig").exists()


@EIGENE_DATENBANK
def test_it_sets_up_once_and_starts_over_when_asked(tmp_path: Path) -> None:
    """The first time over a half-made demonstration, which it throws away."""
    ordner = tmp_path / "demo"
    ordner.mkdir()
    (ordner / "haertefall.sqlite3").write_bytes(b"half")
    erster = _aufruf(ordner, "demo", "--nur-einrichten")
    assert erster.returncode == 0, erster.stderr
    assert "wird eingerichtet" in erster.stdout
    schluessel = (ordner / "schluessel" / "installation").read_text()
    zweiter = _aufruf(ordner, "demo", "--nur-einrichten")
    assert "wird eingerichtet" not in zweiter.stdout
    assert (ordner / "schluessel" / "installation").read_text() == schluessel
    neu = _aufruf(ordner, "demo", "--nur-einrichten", "--zuruecksetzen")
    assert "wird eingerichtet" in neu.stdout
    assert (ordner / "schluessel" / "installation").read_text() != schluessel


@pytest.mark.django_db
def test_it_never_marks_a_database_that_is_in_use() -> None:
    Konto.objects.anlegen("echt@amt.example", "Echt")
    with pytest.raises(KeineDemonstration):
        markieren()
    assert not Installation.objects.exists()


@pytest.mark.django_db
def test_it_never_fills_a_real_installation() -> None:
    Installation.objects.create(demo=False, angelegt_um=jetzt())
    with pytest.raises(KeineDemonstration):
        grundausstattung(["nrw"])
    assert not Gremium.objects.exists()


@pytest.mark.django_db
def test_it_has_one_installation_row_only() -> None:
    markieren()
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(id=2, demo=True, angelegt_um=jetzt())
    assert connection.is_usable()
