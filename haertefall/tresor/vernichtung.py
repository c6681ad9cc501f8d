"""Destroying a key, so that no copy of it stays readable in the files of the database.

A deleted row lives on: in SQLite's write-ahead log, in PostgreSQL's heap and log. `vernichten`
belongs into the transaction of the act, `nachwischen` comes after it and may be repeated at will.
What it cannot reach (archives of the log, backups, the blocks of a disk): docs/sicherheit.md.
"""

from django.db import DatabaseError, connection, transaction

from haertefall.tresor.models import Schluessel


def vernichten(schluessel: Schluessel) -> None:
    """Delete a key that has no keys under it; all that it sealed is unreadable from now on."""
    Schluessel.objects.filter(pk=schluessel.pk).delete()


def nachwischen() -> bool:
    """Remove what deleted keys left in the files of the database.

    False: not from all of them. On SQLite somebody is reading, try again later; on PostgreSQL the
    log is kept (`_protokoll_leeren`). There it takes the rights of the table's owner, and the key
    table for a moment.
    """
    if connection.in_atomic_block:
        raise RuntimeError("Nachwischen geht erst nach der Transaktion, die gelöscht hat.")
    with connection.cursor() as zeiger:
        if connection.vendor == "postgresql":
            zeiger.execute(f"VACUUM (FULL) {Schluessel._meta.db_table}")
            return _protokoll_leeren()
        # secure_delete has zeroed the old place; until now the log still has the page of before.
        # Waiting for a reader keeps all writers waiting, so not for long.
        frist = zeiger.execute("PRAGMA busy_timeout").fetchone()[0]
        zeiger.execute("PRAGMA busy_timeout = 300")
        besetzt = zeiger.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        zeiger.execute(f"PRAGMA busy_timeout = {frist}")
        return not besetzt


def _protokoll_leeren() -> bool:
    """PostgreSQL: end the segment of the log and let the server remove all before it.

    It removes them only with `wal_recycle = off`, else it renames them and keeps what is in them;
    a replication slot keeps them too. Takes a superuser, or pg_checkpoint and pg_switch_wal().
    """
    try:
        with transaction.atomic(), connection.cursor() as zeiger:
            zeiger.execute("SHOW wal_recycle")
            behaelt = zeiger.fetchone()[0] == "on"
            zeiger.execute("SELECT count(*) FROM pg_replication_slots")
            if behaelt or zeiger.fetchone()[0]:
                return False
            zeiger.execute("SELECT pg_switch_wal()")
        with connection.cursor() as zeiger:
            zeiger.execute("CHECKPOINT")
    except DatabaseError:
        return False
    return True
