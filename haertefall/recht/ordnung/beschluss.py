"""Rows about quorum, majority and reservations."""

from enum import StrEnum
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.ordnung.zeile import Bruch, Kennung, Satz, Zeile


class Basis(StrEnum):
    """Of what a share is taken."""

    ANWESENDE = "anwesende"
    ABGEGEBENE = "abgegebene"
    GUELTIGE = "gueltige"
    STIMMBERECHTIGTE = "stimmberechtigte"
    BESETZTE_SITZE = "besetzte_sitze"
    MITGLIEDER = "mitglieder"


BASIS_WORTE: dict[Basis, str] = {
    Basis.ANWESENDE: "anwesende Mitglieder",
    Basis.ABGEGEBENE: "abgegebene Stimmen (ohne Enthaltungen)",
    Basis.GUELTIGE: "gültige Stimmen (ohne Enthaltungen und ungültige)",
    Basis.STIMMBERECHTIGTE: "stimmberechtigte Mitglieder",
    Basis.BESETZTE_SITZE: "besetzte Sitze",
    Basis.MITGLIEDER: "Mitglieder",
}


class Beschlussfaehigkeit(Zeile):
    """Quorum: a share of a base or a number; perhaps all members must have been invited."""

    kleines_gremium: Kennung | None = Field(
        default=None, description="Kennung des kleinen Gremiums, wenn die Zeile nur dafür gilt"
    )
    mindestens: Bruch | None = Field(
        default=None, description="Anteil, der anwesend sein muss, z. B. „1/2“"
    )
    von: Basis | None = Field(default=None, description="Wovon der Anteil genommen wird")
    anzahl: int | None = Field(default=None, ge=1, description="Feste Zahl von Anwesenden")
    alle_geladen: bool = Field(
        default=False, description="true: außerdem müssen alle geladen worden sein"
    )
    umlauf: bool = Field(
        default=False,
        description="true: gilt im Umlauf und nur dort; anwesend heißt, wer geantwortet hat",
    )
    lesart: Kennung | None = Field(
        default=None, description="Name der Lesart, wenn es mehrere Zeilen gibt"
    )

    @model_validator(mode="after")
    def _eins_von_beiden(self) -> Self:
        if (self.mindestens is None) == (self.anzahl is None):
            raise ValueError("Entweder „mindestens“ mit „von“ oder „anzahl“.")
        if (self.mindestens is None) != (self.von is None):
            raise ValueError("„mindestens“ und „von“ gehören zusammen.")
        if self.mindestens and Fraction(self.mindestens) > 1:
            raise ValueError("Ein Anteil ist höchstens 1/1.")
        if self.von in (Basis.ANWESENDE, Basis.ABGEGEBENE, Basis.GUELTIGE):
            raise ValueError(
                "Beschlussfähig ist ein Anteil der Mitglieder, der besetzten Sitze oder der "
                "Stimmberechtigten: „von“ ist eines davon."
            )
        return self


class Mehrheit(Zeile):
    """Majority for some kinds of decision.

    Exactly one of: `mehr_als` (share, strictly more), `mindestens` (share, at least), `anzahl`
    (absolute number of Yes), `einstimmig`, `sperre` (fails if No reaches this share).
    Several rows for one Gegenstand are readings; each is computed, differences are shown.
    """

    gegenstand: list[Gegenstand] = Field(min_length=1, description="Worüber so beschlossen wird")
    kleines_gremium: Kennung | None = Field(
        default=None, description="Kennung des kleinen Gremiums, wenn die Zeile nur dafür gilt"
    )
    von: Basis | None = Field(default=None, description="Wovon der Anteil genommen wird")
    mehr_als: Bruch | None = Field(default=None, description="Mehr als dieser Anteil Ja-Stimmen")
    mindestens: Bruch | None = Field(
        default=None, description="Mindestens dieser Anteil Ja-Stimmen"
    )
    anzahl: int | None = Field(default=None, ge=1, description="Feste Zahl von Ja-Stimmen")
    einstimmig: bool = Field(default=False, description="true: alle aus „von“ stimmen mit Ja")
    sperre: Bruch | None = Field(
        default=None, description="Der Antrag scheitert, wenn die Nein-Stimmen diesen Anteil haben"
    )
    stichentscheid: Literal["vorsitz"] | None = Field(
        default=None, description="Wessen Stimme bei Stimmengleichheit entscheidet"
    )
    umlauf: bool = Field(default=False, description="true: gilt im Umlauf und nur dort")
    lesart: Kennung | None = Field(
        default=None, description="Name der Lesart, wenn es mehrere Zeilen gibt"
    )

    @model_validator(mode="after")
    def _genau_eine_schwelle(self) -> Self:
        anteile = [self.mehr_als, self.mindestens, self.sperre]
        if sum(map(bool, [*anteile, self.anzahl, self.einstimmig])) != 1:
            raise ValueError(
                "Genau eine Schwelle: mehr_als, mindestens, anzahl, einstimmig oder sperre."
            )
        if (self.anzahl is None) != (self.von is not None):
            raise ValueError("Ein Anteil braucht „von“, eine feste „anzahl“ hat keines.")
        if any(anteil and Fraction(anteil) > 1 for anteil in anteile):
            raise ValueError("Ein Anteil ist höchstens 1/1.")
        if self.mehr_als and Fraction(self.mehr_als) == 1:
            raise ValueError("Mehr als alle gibt es nicht; gemeint ist „einstimmig = true“.")
        return self

    @model_validator(mode="after")
    def _umlauf_ohne_anwesende(self) -> Self:
        if self.umlauf and self.von is Basis.ANWESENDE:
            raise ValueError("Im Umlauf ist niemand anwesend: „von“ ist etwas anderes.")
        return self

    @model_validator(mode="after")
    def _stichentscheid_passt(self) -> Self:
        if self.stichentscheid and (self.mehr_als, self.von) != ("1/2", Basis.GUELTIGE):
            raise ValueError(
                "Ein Stichentscheid passt nur zu mehr_als = „1/2“ von = „gueltige“: Nur dort "
                "heißt Stimmengleichheit, dass gerade eine Stimme fehlt."
            )
        return self


class OhneAbstimmung(Zeile):
    """A result is worked out jointly, without a vote (Dortmund)."""

    gegenstand: list[Gegenstand] = Field(
        min_length=1, description="Was gemeinsam erarbeitet statt abgestimmt wird"
    )


class Vorbehalt(Zeile):
    """A single person or authority has to consent, or may object, besides the majority."""

    gegenstand: list[Gegenstand] = Field(min_length=1, description="Wofür der Vorbehalt gilt")
    wer: Satz = Field(description="Wer zustimmen muss oder widersprechen darf")
    form: Literal["zustimmung", "widerspruch"] = Field(
        description="zustimmung: ohne sie kommt nichts zustande; widerspruch: er verhindert"
    )
