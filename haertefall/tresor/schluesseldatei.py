"""The installation key: a file outside the database, one line per generation.

Without it nothing in the database can be read. Format: a head line, then `<generation> <base64>`.
"""

import base64
import binascii
import os
import secrets
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


def anlegen(datei: Path) -> None:
    """Make a new key file with its first generation; an existing file is never overwritten.

    Raises:
        FileExistsError: there is a key already.
    """
    datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    wert = base64.b64encode(secrets.token_bytes(LAENGE)).decode()
    griff = os.open(datei, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(griff, "w", encoding="ascii") as ziel:
        ziel.write(f"{KOPF}\n1 {wert}\n")
        ziel.flush()
        os.fsync(ziel.fileno())
