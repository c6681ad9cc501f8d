"""Sealing of files in pieces, so that none ever lies in memory or on a disk as a whole in clear.

Each piece is a sealed value of its own, bound to the id of the file, to its number and to whether
it is the last: pieces that were exchanged, left out, added or cut off do not open. The key of a
file is made for it alone; who stores it seals it under the key of the case.
"""

from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

from haertefall.tresor import siegel
from haertefall.tresor.schluesseldatei import Verfaelscht

STUECK = 64 * 1024
_SATZ = STUECK + siegel.AUFSCHLAG


def _ort(datei: UUID, nummer: int, letztes: bool) -> bytes:
    return datei.bytes + nummer.to_bytes(8, "big") + bytes([letztes])


class Versiegler:
    """Takes bytes as they come and writes sealed pieces."""

    def __init__(self, ziel: BinaryIO, schluessel: bytes, etikett: str, datei: UUID) -> None:
        self._ziel, self._schluessel = ziel, schluessel
        self._etikett, self._datei = etikett, datei
        self._rest, self._nummer = bytearray(), 0

    def schreibe(self, klar: bytes) -> None:
        """Seal every piece that is full. The last one is kept back until the end is known."""
        self._rest += klar
        while len(self._rest) > STUECK:
            self._ab(bytes(self._rest[:STUECK]), letztes=False)
            del self._rest[:STUECK]

    def beende(self) -> None:
        """Seal the last piece."""
        self._ab(bytes(self._rest), letztes=True)
        self._rest.clear()

    def _ab(self, klar: bytes, *, letztes: bool) -> None:
        ort = _ort(self._datei, self._nummer, letztes)
        self._ziel.write(siegel.versiegeln(self._schluessel, klar, self._etikett, ort))
        self._nummer += 1


def entsiegeln(quelle: BinaryIO, schluessel: bytes, etikett: str, datei: UUID) -> Iterator[bytes]:
    """The pieces in clear, in order.

    Raises:
        Verfaelscht: changed, exchanged, cut or longer than it was; what came before was right.
    """
    nummer, satz = 0, quelle.read(_SATZ)
    if not satz:
        raise Verfaelscht(f"Der Inhalt von {etikett} fehlt.")
    while satz:
        folgender = quelle.read(_SATZ)
        ort = _ort(datei, nummer, not folgender)
        yield siegel.oeffnen(schluessel, satz, etikett, ort)
        nummer, satz = nummer + 1, folgender
