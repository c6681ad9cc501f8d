"""The installation key: a file outside the database, one line per generation.

Without it nothing in the database can be read. Format: a head line, then `<generation> <base64>`.
"""

import base64
import binascii
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KOPF = "haertefall-installationsschluessel 1"
LAENGE = 32


class Tresorfehler(Exception):
    """Base of everything that can go wrong with keys. The text is safe to show to an operator."""


class SchluesselFehlt(Tresorfehler):
    """The key file, or the generation that wrapped a key, is not there."""


class SchluesselFalsch(Tresorfehler):
    """The key file is there but does not open what it should."""


class Verfaelscht(Tresorfehler):
    """A ciphertext was changed, exchanged or cut, or belongs to another row."""


@dataclass(frozen=True)
class Schluesselbund:
    """All generations of the installation key; the highest wraps new keys."""

    generationen: dict[int, bytes]

    @property
    def aktuell(self) -> int:
        """Number of the newest generation."""
        return max(self.generationen)

    def hole(self, generation: int) -> bytes:
        """Key of one generation.

        Raises:
            SchluesselFehlt: the generation is not in the file.
        """
        try:
            return self.generationen[generation]
        except KeyError:
            raise SchluesselFehlt(
                f"Generation {generation} des Installationsschlüssels fehlt in der Schlüsseldatei."
            ) from None


def lesen(datei: Path) -> Schluesselbund:
    """Read the key file.

    Raises:
        SchluesselFehlt: no such file.
        SchluesselFalsch: not a key file, or half-written.
    """
    try:
        zeilen = datei.read_text("ascii").splitlines()
    except FileNotFoundError:
        raise SchluesselFehlt(f"Es gibt keine Schlüsseldatei {datei.name}.") from None
    except (OSError, UnicodeDecodeError) as fehler:
        raise SchluesselFalsch("Die Schlüsseldatei ist nicht lesbar.") from fehler
    if not zeilen or zeilen[0] != KOPF or len(zeilen) < 2:
        raise SchluesselFalsch("Die Schlüsseldatei hat nicht die erwartete Form.")
    generationen: dict[int, bytes] = {}
    for zeile in zeilen[1:]:
        try:
            nummer, wert = zeile.split(" ")
            schluessel = base64.b64decode(wert, validate=True)
            generation = int(nummer)
        except (ValueError, binascii.Error):
            raise SchluesselFalsch("Die Schlüsseldatei enthält eine unlesbare Zeile.") from None
        if len(schluessel) != LAENGE or generation in generationen:
            raise SchluesselFalsch("Die Schlüsseldatei enthält eine ungültige Generation.")
        generationen[generation] = schluessel
    return Schluesselbund(generationen)


def neues_geheimnis() -> bytes:
    """A random key of the one length this house knows."""
    return secrets.token_bytes(LAENGE)


def anlegen(datei: Path) -> None:
    """Make a new key file with its first generation; an existing file is never overwritten.

    Raises:
        FileExistsError: there is a key already.
    """
    datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _allein(datei) as ziel:
        if ziel.exists():
            raise FileExistsError(ziel)
        _ersetzen(ziel, {1: neues_geheimnis()})


def erweitern(datei: Path) -> int:
    """Append a new generation; returns its number."""
    with _allein(datei) as ziel:
        bund = lesen(ziel)
        neue = bund.aktuell + 1
        _ersetzen(ziel, bund.generationen | {neue: neues_geheimnis()})
    return neue


def einsetzen(datei: Path, generation: int, schluessel: bytes) -> None:
    """Put a recovered generation into the file, beside what is there.

    Raises:
        SchluesselFalsch: the file holds another key under this number, or is damaged.
    """
    datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _allein(datei) as ziel:
        vorhanden = lesen(ziel).generationen if ziel.exists() else {}
        if vorhanden.get(generation, schluessel) != schluessel:
            raise SchluesselFalsch(
                f"In der Schlüsseldatei steht als Generation {generation} ein anderer Schlüssel."
            )
        _ersetzen(ziel, vorhanden | {generation: schluessel})


def entfernen(datei: Path, generation: int) -> None:
    """Take an old generation out; the newest always stays."""
    with _allein(datei) as ziel:
        bund = lesen(ziel)
        if generation == bund.aktuell:
            raise SchluesselFalsch("Die neueste Generation wird nicht entfernt.")
        _ersetzen(ziel, {n: wert for n, wert in bund.generationen.items() if n != generation})


@contextmanager
def _allein(datei: Path) -> Iterator[Path]:
    """One writer at a time. Yields the file itself, so that a link to it stays a link."""
    ziel = datei.resolve()
    ordner = os.open(ziel.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(ordner, fcntl.LOCK_EX)
        yield ziel
        os.fsync(ordner)
    finally:
        os.close(ordner)


def _ersetzen(ziel: Path, generationen: dict[int, bytes]) -> None:
    """Write beside the file, flush, exchange: a kill leaves the old one or the new one, whole."""
    zeilen = [f"{n} {base64.b64encode(wert).decode()}" for n, wert in sorted(generationen.items())]
    neu = ziel.with_name(f"{ziel.name}.neu")
    neu.unlink(missing_ok=True)  # left behind by a kill
    griff = os.open(neu, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(griff, "w", encoding="ascii") as strom:
        if ziel.exists():
            # Root may change the key for a service that runs under another name.
            bisher = ziel.stat()
            os.fchown(griff, bisher.st_uid, bisher.st_gid)
            os.fchmod(griff, bisher.st_mode & 0o777)
        strom.write("\n".join([KOPF, *zeilen, ""]))
        strom.flush()
        os.fsync(griff)
    neu.replace(ziel)
