"""The typed shape of a rules file (Fassung of an Ordnung).

One file is one version. Absence means: not regulated or not known; nothing is made up.
"""

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.bericht import Bericht, Zaehlung
from haertefall.recht.ordnung.beschluss import (
    Basis,
    Beschlussfaehigkeit,
    Mehrheit,
    OhneAbstimmung,
)
from haertefall.recht.ordnung.besetzung import (
    Amtszeit,
    Geschaeftsstelle,
    KleinesGremium,
    Mitgliederzahl,
    Nachrangiges,
    Sitz,
    Sitzungsregel,
    Turnus,
    Vertretung,
    Vorsitz,
)
from haertefall.recht.ordnung.verfahren import (
    Ablaufzeile,
    Antragsweg,
    Ausschlussgrund,
    Aussetzung,
    Ergebnisart,
    Fristzeile,
    Lesart,
    Rueckmeldung,
    Uebergang,
    Voraussetzung,
    Weg,
)
from haertefall.recht.ordnung.zeile import (
    GRUNDLAGE_WORTE,
    LAND_MUSTER,
    Grundlage,
    Kennung,
    Modell,
    Pruefstand,
    Satz,
    Zeile,
    doppelte,
)

__all__ = [
    "GRUNDLAGE_WORTE",
    "Ablaufzeile",
    "Amtszeit",
    "Antragsweg",
    "Ausschlussgrund",
    "Aussetzung",
    "Basis",
    "Bericht",
    "Beschlussfaehigkeit",
    "Ergebnisart",
    "Fristzeile",
    "Geschaeftsstelle",
    "Grundlage",
    "Kennung",
    "KleinesGremium",
    "Kopf",
    "Lesart",
    "Mehrheit",
    "Merkmal",
    "Mitgliederzahl",
    "Modell",
    "Nachrangiges",
    "OhneAbstimmung",
    "Ordnung",
    "Pruefstand",
    "Rueckmeldung",
    "Satz",
    "Sitz",
    "Sitzungsregel",
    "Status",
    "Thema",
    "Turnus",
    "Uebergang",
    "Vertretung",
    "Voraussetzung",
    "Vorsitz",
    "Weg",
    "Zaehlung",
    "Zeile",
]


class Status(StrEnum):
    """State of the file. Whether a jurist checked it is said apart, in `geprueft_von`."""

    ENTWURF = "entwurf"
    UNVOLLSTAENDIG = "unvollstaendig"
    VOLLSTAENDIG = "vollstaendig"


class Thema(StrEnum):
    """The topics by which a body is described: regulated, practice, reading, or unknown."""

    RECHTSGRUNDLAGE = "rechtsgrundlage"
    INKRAFTTRETEN = "inkrafttreten"
    MITGLIEDERZAHL = "mitgliederzahl"
    SITZE = "sitze"
    STIMMRECHT = "stimmrecht"
    VERTRETUNG = "vertretung"
    AMTSZEIT = "amtszeit"
    VORSITZ = "vorsitz"
    GESCHAEFTSSTELLE = "geschaeftsstelle"
    ANTRAGSWEG = "antragsweg"
    INHALT_DES_ANTRAGS = "inhalt_des_antrags"
    EINVERSTAENDNIS = "einverstaendnis"
    VORAUSSETZUNGEN = "voraussetzungen"
    AUSSCHLUSSGRUENDE = "ausschlussgruende"
    WIEDERHOLUNG = "wiederholung"
    VORPRUEFUNG = "vorpruefung"
    STELLUNGNAHME = "stellungnahme"
    ABLAUF = "ablauf"
    TURNUS = "turnus"
    LADUNG = "ladung"
    OEFFENTLICHKEIT = "oeffentlichkeit"
    BESCHLUSSFAEHIGKEIT = "beschlussfaehigkeit"
    MEHRHEIT = "mehrheit"
    BEFANGENHEIT = "befangenheit"
    VERSCHWIEGENHEIT = "verschwiegenheit"
    NIEDERSCHRIFT = "niederschrift"
    ERGEBNISSE = "ergebnisse"
    EMPFAENGER = "empfaenger"
    RUECKMELDUNG = "rueckmeldung"
    AUSSETZUNG = "aussetzung"
    BERICHT = "bericht"
    AUFBEWAHRUNG = "aufbewahrung"


class Kopf(Zeile):
    """Head of a rules file: what it is, since when, how far it is known."""

    gremium: Satz
    kurzname: Satz
    bezeichnung: Satz = Field(description="Name des Textes: Verordnung, Geschäftsordnung …")
    land: str = Field(pattern=LAND_MUSTER, description="Für Feiertage")
    status: Status
    inkrafttreten: date | None = None
    ausserkrafttreten: date | None = None
    endet_mit: Satz | None = Field(None, description="Ereignis, mit dem die Fassung endet")
    stand: date = Field(description="Tag der Quelle")
    fundstelle: Satz | None = None
    geprueft_von: Satz | None = None
    geprueft_am: date | None = None
    rechtsgrundlage: Satz | None = None
    gebiet: Satz | None = None
    massgeblich_beschluss: Literal["sitzung", "eingang"] = "sitzung"
    vorlaeufer: Satz | None = None
    bitte_pruefen: list[Satz] = Field(default_factory=list)
    begriffe: dict[Kennung, Satz] = Field(
        default_factory=dict, description="Eigene Worte dieses Gremiums, z. B. antrag = „Eingabe“"
    )

    @model_validator(mode="after")
    def _geprueft_ganz(self) -> Self:
        if (self.geprueft_von is None) != (self.geprueft_am is None):
            raise ValueError("„geprueft_von“ und „geprueft_am“ gehören zusammen.")
        return self


class ThemaAngabe(Zeile):
    """A topic about which the text was read and says nothing, or whose text was not found."""

    thema: Thema
    inhalt: Satz | None = None


class Merkmal(Zeile):
    """A question of fact that people answer with ja, nein or ungeklärt (shared by all bodies)."""

    kennung: Kennung
    frage: Satz
    hinweis: Satz | None = None
    je: Literal["person", "fall"] = "person"
    geheim_97a: bool = Field(
        False, description="Auskunft der Behörde über Tag oder Ablauf einer Abschiebung"
    )


class Ordnung(Modell):
    """One version of the rules of one body."""

    ordnung: Kopf
    mitgliederzahl: list[Mitgliederzahl] = Field(default_factory=list)
    sitz: list[Sitz] = Field(default_factory=list)
    amtszeit: list[Amtszeit] = Field(default_factory=list)
    vorsitz: list[Vorsitz] = Field(default_factory=list)
    geschaeftsstelle: list[Geschaeftsstelle] = Field(default_factory=list)
    kleines_gremium: list[KleinesGremium] = Field(default_factory=list)
    antragsweg: list[Antragsweg] = Field(default_factory=list)
    voraussetzung: list[Voraussetzung] = Field(default_factory=list)
    ausschlussgrund: list[Ausschlussgrund] = Field(default_factory=list)
    weg: list[Weg] = Field(default_factory=list)
    ablauf: list[Ablaufzeile] = Field(default_factory=list)
    turnus: list[Turnus] = Field(default_factory=list)
    sitzungsregel: list[Sitzungsregel] = Field(default_factory=list)
    beschlussfaehigkeit: list[Beschlussfaehigkeit] = Field(default_factory=list)
    mehrheit: list[Mehrheit] = Field(default_factory=list)
    ohne_abstimmung: list[OhneAbstimmung] = Field(default_factory=list)
    ergebnis: list[Ergebnisart] = Field(default_factory=list)
    rueckmeldung: list[Rueckmeldung] = Field(default_factory=list)
    aussetzung: list[Aussetzung] = Field(default_factory=list)
    frist: list[Fristzeile] = Field(default_factory=list)
    nachrangiges: list[Nachrangiges] = Field(default_factory=list)
    uebergang: list[Uebergang] = Field(default_factory=list)
    praxis: list[ThemaAngabe] = Field(
        default_factory=list, description="Praxis, die keine eigene Zeile hat"
    )
    nicht_geregelt: list[ThemaAngabe] = Field(default_factory=list)
    unbekannt: list[ThemaAngabe] = Field(default_factory=list)
    bericht: Bericht = Bericht()

    @model_validator(mode="after")
    def _kennungen_eindeutig(self) -> Self:
        for name in ("sitz", "kleines_gremium", "antragsweg", "ausschlussgrund", "voraussetzung"):
            for kennung in doppelte(zeile.kennung for zeile in getattr(self, name)):
                raise ValueError(f"In „{name}“ steht „{kennung}“ zweimal.")
        return self

    @property
    def standardweg(self) -> Literal["text", "praxis"] | None:
        """The way offered by default, where text and practice differ."""
        return next((w.kennung for w in self.weg if w.standard), None)
