"""`haertefall demo`: its own folder, its own mark, never real data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from haertefall.gremien.models import Gremium, Installation, Konto
from haertefall.vorfuehrung.einrichten import KeineDemonstration, grundausstattung, markieren
from haertefall.zeit import jetzt

BEFEHL = Path(sys.executable).with_name("haertefall")


def _aufruf(ordner: Path, *args: str) -> subprocess.CompletedProcess[str]:
    umfeld = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "HAERTEFALL_DATEN")}
    umfeld["HAERTEFALL_DEMO_DATEN"] = str(ordner)
    return subprocess.run([BEFEHL, *args], env=umfeld, capture_output=True, text=True, timeout=300)


def test_it_sets_up_once_and_starts_over_when_asked(tmp_path: Path) -> None:
    ordner = tmp_path / "demo"
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


def test_it_throws_a_half_made_demonstration_away(tmp_path: Path) -> None:
    ordner = tmp_path / "demo"
    ordner.mkdir()
    (ordner / "haertefall.sqlite3").write_bytes(b"half")
    ergebnis = _aufruf(ordner, "demo", "--nur-einrichten")
    assert ergebnis.returncode == 0, ergebnis.stderr


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
