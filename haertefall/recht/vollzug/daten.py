"""The files in `gesetze/vollzug/`: points V1 to V27, decrees, stops, voluntary return.

What no source gives is absent: a stop without a Land or a day is shown as not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.zeile import (
    LAND_MUSTER,
    PUNKT_MUSTER,
    STAAT_MUSTER,
    Kennung,
    Modell,
    Satz,
    doppelte,
)
from haertefall.recht.pruefhilfe.gesetze import Herkunft, Sicherheit

Punktkennung = Annotated[str, Field(pattern=PUNKT_MUSTER)]
Bundesland = Annotated[str, Field(pattern=LAND_MUSTER)]
Staat = Annotated[str, Field(pattern=STAAT_MUSTER)]


class Erlassstand(StrEnum):
    """Whether a decree applies, as far as it is known."""

    IN_KRAFT = "in_kraft"
    ERSETZT = "ersetzt"
    UNGEPRUEFT = "ungeprueft"


class Punktgruppe(Modell):
    """Points that are looked at together, on one screen."""

    kennung: Kennung
    titel: Satz


class Punkt(Modell):
    """One thing to look at before a deportation.

    `massstab` is what the sources say about the answer. `eigene_frage`: it is asked for itself,
    with questions of its own. `beobachten`: what makes it necessary to look at the point again.
    """

    kennung: Punktkennung
    gruppe: Kennung
    frage: Satz
    massstab: Satz | None = None
    norm: Satz
    entscheidungen: list[Satz] = Field(default_factory=list)
    nachweise: list[Satz] = Field(min_length=1, description="Was es beweist")
    art: Literal["tatsache", "wertung", "recht"]
    sicherheit: Sicherheit
    eigene_frage: bool = False
    beobachten: Satz | None = None


class Punktdatei(Modell):
    """`gesetze/vollzug/punkte.toml`."""

    titel: Satz
    quelle: Satz
    zuletzt_geprueft: date
    zustaendig: Satz
    gruppe: list[Punktgruppe] = Field(min_length=1)
    punkt: list[Punkt] = Field(min_length=1)

    @model_validator(mode="after")
    def _passt(self) -> Self:
        if doppelt := doppelte([*(g.kennung for g in self.gruppe), *self.kennungen]):
            raise ValueError(f"Es gibt zweimal: {', '.join(doppelt)}.")
        gruppen = {g.kennung for g in self.gruppe}
        for punkt in self.punkt:
            if punkt.gruppe not in gruppen:
                raise ValueError(f"{punkt.kennung}: Die Gruppe „{punkt.gruppe}“ gibt es nicht.")
        if leer := gruppen - {p.gruppe for p in self.punkt}:
            raise ValueError(f"Ohne Punkt: {', '.join(sorted(leer))}.")
        return self

    @property
    def kennungen(self) -> list[str]:
        """The names of all points, in the order of the file."""
        return [p.kennung for p in self.punkt]


class Verletzlichkeit(Modell):
    """A kind of special need of protection, as decrees name it."""

    kennung: Kennung
    bezeichnung: Satz


class Erlass(Herkunft):
    """A decree with its day and what brings it up.

    All that it names must apply: one of `laender`, one of `gruppen`, one of `verletzlich`. A group
    counts only if the person names it; nobody is asked.
    """

    kennung: Kennung
    titel: Satz
    land: Bundesland
    vom: date
    aktenzeichen: Satz | None = None
    was: Satz = Field(description="Was er von der Behörde verlangt")
    laender: list[Staat] = Field(default_factory=list)
    gruppen: list[Satz] = Field(default_factory=list)
    verletzlich: list[Kennung] = Field(default_factory=list)
    stand: Erlassstand
    ersetzt_durch: Kennung | None = None
    vorbehalt: Satz | None = Field(default=None, description="Was unsicher ist")

    @model_validator(mode="after")
    def _vollstaendig(self) -> Self:
        if not (self.laender or self.gruppen or self.verletzlich):
            raise ValueError(
                "Es fehlt der Anlass: Schreiben Sie „laender“, „gruppen“ oder „verletzlich“."
            )
        if (self.stand is Erlassstand.ERSETZT) != (self.ersetzt_durch is not None):
            raise ValueError(
                '„ersetzt_durch“ gehört zu einem Erlass mit stand = "ersetzt", und nur zu ihm.'
            )
        return self


class Erlassdatei(Modell):
    """`gesetze/vollzug/erlasse.toml`."""

    verletzlichkeit: list[Verletzlichkeit] = Field(min_length=1)
    erlass: list[Erlass] = Field(min_length=1)

    @model_validator(mode="after")
    def _passt(self) -> Self:
        erlasse = {e.kennung for e in self.erlass}
        arten = {v.kennung for v in self.verletzlichkeit}
        namen = [*(v.kennung for v in self.verletzlichkeit), *(e.kennung for e in self.erlass)]
        if doppelt := doppelte(namen):
            raise ValueError(f"Es gibt zweimal: {', '.join(doppelt)}.")
        for erlass in self.erlass:
            if erlass.ersetzt_durch and erlass.ersetzt_durch not in erlasse - {erlass.kennung}:
                raise ValueError(f"{erlass.kennung}: „{erlass.ersetzt_durch}“ gibt es nicht.")
            if fremd := [v for v in erlass.verletzlich if v not in arten]:
                raise ValueError(f"{erlass.kennung}: „{fremd[0]}“ gibt es nicht.")
        return self


class Stopp(Herkunft):
    """A stop of deportations by a Land (§ 60a Abs. 1 AufenthG); absent is not known."""

    land: Bundesland | None = None
    wofuer: Satz
    laender: list[Staat] = Field(default_factory=list)
    gruppen: list[Satz] = Field(default_factory=list)
    von: date | None = None
    bis: date | None = None

    @model_validator(mode="after")
    def _richtig_herum(self) -> Self:
        if self.von and self.bis and self.bis < self.von:
            raise ValueError("Der Stopp endet vor seinem Anfang: Tauschen Sie „von“ und „bis“.")
        return self


class Stoppdatei(Modell):
    """`gesetze/vollzug/stopps.toml`."""

    hinweis: Satz
    norm: Satz
    stopp: list[Stopp]


class Rueckkehrsatz(Modell):
    """One thing to explain about voluntary return, with its norm or source."""

    text: Satz
    norm: Satz | None = None
    quelle: Satz | None = None
    sicherheit: Sicherheit

    @model_validator(mode="after")
    def _hat_herkunft(self) -> Self:
        if not (self.norm or self.quelle):
            raise ValueError("Es fehlt „norm“ oder „quelle“: Jeder Satz sagt, worauf er beruht.")
        return self


class Rueckkehrdatei(Modell):
    """`gesetze/vollzug/rueckkehr.toml`."""

    titel: Satz
    satz: list[Rueckkehrsatz] = Field(min_length=1)


@dataclass(frozen=True, eq=False)
class Vollzugsrecht:
    """Everything in `gesetze/vollzug/`."""

    punkte: Punktdatei
    erlasse: Erlassdatei
    stopps: Stoppdatei
    rueckkehr: Rueckkehrdatei
    verletzlichkeit: Mapping[str, str]

    def punkt(self, kennung: str) -> Punkt:
        """A point by its name. Raises KeyError."""
        for punkt in self.punkte.punkt:
            if punkt.kennung == kennung:
                return punkt
        raise KeyError(kennung)

    def in_gruppe(self, gruppe: str) -> tuple[Punkt, ...]:
        """The points of a group, in the order of the file."""
        return tuple(p for p in self.punkte.punkt if p.gruppe == gruppe)

    def erlass(self, kennung: str) -> Erlass:
        """A decree by its name. Raises KeyError."""
        for erlass in self.erlasse.erlass:
            if erlass.kennung == kennung:
                return erlass
        raise KeyError(kennung)
