"""The head of a rules file, its layers of text, and what is known to be missing."""

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.zeile import LAND_MUSTER, Kennung, Satz, Zeile


class Status(StrEnum):
    """State of the file. Whether a jurist checked it is said apart, in `geprueft_von`."""

    ENTWURF = "entwurf"
    UNVOLLSTAENDIG = "unvollstaendig"
    VOLLSTAENDIG = "vollstaendig"


STATUS_WORTE: dict[Status, str] = {
    Status.ENTWURF: "Entwurf, gilt nicht für echte Fälle",
    Status.UNVOLLSTAENDIG: "Unvollständig",
    Status.VOLLSTAENDIG: "Vollständig",
}


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


THEMA_WORTE: dict[Thema, str] = {
    Thema.RECHTSGRUNDLAGE: "Rechtsgrundlage",
    Thema.INKRAFTTRETEN: "Inkrafttreten",
    Thema.MITGLIEDERZAHL: "Zahl der Mitglieder",
    Thema.SITZE: "Sitze",
    Thema.STIMMRECHT: "Stimmrecht",
    Thema.VERTRETUNG: "Stellvertretung",
    Thema.AMTSZEIT: "Amtszeit",
    Thema.VORSITZ: "Vorsitz",
    Thema.GESCHAEFTSSTELLE: "Geschäftsstelle",
    Thema.ANTRAGSWEG: "Antragswege",
    Thema.INHALT_DES_ANTRAGS: "Inhalt des Antrags",
    Thema.EINVERSTAENDNIS: "Einverständnis der Betroffenen",
    Thema.VORAUSSETZUNGEN: "Voraussetzungen",
    Thema.AUSSCHLUSSGRUENDE: "Ausschlussgründe",
    Thema.WIEDERHOLUNG: "Erneute Befassung",
    Thema.VORPRUEFUNG: "Vorprüfung",
    Thema.STELLUNGNAHME: "Stellungnahme der Ausländerbehörde",
    Thema.ABLAUF: "Ablauf",
    Thema.TURNUS: "Turnus der Sitzungen",
    Thema.LADUNG: "Ladung und Unterlagen",
    Thema.OEFFENTLICHKEIT: "Öffentlichkeit",
    Thema.BESCHLUSSFAEHIGKEIT: "Beschlussfähigkeit",
    Thema.MEHRHEIT: "Mehrheit",
    Thema.BEFANGENHEIT: "Befangenheit",
    Thema.VERSCHWIEGENHEIT: "Verschwiegenheit",
    Thema.NIEDERSCHRIFT: "Niederschrift",
    Thema.ERGEBNISSE: "Ergebnisse",
    Thema.EMPFAENGER: "Empfänger des Ergebnisses",
    Thema.RUECKMELDUNG: "Rückmeldung der Behörde",
    Thema.AUSSETZUNG: "Zuwarten mit der Abschiebung",
    Thema.BERICHT: "Bericht",
    Thema.AUFBEWAHRUNG: "Aufbewahrung",
}


class Kopf(Zeile):
    """Head of a rules file: what it is, since when, how far it is known."""

    gremium: Satz = Field(description="Voller Name des Gremiums")
    kurzname: Satz = Field(description="Kurzer Name für Listen und Überschriften")
    bezeichnung: Satz = Field(description="Name des Textes: Verordnung, Geschäftsordnung …")
    land: str = Field(pattern=LAND_MUSTER, description="Kürzel des Landes, für die Feiertage")
    status: Status = Field(description="entwurf, unvollstaendig oder vollstaendig")
    inkrafttreten: date | None = Field(default=None, description="Erster Tag der Geltung")
    ausserkrafttreten: date | None = Field(default=None, description="Letzter Tag der Geltung")
    verkuendet_am: date | None = Field(
        default=None, description="Tag der Verkündung; er kann nach dem Inkrafttreten liegen"
    )
    beginnt_mit: Satz | None = Field(
        default=None, description="Ereignis, mit dem die Fassung beginnt, wenn kein Tag bekannt ist"
    )
    endet_mit: Satz | None = Field(default=None, description="Ereignis, mit dem die Fassung endet")
    stand: date = Field(description="Tag der Quelle")
    fundstelle: Satz | None = Field(default=None, description="Wo der Text veröffentlicht ist")
    geprueft_von: Satz | None = Field(
        default=None, description="Wer die Datei juristisch geprüft hat, mit Namen"
    )
    geprueft_am: date | None = Field(default=None, description="Wann sie geprüft wurde")
    rechtsgrundlage: Satz | None = Field(
        default=None, description="Worauf der Text beruht, z. B. § 23a Abs. 2 AufenthG"
    )
    gebiet: Satz | None = Field(default=None, description="Wofür das Gremium örtlich zuständig ist")
    massgeblich_beschluss: Literal["sitzung", "eingang"] = Field(
        default="sitzung", description="Welcher Tag für Beschlussfähigkeit und Mehrheit zählt"
    )
    vorlaeufer: Satz | None = Field(default=None, description="Was vorher galt")
    bitte_pruefen: list[Satz] = Field(
        default_factory=list, description="Was eine Juristin noch klären sollte"
    )
    begriffe: dict[Kennung, Satz] = Field(
        default_factory=dict, description="Eigene Worte dieses Gremiums, z. B. antrag = „Eingabe“"
    )

    @model_validator(mode="after")
    def _geprueft_ganz(self) -> Self:
        if (self.geprueft_von is None) != (self.geprueft_am is None):
            raise ValueError("„geprueft_von“ und „geprueft_am“ gehören zusammen.")
        return self

    @model_validator(mode="after")
    def _zeitraum(self) -> Self:
        beginn, ende = self.inkrafttreten, self.ausserkrafttreten
        if beginn and ende and ende < beginn:
            raise ValueError("„ausserkrafttreten“ liegt vor „inkrafttreten“.")
        return self


class Textschicht(Zeile):
    """One of the texts a Fassung is made of: act, ordinance, rules of procedure, decree."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Wie der Text heißt")
    rang: Literal["gesetz", "verordnung", "geschaeftsordnung", "grundsaetze", "erlass"] = Field(
        description="Welche Art von Text"
    )
    fundstelle: Satz | None = Field(default=None, description="Wo er veröffentlicht ist")
    inkrafttreten: date | None = Field(default=None, description="Erster Tag seiner Geltung")
    ausserkrafttreten: date | None = Field(default=None, description="Letzter Tag seiner Geltung")


class ThemaAngabe(Zeile):
    """What is known, or known to be missing, about a topic without a row of its own.

    Under `nicht_geregelt` and `unbekannt`, `inhalt` names the part of the topic that is meant;
    without it the whole topic is meant.
    """

    thema: Thema = Field(description="Wovon die Rede ist")
    inhalt: Satz | None = Field(default=None, description="Was dazu zu sagen ist")
