"""A destroyed key is gone from the raw files of the database, not only from its table."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db.models import ProtectedError

from haertefall.tresor.models import Schluessel, neuer_schluessel
from haertefall.tresor.vernichtung import nachwischen, vernichten
from tests.tresor.haus import Haus, eigenes_haus

SEITE = 8192
ANZAHL = 900


@pytest.fixture
def haus(tmp_path: Path) -> Iterator[Haus]:
    with eigenes_haus(tmp_path) as eines:
        yield eines


def rohe_dateien(haus: Haus) -> bytes:
    """Everything the key table has on disk."""
    if haus.adresse.startswith("sqlite"):
        datei = Path(urlsplit(haus.adresse).path)
        return b"".join(eine.read_bytes() for eine in datei.parent.glob(f"{datei.name}*"))
    with psycopg.connect(haus.adresse, autocommit=True) as verbindung:
        verbindung.execute("CHECKPOINT")
        return b"".join(
            zeile[0]
            for zeile in verbindung.execute(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
                " WHERE relfilenode <> 0 AND oid IN (SELECT 'tresor_schluessel'::regclass UNION"
                " SELECT indexrelid FROM pg_index WHERE indrelid = 'tresor_schluessel'::regclass)"
            )
        )


def schreibprotokoll(haus: Haus) -> bytes:
    """Every segment of the log that the server still has: as it lies there, and read on.

    A record goes on behind the head of the next page (XLogPageHeaderData: 24 bytes, 40 on the
    first page of a segment); whoever reads records gets it in one piece.
    """
    with psycopg.connect(haus.adresse, autocommit=True) as verbindung:
        # The server of the tests may keep a moment back: a commit that waits takes it along.
        verbindung.execute("SET synchronous_commit = on")
        verbindung.execute("SELECT pg_logical_emit_message(true, 'test', '')")
        segmente = [
            bytes(zeile[0])
            for zeile in verbindung.execute(
                "SELECT pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir()"
                " WHERE length(name) = 24 ORDER BY name"
            )
        ]
    am_stueck = b"".join(
        segment[ab + (24 if ab else 40) : ab + SEITE]
        for segment in segmente
        for ab in range(0, len(segment), SEITE)
    )
    return b"".join(segmente) + am_stueck


@contextmanager
def ohne_wiederverwendung(haus: Haus) -> Iterator[None]:
    """The server removes old segments, as docs/betrieb.md asks; afterwards as it was."""
    with psycopg.connect(haus.adresse, autocommit=True) as verbindung:
        verbindung.execute("ALTER SYSTEM SET wal_recycle = off")
        verbindung.execute("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            verbindung.execute("ALTER SYSTEM RESET wal_recycle")
            verbindung.execute("SELECT pg_reload_conf()")


def wischbar(haus: Haus) -> AbstractContextManager[None]:
    return nullcontext() if haus.adresse.startswith("sqlite") else ohne_wiederverwendung(haus)


def gefunden(haus: Haus, huellen: list[str]) -> int:
    roh = rohe_dateien(haus)
    return sum(bytes.fromhex(huelle) in roh for huelle in huellen)


def wische(vernichter: Popen[str]) -> str:
    assert vernichter.stdin is not None
    assert vernichter.stdout is not None
    vernichter.stdin.write("\n")
    vernichter.stdin.flush()
    return vernichter.stdout.readline()


def test_it_leaves_no_destroyed_key_in_the_raw_files(haus: Haus) -> None:
    vernichter = haus.starte("-m", "tests.tresor.vernichter", str(ANZAHL))
    assert vernichter.stdout is not None
    huellen = json.loads(vernichter.stdout.readline())
    assert len(huellen["weg"]) == ANZAHL // 3
    # The trap: deleted, committed, and still there to be found.
    assert gefunden(haus, huellen["weg"]) > 0
    with wischbar(haus):
        assert wische(vernichter) == "gewischt True\n"
    assert gefunden(haus, huellen["weg"]) == 0
    assert gefunden(haus, huellen["bleibt"]) == len(huellen["bleibt"])


def test_it_leaves_no_destroyed_key_in_the_log_of_postgresql(haus: Haus) -> None:
    if haus.adresse.startswith("sqlite"):
        # There the log is one of the raw files above; it is emptied with them.
        assert Path(urlsplit(haus.adresse).path).exists()
        return
    vernichter = haus.starte("-m", "tests.tresor.vernichter", str(ANZAHL))
    assert vernichter.stdout is not None
    weg = [bytes.fromhex(h) for h in json.loads(vernichter.stdout.readline())["weg"]]

    def im_protokoll() -> int:
        roh = schreibprotokoll(haus)
        return sum(huelle in roh for huelle in weg)

    assert im_protokoll() == len(weg)
    # As PostgreSQL is delivered, old segments are renamed and keep what is in them: the command
    # says that it is not done.
    assert wische(vernichter) == "gewischt False\n"
    with ohne_wiederverwendung(haus):
        assert wische(vernichter) == "gewischt True\n"
        assert im_protokoll() == 0


def test_it_says_when_a_reader_keeps_the_old_pages_and_succeeds_afterwards(haus: Haus) -> None:
    vernichter = haus.starte("-m", "tests.tresor.vernichter", "30")
    assert vernichter.stdout is not None
    if haus.adresse.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(haus.adresse).path)) as leser:
            leser.execute("BEGIN")
            leser.execute("SELECT count(*) FROM tresor_schluessel").fetchone()
            huellen = json.loads(vernichter.stdout.readline())
            assert wische(vernichter) == "gewischt False\n"
    else:
        huellen = json.loads(vernichter.stdout.readline())
    with wischbar(haus):
        assert wische(vernichter) == "gewischt True\n"
    assert gefunden(haus, huellen["weg"]) == 0


@pytest.mark.django_db
def test_it_destroys_no_key_that_others_hang_on() -> None:
    gremium = neuer_schluessel("gremium")
    fall = neuer_schluessel("fall", gremium)
    with pytest.raises(ProtectedError):
        vernichten(gremium)
    vernichten(fall)
    vernichten(gremium)
    assert not Schluessel.objects.exists()


@pytest.mark.django_db
def test_it_does_not_wipe_inside_the_transaction_that_deletes() -> None:
    with pytest.raises(RuntimeError):
        nachwischen()
