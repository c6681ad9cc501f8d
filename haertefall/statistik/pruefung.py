"""Do tables agree with themselves and with each other (pure)?

Used on the tables the program makes and on published ones. The same figure may be printed at
several places; the sums are tried with each printed value, so that one wrong cell is one finding.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from haertefall.statistik.tabellenarten import ARTEN, Tabelle

Ort = tuple[str, str]
"""A table and its column."""


@dataclass(frozen=True)
class Befund:
    """Something that is wrong, and where. `zelle` names a column or a country."""

    tabelle: str
    jahr: int | None
    zelle: str
    text: str

    def __str__(self) -> str:
        jahr = f", {self.jahr}" if self.jahr is not None else ""
        return f"Tabelle {self.tabelle}{jahr}, {self.zelle}: {self.text}"


@dataclass
class Zahlen:
    """The figures of some tables: per table and year the columns, for countries the sum.

    What is `unlesbar` in one cell takes no part in sums, so that one mistake is one finding.
    """

    jahre: dict[str, set[int]] = field(default_factory=dict)
    werte: dict[tuple[str, int, str], int] = field(default_factory=dict)
    unlesbar: set[tuple[str, int, str]] = field(default_factory=set)

    def setze(self, kennung: str, jahr: int, spalte: str, wert: int) -> None:
        """Store one figure; those of several countries of a year are added up."""
        stelle = (kennung, jahr, spalte)
        self.werte[stelle] = wert + (
            self.werte.get(stelle, 0) if "land" in _spalten(kennung) else 0
        )

    def lesbar(self, kennung: str, spalte: str, *, jahr: int) -> bool:
        """Whether the figure is printed and every cell of it could be read."""
        stelle = (kennung, jahr, spalte)
        return stelle in self.werte and stelle not in self.unlesbar

    def reihe(self, nicht_ausgewertet: Collection[int]) -> set[int]:
        """Years that stand in more than one of the tables 6.2 to 6.6: the others are slips."""
        jahre = [j for kennung, j in self.jahre.items() if kennung != "tabelle_6_1"]
        haeufigkeit = Counter(jahr for tabelle in jahre for jahr in tabelle)
        noetig = 2 if len(jahre) > 1 else 1
        return {j for j, anzahl in haeufigkeit.items() if anzahl >= noetig} - {*nicht_ausgewertet}


def _spalten(kennung: str) -> Sequence[str]:
    return ARTEN[kennung].spalten


def zahlen_aus(tabellen: Iterable[Tabelle]) -> Zahlen:
    """Figures of tables the program made."""
    zahlen = Zahlen()
    for tabelle in tabellen:
        art = tabelle.art
        jahre = zahlen.jahre.setdefault(art.kennung, set())
        stellen = [(nr, s) for nr, s in enumerate(art.spalten) if s not in art.schluessel]
        for zeile in tabelle.zeilen:
            jahr = int(zeile[0])
            jahre.add(jahr)
            for nr, spalte in stellen:
                zahlen.setze(art.kennung, jahr, spalte, int(zeile[nr]))
    return zahlen


# Where each figure is printed, and which figures add up to which.
_GROESSEN: Mapping[str, tuple[Ort, ...]] = {
    "Anträge": (
        ("tabelle_6_1", "antraege"),
        ("tabelle_6_2", "antraege"),
        ("tabelle_6_3", "antraege"),
        ("tabelle_6_4", "antraege"),
    ),
    "Ersuchen": (
        ("tabelle_6_3", "ersuchen"),
        ("tabelle_6_5", "ersuchen"),
        ("tabelle_6_6", "ersuchen"),
    ),
    "kein Ersuchen": (("tabelle_6_4", "kein_ersuchen"),),
    "andere Erledigung": (("tabelle_6_4", "andere_erledigung"),),
    "offen": (("tabelle_6_3", "offen"), ("tabelle_6_4", "offen")),
    "gefolgt": (("tabelle_6_5", "gefolgt"),),
    "nicht gefolgt": (("tabelle_6_6", "nicht_gefolgt"),),
    "andere Erledigung nach Ersuchen": (("tabelle_6_6", "andere_erledigung"),),
    "offen nach Ersuchen": (("tabelle_6_5", "offen"), ("tabelle_6_6", "offen")),
}
_SUMMEN: Mapping[str, tuple[str, ...]] = {
    "Anträge": ("Ersuchen", "kein Ersuchen", "andere Erledigung", "offen"),
    "Ersuchen": (
        "gefolgt",
        "nicht gefolgt",
        "andere Erledigung nach Ersuchen",
        "offen nach Ersuchen",
    ),
}


def pruefe(
    zahlen: Zahlen,
    *,
    erstes_jahr: int | None = None,
    nicht_ausgewertet: Collection[int] = (),
    von: int | None = None,
) -> list[Befund]:
    """Every missing year, every figure printed in two ways, every sum that does not add up.

    Tables 6.2 to 6.6 are expected from `von` on or, without it, from the earliest of their years.
    """
    befunde = _pruefe_jahre(zahlen, erstes_jahr, nicht_ausgewertet, von)
    for jahr in sorted(set[int]().union(*zahlen.jahre.values())):
        befunde += _pruefe_jahr(zahlen, jahr)
    return befunde


def _pruefe_jahre(
    zahlen: Zahlen, erstes_jahr: int | None, nicht_ausgewertet: Collection[int], von: int | None
) -> list[Befund]:
    """Years that are missing, and years that stand in one table only."""
    reihe = zahlen.reihe(nicht_ausgewertet) or set[int]().union(*zahlen.jahre.values())
    if not reihe:
        return []
    beginn, letztes = min(reihe) if von is None else von, max(reihe)
    befunde = []
    for kennung, jahre in zahlen.jahre.items():
        if kennung == "tabelle_6_1":
            erstes = min(jahre, default=beginn) if erstes_jahr is None else erstes_jahr
            erwartet = set(range(erstes, letztes + 1))
        else:
            erstes = min(beginn, *reihe)
            erwartet = set(range(beginn, letztes + 1)) - {*nicht_ausgewertet}
        allein = {j for j in jahre - {*nicht_ausgewertet} if not erstes <= j <= letztes}
        befunde += [_jahresbefund(kennung, j, "Das Jahr fehlt.") for j in sorted(erwartet - jahre)]
        befunde += [
            _jahresbefund(kennung, j, "Das Jahr steht nur in dieser Tabelle.")
            for j in sorted(allein)
        ]
    return befunde


def _jahresbefund(kennung: str, jahr: int, text: str) -> Befund:
    return Befund(ARTEN[kennung].nummer, jahr, "jahr", text)


def _pruefe_jahr(zahlen: Zahlen, jahr: int) -> list[Befund]:
    gedruckt = {
        groesse: {
            ort: zahlen.werte[ort[0], jahr, ort[1]]
            for ort in orte
            if zahlen.lesbar(*ort, jahr=jahr)
        }
        for groesse, orte in _GROESSEN.items()
    }
    befunde: list[Befund] = []
    passend: dict[str, set[int]] = {}
    for ziel, teile in _SUMMEN.items():
        loesungen = _loesungen(gedruckt, ziel, teile)
        if loesungen == []:
            befunde.append(_summe_falsch(gedruckt, jahr, ziel, teile))
        for groesse in (ziel, *teile) if loesungen else ():
            moeglich = {loesung[groesse] for loesung in loesungen or ()}
            passend[groesse] = passend.get(groesse, moeglich) & moeglich
    for groesse, stellen in gedruckt.items():
        if len(set(stellen.values())) > 1:
            befunde.append(_widerspruch(groesse, stellen, jahr, passend.get(groesse, set())))
    return befunde


Gedruckt = Mapping[str, Mapping[Ort, int]]


def _loesungen(gedruckt: Gedruckt, ziel: str, teile: Sequence[str]) -> list[dict[str, int]] | None:
    """Choices of printed values with which the sum adds up; None if a figure is not printed."""
    namen = (ziel, *teile)
    if not all(gedruckt[name] for name in namen):
        return None
    return [
        dict(zip(namen, werte, strict=True))
        for werte in product(*(sorted(set(gedruckt[name].values())) for name in namen))
        if werte[0] == sum(werte[1:])
    ]


def _summe_falsch(gedruckt: Gedruckt, jahr: int, ziel: str, teile: Sequence[str]) -> Befund:
    """A sum that no printed value saves; named are the cells that no other table repeats."""
    einzeln = [next(iter(gedruckt[teil])) for teil in teile if len(_GROESSEN[teil]) == 1]
    werte = [next(iter(gedruckt[teil].values())) for teil in teile]
    rechnung = " + ".join(f"{wert} {teil}" for wert, teil in zip(werte, teile, strict=True))
    return Befund(
        _nummern(einzeln),
        jahr,
        " / ".join(spalte for _, spalte in einzeln),
        f"{rechnung} = {sum(werte)}, gedruckt sind {next(iter(gedruckt[ziel].values()))} {ziel}.",
    )


def _widerspruch(
    groesse: str, stellen: Mapping[Ort, int], jahr: int, passend: Collection[int]
) -> Befund:
    """A figure printed in two ways; named are the cells that disagree with the sum or with most."""
    haeufigkeit = sorted(stellen.values(), key=list(stellen.values()).count, reverse=True)
    eindeutig = list(stellen.values()).count(haeufigkeit[0]) * 2 > len(stellen)
    richtig = set(passend) if len(passend) == 1 else {haeufigkeit[0]} if eindeutig else set()
    falsch = [ort for ort, wert in stellen.items() if wert not in richtig]
    angaben = ", ".join(
        f"Tabelle {ARTEN[kennung].nummer}{' (Summe der Länder)' * ('land' in _spalten(kennung))}: "
        f"{wert}"
        for (kennung, _), wert in stellen.items()
    )
    grund = f" Nur mit {next(iter(passend))} geht die Summe auf." if len(passend) == 1 else ""
    return Befund(
        _nummern(falsch),
        jahr,
        " / ".join(dict.fromkeys(spalte for _, spalte in falsch)),
        f"„{groesse}“ ist verschieden angegeben. {angaben}.{grund}",
    )


def _nummern(orte: Iterable[Ort]) -> str:
    return " / ".join(dict.fromkeys(ARTEN[kennung].nummer for kennung, _ in orte))
