"""Mistakes in a rules file, said to a jurist: file, line, what is wrong, what to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel, ValidationError

from haertefall.recht.ordnung.meldungen import meldung
from haertefall.recht.ordnung.stellen import Pfad, naechste_zeile, zeilennummern


@dataclass(frozen=True)
class Mangel:
    """One mistake."""

    datei: str
    zeile_nr: int | None
    stelle: str
    was: str
    tun: str

    def __str__(self) -> str:
        ort = f"{self.datei}, Zeile {self.zeile_nr}" if self.zeile_nr else self.datei
        kopf = f"{ort}, {self.stelle}" if self.stelle else ort
        return "\n  ".join(teil for teil in (f"{kopf}:", self.was, self.tun) if teil)


class Ordnungsfehler(ValueError):
    """A rules file that cannot be used, with everything that is wrong in it."""

    def __init__(self, maengel: tuple[Mangel, ...]) -> None:
        super().__init__("\n".join(str(mangel) for mangel in maengel))
        self.maengel = maengel


def maengel(
    fehler: ValidationError,
    modell: type[BaseModel],
    inhalt: dict[str, object],
    text: str,
    datei: str,
) -> tuple[Mangel, ...]:
    """What pydantic found, in German and with lines, in the order of the file."""
    stellen = zeilennummern(text)
    gefunden = []
    for einzeln in fehler.errors(include_url=False):
        fehlt = einzeln["type"] == "missing"
        pfad = tuple(_in_der_datei(einzeln["loc"], inhalt, letzter_fehlt=fehlt))
        was, tun = meldung(einzeln, pfad, modell_bei(modell, pfad[:-1]))
        zeile = naechste_zeile(stellen, pfad)
        gefunden.append(Mangel(datei, zeile, benennen(pfad, inhalt), was, tun))
    return tuple(sorted(gefunden, key=lambda mangel: mangel.zeile_nr or 0))


def benennen(pfad: Pfad, inhalt: object) -> str:
    """A path as people say it: [[sitz]] Nr. 2 („caritas“), „stimmrecht“."""
    worte: list[str] = []
    for stelle, teil in enumerate(pfad):
        inhalt = _hinein(inhalt, teil)
        if isinstance(teil, int):
            worte.append(f"Nr. {teil + 1}{_name(inhalt)}")
        elif stelle == 0 and len(pfad) > 1:
            worte.append(f"[[{teil}]]" if isinstance(pfad[1], int) else f"[{teil}]")
        else:
            worte.append(f"„{teil}“")
    return ", ".join(worte).replace("]], Nr.", "]] Nr.")


def modell_bei(modell: type[BaseModel], pfad: Pfad) -> type[BaseModel] | None:
    """The model whose keys are allowed at a path."""
    bei: type[BaseModel] | None = modell
    for teil in pfad:
        if isinstance(teil, int):
            continue
        feld = bei.model_fields.get(teil) if bei else None
        bei = next(_modelle(feld.annotation), None) if feld else None
    return bei


def _modelle(art: object) -> Iterator[type[BaseModel]]:
    if isinstance(art, type) and issubclass(art, BaseModel):
        yield art
    for teil in get_args(art):
        yield from _modelle(teil)


def _name(zeile: object) -> str:
    if not isinstance(zeile, dict):
        return ""
    name = zeile.get("kennung") or zeile.get("schritt") or zeile.get("wert")
    return f" („{name}“)" if isinstance(name, str) else ""


def _hinein(inhalt: object, teil: str | int) -> object:
    if isinstance(inhalt, dict) and isinstance(teil, str):
        return inhalt.get(teil)
    if isinstance(inhalt, list) and isinstance(teil, int):
        return inhalt[teil]
    return None


def _in_der_datei(ort: Pfad, inhalt: object, *, letzter_fehlt: bool) -> Iterator[str | int]:
    """Drop from pydantic's place what is not written in the file (names of variants)."""
    for stelle, teil in enumerate(ort, start=1):
        tiefer = _hinein(inhalt, teil)
        if tiefer is not None:
            inhalt = tiefer
            yield teil
        elif letzter_fehlt and stelle == len(ort):
            yield teil
