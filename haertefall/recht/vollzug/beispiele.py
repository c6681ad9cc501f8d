"""Worked examples in `gesetze/vollzug/fallbeispiele/`: invented checks, and what follows.

Expected results come from the wording of points and decrees. Everything runs as a test.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from haertefall.recht.ordnung.zeile import Kennung, Modell, Satz
from haertefall.recht.vollzug.daten import (
    Bundesland,
    Punkt,
    Punktkennung,
    Staat,
    Vollzugsrecht,
)
from haertefall.recht.vollzug.pruefung import (
    Anlass,
    Anlasslage,
    Punktergebnis,
    Reihenfolge,
    erlasse_fuer,
    hindernisse,
    offene_punkte,
    reihenfolge,
    stopps_am,
)


class Erwartet(Modell):
    """What the wording gives; what is left out is not asserted."""

    offen: list[Punktkennung] | None = None
    hindernisse: list[Punktkennung] | None = None
    erlasse: dict[Kennung, Anlasslage] | None = None
    stopps: int | None = None
    pruefung: Reihenfolge | None = None
    gremium: Reihenfolge | None = None


class Beispiel(Modell):
    """One invented check. `sonst` answers every point that is not named."""

    name: Satz
    satz: Satz = Field(description="Der Satz, auf dem das Erwartete beruht")
    land: Bundesland = "NW"
    tag: date
    laender: list[Staat] = Field(default_factory=list)
    gruppen: list[Satz] = Field(default_factory=list, description="Was der Mensch selbst nannte")
    verletzlich: list[Kennung] = Field(default_factory=list)
    sonst: Literal["kein_hindernis", "betrifft_nicht", "offen"] = "offen"
    punkte: dict[Punktkennung, Punktergebnis] = Field(default_factory=dict)
    vollzogen: date | None = None
    geprueft: date | None = None
    vorgelegt: date | None = None
    erwartet: Erwartet


class Beispieldatei(Modell):
    """Examples that belong together."""

    beispiel: list[Beispiel] = Field(min_length=1)


def ergebnis(beispiel: Beispiel, recht: Vollzugsrecht) -> Erwartet:
    """What the program says about an example, as far as the example asserts it."""
    soll = beispiel.erwartet
    antworten = dict(beispiel.punkte)
    if beispiel.sonst != "offen":
        antworten = dict.fromkeys(recht.punkte.kennungen, Punktergebnis(beispiel.sonst)) | antworten
    anlass = Anlass(
        frozenset(beispiel.laender), frozenset(beispiel.gruppen), frozenset(beispiel.verletzlich)
    )
    erlasse = erlasse_fuer(recht.erlasse, beispiel.land, anlass, beispiel.tag)
    stopps = stopps_am(recht.stopps.stopp, beispiel.land, beispiel.tag)
    vollzogen = beispiel.vollzogen
    return Erwartet(
        offen=_namen(offene_punkte(recht.punkte, antworten)) if soll.offen is not None else None,
        hindernisse=_namen(hindernisse(recht.punkte, antworten))
        if soll.hindernisse is not None
        else None,
        erlasse={e.kennung: lage for e, lage in erlasse} if soll.erlasse is not None else None,
        stopps=len(stopps) if soll.stopps is not None else None,
        pruefung=reihenfolge(beispiel.geprueft, vollzogen) if vollzogen else None,
        gremium=reihenfolge(beispiel.vorgelegt, vollzogen) if vollzogen else None,
    )


def _namen(punkte: tuple[Punkt, ...]) -> list[str]:
    return [punkt.kennung for punkt in punkte]
