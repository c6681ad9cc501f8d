"""Somebody steals the database, or the whole disk without the installation key."""

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from haertefall.tresor import siegel
from haertefall.tresor.models import ETIKETT
from haertefall.tresor.schluesseldatei import Tresorfehler
from tests.tresor.haus import Haus, eigenes_haus
from tests.tresor.test_klartext import MARKE


@pytest.fixture(scope="module")
def beute(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Haus, dict[str, bytes]]]:
    """All files of an office that has worked, without its key file."""
    with eigenes_haus(tmp_path_factory.mktemp("haus")) as haus:
        amt = haus.starte("-m", "tests.tresor.beute")
        aus, fehler = amt.communicate(timeout=300)
        assert aus == "fertig\n", fehler[-3000:]
        yield haus, _alles(haus)


def _alles(haus: Haus) -> dict[str, bytes]:
    dateien = {
        str(datei.relative_to(haus.ordner)): datei.read_bytes()
        for datei in haus.ordner.rglob("*")
        if datei.is_file() and datei != haus.schluesseldatei and "static" not in datei.parts
    }
    if haus.adresse.startswith("postgres"):
        dateien |= _dateien_der_datenbank(haus)
    return dateien


def _dateien_der_datenbank(haus: Haus) -> dict[str, bytes]:
    """The raw files of this database and the whole log of the server."""
    with psycopg.connect(haus.adresse, autocommit=True) as verbindung:
        verbindung.execute("CHECKPOINT")
        ordner = "'base/' || (SELECT oid FROM pg_database WHERE datname = current_database())"
        zeilen = verbindung.execute(
            f"SELECT name, pg_read_binary_file({ordner} || '/' || name)"  # noqa: S608
            f" FROM pg_ls_dir({ordner}) AS name"
        ).fetchall()
        zeilen += verbindung.execute(
            "SELECT name, pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir()"
        ).fetchall()
    return {f"postgresql/{name}": inhalt for name, inhalt in zeilen}


def verkleidungen(wort: str) -> list[bytes]:
    """A word as it could lie about: in other letters, encoded, in pieces."""
    klar = wort.encode()
    base64s = [base64.b64encode(b" " * n + klar)[4:-4] for n in range(3)]
    return [
        klar,
        klar.lower(),
        klar.upper(),
        klar[::-1],
        klar.hex().encode(),
        wort.encode("utf-16-le"),
        wort.encode("utf-16-be"),
        *base64s,
    ]


def test_it_would_find_a_mark_that_lies_about(beute: tuple[Haus, dict[str, bytes]]) -> None:
    """Else the tests below prove nothing: what is clear by design is found in the loot."""
    _, dateien = beute
    alles = b"".join(dateien.values())
    assert b"NRW-20" in alles
    assert any("dokumente/" in name for name in dateien)
    assert any(name.endswith("anker") for name in dateien)
    assert any(name.startswith("postgresql/") or "sqlite3" in name for name in dateien)
    assert len(alles) > 500_000


def test_it_tells_a_thief_of_the_disk_nothing_about_people(
    beute: tuple[Haus, dict[str, bytes]],
) -> None:
    _, dateien = beute
    gefunden = {
        (name, gestalt)
        for name, inhalt in dateien.items()
        for gestalt in verkleidungen(MARKE)
        if gestalt in inhalt
    }
    assert gefunden == set()


def test_it_tells_a_thief_of_the_database_nothing_about_people(
    beute: tuple[Haus, dict[str, bytes]],
) -> None:
    """As SQL gives it out: also what is packed or encoded in a column."""
    haus, _ = beute
    tabellen = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if haus.adresse.startswith("sqlite")
        else "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    gelesen = 0
    for (tabelle,) in haus.frage(tabellen):
        for zeile in haus.frage(f'SELECT * FROM "{tabelle}"'):  # noqa: S608
            for wert in zeile:
                roh = bytes(wert) if isinstance(wert, bytes | memoryview) else str(wert).encode()
                gelesen += 1
                assert not any(gestalt in roh for gestalt in verkleidungen(MARKE)), tabelle
    assert gelesen > 1_000


def test_it_shows_no_two_equal_names(beute: tuple[Haus, dict[str, bytes]]) -> None:
    """Two people have the same name and the same search form; their values have nothing in common.

    What equal tokens would tell (how often, who alike) is not there to be told.
    """
    haus, _ = beute
    for spalte in ("nachname", "vornamen", "suchform"):
        werte = [bytes(w) for (w,) in haus.frage(f"SELECT {spalte} FROM faelle_person")]  # noqa: S608
        assert len(werte) >= 3
        assert len(set(werte)) == len(werte)
        stuecke = [w[n : n + 4] for w in werte for n in range(13, len(w) - 4)]
        assert len(stuecke) - len(set(stuecke)) <= 1


def test_it_opens_with_nothing_that_lies_on_the_stolen_disk(
    beute: tuple[Haus, dict[str, bytes]],
) -> None:
    """Every 32 bytes that look like a key are tried on every key that would open the rest."""
    haus, dateien = beute
    rahmen = haus.frage("SELECT id, huelle FROM tresor_schluessel WHERE eltern_id IS NULL")
    assert len(rahmen) >= 3
    kandidaten = {bytes(32)}
    for name, inhalt in dateien.items():
        if name.startswith("schluessel/") or "anker" in name:
            kandidaten |= {inhalt[n : n + 32] for n in range(max(1, len(inhalt) - 31))}
            for wort in re.findall(rb"[0-9a-f]{64}", inhalt):
                kandidaten.add(bytes.fromhex(wort.decode()))
            for wort in re.findall(rb"[A-Za-z0-9+/_-]{43,64}", inhalt):
                kandidaten.add(base64.urlsafe_b64decode(wort[:43] + b"=")[:32])
    for (huelle,) in haus.frage("SELECT huelle FROM tresor_schluessel"):
        roh = bytes(huelle)
        kandidaten |= {roh[n : n + 32] for n in range(len(roh) - 31)}
    versucht = 0
    for kandidat in (k for k in kandidaten if len(k) == 32):
        for kennung, huelle in rahmen:
            ort = kennung if isinstance(kennung, UUID) else UUID(hex=kennung)
            with pytest.raises(Tresorfehler):
                siegel.oeffnen(kandidat, bytes(huelle), ETIKETT, ort.bytes)
            versucht += 1
    assert versucht > 1_000


def test_it_starts_for_a_thief_and_shows_nothing(
    beute: tuple[Haus, dict[str, bytes]], tmp_path: Path
) -> None:
    """The program itself, on a copy of the loot."""
    haus, dateien = beute
    kopie = tmp_path / "kopie"
    for name, inhalt in dateien.items():
        if not name.startswith("postgresql/"):
            ziel = kopie / name
            ziel.parent.mkdir(parents=True, exist_ok=True)
            ziel.write_bytes(inhalt)
    adresse = haus.adresse
    if adresse.startswith("sqlite"):
        adresse = f"sqlite://{kopie / Path(urlsplit(adresse).path).name}"
    dieb = Haus(adresse, kopie)
    code, aus, fehler = dieb.rufe("schluessel", "pruefen")
    assert (code, aus) == (1, "")
    assert "Es gibt keine Schlüsseldatei" in fehler
    # A key of the thief's own opens nothing either.
    eigener = dieb.starte(
        "-c",
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from haertefall.tresor import schluesseldatei\n"
        "schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)",
    )
    eigener.communicate(timeout=300)
    assert eigener.returncode == 0
    code, aus, _ = dieb.rufe("schluessel", "pruefen")
    assert code == 1
    assert "0 Schlüssel öffnen sich." in aus
    shutil.rmtree(kopie)
