"""Rows about the report: which tables, which act counts in which column, with sources."""

from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.zeile import Kennung, Modell, Satz, Zeile

Spalte = Literal[
    "ersuchen",
    "kein_ersuchen",
    "andere_erledigung",
    "offen",
    "gefolgt",
    "nicht_gefolgt",
    "nicht_gezaehlt",
]
_NUR_ERGEBNIS = frozenset({"ersuchen", "kein_ersuchen"})
_NUR_FOLGE = frozenset({"gefolgt", "nicht_gefolgt"})


class Zaehlung(Zeile):
    """Mapping of a counted result (or of what followed an Ersuchen) to a column.

    `merkmal`: "ergebnis" for tables 6.3 and 6.4, "folge" for tables 6.5 and 6.6.
    `festlegung`: the source leaves it open; the page says "Festlegung, bitte prüfen".
    """

    merkmal: Literal["ergebnis", "folge"] = Field(
        description="ergebnis des Gremiums, oder folge eines Ersuchens"
    )
    wert: Kennung = Field(description="Der gezählte Ausgang")
    bezeichnung: Satz = Field(description="Der Ausgang in Worten")
    spalte: Spalte = Field(description="In welcher Spalte er zählt")
    festlegung: bool = Field(
        default=False, description="true: die Quelle lässt es offen, bitte prüfen"
    )

    @model_validator(mode="after")
    def _spalte_passt(self) -> Self:
        fremd = _NUR_FOLGE if self.merkmal == "ergebnis" else _NUR_ERGEBNIS
        if self.spalte in fremd:
            raise ValueError(f"Die Spalte „{self.spalte}“ gehört nicht zu „{self.merkmal}“.")
        return self


class Jahresanmerkung(Zeile):
    """A remark printed beside a year."""

    jahr: int = Field(ge=1990, le=2200, description="Das Jahr")
    text: Satz = Field(description="Was daneben steht")


class Laendersortierung(Modell):
    """Sort key of a country name where it differs from the name (DR Kongo under K)."""

    land: Satz = Field(description="Name, wie er gedruckt wird")
    schluessel: Satz = Field(description="Wort, nach dem er einsortiert wird")


class Kohorte(Zeile):
    """By which year a case is counted."""

    nach: Literal["eingang", "ergebnis"] = Field(description="Welcher Tag das Jahr bestimmt")
    festlegung: bool = Field(
        default=False, description="true: die Quelle lässt es offen, bitte prüfen"
    )


class Zaehlregel(Zeile):
    """What a case with different results per person counts as."""

    regel: Literal["person_stellt_fest", "guenstigstes"] = Field(
        description="Als was ein Fall zählt, wenn Personen verschiedene Ergebnisse haben"
    )
    festlegung: bool = Field(
        default=False, description="true: die Quelle lässt es offen, bitte prüfen"
    )


class KleineZahlen(Zeile):
    """Protection of small cells: counts below this are not shown."""

    unter: int = Field(ge=2, description="Zahlen darunter werden nicht gezeigt")


class Berichtspflicht(Zeile):
    """Whether, how often and to whom the body reports."""

    pflicht: bool = Field(description="Ob zu berichten ist")
    monate: int | None = Field(default=None, ge=1, description="Abstand in Monaten")
    an: list[Satz] = Field(default_factory=list, description="Wem berichtet wird")


class Bericht(Modell):
    """Everything the yearly report of this body needs."""

    berichtspflicht: Berichtspflicht | None = Field(
        default=None, description="Ob, wie oft und wem berichtet wird"
    )
    einheiten: list[Literal["fall", "person", "kind", "familie"]] = Field(
        default_factory=list, description="Was gezählt wird"
    )
    tabellen: list[Kennung] = Field(default_factory=list, description="Welche Tabellen es gibt")
    erstes_jahr: int | None = Field(default=None, ge=1990, description="Erstes Jahr der Tabellen")
    nicht_ausgewertet: list[int] = Field(
        default_factory=list, description="Jahre, die nur in der Zahl der Anträge stehen"
    )
    laender_je_jahr: int = Field(default=12, ge=1, description="Wie viele Länder je Jahr")
    kohorte: Kohorte | None = Field(default=None, description="Welches Jahr für einen Fall zählt")
    zaehlregel: Zaehlregel | None = Field(
        default=None, description="Wie ein Fall mit verschiedenen Ergebnissen zählt"
    )
    kleine_zahlen: KleineZahlen | None = Field(default=None, description="Schutz kleiner Zahlen")
    zaehlung: list[Zaehlung] = Field(
        default_factory=list, description="Welcher Ausgang in welcher Spalte zählt"
    )
    anmerkung: list[Jahresanmerkung] = Field(
        default_factory=list, description="Anmerkungen zu Jahren"
    )
    sortierung: list[Laendersortierung] = Field(
        default_factory=list, description="Länder, die anders einsortiert werden"
    )
