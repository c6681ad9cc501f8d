"""Tasks of a test live only as long as the test."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import transaction

from haertefall.auftraege import register
from haertefall.auftraege.argumente import Wert
from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.schlange import einreihen

MITTAG = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def eigenes_register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty register per test."""
    monkeypatch.setattr(register, "_aufgaben", {})
    yield


@pytest.fixture
def eigene_datenbank(tmp_path: Path) -> Iterator[str]:
    """Address of an empty database for other processes, of the kind the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite://{tmp_path / 'eigene.sqlite3'}"
        return
    name = f"eigene_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as verbindung:
        verbindung.execute(f"create database {name}".encode())
        yield re.sub(r"//([^/]*)/[^?]*", rf"//\1/{name}", server, count=1)
        verbindung.execute(f"drop database {name} with (force)".encode())


def bestelle(art: str, **argumente: Wert) -> Auftrag:
    """Order a job in a transaction of its own."""
    with transaction.atomic():
        return einreihen(art, argumente)


def stand(auftrag: Auftrag) -> Auftrag:
    """The row as it is now."""
    return Auftrag.objects.get(pk=auftrag.pk)
