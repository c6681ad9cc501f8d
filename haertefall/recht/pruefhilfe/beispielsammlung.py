"""The worked examples in `gesetze/fallbeispiele/` by row and way, so that a page can name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from haertefall.recht.pruefhilfe.beispiele import (
    Beispieldatei,
    Erwartet,
    Fall,
    lesen_beispiele,
)
from haertefall.recht.pruefhilfe.sammlung import ORDNER, ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln


@dataclass(frozen=True, slots=True)
class Beispielverweis:
    """One example: its file, its case in a sentence, its day, and what the wording gives."""

    datei: str
    titel: str
    name: str
    stichtag: date
    erwartet: str


@dataclass(frozen=True, slots=True)
class Beispielverzeichnis:
    """Examples by the row and by the way they speak about."""

    zeilen: Mapping[str, tuple[Beispielverweis, ...]]
    wege: Mapping[str, tuple[Beispielverweis, ...]]


@cache
def beispielverzeichnis() -> Beispielverzeichnis:
    """All examples, read once. Raises `Ordnungsfehler`."""
    zeilen: dict[str, list[Beispielverweis]] = {}
    wege: dict[str, list[Beispielverweis]] = {}
    for pfad in sorted((ORDNER / "fallbeispiele").glob("*.toml")):
        datei = lesen_beispiele(pfad.read_text("utf-8"), pfad.name)
        for ziel, verweise in ((zeilen, _zeilen), (wege, _wege)):
            for fall in datei.fall:
                for kennung, ergebnis in verweise(fall.erwartet).items():
                    ziel.setdefault(kennung, []).append(
                        _verweis(pfad.name, datei, fall.name, fall.stichtag, ergebnis)
                    )
        for fall in datei.fall:
            for kennung, ergebnis in _beantwortet(datei, fall).items():
                zeilen.setdefault(kennung, []).append(
                    _verweis(pfad.name, datei, fall.name, fall.stichtag, ergebnis)
                )
    return Beispielverzeichnis(
        {k: tuple(v) for k, v in zeilen.items()}, {k: tuple(v) for k, v in wege.items()}
    )


def _zeilen(erwartet: Erwartet) -> dict[str, str]:
    return {**erwartet.tatsachen, **erwartet.zeilen}


def _beantwortet(datei: Beispieldatei, fall: Fall) -> dict[str, str]:
    """Guided questions that a case answers: what a person said, and what the whole way gives."""
    gesetze, gesagt = ausgeliefert(), {**datei.angaben, **fall.angaben}
    gefunden = {}
    for tafel in wegtafeln(gesetze):
        ergebnis = fall.erwartet.wege.get(tafel.daten.kennung)
        if ergebnis is None or not tafel.gefuehrt:
            continue
        for kennung in tafel.zeilen:
            antwort = gesagt.get(gesetze.zeilen[kennung].angabe or kennung)
            if antwort is not None and kennung not in _zeilen(fall.erwartet):
                gefunden[kennung] = f"beantwortet mit {antwort}; der ganze Weg: {ergebnis}"
    return gefunden


def _wege(erwartet: Erwartet) -> dict[str, str]:
    return dict(erwartet.wege)


def _verweis(
    pfad: str, datei: Beispieldatei, name: str, stichtag: date, ergebnis: str
) -> Beispielverweis:
    return Beispielverweis(pfad, datei.titel, name, stichtag, ergebnis.replace("_", " "))
