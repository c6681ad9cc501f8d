"""The worked examples on disk, for all tests of this folder."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from haertefall.recht.pruefhilfe.beispiele import (
    Beispieldatei,
    Erwartet,
    Fall,
    Vorlage,
    lesen_beispiele,
    lesen_vorlage,
    sachverhalt,
)
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt
from haertefall.recht.pruefhilfe.sammlung import ORDNER, ausgeliefert

BEISPIELE = ORDNER / "fallbeispiele"


@cache
def dateien() -> dict[str, Beispieldatei]:
    """Every file of worked examples by name."""
    return {
        pfad.stem: lesen_beispiele(pfad.read_text("utf-8"), pfad.name)
        for pfad in sorted(BEISPIELE.glob("*.toml"))
    }


@cache
def vorlagen() -> dict[str, Vorlage]:
    """Every Vorlage by name."""
    return {
        pfad.stem: lesen_vorlage(pfad.read_text("utf-8"), pfad.name)
        for pfad in sorted((BEISPIELE / "vorlagen").glob("*.toml"))
    }


def person(datei: Beispieldatei, fall: Fall) -> Sachverhalt:
    """The invented person of a case."""
    schichten = [vorlagen()[name] for name in datei.vorlage]
    return sachverhalt(ausgeliefert(), fall.stichtag, *schichten, datei, fall)


def faelle() -> Iterator[tuple[str, Beispieldatei, Fall]]:
    """Every case with a name that finds it."""
    for name, datei in dateien().items():
        for nummer, fall in enumerate(datei.fall, start=1):
            yield f"{name}-{nummer}", datei, fall


def erwartungen() -> Iterator[tuple[date, Erwartet]]:
    """What the examples expect, with the day."""
    for _, _, fall in faelle():
        yield fall.stichtag, fall.erwartet


def erwartete_zeilen(erwartet: Erwartet) -> set[str]:
    """The rows an example speaks about."""
    return {*erwartet.zeilen, *erwartet.tatsachen}
