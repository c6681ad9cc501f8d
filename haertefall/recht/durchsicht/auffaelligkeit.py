"""One thing found when looking through a Fassung."""

from dataclasses import dataclass
from enum import StrEnum


class Schwere(StrEnum):
    """How bad it is, the worst first."""

    FEHLER = "fehler"
    WARNUNG = "warnung"
    HINWEIS = "hinweis"


SCHWERE_WORTE: dict[Schwere, str] = {
    Schwere.FEHLER: "Fehler",
    Schwere.WARNUNG: "Warnung",
    Schwere.HINWEIS: "Hinweis",
}


@dataclass(frozen=True)
class Auffaelligkeit:
    """Where it is, what it is, what to do."""

    schwere: Schwere
    stelle: str
    was: str
    tun: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [f"{self.stelle}:", self.was, self.tun]))


def fehler(stelle: str, was: str, tun: str = "") -> Auffaelligkeit:
    """The file is wrong."""
    return Auffaelligkeit(Schwere.FEHLER, stelle, was, tun)


def warnung(stelle: str, was: str, tun: str = "") -> Auffaelligkeit:
    """The file is doubtful."""
    return Auffaelligkeit(Schwere.WARNUNG, stelle, was, tun)


def hinweis(stelle: str, was: str, tun: str = "") -> Auffaelligkeit:
    """Something is missing that need not be there."""
    return Auffaelligkeit(Schwere.HINWEIS, stelle, was, tun)
