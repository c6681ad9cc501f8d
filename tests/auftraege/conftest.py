"""Tasks of a test live only as long as the test."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from haertefall.auftraege import register
from haertefall.auftraege.argumente import Wert
from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.schlange import einreihen
from tests import datenbank

MITTAG = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def eigenes_register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty register per test."""
    monkeypatch.setattr(register, "_aufgaben", {})
    yield


@pytest.fixture
def eigene_datenbank(tmp_path: Path) -> Iterator[str]:
    """Address of a database for other processes, of the kind the tests run on."""
    with datenbank.eigene_datenbank(tmp_path) as adresse:
        yield adresse


def bestelle(art: str, **argumente: Wert) -> Auftrag:
    """Order a job in a transaction of its own."""
    with transaction.atomic():
        return einreihen(art, argumente)


def stand(auftrag: Auftrag) -> Auftrag:
    """The row as it is now."""
    return Auftrag.objects.get(pk=auftrag.pk)
