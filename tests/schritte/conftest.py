"""A database of its own in which several threads commit at once."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections

from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel


@dataclass
class Werkstatt:
    """Runs work in threads, each with a connection of its own to one real database."""

    def allein(self, arbeit: Callable[[], Any]) -> Any:
        (ergebnis,) = self.zugleich(arbeit)
        if isinstance(ergebnis, BaseException):
            raise ergebnis
        return ergebnis

    def zugleich(self, *arbeiten: Callable[[], Any]) -> list[Any]:
        """Start together; results or exceptions in the order given."""
        start = threading.Barrier(len(arbeiten))

        def laufen(arbeit: Callable[[], Any]) -> Any:
            try:
                start.wait(timeout=30)
                return arbeit()
            except Exception as fehler:
                return fehler
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(arbeiten)) as pool:
            return list(pool.map(laufen, arbeiten))


def _neue_datenbank(ordner: Path) -> Iterator[str]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield str(ordner / "werkstatt.sqlite3")
        return
    name = f"werkstatt_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as verbindung:
        verbindung.execute(f"create database {name}".encode())
        yield name
        verbindung.execute(f"drop database {name} with (force)".encode())


@pytest.fixture(scope="module")
def werkstatt(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any, installationsschluessel: Path
) -> Iterator[Werkstatt]:
    """Not the test database: there everything happens in one transaction, on SQLite in memory."""
    for name in _neue_datenbank(tmp_path_factory.mktemp("werkstatt")):
        with pytest.MonkeyPatch.context() as umgebung, django_db_blocker.unblock():
            # The connection of this thread keeps its own settings; new threads get these.
            umgebung.setitem(
                connections.settings, "default", {**connections.settings["default"], "NAME": name}
            )
            werkstatt = Werkstatt()
            werkstatt.allein(lambda: call_command("migrate", verbosity=0))
            yield werkstatt


@pytest.fixture(scope="module")
def spiele(werkstatt: Werkstatt) -> list[Spiel]:
    """NRW and Dortmund in that database."""
    return [Spiel(g) for g in werkstatt.allein(lambda: grundausstattung(["nrw", "dortmund"]))]
