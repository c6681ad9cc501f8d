"""The numbers of one year from published tables, completed where nothing was published."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from haertefall.statistik.laender import laender
from haertefall.statistik.lesen import lies_tabellen, lies_zahlen
from haertefall.statistik.tabellenarten import ARTEN, UEBRIGE

Landesanzahlen = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Jahrgang:
    """How many cases of a year ended how; all of them add up to the applications."""

    jahr: int
    laender: Landesanzahlen
    kein_ersuchen: int
    andere_erledigung: int
    offen: int
    gefolgt: int
    nicht_gefolgt: int
    anders_nach_ersuchen: int
    ersuchen_offen: int


def jahrgaenge(verzeichnis: Path, zufall: Random) -> list[Jahrgang]:
    """All years of the published tables; years that were not analysed are invented."""
    zahlen = lies_zahlen(verzeichnis, ARTEN)[0].werte
    gedruckt = _laender(verzeichnis)
    gefuehrt = sorted({name for jahr in gedruckt.values() for name in jahr} - {UEBRIGE})
    ergebnis = []
    for kennung, jahr, _ in [stelle for stelle in zahlen if stelle[0] == "tabelle_6_1"]:
        antraege = zahlen[kennung, jahr, "antraege"]
        if jahr in gedruckt:
            genannt = _ohne_uebrige(gedruckt[jahr], gefuehrt, zufall)
            ergebnis.append(_gedruckt(jahr, genannt, zahlen))
        else:
            gezogen = Counter(zufall.choices(gefuehrt, k=antraege))
            ergebnis.append(_erfunden(jahr, tuple(sorted(gezogen.items())), antraege))
    return ergebnis


def _laender(verzeichnis: Path) -> dict[int, dict[str, int]]:
    jahre: dict[int, dict[str, int]] = {}
    for jahr, land, anzahl in lies_tabellen(verzeichnis, ["tabelle_6_2"])["tabelle_6_2"].zeilen:
        jahre.setdefault(int(jahr), {})[str(land)] = int(anzahl)
    return jahre


def _ohne_uebrige(
    genannt: Mapping[str, int], gefuehrt: list[str], zufall: Random
) -> Landesanzahlen:
    """Spread the rest, each country below the last one named; those of other years first."""
    anzahlen = {name: anzahl for name, anzahl in genannt.items() if name != UEBRIGE}
    hoechstens = min(anzahlen.values()) - 1
    andere = sorted({land.name for land in laender().values() if land.bekannt} - {*gefuehrt})
    namen = [name for name in gefuehrt if name not in anzahlen]
    namen += zufall.sample(andere, max(0, 2 * genannt[UEBRIGE] // hoechstens - len(namen)))
    plaetze = [name for name in namen for _ in range(hoechstens)]
    rest = Counter(zufall.sample(plaetze, genannt[UEBRIGE]))
    return (*anzahlen.items(), *sorted(rest.items()))


def _gedruckt(
    jahr: int, nach_land: Landesanzahlen, zahlen: Mapping[tuple[str, int, str], int]
) -> Jahrgang:
    """As printed; what is open after an Ersuchen is the rest, which is right also for 2014."""

    def zahl(tabelle: str, spalte: str) -> int:
        return zahlen[f"tabelle_6_{tabelle}", jahr, spalte]

    gefolgt, nicht_gefolgt, anders = (
        zahl("5", "gefolgt"),
        zahl("6", "nicht_gefolgt"),
        zahl("6", "andere_erledigung"),
    )
    return Jahrgang(
        jahr,
        nach_land,
        kein_ersuchen=zahl("4", "kein_ersuchen"),
        andere_erledigung=zahl("4", "andere_erledigung"),
        offen=zahl("4", "offen"),
        gefolgt=gefolgt,
        nicht_gefolgt=nicht_gefolgt,
        anders_nach_ersuchen=anders,
        ersuchen_offen=zahl("5", "ersuchen") - gefolgt - nicht_gefolgt - anders,
    )


def _erfunden(jahr: int, nach_land: Landesanzahlen, antraege: int) -> Jahrgang:
    """A year of which only the number of applications was published."""
    ersuchen, andere = antraege * 3 // 10, antraege // 6
    nicht_gefolgt = ersuchen // 20
    return Jahrgang(
        jahr,
        nach_land,
        kein_ersuchen=antraege - ersuchen - andere,
        andere_erledigung=andere,
        offen=0,
        gefolgt=ersuchen - nicht_gefolgt,
        nicht_gefolgt=nicht_gefolgt,
        anders_nach_ersuchen=0,
        ersuchen_offen=0,
    )
