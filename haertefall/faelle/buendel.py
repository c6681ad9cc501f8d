"""Opening one field of very many rows for a search, as fast as the cipher allows."""

from typing import Any
from uuid import UUID

from haertefall.tresor import siegel
from haertefall.tresor.felder import FUELLUNG
from haertefall.tresor.models import ETIKETT, Schluessel


class Buendel:
    """Knows the keys of bodies for the time of one search; of other keys only the last."""

    def __init__(self) -> None:
        self._rahmen: dict[Any, bytes] = {}
        self._letzter: tuple[bytes, bytes] = (b"", b"")

    def oeffne(
        self, etikett: str, zeile: Any, inhalt: bytes, schluessel: Any, huelle: bytes, eltern: Any
    ) -> str:
        """Text of a row under a key that lies under a body's; ids as the database gives them.

        Raises:
            Tresorfehler: key missing, or something was changed or exchanged.
        """
        kennung = als_bytes(schluessel)
        if self._letzter[0] != kennung:
            if eltern not in self._rahmen:
                self._rahmen[eltern] = Schluessel.objects.get(pk=eltern).klartext()
            klar = siegel.oeffnen(self._rahmen[eltern], bytes(huelle), ETIKETT, kennung)
            self._letzter = (kennung, klar)
        roh = siegel.oeffnen(self._letzter[1], bytes(inhalt), etikett, als_bytes(zeile))
        return roh.rstrip(FUELLUNG).decode()


def als_bytes(kennung: Any) -> bytes:
    """PostgreSQL gives ids, SQLite their letters."""
    return kennung.bytes if isinstance(kennung, UUID) else bytes.fromhex(kennung)
