"""An installation of its own for tests: a folder, a database, commands as real processes."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from haertefall.tresor import schluesseldatei
from tests.datenbank import eigene_datenbank

WURZEL = Path(__file__).parents[2]
HAERTEFALL = ("-c", "from haertefall.befehle import main; exit(main())")


@dataclass
class Haus:
    """Data folder and database of one installation."""

    adresse: str
    ordner: Path
    fluechtig: Path | None = None
    prozesse: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def schluesseldatei(self) -> Path:
        return self.ordner / "schluessel" / "installation"

    @property
    def umgebung(self) -> dict[str, str]:
        """What leads a process here and nowhere else."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "haertefall.settings",
            "DATABASE_URL": self.adresse,
            "HAERTEFALL_DATEN": str(self.ordner),
            **({"HAERTEFALL_FLUECHTIG": str(self.fluechtig)} if self.fluechtig else {}),
        }

    def starte(self, *befehl: str) -> subprocess.Popen[str]:
        """Begin a process that sees this installation only."""
        prozess = subprocess.Popen(
            [sys.executable, *befehl],
            cwd=WURZEL,
            env=self.umgebung,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.prozesse.append(prozess)
        return prozess

    def befehl(self, *worte: str) -> subprocess.Popen[str]:
        """Begin `haertefall …`."""
        return self.starte(*HAERTEFALL, *worte)

    def rufe(self, *worte: str, eingabe: str = "") -> tuple[int, str, str]:
        """`haertefall …` to its end: code, output, errors."""
        prozess = self.befehl(*worte)
        aus, fehler = prozess.communicate(eingabe, timeout=120)
        return prozess.returncode, aus, fehler

    def frage(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database past Django."""
        if self.adresse.startswith("sqlite"):
            with closing(sqlite3.connect(urlsplit(self.adresse).path, timeout=20)) as datei:
                return datei.execute(sql).fetchall()
        with psycopg.connect(self.adresse) as verbindung:
            return verbindung.execute(sql.encode()).fetchall()


@contextmanager
def eigenes_haus(ordner: Path) -> Iterator[Haus]:
    """An installation with key and tables, on the database this run is about."""
    with eigene_datenbank(ordner) as adresse:
        haus = Haus(adresse, ordner)
        schluesseldatei.anlegen(haus.schluesseldatei)
        try:
            yield haus
        finally:
            for prozess in haus.prozesse:
                if prozess.poll() is None:
                    prozess.kill()
                prozess.communicate()
