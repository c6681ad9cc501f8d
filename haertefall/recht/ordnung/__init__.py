"""The typed shape of a rules file (Fassung of an Ordnung).

One file is one version. Absence means: not regulated or not known; nothing is made up.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.bericht import Bericht, Zaehlung
from haertefall.recht.ordnung.beschluss import (
    BASIS_WORTE,
    Basis,
    Beschlussfaehigkeit,
    Mehrheit,
    OhneAbstimmung,
    Vorbehalt,
)
from haertefall.recht.ordnung.besetzung import (
    FORMEL_WORTE,
    VERTRETUNG_WORTE,
    Amtszeit,
    Geschaeftsstelle,
    KleinesGremium,
    Mitgliederzahl,
    Nachrangiges,
    Sitz,
    Vertretung,
    Vorsitz,
)
from haertefall.recht.ordnung.ergebnis import (
    Ergebnisart,
    Informationspflicht,
    Kostenregel,
    Rueckmeldung,
)
from haertefall.recht.ordnung.kopf import (
    STATUS_WORTE,
    THEMA_WORTE,
    Kopf,
    Status,
    Textschicht,
    Thema,
    ThemaAngabe,
)
from haertefall.recht.ordnung.sitzung import REGELGEGENSTAND_WORTE, Sitzungsregel, Turnus
from haertefall.recht.ordnung.verfahren import (
    Ablaufzeile,
    Antragsweg,
    Ausschlussgrund,
    Aussetzung,
    Fristzeile,
    Lesart,
    Uebergang,
    Voraussetzung,
    Weg,
    Wiederholung,
)
from haertefall.recht.ordnung.zeile import (
    GRUNDLAGE_WORTE,
    Grundlage,
    Kennung,
    Modell,
    Pruefstand,
    Satz,
    Zeile,
    doppelte,
)

__all__ = [
    "BASIS_WORTE",
    "FORMEL_WORTE",
    "GRUNDLAGE_WORTE",
    "REGELGEGENSTAND_WORTE",
    "STATUS_WORTE",
    "THEMA_WORTE",
    "VERTRETUNG_WORTE",
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
    "Informationspflicht",
    "Kennung",
    "KleinesGremium",
    "Kopf",
    "Kostenregel",
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
    "Textschicht",
    "Thema",
    "ThemaAngabe",
    "Turnus",
    "Uebergang",
    "Vertretung",
    "Voraussetzung",
    "Vorbehalt",
    "Vorsitz",
    "Weg",
    "Wiederholung",
    "Zaehlung",
    "Zeile",
]

_MIT_KENNUNG = (
    "textschicht",
    "sitz",
    "kleines_gremium",
    "antragsweg",
    "voraussetzung",
    "ausschlussgrund",
    "weg",
    "rueckmeldung",
    "informationspflicht",
    "frist",
    "nachrangiges",
)


class Merkmal(Zeile):
    """A question of fact that people answer with ja, nein or ungeklärt (shared by all bodies)."""

    kennung: Kennung = Field(description="Name, mit dem Ordnungen die Frage nennen")
    frage: Satz = Field(description="Die Frage, so gestellt, dass „ja“ eindeutig ist")
    hinweis: Satz | None = Field(default=None, description="Hilfe beim Antworten")
    je: Literal["person", "fall"] = Field(
        default="person", description="Ob je Person oder einmal für den Fall gefragt wird"
    )
    geheim_97a: bool = Field(
        default=False, description="Auskunft der Behörde über Tag oder Ablauf einer Abschiebung"
    )
    braucht_urteil: bool = Field(
        default=False, description="Die Antwort ist eine Bewertung, keine bloße Tatsache"
    )
    veraenderlich: bool = Field(
        default=False, description="Die Antwort kann sich ändern und wird vor der Beratung erneuert"
    )


class Ordnung(Modell):
    """One version of the rules of one body."""

    ordnung: Kopf = Field(description="Kopf der Datei")
    textschicht: list[Textschicht] = Field(
        default_factory=list, description="Texte, aus denen die Ordnung besteht"
    )
    mitgliederzahl: list[Mitgliederzahl] = Field(
        default_factory=list, description="Zahl der Mitglieder"
    )
    sitz: list[Sitz] = Field(default_factory=list, description="Ein Sitz oder mehrere gleiche")
    amtszeit: list[Amtszeit] = Field(default_factory=list, description="Dauer der Berufung")
    vorsitz: list[Vorsitz] = Field(default_factory=list, description="Vorsitz")
    geschaeftsstelle: list[Geschaeftsstelle] = Field(
        default_factory=list, description="Geschäftsstelle oder Geschäftsführung"
    )
    kleines_gremium: list[KleinesGremium] = Field(
        default_factory=list, description="Ausschuss oder kleine Besetzung im Gremium"
    )
    antragsweg: list[Antragsweg] = Field(
        default_factory=list, description="Wie ein Fall hereinkommt"
    )
    voraussetzung: list[Voraussetzung] = Field(
        default_factory=list, description="Was vorliegen muss, damit ein Fall beraten wird"
    )
    ausschlussgrund: list[Ausschlussgrund] = Field(
        default_factory=list, description="Was einen Fall ausschließt oder abzuwägen ist"
    )
    wiederholung: list[Wiederholung] = Field(
        default_factory=list, description="Ob derselbe Fall erneut beraten wird"
    )
    weg: list[Weg] = Field(
        default_factory=list, description="Text und Praxis, wo sie verschieden verfahren"
    )
    ablauf: list[Ablaufzeile] = Field(default_factory=list, description="Ein erlaubter Schritt")
    turnus: list[Turnus] = Field(default_factory=list, description="Wie oft getagt wird")
    sitzungsregel: list[Sitzungsregel] = Field(
        default_factory=list, description="Einzelne Regeln über Sitzungen"
    )
    beschlussfaehigkeit: list[Beschlussfaehigkeit] = Field(
        default_factory=list, description="Wann beschlossen werden kann"
    )
    mehrheit: list[Mehrheit] = Field(default_factory=list, description="Welche Mehrheit nötig ist")
    ohne_abstimmung: list[OhneAbstimmung] = Field(
        default_factory=list, description="Was ohne Abstimmung gemeinsam erarbeitet wird"
    )
    vorbehalt: list[Vorbehalt] = Field(
        default_factory=list, description="Zustimmung oder Widerspruch Einzelner"
    )
    ergebnis: list[Ergebnisart] = Field(
        default_factory=list, description="Ergebnisse, zu denen das Gremium kommen kann"
    )
    rueckmeldung: list[Rueckmeldung] = Field(
        default_factory=list, description="Was die Behörde zu melden hat"
    )
    informationspflicht: list[Informationspflicht] = Field(
        default_factory=list, description="Wer Betroffene über das Gremium zu unterrichten hat"
    )
    aussetzung: list[Aussetzung] = Field(
        default_factory=list, description="Ob mit einer Abschiebung zugewartet wird"
    )
    frist: list[Fristzeile] = Field(default_factory=list, description="Fristen mit ihrer Norm")
    kosten: list[Kostenregel] = Field(default_factory=list, description="Regeln über Geld")
    nachrangiges: list[Nachrangiges] = Field(
        default_factory=list, description="Texte unter der Ordnung: Grundsätze, Vorschriften"
    )
    uebergang: list[Uebergang] = Field(
        default_factory=list, description="Was für laufende Fälle gilt"
    )
    geregelt: list[ThemaAngabe] = Field(
        default_factory=list, description="Geregeltes, das keine eigene Zeile hat"
    )
    praxis: list[ThemaAngabe] = Field(
        default_factory=list, description="Praxis, die keine eigene Zeile hat"
    )
    nicht_geregelt: list[ThemaAngabe] = Field(
        default_factory=list, description="Der Text ist bekannt und sagt dazu nichts"
    )
    unbekannt: list[ThemaAngabe] = Field(
        default_factory=list, description="Dazu ist kein Text bekannt"
    )
    bericht: Bericht = Field(default_factory=Bericht, description="Der Bericht")

    @model_validator(mode="after")
    def _kennungen_eindeutig(self) -> Self:
        for name in _MIT_KENNUNG:
            for kennung in doppelte(zeile.kennung for zeile in getattr(self, name)):
                raise ValueError(f"In „{name}“ steht „{kennung}“ zweimal.")
        return self

    @property
    def standardweg(self) -> Literal["text", "praxis"] | None:
        """The way offered by default, where text and practice differ."""
        return next((w.kennung for w in self.weg if w.standard), None)
