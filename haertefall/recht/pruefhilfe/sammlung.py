"""The files in `gesetze/`, read once."""

import hashlib
from functools import cache
from pathlib import Path

from haertefall.recht.ordnung.laden import einlesen
from haertefall.recht.pruefhilfe.gesetze import (
    Angabendatei,
    Gesetze,
    Parameterdatei,
    Standdatei,
    Tafel,
    zusammenstellen,
)

ORDNER = Path(__file__).resolve().parents[3] / "gesetze"


@cache
def ausgeliefert() -> Gesetze:
    """The law as shipped. Raises `Ordnungsfehler` with every mistake of the first wrong file."""
    return lesen(ORDNER)


@cache
def fingerabdruck() -> str:
    """Hash of the law as shipped: two results with the same one rest on the same law."""
    summe = hashlib.sha256()
    for datei in (ORDNER / "stand.toml", ORDNER / "angaben.toml", *_dateien()):
        summe.update(f"{datei.relative_to(ORDNER)}\0".encode() + datei.read_bytes() + b"\0")
    return summe.hexdigest()


def _dateien() -> list[Path]:
    return [
        datei
        for teil in ("tafeln", "parameter")
        for datei in sorted((ORDNER / teil).glob("*.toml"))
    ]


def lesen(ordner: Path) -> Gesetze:
    """Read a folder of this form."""
    stand, angaben = ordner / "stand.toml", ordner / "angaben.toml"
    return zusammenstellen(
        stand=einlesen(Standdatei, stand.read_text("utf-8"), stand.name),
        tafeln=[
            einlesen(Tafel, datei.read_text("utf-8"), datei.name)
            for datei in sorted((ordner / "tafeln").glob("*.toml"))
        ],
        parameter=[
            parameter
            for datei in sorted((ordner / "parameter").glob("*.toml"))
            for parameter in einlesen(
                Parameterdatei, datei.read_text("utf-8"), datei.name
            ).parameter
        ],
        angaben=einlesen(Angabendatei, angaben.read_text("utf-8"), angaben.name).angabe,
    )
