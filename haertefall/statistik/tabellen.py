"""From counts to the tables of the report (pure).

Which tables a body publishes, since when, and which result counts in which column, its Ordnung
says.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.laender import laender, sortierschluessel
from haertefall.statistik.tabellenarten import ARTEN, UEBRIGE, Tabelle, Tabellenart, Zelle

Gruppe = tuple[int, str, str, str, int]
"""Year, country, result, what followed, and how many cases. A group may come more than once."""


class Berichtsfehler(Exception):
    """The report cannot be made. The text is German and says what to do."""


class NichtZugeordnet(Berichtsfehler):
    """A fact has a code for which the Ordnung names no column."""

    def __init__(self, merkmal: str, wert: str) -> None:
        super().__init__(
            f"Der Code „{wert}“ ({merkmal}) steht in den Tatsachen, aber in keiner Zeile "
            "[[bericht.zaehlung]] der Ordnung. Bitte dort eine Spalte zuordnen."
        )


class Spalten(dict[str, str]):
    """Code → column, as the Ordnung says. A code without one raises NichtZugeordnet."""

    def __init__(self, merkmal: Literal["ergebnis", "folge"], regeln: Berichtsregeln) -> None:
        super().__init__({z.wert: z.spalte for z in regeln.zaehlung if z.merkmal == merkmal})
        self.merkmal = merkmal

    def __missing__(self, wert: str) -> str:
        raise NichtZugeordnet(self.merkmal, wert)


Zaehler = defaultdict[str, int]
Jahreszahlen = defaultdict[int, Zaehler]


@dataclass(frozen=True)
class Auszaehlung:
    """Counts per year and column, ready for every table."""

    antraege: defaultdict[int, int]
    laender: Jahreszahlen
    ergebnis: Jahreszahlen
    folge: Jahreszahlen


def auszaehlen(bestand: Iterable[Gruppe], regeln: Berichtsregeln) -> Auszaehlung:
    """Put every group into the columns that the Ordnung names.

    Raises:
        NichtZugeordnet: a code has no column.
    """
    nach_ergebnis, nach_folge = Spalten("ergebnis", regeln), Spalten("folge", regeln)
    antraege = defaultdict[int, int](int)
    laender, ergebnisse, folgen = (Jahreszahlen(partial(Zaehler, int)) for _ in range(3))
    for jahr, land, ergebnis, folge, anzahl in bestand:
        spalte = nach_ergebnis[ergebnis]
        if spalte == "nicht_gezaehlt":
            continue
        antraege[jahr] += anzahl
        laender[jahr][land] += anzahl
        ergebnisse[jahr][spalte] += anzahl
        if spalte == "ersuchen":
            folgen[jahr][nach_folge[folge]] += anzahl
    return Auszaehlung(antraege, laender, ergebnisse, folgen)


def tabellen(
    bestand: Iterable[Gruppe], regeln: Berichtsregeln, von: int, bis: int
) -> list[Tabelle]:
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
                    auszaehlung.laender[jahr], rang, regeln.laender_je_jahr
                )
            ),
        )
    return Tabelle(art, tuple(_zeile(art, jahr, auszaehlung) for jahr in jahre(regeln, von, bis)))


def _zeile(art: Tabellenart, jahr: int, auszaehlung: Auszaehlung) -> tuple[Zelle, ...]:
    """A row of the tables 6.3 to 6.6: the sum first, then columns of what became of it."""
    ergebnis = auszaehlung.ergebnis[jahr]
    folge = auszaehlung.folge[jahr]
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


def _haeufigste(anzahlen: Zaehler, rang: Rang, wieviele: int) -> list[tuple[str, int]]:
    """The countries with most cases: by count, then alphabet; all others as one row."""
    unbekannt = sorted(anzahlen.keys() - rang.keys())
    if unbekannt:
        raise Berichtsfehler(f"Kein Land mit dem Schlüssel „{unbekannt[0]}“ in daten/laender.csv.")
    sortiert = sorted(anzahlen.items(), key=lambda paar: (-paar[1], rang[paar[0]]))
    erste = [(rang[land][1], anzahl) for land, anzahl in sortiert[:wieviele]]
    return [*erste, (UEBRIGE, sum(anzahl for _, anzahl in sortiert[wieviele:]))]
