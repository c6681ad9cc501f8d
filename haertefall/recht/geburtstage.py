"""Birthdays that open or close a way: rows in `gesetze/geburtstage.toml`, days computed."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.laden import einlesen
from haertefall.recht.ordnung.zeile import Modell, Satz
from haertefall.recht.pruefhilfe.gesetze import Gesetze, Nummer
from haertefall.recht.pruefhilfe.lage import geburtstag_mit
from haertefall.recht.pruefhilfe.sammlung import ORDNER, ausgeliefert

_TAG = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Geburtstagszeile(Modell):
    """An age at which something begins or ends; from a parameter, or from the row itself."""

    parameter: Nummer | None = None
    jahre: int | None = Field(default=None, ge=1, le=120)
    wirkung: Literal["oeffnet", "schliesst"]
    was: Satz
    norm: Satz

    @model_validator(mode="after")
    def _ein_alter(self) -> Self:
        if (self.parameter is None) == (self.jahre is None):
            raise ValueError("Schreiben Sie entweder „parameter“ oder „jahre“.")
        return self


class Geburtstagsdatei(Modell):
    """`gesetze/geburtstage.toml`."""

    geburtstag: list[Geburtstagszeile] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Geburtstag:
    """The first day of the new age, and what it opens or closes."""

    am: date
    jahre: int
    zeile: Geburtstagszeile


@cache
def geburtstagszeilen() -> tuple[Geburtstagszeile, ...]:
    """The rows as shipped. Raises `Ordnungsfehler`."""
    datei = ORDNER / "geburtstage.toml"
    return tuple(einlesen(Geburtstagsdatei, datei.read_text("utf-8"), datei.name).geburtstag)


def als_tag(geburtsdatum: str | None) -> date | None:
    """A date of birth as people write it; None where the day is not known."""
    treffer = _TAG.fullmatch((geburtsdatum or "").strip())
    if treffer is None:
        return None
    tag, monat, jahr = map(int, treffer.groups())
    try:
        return date(jahr, monat, tag)
    except ValueError:
        return None


def geburtstage(
    geboren: date, von: date, bis: date, gesetze: Gesetze | None = None
) -> tuple[Geburtstag, ...]:
    """The birthdays between two days (both included) that open or close something, by day."""
    recht = gesetze or ausgeliefert()
    gefunden = []
    for zeile in geburtstagszeilen():
        for jahre in _alter(zeile, recht):
            am = geburtstag_mit(geboren, jahre)
            if von <= am <= bis and jahre == _alter_am(zeile, recht, am):
                gefunden.append(Geburtstag(am, jahre, zeile))
    return tuple(sorted(gefunden, key=lambda g: g.am))


def _alter(zeile: Geburtstagszeile, gesetze: Gesetze) -> set[int]:
    """Every age that the row ever had."""
    if zeile.parameter is None:
        return {zeile.jahre} if zeile.jahre else set()
    return {f.zahl for f in gesetze.parameter[zeile.parameter].fassung if f.zahl is not None}


def _alter_am(zeile: Geburtstagszeile, gesetze: Gesetze, tag: date) -> int | None:
    """The age by the law of a day; None where it has none."""
    if zeile.parameter is None:
        return zeile.jahre
    fassung = gesetze.parameter[zeile.parameter].am(tag)
    return fassung.zahl if fassung else None
