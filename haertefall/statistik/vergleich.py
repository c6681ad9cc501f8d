"""How the counted tables differ from a published report (pure but for reading its files)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from haertefall.statistik.druck import Veroeffentlichung
from haertefall.statistik.lesen import lies_tabellen, lies_zahlen
from haertefall.statistik.pruefung import Befund, pruefe
from haertefall.statistik.tabellenarten import Tabelle, Tabellenart, Zelle


@dataclass(frozen=True)
class Abweichung:
    """A place where count and print differ. The values are German text, ready to show."""

    tabelle: str
    jahr: int
    zelle: str
    gedruckt: str
    gezaehlt: str
    anmerkung: str

    def __str__(self) -> str:
        return (
            f"Tabelle {self.tabelle}, {self.jahr}, {self.zelle}: gedruckt {self.gedruckt}, "
            f"gezählt {self.gezaehlt}. {self.anmerkung}".rstrip()
        )


@dataclass(frozen=True)
class Vergleich:
    """The comparison with one published report."""

    mit: Veroeffentlichung
    abweichungen: Sequence[Abweichung]


def vergleiche(tabellen: Iterable[Tabelle], mit: Veroeffentlichung) -> Vergleich:
    """Every cell of a common year that differs, and every different order of equal numbers."""
    gezaehlt = {tabelle.art.kennung: tabelle for tabelle in tabellen}
    gedruckt = lies_tabellen(mit.pfad, gezaehlt)
    im_druck = pruefe(lies_zahlen(mit.pfad, gezaehlt)[0])
    abweichungen = [
        abweichung
        for kennung, tabelle in gezaehlt.items()
        for abweichung in _tabelle(tabelle, gedruckt[kennung], im_druck)
    ]
    return Vergleich(mit, abweichungen)


def _tabelle(gezaehlt: Tabelle, gedruckt: Tabelle, im_druck: Sequence[Befund]) -> list[Abweichung]:
    hier, dort = _nach_jahr(gezaehlt), _nach_jahr(gedruckt)
    gemeinsam = sorted(hier.keys() & dort.keys())
    if "land" in gezaehlt.art.spalten:
        return [a for jahr in gemeinsam for a in _laender(gezaehlt.art, jahr, hier, dort)]
    return [
        Abweichung(
            gezaehlt.art.nummer,
            jahr,
            spalte,
            str(alt),
            str(neu),
            _widerspruch(im_druck, gezaehlt.art, jahr, spalte),
        )
        for jahr in gemeinsam
        for spalte, alt, neu in zip(gezaehlt.art.spalten, dort[jahr][0], hier[jahr][0], strict=True)
        if alt != neu
    ]


Jahreszeilen = Mapping[int, list[tuple[Zelle, ...]]]


def _nach_jahr(tabelle: Tabelle) -> Jahreszeilen:
    jahre: dict[int, list[tuple[Zelle, ...]]] = {}
    for zeile in tabelle.zeilen:
        jahre.setdefault(int(zeile[0]), []).append(zeile)
    return jahre


def _laender(
    art: Tabellenart, jahr: int, hier: Jahreszeilen, dort: Jahreszeilen
) -> list[Abweichung]:
    neu = {str(land): anzahl for _, land, anzahl in hier[jahr]}
    alt = {str(land): anzahl for _, land, anzahl in dort[jahr]}
    if alt == neu:
        return _reihenfolge(art, jahr, list(alt), list(neu))
    return [
        Abweichung(art.nummer, jahr, land, str(alt.get(land, "–")), str(neu.get(land, "–")), "")
        for land in {**alt, **neu}
        if alt.get(land) != neu.get(land)
    ]


def _reihenfolge(
    art: Tabellenart, jahr: int, alt: Sequence[str], neu: Sequence[str]
) -> list[Abweichung]:
    verschoben = [(a, n) for a, n in zip(alt, neu, strict=True) if a != n]
    if not verschoben:
        return []
    return [
        Abweichung(
            art.nummer,
            jahr,
            "Reihenfolge",
            " vor ".join(a for a, _ in verschoben),
            " vor ".join(n for _, n in verschoben),
            "Bei gleicher Zahl ordnet das Programm nach dem Alphabet.",
        )
    ]


def _widerspruch(im_druck: Iterable[Befund], art: Tabellenart, jahr: int, spalte: str) -> str:
    """What the print itself gets wrong about this cell."""
    return next(
        (
            f"Der Druck widerspricht sich: {befund.text}"
            for befund in im_druck
            if (befund.tabelle, befund.jahr, befund.zelle) == (art.nummer, jahr, spalte)
        ),
        "",
    )
