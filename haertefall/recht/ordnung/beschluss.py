"""Rows about quorum and majority."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.ordnung.zeile import Bruch, Kennung, Zeile


class Basis(StrEnum):
    """Of what a share is taken."""

    ANWESENDE = "anwesende"
    ABGEGEBENE = "abgegebene"
    GUELTIGE = "gueltige"
    STIMMBERECHTIGTE = "stimmberechtigte"
    BESETZTE_SITZE = "besetzte_sitze"
    MITGLIEDER = "mitglieder"


class Beschlussfaehigkeit(Zeile):
    """Quorum: a share of a base or a number; perhaps all members must have been invited."""

    kleines_gremium: Kennung | None = None
    mindestens: Bruch | None = None
    von: Basis | None = None
    anzahl: int | None = Field(None, ge=1)
    alle_geladen: bool = False

    @model_validator(mode="after")
    def _eins_von_beiden(self) -> Self:
        if (self.mindestens is None) == (self.anzahl is None):
            raise ValueError("Entweder „mindestens“ mit „von“ oder „anzahl“.")
        if (self.mindestens is None) != (self.von is None):
            raise ValueError("„mindestens“ und „von“ gehören zusammen.")
        return self


class Mehrheit(Zeile):
    """Majority for some kinds of decision.

    Exactly one of: `mehr_als` (share, strictly more), `mindestens` (share, at least), `anzahl`
    (absolute number of Yes), `einstimmig`, `sperre` (fails if No reaches this share).
    Several rows for one Gegenstand are readings; each is computed, differences are shown.
    """

    gegenstand: list[Gegenstand] = Field(min_length=1)
    kleines_gremium: Kennung | None = None
    von: Basis | None = None
    mehr_als: Bruch | None = None
    mindestens: Bruch | None = None
    anzahl: int | None = Field(None, ge=1)
    einstimmig: bool = False
    sperre: Bruch | None = None
    stichentscheid: Literal["vorsitz"] | None = None
    lesart: Kennung | None = Field(None, description="Name der Lesart, wenn es mehrere Zeilen gibt")

    @model_validator(mode="after")
    def _genau_eine_schwelle(self) -> Self:
        schwellen = [
            self.mehr_als is not None,
            self.mindestens is not None,
            self.anzahl is not None,
            self.einstimmig,
            self.sperre is not None,
        ]
        if sum(schwellen) != 1:
            raise ValueError(
                "Genau eine Schwelle: mehr_als, mindestens, anzahl, einstimmig oder sperre."
            )
        if (self.mehr_als or self.mindestens or self.sperre or self.einstimmig) and not self.von:
            raise ValueError("Ein Anteil braucht „von“: wovon wird er genommen?")
        return self


class OhneAbstimmung(Zeile):
    """A result is worked out jointly, without a vote (Dortmund)."""

    gegenstand: list[Gegenstand] = Field(min_length=1)
