"""Rows about who sits in a body, who chairs it, who writes for it, how often it meets."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.begriffe import Funktion, Gegenstand
from haertefall.recht.ordnung.zeile import Kennung, Satz, Zeile


class Vertretung(StrEnum):
    """Whether and how a seat has deputies."""

    JE_EINE = "je_eine"
    JE_ZWEI = "je_zwei"
    POOL = "pool"
    KEINE = "keine"


class Mitgliederzahl(Zeile):
    """How many members the body has: a range, a fixed number (both ends equal) or a formula."""

    mindestens: int | None = Field(None, ge=1)
    hoechstens: int | None = Field(None, ge=1)
    formel: Literal["je_fraktion", "je_fraktion_oder_gruppe"] | None = None
    bezeichnung: Satz | None = None


class Sitz(Zeile):
    """A kind of seat and who fills it. `None` means: not regulated or not known."""

    kennung: Kennung
    bezeichnung: Satz
    anzahl: int | None = Field(None, ge=1)
    hoechstens: int | None = Field(None, ge=1)
    formel: Literal["je_fraktion", "je_fraktion_oder_gruppe"] | None = None
    schlaegt_vor: list[Satz] = Field(default_factory=list)
    waehlt: Satz | None = Field(None, description="Wer zwischen Vorschlag und Berufung wählt")
    beruft: Satz | None = None
    von_amts_wegen: bool = False
    stimmrecht: Literal["ja", "nein", "nur"] | None = None
    stimmrecht_nur: list[Gegenstand] = Field(default_factory=list)
    vertretung: Vertretung | None = None
    funktion: Funktion = Funktion.MITGLIED

    @model_validator(mode="after")
    def _nur_passt(self) -> Self:
        if (self.stimmrecht == "nur") != bool(self.stimmrecht_nur):
            raise ValueError('„stimmrecht = "nur"“ und „stimmrecht_nur“ gehören zusammen.')
        return self


class Amtszeit(Zeile):
    """Term of office: years, or bound to an event such as the council's electoral term."""

    jahre: float | None = Field(None, gt=0)
    bis_ereignis: Satz | None = None
    in_der_regel: bool = False
    wiederholbar: bool | None = None


class Vorsitz(Zeile):
    """Who chairs. `keiner` is a rule of its own (Dortmund), not a gap."""

    bezeichnung: Satz
    keiner: bool = False
    von_amts_wegen: bool = False
    stimmrecht: Literal["ja", "nein"] | None = None
    vertretung: Satz | None = None
    vertretung_stimmrecht: Literal["ja", "nein"] | None = None


class Geschaeftsstelle(Zeile):
    """Who runs the office of the body, and whether it may accept cases from outside."""

    bezeichnung: Satz
    nimmt_von_aussen: bool | None = None


class KleinesGremium(Zeile):
    """A small body inside the body, such as the Vorprüfungsausschuss."""

    kennung: Kennung
    bezeichnung: Satz
    wahlfrei: bool = True
    mitglieder: int | None = Field(None, ge=1)
    vertretung: Vertretung | None = None
    vertretung_aus: Satz | None = None
    entscheidet: list[Gegenstand] = Field(default_factory=list)


class Turnus(Zeile):
    """How often the body meets. A planning figure never blocks anything."""

    mindestens: int | None = Field(None, ge=1)
    hoechstens: int | None = Field(None, ge=1)
    je: Literal["monat", "quartal", "halbjahr", "jahr"] | None = None
    anlassbezogen: bool = False
    verbindlich: Literal["muss", "soll", "planung"] = "muss"
    wenn_kleines_gremium: bool | None = Field(
        None, description="true: gilt nur, wenn es das kleine Gremium gibt; false: nur ohne"
    )
    spur: Literal["einzelfaelle", "allgemeine_fragen"] = "einzelfaelle"


class Sitzungsregel(Zeile):
    """A single rule about meetings: public, video, invitation, hearing, secrecy, minutes."""

    gegenstand: Literal[
        "oeffentlichkeit",
        "video",
        "ladungsfrist",
        "unterlagen",
        "anhoerung",
        "verschwiegenheit",
        "niederschrift",
        "niederschrift_verbleib",
        "befangenheit",
        "umlauf",
        "einsicht_in_sitzung",
        "geheime_abstimmung",
        "namentliche_abstimmung",
        "staendiger_punkt",
        "entschaedigung",
        "weisungsfreiheit",
        "allgemeine_fragen",
    ]
    inhalt: Satz
    erlaubt: bool | None = None
    tage: int | None = Field(None, ge=1)
    rueckwaerts: bool = False


class Nachrangiges(Zeile):
    """A document below the Ordnung: who makes it and who must agree, be consulted or heard."""

    kennung: Kennung
    bezeichnung: Satz
    erlaesst: Satz
    beteiligung: Literal["einvernehmen", "benehmen", "anhoerung", "zustimmung"] | None = None
    mit: Satz | None = None
    text_bekannt: bool = False
