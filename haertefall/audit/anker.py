"""Anchors: the last seal, written down outside the database.

Whoever cuts the end off the trace, or writes all of it anew with the key, cannot change an anchor
that lies elsewhere. The sealer keeps some beside the database; the data-protection officer takes
others away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings

from haertefall.audit.models import Siegel

KOPF = "haertefall-anker-1"
ABSTAND = timedelta(hours=1)


class AnkerUnlesbar(ValueError):
    """A line that is no anchor."""


@dataclass(frozen=True)
class Anker:
    """Number, moment and chain of a seal."""

    nummer: int
    um: datetime
    kette: bytes

    def __str__(self) -> str:
        return f"{KOPF} {self.nummer} {self.um.isoformat()} {self.kette.hex()}"

    @classmethod
    def aus(cls, zeile: str) -> Self:
        """The anchor a line holds; raises AnkerUnlesbar."""
        try:
            kopf, nummer, um, kette = zeile.split()
            anker = cls(int(nummer), datetime.fromisoformat(um), bytes.fromhex(kette))
        except ValueError:
            raise AnkerUnlesbar("Eine Zeile ist kein Anker.") from None
        if kopf != KOPF or anker.um.tzinfo is None:
            raise AnkerUnlesbar("Eine Zeile ist kein Anker.")
        return anker


def letzter() -> Anker | None:
    """The anchor of the trace as it is now."""
    siegel = Siegel.objects.order_by("nummer").last()
    return Anker(siegel.nummer, siegel.um, bytes(siegel.kette)) if siegel else None


def lesen(datei: Path) -> list[Anker]:
    """All anchors of a file; raises AnkerUnlesbar, OSError."""
    try:
        zeilen = datei.read_text("ascii").splitlines()
    except UnicodeDecodeError:
        raise AnkerUnlesbar("Die Datei enthält keine Anker.") from None
    return [Anker.aus(zeile) for zeile in zeilen if zeile.strip()]


def eigene_datei() -> Path:
    """Where the sealer keeps anchors: outside the database, on the worker's machine."""
    return settings.DATEN / "spur" / "anker"


def ablegen() -> None:
    """Keep an anchor, once an hour at most; called after the seals are committed."""
    anker, datei = letzter(), eigene_datei()
    if anker is None:
        return
    datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    zeilen = datei.read_text("ascii").splitlines() if datei.exists() else []
    if not zeilen or anker.um - Anker.aus(zeilen[-1]).um >= ABSTAND:
        with datei.open("a", encoding="ascii") as ziel:
            ziel.write(f"{anker}\n")
