"""Where the files of the cases lie: encrypted from the first byte, never changed.

temporary → fsync → rename → row. A kill in the midst leaves at most a file without a row; nobody
has its key, and the daily job sweeps it.
"""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from haertefall.faelle.dateiarten import Beschau
from haertefall.tresor.schluesseldatei import Verfaelscht, neues_geheimnis
from haertefall.tresor.stroeme import Versiegler, entsiegeln
from haertefall.zeit import jetzt

ETIKETT = "faelle.dokument.inhalt"
# A file without a row may belong to a transaction that is still open. None lasts that long.
KARENZ = timedelta(days=1)


class Mangel(StrEnum):
    """Why a file that was sent cannot be taken. The sentences are for the person who sent it."""

    LEER = "Die Datei ist leer."
    ZU_GROSS = "Die Datei ist zu groß."
    SPEICHER = (
        "Die Datei konnte nicht gespeichert werden: Auf dem Rechner ist kein Platz mehr. Es wurde "
        "nichts gespeichert. Sagen Sie bitte dem Betrieb Bescheid und versuchen Sie es später."
    )


class SpeicherVoll(Exception):
    """The storage has no place for a file that had already arrived."""


class Eingang:
    """A file on its way in: sealed while it arrives, under a key that only this object knows.

    Attributes:
        name: what the sender called it.
        datei: id of the stored file.
        schluessel: key of this one file; stored sealed under the key of the case.
        groesse: bytes in clear.
        mangel: why it cannot be taken; nothing of it is kept then.
        beschau: what kind of file it is, as far as it has arrived.
    """

    def __init__(self, name: str) -> None:
        self.name, self.datei, self.schluessel = name, uuid4(), neues_geheimnis()
        self.groesse = 0
        self.mangel: Mangel | None = None
        self.beschau = Beschau()
        self._summe = hashlib.sha256()
        self._strom: BinaryIO | None = None
        self._behalten = False

    def __str__(self) -> str:
        """What the door compares when the same form comes twice."""
        return f"{self.name} {self.pruefsumme}"

    @property
    def pruefsumme(self) -> str:
        """SHA-256 of the content in clear."""
        return self._summe.hexdigest()

    def schreibe(self, klar: bytes) -> None:
        """Take what has arrived; after a Mangel the rest is let through unread."""
        if self.mangel is not None:
            return
        self.groesse += len(klar)
        self._summe.update(klar)
        self.beschau.sieh(klar)
        if self.groesse > settings.DOKUMENT_HOECHSTENS:
            self._aufgeben(Mangel.ZU_GROSS)
            return
        try:
            self._versiegler().schreibe(klar)
        except OSError as fehler:
            self.close()
            self._aufgeben(_kein_platz(fehler))

    def beende(self) -> None:
        """All has arrived: the last piece, and flushed to the disk."""
        if self.mangel is None and not self.groesse:
            self.mangel = Mangel.LEER
        if self.mangel is not None:
            return
        try:
            self._versiegler().beende()
            strom = self._offen()
            strom.flush()
            os.fsync(strom.fileno())
            strom.close()
        except OSError as fehler:
            self.close()
            self._aufgeben(_kein_platz(fehler))

    def behalte(self) -> None:
        """Give the file its place. The row is written after it, in the same transaction.

        Raises:
            SpeicherVoll: no place; nothing of it is kept.
        """
        ziel = ort(self.datei)
        try:
            ziel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _vorlaeufig(self.datei).replace(ziel)
            _sichern(ziel.parent)
        except OSError as fehler:
            _kein_platz(fehler)
            raise SpeicherVoll(Mangel.SPEICHER.value) from None
        self._behalten = True

    def close(self) -> None:
        """At the end of the request: what no act has kept goes."""
        if self._strom is not None:
            with suppress(OSError):  # what is still in the buffer of a full disk
                self._strom.close()
        if not self._behalten:
            _vorlaeufig(self.datei).unlink(missing_ok=True)

    def _aufgeben(self, mangel: Mangel) -> None:
        self.mangel = mangel
        self.close()

    def _versiegler(self) -> Versiegler:
        if self._strom is None:
            datei = _vorlaeufig(self.datei)
            datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            griff = os.open(datei, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            self._strom = os.fdopen(griff, "wb")
            self._siegel = Versiegler(self._strom, self.schluessel, ETIKETT, self.datei)
        return self._siegel

    def _offen(self) -> BinaryIO:
        if self._strom is None:
            raise RuntimeError("Von dieser Datei ist noch nichts angekommen.")
        return self._strom


def ort(datei: UUID) -> Path:
    """Where a kept file lies."""
    ordner: Path = settings.ABLAGE
    return ordner / datei.hex[:2] / datei.hex


def lies(datei: UUID, schluessel: bytes) -> Iterator[bytes]:
    """The content in clear, piece by piece.

    Raises:
        Verfaelscht: the file is not there, was changed, exchanged or cut.
    """
    try:
        quelle = ort(datei).open("rb")
    except FileNotFoundError:
        raise Verfaelscht("Die Datei fehlt.") from None
    with quelle:
        yield from entsiegeln(quelle, schluessel, ETIKETT, datei)


def entferne(datei: UUID) -> None:
    """Remove a kept file, after its row."""
    ort(datei).unlink(missing_ok=True)


def herrenlose(bekannt: set[UUID]) -> Iterator[Path]:
    """Files that no row knows and no request can still be waiting for."""
    grenze = (jetzt() - KARENZ).timestamp()
    namen = {datei.hex for datei in bekannt}
    for datei in settings.ABLAGE.glob("*/*"):
        if datei.name not in namen and datei.stat().st_mtime < grenze:
            yield datei


def _vorlaeufig(datei: UUID) -> Path:
    ordner: Path = settings.ABLAGE
    return ordner / "eingang" / datei.hex


def _sichern(ordner: Path) -> None:
    """The name of the file, too, must survive a power cut before the row says that it is there."""
    griff = os.open(ordner, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(griff)
    finally:
        os.close(griff)


def _kein_platz(fehler: OSError) -> Mangel:
    """Only a full disk is a Mangel; anything else is a fault of the machine and goes on."""
    if fehler.errno in (errno.ENOSPC, errno.EDQUOT):
        return Mangel.SPEICHER
    raise fehler
