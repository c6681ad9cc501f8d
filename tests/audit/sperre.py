"""How an owner of the database gets around the triggers: for attack tests and for emptying."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TABELLEN = ("audit_zugriff", "audit_siegel", "audit_mass")


def ausser_kraft(verbindung: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    """SQL that takes the triggers away, and SQL that brings them back."""
    if verbindung.vendor == "postgresql":
        return (
            [f"ALTER TABLE {tabelle} DISABLE TRIGGER USER" for tabelle in TABELLEN],
            [f"ALTER TABLE {tabelle} ENABLE TRIGGER USER" for tabelle in TABELLEN],
        )
    with verbindung.cursor() as zeiger:
        zeiger.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        trigger = zeiger.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in trigger], [sql for _, sql in trigger]


@contextmanager
def uebergangen() -> Iterator[None]:
    """As somebody who owns the database and changes the trace."""
    weg, wieder = ausser_kraft(connection)
    with connection.cursor() as zeiger:
        for befehl in weg:
            zeiger.execute(befehl)
        yield
        for befehl in wieder:
            zeiger.execute(befehl)
