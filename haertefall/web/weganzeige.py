"""Where a case stands, as a line of stages with words. Stages a body cannot reach are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from haertefall.recht.begriffe import Stand
from haertefall.recht.ordnung import Ablaufzeile

STATIONEN: tuple[tuple[str, frozenset[Stand]], ...] = (
    ("Eingang", frozenset({Stand.EINGEGANGEN})),
    ("Vorlage", frozenset({Stand.ANGEBOTEN, Stand.VORPRUEFUNG})),
    ("Befassung", frozenset({Stand.AUFGENOMMEN})),
    ("Stellungnahme", frozenset({Stand.STELLUNGNAHME})),
    ("Beratung", frozenset({Stand.BERATUNGSREIF, Stand.AUF_TAGESORDNUNG})),
    ("Ergebnis", frozenset({Stand.ENTSCHIEDEN, Stand.ERSUCHEN_BESCHLOSSEN})),
    (
        "Antwort",
        frozenset(
            {Stand.ERSUCHEN_ZUGELEITET, Stand.ANGEKUENDIGT, Stand.ANGEORDNET, Stand.MITGETEILT}
        ),
    ),
    ("Abschluss", frozenset({Stand.ABGESCHLOSSEN})),
)


class Lage(StrEnum):
    """A stage in words; colour only repeats them."""

    ERLEDIGT = "erledigt"
    HIER = "hier steht der Fall"
    OFFEN = "kommt noch"
    ENTFIEL = "entfiel"


@dataclass(frozen=True)
class Station:
    """One stage of the line."""

    wort: str
    lage: Lage


def weganzeige(
    ablauf: Iterable[Ablaufzeile], stand: Stand, durchlaufen: Iterable[str]
) -> tuple[Station, ...]:
    """The stages of this body; `durchlaufen` are the states the case has been in."""
    erreichbar = {ziel for zeile in ablauf for ziel in zeile.ziele().values() if ziel}
    gewesen = {Stand(s) for s in durchlaufen}
    stationen = [(wort, s) for wort, s in STATIONEN if s & (erreichbar | gewesen | {stand})]
    hier = next(stelle for stelle, (_, staende) in enumerate(stationen) if stand in staende)
    return tuple(
        Station(wort, _lage(stelle, hier, bool(staende & gewesen), stand))
        for stelle, (wort, staende) in enumerate(stationen)
    )


def _lage(stelle: int, hier: int, gewesen: bool, stand: Stand) -> Lage:
    if stelle == hier:
        return Lage.ERLEDIGT if stand is Stand.ABGESCHLOSSEN else Lage.HIER
    if stelle > hier:
        return Lage.OFFEN
    return Lage.ERLEDIGT if gewesen else Lage.ENTFIEL
