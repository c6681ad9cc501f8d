"""Databases with all tables: migrated once for each state of the program, then copied.

The migrations take seven seconds; a run of the tests needs some thirty databases.
"""

import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg

WURZEL = Path(__file__).parents[1]
ORDNER = WURZEL / ".boot" / "vorlage"


def server() -> str:
    """Address of the PostgreSQL that this run is about; empty on SQLite."""
    adresse = os.environ.get("DATABASE_URL", "")
    return adresse if adresse.startswith("postgres") else ""


@contextmanager
def eigene_datenbank(ordner: Path) -> Iterator[str]:
    """Address of a new database with all tables, of the kind this run is about."""
    name = f"eigene_{uuid4().hex}"
    if not server():
        datei = ordner / f"{name}.sqlite3"
        shutil.copyfile(vorlage_auf_sqlite(), datei)
        yield f"sqlite://{datei}"
        return
    _auf_dem_server(f"create database {name} template {vorlage_auf_postgres()}")
    try:
        yield _adresse(name)
    finally:
        _auf_dem_server(f"drop database {name} with (force)")


def vorlage_auf_sqlite() -> Path:
    """A file with all tables, to be copied and never written to."""
    with _allein():
        datei = ORDNER / f"{_stand()}.sqlite3"
        if not datei.exists():
            for alte in ORDNER.glob("*.sqlite3"):
                alte.unlink()
            with TemporaryDirectory(dir=ORDNER) as neu:
                _migrieren(f"sqlite://{neu}/neu.sqlite3")
                Path(neu, "neu.sqlite3").rename(datei)
        return datei


def vorlage_auf_postgres() -> str:
    """Name of a database with all tables on the server of this run."""
    name = f"vorlage_{_stand()}"
    with _allein():
        if not _auf_dem_server("select 1 from pg_database where datname = %s", name):
            _auf_dem_server(f"drop database if exists {name}_neu")
            _auf_dem_server(f"create database {name}_neu")
            _migrieren(_adresse(f"{name}_neu"))
            _auf_dem_server(f"alter database {name}_neu rename to {name}")
    return name


@contextmanager
def im_speicher(name: str) -> Iterator[None]:
    """All tables in this shared database in memory, which lives at least as long."""
    with (
        closing(sqlite3.connect(name, uri=True)) as ziel,
        closing(sqlite3.connect(vorlage_auf_sqlite())) as quelle,
    ):
        quelle.backup(ziel)
        yield


def _stand() -> str:
    """Changes with whatever the tables could come from."""
    summe = hashlib.sha256()
    for datei in sorted([WURZEL / "requirements" / "app.lock", *WURZEL.glob("haertefall/**/*.py")]):
        summe.update(f"{datei.relative_to(WURZEL)}\n".encode() + datei.read_bytes())
    return summe.hexdigest()[:16]


@contextmanager
def _allein() -> Iterator[None]:
    """Two processes at once must not make the same."""
    ORDNER.mkdir(parents=True, exist_ok=True)
    with (ORDNER / "sperre").open("w") as sperre:
        fcntl.flock(sperre, fcntl.LOCK_EX)
        yield


def _migrieren(adresse: str) -> None:
    with TemporaryDirectory() as daten:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=WURZEL,
            env={**os.environ, "DATABASE_URL": adresse, "HAERTEFALL_DATEN": daten},
            check=True,
        )


def _adresse(name: str) -> str:
    return re.sub(r"//([^/]*)/[^?]*", rf"//\1/{name}", server(), count=1)


def _auf_dem_server(sql: str, *werte: str) -> bool:
    """Whether there was an answer with a row."""
    with psycopg.connect(server(), autocommit=True) as verbindung:
        zeiger = verbindung.execute(sql.encode(), werte)
        return zeiger.description is not None and zeiger.fetchone() is not None
