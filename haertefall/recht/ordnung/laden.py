"""From the text of a rules file to typed rows and back to one normal form."""

import datetime
import hashlib
import json
import tomllib
from typing import Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from haertefall.recht.ordnung import Ablaufzeile, Merkmal, Modell, Ordnung
from haertefall.recht.ordnung.maengel import Mangel, Ordnungsfehler, maengel
from haertefall.recht.ordnung.syntax import syntaxmangel
from haertefall.recht.ordnung.zeile import doppelte

__all__ = [
    "Mangel",
    "Ordnungsfehler",
    "aus_normalisiert",
    "einlesen",
    "fassung_hash",
    "lesen",
    "lesen_geruest",
    "lesen_merkmale",
    "normalisiert",
]

M = TypeVar("M", bound=Modell)


class Merkmalliste(Modell):
    """The shared questions of fact (ordnungen/merkmale.toml)."""

    merkmal: list[Merkmal] = Field(min_length=1, description="Die gemeinsamen Fragen")

    @model_validator(mode="after")
    def _eindeutig(self) -> Self:
        for kennung in doppelte(m.kennung for m in self.merkmal):
            raise ValueError(f"In „merkmal“ steht „{kennung}“ zweimal.")
        return self


class Geruest(Modell):
    """The shared skeleton of steps (ordnungen/geruest.toml)."""

    ablauf: list[Ablaufzeile] = Field(min_length=1, description="Die gemeinsamen Schritte")


def lesen(text: str, datei: str) -> Ordnung:
    """Read one Fassung. Raises `Ordnungsfehler` with every mistake found."""
    return einlesen(Ordnung, text, datei)


def lesen_merkmale(text: str, datei: str) -> dict[str, Merkmal]:
    """Read the shared questions of fact, by their name."""
    return {m.kennung: m for m in einlesen(Merkmalliste, text, datei).merkmal}


def lesen_geruest(text: str, datei: str) -> tuple[Ablaufzeile, ...]:
    """Read the shared skeleton of steps."""
    return tuple(einlesen(Geruest, text, datei).ablauf)


def normalisiert(ordnung: Ordnung) -> str:
    """The one text form of a Fassung: what it says, without comments, order of keys, defaults.

    Defaults are left out, so that a key added to the format later changes no old hash. They are
    therefore part of the format and never change.
    """
    inhalt = ordnung.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(inhalt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def aus_normalisiert(text: str) -> Ordnung:
    """A stored Fassung, as it was when it was used."""
    return Ordnung.model_validate_json(text, strict=True)


def fassung_hash(ordnung: Ordnung) -> str:
    """Name of exactly this content."""
    return hashlib.sha256(normalisiert(ordnung).encode()).hexdigest()


def _toml_inhalt(text: str, datei: str) -> dict[str, object]:
    """Parse TOML; a syntax mistake becomes an `Ordnungsfehler`."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fehler:
        raise Ordnungsfehler((syntaxmangel(fehler, text, datei),)) from None


def _als_json(inhalt: dict[str, object]) -> str:
    """JSON keeps the kinds apart ("7" is no number, "ja" no truth) and still reads days."""
    return json.dumps(inhalt, default=_tag_als_text)


def _tag_als_text(wert: datetime.date | datetime.time) -> str:
    return wert.isoformat()


def einlesen(modell: type[M], text: str, datei: str) -> M:
    """Any kind of file of this folder; raises `Ordnungsfehler` with every mistake found."""
    inhalt = _toml_inhalt(text, datei)
    try:
        return modell.model_validate_json(_als_json(inhalt), strict=True)
    except ValidationError as fehler:
        raise Ordnungsfehler(maengel(fehler, modell, inhalt, text, datei)) from None
