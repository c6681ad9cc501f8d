"""The chart that stands above a table of the report. The numbers stay in the table."""

from collections.abc import Collection

from django.utils.safestring import SafeString

from haertefall.briefe.diagramme import Angaben, Reihe, gestapelt, waagerecht
from haertefall.statistik.ausgabe import laenderbloecke
from haertefall.statistik.tabellenarten import Tabelle

BREITE = 900


# Stands behind a year that was not analysed.
STERN = "*"


def bild(tabelle: Tabelle, nicht_ausgewertet: Collection[int]) -> SafeString:
    """Columns per year, or for countries the bars of the last year that has any."""
    if "land" in tabelle.art.spalten:
        return _laender(tabelle)
    return _jahre(tabelle, nicht_ausgewertet)


def mit_stern(tabelle: Tabelle, nicht_ausgewertet: Collection[int]) -> list[int]:
    """The years of the chart that were not analysed."""
    if "land" in tabelle.art.spalten:
        return []
    return [int(zeile[0]) for zeile in tabelle.zeilen if int(zeile[0]) in nicht_ausgewertet]


def _jahre(tabelle: Tabelle, nicht_ausgewertet: Collection[int]) -> SafeString:
    """Where the first number is the whole, its parts are stacked; else it stands alone."""
    koepfe = tabelle.art.koepfe[1:]
    erster = 1 if len(koepfe) > 1 else 0
    reihen = [
        Reihe(kopf, [int(zeile[stelle]) for zeile in tabelle.zeilen])
        for stelle, kopf in enumerate(koepfe[erster:], start=1 + erster)
    ]
    worte = ", ".join(koepfe[erster:])
    sterne = mit_stern(tabelle, nicht_ausgewertet)
    zusatz = f" Nicht ausgewertet: {', '.join(map(str, sterne))}." if sterne else ""
    text = f"Säulen je Jahr: {worte}. Die Zahlen stehen in der Tabelle darunter.{zusatz}"
    return gestapelt(
        _angaben(tabelle, text),
        [f"{zeile[0]}{STERN if int(zeile[0]) in sterne else ''}" for zeile in tabelle.zeilen],
        reihen,
    )


def _laender(tabelle: Tabelle) -> SafeString:
    jahre = {
        jahr: [(name, anzahl) for name, anzahl in zeilen[:-1] if anzahl]
        for jahr, zeilen in laenderbloecke(tabelle).items()
    }
    jahr = max((jahr for jahr, zeilen in jahre.items() if zeilen), default=None)
    text = f"Balken je Land für {jahr}. Alle Jahre stehen in den Tabellen darunter."
    return waagerecht(_angaben(tabelle, text, breite=640), jahre[jahr] if jahr else [])


def _angaben(tabelle: Tabelle, text: str, breite: int = BREITE) -> Angaben:
    art = tabelle.art
    return Angaben(f"bild-{art.kennung}", f"{art.nummer} {art.titel}", text, breite)
