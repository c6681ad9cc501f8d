"""Where a value stands in a TOML text. `tomllib` knows values only, people want lines."""

import tomllib
from collections.abc import Iterator

Pfad = tuple[str | int, ...]


def zeilennummern(text: str) -> dict[Pfad, int]:
    """Path of every table and value → its line, for a text that `tomllib` accepts."""
    stellen: dict[Pfad, int] = {}
    zaehler: dict[Pfad, int] = {}
    tabelle: Pfad = ()
    for nummer, satz in _saetze(text):
        pfade = list(_pfade(tomllib.loads(satz), ()))
        if satz.startswith("["):
            tabelle = _tabelle(pfade[0], zaehler, neu=satz.startswith("[["))
            stellen.setdefault(tabelle, nummer)
            continue
        for pfad in pfade:
            stellen.setdefault(tabelle + pfad, nummer)
    return stellen


def naechste_zeile(stellen: dict[Pfad, int], pfad: Pfad) -> int | None:
    """Line of the path, or of the closest thing around it."""
    enger = (pfad[:laenge] for laenge in range(len(pfad), 0, -1))
    return next((stellen[p] for p in enger if p in stellen), None)


def _saetze(text: str) -> Iterator[tuple[int, str]]:
    """Statements with their first line; a value over several lines is one statement."""
    gesammelt, beginn = "", 0
    for nummer, zeile in enumerate(text.split("\n"), start=1):
        if not gesammelt:
            if not zeile.strip() or zeile.lstrip().startswith("#"):
                continue
            beginn = nummer
        gesammelt = f"{gesammelt}\n{zeile}" if gesammelt else zeile.lstrip()
        try:
            tomllib.loads(gesammelt)
        except tomllib.TOMLDecodeError:
            continue
        yield beginn, gesammelt
        gesammelt = ""


def _pfade(wert: object, pfad: Pfad) -> Iterator[Pfad]:
    """All paths in a parsed statement, the deepest first."""
    if isinstance(wert, dict):
        for name, teil in wert.items():
            yield from _pfade(teil, (*pfad, name))
    elif isinstance(wert, list):
        for nummer, teil in enumerate(wert):
            yield from _pfade(teil, (*pfad, nummer))
    if pfad:
        yield pfad


def _tabelle(kopf: Pfad, zaehler: dict[Pfad, int], *, neu: bool) -> Pfad:
    """Path of a table header, with the running numbers of the arrays it lies in."""
    namen = [teil for teil in kopf if isinstance(teil, str)]
    pfad: Pfad = ()
    for stelle, name in enumerate(namen, start=1):
        pfad = (*pfad, name)
        if neu and stelle == len(namen):
            zaehler[pfad] = zaehler.get(pfad, -1) + 1
        if pfad in zaehler:
            pfad = (*pfad, zaehler[pfad])
    return pfad
