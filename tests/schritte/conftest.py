"""A database of its own in which several threads commit at once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections

from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel
from tests import datenbank
from tests.datenbank import eigene_datenbank


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


@pytest.fixture(scope="module")
def werkstatt(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any, installationsschluessel: Path
) -> Iterator[Werkstatt]:
    """Not the test database: there everything happens in one transaction, on SQLite in memory."""
    with (
        eigene_datenbank(tmp_path_factory.mktemp("werkstatt")) as adresse,
        pytest.MonkeyPatch.context() as umgebung,
        django_db_blocker.unblock(),
    ):
        pfad = urlsplit(adresse).path
        name = pfad.lstrip("/") if datenbank.server() else pfad
        # The connection of this thread keeps its own settings; new threads get these.
        umgebung.setitem(
            connections.settings, "default", {**connections.settings["default"], "NAME": name}
        )
        yield Werkstatt()


@pytest.fixture(scope="module")
def spiele(werkstatt: Werkstatt) -> list[Spiel]:
    """NRW and Dortmund in that database."""
    return [Spiel(g) for g in werkstatt.allein(lambda: grundausstattung(["nrw", "dortmund"]))]
