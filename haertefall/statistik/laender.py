"""Countries as the report names them. Facts store the key; name and sort key are data.

The names are today's, also for earlier years (report of 15 November 2024, ch. 6.2).
"""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

UNGEKLAERT = "XXX"
DATEI = Path(__file__).parent / "daten" / "laender.csv"


@dataclass(frozen=True)
class Land:
    """A country of origin: ISO 3166-1 alpha-3 key (XKX, XXA, XXX as in travel documents)."""

    schluessel: str
    name: str
    sortierung: str

    @property
    def bekannt(self) -> bool:
        """Whether it is known where the person comes from (staatenlos is known)."""
        return self.schluessel != UNGEKLAERT


@cache
def laender() -> dict[str, Land]:
    """All countries by key, in German alphabetical order."""
    with DATEI.open(encoding="utf-8", newline="") as quelle:
        return {zeile["schluessel"]: Land(**zeile) for zeile in csv.DictReader(quelle)}


@cache
def _nach_name() -> dict[str, Land]:
    return {land.name: land for land in laender().values()}


def land_mit_namen(name: str) -> Land:
    """The country of this German name.

    Raises:
        KeyError: no country has it.
    """
    return _nach_name()[name]


def laenderauswahl() -> list[tuple[str, str]]:
    """Key and name of every country to choose from; leaving the choice blank means ungeklärt."""
    return [(land.schluessel, land.name) for land in laender().values() if land.bekannt]


def sortierschluessel(wort: str) -> str:
    """How a word sorts in German: umlauts as their vowels, ß as ss (DIN 5007-1).

    Made here because databases do not agree on it.
    """
    zerlegt = unicodedata.normalize("NFD", wort.casefold())
    ohne_zeichen = "".join(z for z in zerlegt if not unicodedata.combining(z))
    return " ".join("".join(z if z.isalnum() else " " for z in ohne_zeichen).split())
