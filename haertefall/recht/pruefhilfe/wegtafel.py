"""Every way with its table, prepared once for a state of the law."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from haertefall.recht.pruefhilfe.fragen import fragenbaum
from haertefall.recht.pruefhilfe.gesetze import Geltung, Gesetze, Wegdaten
from haertefall.recht.pruefhilfe.knoten import Knoten, Zeile, blaetter
from haertefall.recht.pruefhilfe.lage import UNTERBRECHUNG
from haertefall.recht.pruefhilfe.vorschau import grenztage
from haertefall.recht.pruefhilfe.wege import ALLE_WEGE


@dataclass(frozen=True, slots=True, eq=False)
class Wegtafel:
    """A way, its rows, and the days on which the law of each row changes."""

    daten: Wegdaten
    tabelle: Knoten
    gefuehrt: bool
    zeilen: Mapping[str, Zeile]
    versionen: Mapping[str, frozenset[date]]


@lru_cache(maxsize=4)
def wegtafeln(gesetze: Gesetze) -> tuple[Wegtafel, ...]:
    """Encoded rules in the order of the source, then guided questions."""
    return tuple(_tafeln(gesetze))


def _tafeln(gesetze: Gesetze) -> Iterator[Wegtafel]:
    kodiert = {weg.kennung: weg.tabelle for weg in ALLE_WEGE}
    for kennung, tabelle in kodiert.items():
        yield _tafel(gesetze, gesetze.wege[kennung], tabelle, gefuehrt=False)
    for kennung, daten in gesetze.wege.items():
        if kennung not in kodiert:
            yield _tafel(gesetze, daten, fragenbaum(gesetze, kennung), gefuehrt=True)


def _tafel(gesetze: Gesetze, daten: Wegdaten, tabelle: Knoten, *, gefuehrt: bool) -> Wegtafel:
    zeilen = {zeile.kennung: zeile for zeile in blaetter(tabelle)}
    wegtage = grenztage([daten, Geltung(gueltig_ab=daten.hinterlegt_ab)])
    versionen = {k: wegtage | _zeilentage(gesetze, k) for k in zeilen}
    return Wegtafel(daten, tabelle, gefuehrt, zeilen, versionen)


def _zeilentage(gesetze: Gesetze, kennung: str) -> frozenset[date]:
    daten = gesetze.zeilen[kennung]
    geltungen: list[Geltung] = [daten]
    for parameter in (*daten.parameter, UNTERBRECHUNG):
        geltungen += gesetze.parameter[parameter].fassung
    return grenztage(geltungen)
