"""The surroundings of the demonstration: its own folder, its own database, never a real one."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_BASIS = Path(__file__).resolve().parents[2]


def demo_umgebung() -> Path:
    """Point the settings at the demonstration's folder, before they are loaded."""
    daten = Path(os.environ.get("HAERTEFALL_DEMO_DATEN", _BASIS / "var" / "demo"))
    return _eigene_umgebung(daten)


def nur_demo_vorhanden() -> bool:
    """Whether nobody named an installation, none was set up, and the demonstration is there."""
    if {"HAERTEFALL_DATEN", "DATABASE_URL"} & os.environ.keys():
        return False
    echte = _BASIS / "var" / "betrieb" / "schluessel" / "installation"
    return not echte.exists() and (_BASIS / "var" / "demo" / "fertig").exists()


def wegwerf_umgebung() -> Path:
    """A folder that is gone when the command ends."""
    daten = Path(tempfile.mkdtemp(prefix="haertefall-"))
    atexit.register(shutil.rmtree, daten, ignore_errors=True)
    return _eigene_umgebung(daten)


def _eigene_umgebung(daten: Path) -> Path:
    os.environ["HAERTEFALL_DATEN"] = str(daten)
    os.environ["DATABASE_URL"] = f"sqlite:///{daten / 'haertefall.sqlite3'}"
    os.environ.pop("HAERTEFALL_SCHLUESSEL", None)
    os.environ.pop("HAERTEFALL_SICHER", None)
    os.environ["HAERTEFALL_HOSTS"] = "127.0.0.1,localhost"
    return daten
