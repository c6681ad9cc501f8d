"""From counts to the tables of the report (pure).

Which tables a body publishes, since when, and which result counts in which column, its Ordnung
says.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.laender import laender, sortierschluessel
from haertefall.statistik.tabellenarten import ARTEN, UEBRIGE, Tabelle, Tabellenart, Zelle


class Gruppe(NamedTuple):
    """What the tables tell apart."""

    jahr: int
    land: str
    ergebnis: str
    folge: str


Bestand = Mapping[Gruppe, int]
"""Number of cases per group."""


class Berichtsfehler(Exception):
    """The report cannot be made. The text is German and says what to do."""


class NichtZugeordnet(Berichtsfehler):
    """A fact has a code for which the Ordnung names no column."""

    def __init__(self, merkmal: str, wert: str) -> None:
        super().__init__(
            f"Der Code „{wert}“ ({merkmal}) steht in den Tatsachen, aber in keiner Zeile "
            "[[bericht.zaehlung]] der Ordnung. Bitte dort eine Spalte zuordnen."
        )


class Spaltenplan:
    """Which code counts in which column, as the Ordnung says."""

    def __init__(self, regeln: Berichtsregeln) -> None:
        self._spalten = {(zeile.merkmal, zeile.wert): zeile.spalte for zeile in regeln.zaehlung}

    def ergebnis(self, wert: str) -> str:
        """Column of a result. Raises NichtZugeordnet."""
        return self._spalte("ergebnis", wert)

    def folge(self, wert: str) -> str:
        """Column of what followed an Ersuchen. Raises NichtZugeordnet."""
        return self._spalte("folge", wert)

    def _spalte(self, merkmal: Literal["ergebnis", "folge"], wert: str) -> str:
        try:
            return self._spalten[merkmal, wert]
        except KeyError:
            raise NichtZugeordnet(merkmal, wert) from None


@dataclass(frozen=True)
class Auszaehlung:
    """Counts per year and column, ready for every table."""

    antraege: Counter[int]
    laender: dict[int, Counter[str]]
    ergebnis: dict[int, Counter[str]]
    folge: dict[int, Counter[str]]


def auszaehlen(bestand: Bestand, regeln: Berichtsregeln) -> Auszaehlung:
    """Put every group into the columns that the Ordnung names.

    Raises:
        NichtZugeordnet: a code has no column.
    """
    plan = Spaltenplan(regeln)
    auszaehlung = Auszaehlung(Counter(), {}, {}, {})
    for (jahr, land, ergebnis, folge), anzahl in bestand.items():
        spalte = plan.ergebnis(ergebnis)
        if spalte == "nicht_gezaehlt":
            continue
        auszaehlung.antraege[jahr] += anzahl
        auszaehlung.laender.setdefault(jahr, Counter())[land] += anzahl
        auszaehlung.ergebnis.setdefault(jahr, Counter())[spalte] += anzahl
        if spalte == "ersuchen":
            danach = plan.folge(folge)
            auszaehlung.folge.setdefault(jahr, Counter())[danach] += anzahl
    return auszaehlung


def tabellen(bestand: Bestand, regeln: Berichtsregeln, von: int, bis: int) -> list[Tabelle]:
    """The tables that the Ordnung names, in its order.

    Table 6.1 begins with the first year of the body; `von` bounds the others, which leave out the
    years that are not analysed.

    Raises:
        Berichtsfehler: the Ordnung names no tables or an unknown one, or a code has no column.
    """
    if not regeln.tabellen:
        raise Berichtsfehler("Die Ordnung nennt keine Tabellen ([bericht] tabellen).")
    auszaehlung = auszaehlen(bestand, regeln)
    return [_tabelle(kennung, auszaehlung, regeln, von, bis) for kennung in regeln.tabellen]


def jahre(regeln: Berichtsregeln, von: int, bis: int) -> list[int]:
    """Years of the tables 6.2 to 6.6."""
    erstes = max(von, regeln.erstes_jahr or von)
    return [jahr for jahr in range(erstes, bis + 1) if jahr not in regeln.nicht_ausgewertet]


def _tabelle(
    kennung: str, auszaehlung: Auszaehlung, regeln: Berichtsregeln, von: int, bis: int
) -> Tabelle:
    art = ARTEN.get(kennung)
    if art is None:
        raise Berichtsfehler(
            f"Die Tabelle „{kennung}“ kennt das Programm nicht. Es kennt: {', '.join(ARTEN)}."
        )
    if kennung == "tabelle_6_1":
        erstes = von if regeln.erstes_jahr is None else regeln.erstes_jahr
        zeilen = tuple((jahr, auszaehlung.antraege[jahr]) for jahr in range(erstes, bis + 1))
        return Tabelle(art, zeilen, {a.jahr: a.text for a in regeln.anmerkung if a.jahr <= bis})
    if kennung == "tabelle_6_2":
        rang = _reihenfolge(regeln)
        return Tabelle(
            art,
            tuple(
                (jahr, name, anzahl)
                for jahr in jahre(regeln, von, bis)
                for name, anzahl in _haeufigste(
                    auszaehlung.laender.get(jahr, Counter()), rang, regeln.laender_je_jahr
                )
            ),
        )
    return Tabelle(art, tuple(_zeile(art, jahr, auszaehlung) for jahr in jahre(regeln, von, bis)))


def _zeile(art: Tabellenart, jahr: int, auszaehlung: Auszaehlung) -> tuple[Zelle, ...]:
    """A row of the tables 6.3 to 6.6: the sum first, then columns of what became of it."""
    ergebnis = auszaehlung.ergebnis.get(jahr, Counter())
    folge = auszaehlung.folge.get(jahr, Counter())
    _, summe, *spalten = art.spalten
    if summe == "antraege":
        return (jahr, auszaehlung.antraege[jahr], *(ergebnis[s] for s in spalten))
    return (jahr, ergebnis["ersuchen"], *(folge[s] for s in spalten))


Rang = Mapping[str, tuple[str, str]]


def _reihenfolge(regeln: Berichtsregeln) -> Rang:
    """Key → (sort key, name); a sort key of the Ordnung wins."""
    eigene = {s.land: sortierschluessel(s.schluessel) for s in regeln.sortierung}
    return {
        schluessel: (eigene.get(land.name, land.sortierung), land.name)
        for schluessel, land in laender().items()
    }


def _haeufigste(anzahlen: Counter[str], rang: Rang, wieviele: int) -> list[tuple[str, int]]:
    """The countries with most cases: by count, then alphabet; all others as one row."""
    unbekannt = sorted(anzahlen.keys() - rang.keys())
    if unbekannt:
        raise Berichtsfehler(f"Kein Land mit dem Schlüssel „{unbekannt[0]}“ in daten/laender.csv.")
    sortiert = sorted(anzahlen.items(), key=lambda paar: (-paar[1], rang[paar[0]]))
    erste = [(rang[land][1], anzahl) for land, anzahl in sortiert[:wieviele]]
    return [*erste, (UEBRIGE, sum(anzahl for _, anzahl in sortiert[wieviele:]))]
