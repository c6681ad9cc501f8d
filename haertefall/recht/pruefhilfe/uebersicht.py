"""What a check gives. Ways stand in the order of the law, never of prospects."""

from dataclasses import dataclass
from datetime import date

from haertefall.recht.pruefhilfe.befund import Befund
from haertefall.recht.pruefhilfe.gesetze import Hinweisdaten, Staerke, Tafel, Wegdaten, Zeilendaten
from haertefall.recht.pruefhilfe.zeitrechnung import Zeituebersicht


@dataclass(frozen=True, slots=True)
class Zeilenbefund:
    """A condition: its row, its result, and when time alone changes it.

    `tatsachen` is the result by the facts alone; for a Regel that fails, `befund` is softer.
    """

    zeile: Zeilendaten
    tatsachen: Befund
    befund: Befund
    beitrag: Befund
    erfuellt_ab: date | None
    erfuellt_bis: date | None

    @property
    def nachweise(self) -> tuple[str, ...]:
        """The documents that prove it."""
        return tuple(self.zeile.nachweise)


@dataclass(frozen=True, slots=True)
class FehlendeAngabe:
    """Something not known. `entscheidet`: an answer to one of its rows alone changes the result."""

    kennung: str
    zeilen: tuple[str, ...]
    entscheidet: bool


@dataclass(frozen=True, slots=True)
class Wegbefund:
    """A way: what its conditions give, and the result with the strength of its consequence.

    Where the law only says Kann, met conditions leave a discretion, so the result stays open.
    """

    weg: Wegdaten
    tafel: Tafel
    staerke: Staerke | None
    gefuehrt: bool
    voraussetzungen: Befund
    befund: Befund
    zeilen: tuple[Zeilenbefund, ...]
    hinweise: tuple[Zeilendaten, ...]
    fehlend: tuple[FehlendeAngabe, ...]
    erfuellt_ab: date | None
    erfuellt_bis: date | None

    def zeile(self, kennung: str) -> Zeilenbefund:
        """A row by its number. Raises KeyError."""
        for zeile in self.zeilen:
            if zeile.zeile.kennung == kennung:
                return zeile
        raise KeyError(kennung)


@dataclass(frozen=True, slots=True)
class Uebersicht:
    """The whole check. `banner` belongs on every page and every print."""

    stichtag: date
    banner: tuple[str, ...]
    wege: tuple[Wegbefund, ...]
    zeiten: Zeituebersicht | None
    hinweise: tuple[Hinweisdaten, ...]

    def weg(self, kennung: str) -> Wegbefund:
        """A way by its number. Raises KeyError."""
        for weg in self.wege:
            if weg.weg.kennung == kennung:
                return weg
        raise KeyError(kennung)
