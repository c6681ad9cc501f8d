"""The class and the retention of every field, read from the files beside the models."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps

HIER = Path(__file__).parent
NAME = "feldklassen.toml"


@dataclass(frozen=True)
class Klasse:
    """A class of fields. `verschluesselt`: yes, no, or where it is text."""

    name: str
    titel: str
    was: str
    verschluesselt: bool | str
    personen: str


@dataclass(frozen=True)
class Feld:
    """One field of one model: its class, and with what it goes."""

    modell: str
    name: str
    klasse: str
    aufbewahrung: str


@cache
def klassen() -> dict[str, Klasse]:
    """All classes by name."""
    return {name: Klasse(name, **angaben) for name, angaben in _worte()["klasse"].items()}


@cache
def aufbewahrungen() -> dict[str, str]:
    """Kinds of retention: name → until when, in words."""
    return {name: angaben["wann"] for name, angaben in _worte()["aufbewahrung"].items()}


@cache
def felder() -> tuple[Feld, ...]:
    """Every declared field, room by room."""
    gefunden: list[Feld] = []
    for app in apps.get_app_configs():
        datei = Path(app.path) / NAME
        if datei.is_file():
            gefunden += _aus(app.label, tomllib.loads(datei.read_text("utf-8")))
    for label, modelle in tomllib.loads((HIER / "fremde.toml").read_text("utf-8")).items():
        gefunden += _aus(label, modelle)
    return tuple(gefunden)


def _aus(label: str, modelle: dict[str, dict[str, Any]]) -> list[Feld]:
    return [
        Feld(f"{label}.{modell}", feld, klasse, angaben["aufbewahrung"])
        for modell, angaben in modelle.items()
        for klasse, namen in angaben.items()
        if klasse != "aufbewahrung"
        for feld in namen
    ]


@cache
def _worte() -> dict[str, Any]:
    return tomllib.loads((HIER / "klassen.toml").read_text("utf-8"))
