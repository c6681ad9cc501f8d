"""Rows about the report: which tables, which act counts in which column, with sources."""

from typing import Literal

from pydantic import Field

from haertefall.recht.ordnung.zeile import Kennung, Modell, Satz, Zeile

Spalte = Literal[
    "ersuchen",
    "kein_ersuchen",
    "andere_erledigung",
    "offen",
    "gefolgt",
    "nicht_gefolgt",
    "nicht_gezaehlt",
]


class Zaehlung(Zeile):
    """Mapping of a counted result (or of what followed an Ersuchen) to a column.

    `merkmal`: "ergebnis" for tables 6.3 and 6.4, "folge" for tables 6.5 and 6.6.
    `festlegung`: the source leaves it open; the page says "Festlegung, bitte prüfen".
    """

    merkmal: Literal["ergebnis", "folge"]
    wert: Kennung
    bezeichnung: Satz
    spalte: Spalte
    festlegung: bool = False


class Jahresanmerkung(Zeile):
    """A remark printed beside a year."""

    jahr: int = Field(ge=1990, le=2200)
    text: Satz


class Laendersortierung(Modell):
    """Sort key of a country name where it differs from the name (DR Kongo under K)."""

    land: Satz
    schluessel: Satz


class Kohorte(Zeile):
    """By which year a case is counted."""

    nach: Literal["eingang", "ergebnis"]
    festlegung: bool = False


class Zaehlregel(Zeile):
    """What a case with different results per person counts as."""

    regel: Literal["person_stellt_fest", "guenstigstes"]
    festlegung: bool = False


class KleineZahlen(Zeile):
    """Protection of small cells: counts below this are not shown."""

    unter: int = Field(ge=2)


class Bericht(Modell):
    """Everything the yearly report of this body needs."""

    tabellen: list[Kennung] = Field(default_factory=list)
    erstes_jahr: int | None = Field(None, ge=1990)
    nicht_ausgewertet: list[int] = Field(default_factory=list)
    laender_je_jahr: int = Field(12, ge=1)
    kohorte: Kohorte | None = None
    zaehlregel: Zaehlregel | None = None
    kleine_zahlen: KleineZahlen | None = None
    zaehlung: list[Zaehlung] = Field(default_factory=list)
    anmerkung: list[Jahresanmerkung] = Field(default_factory=list)
    sortierung: list[Laendersortierung] = Field(default_factory=list)
