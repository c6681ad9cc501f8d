"""What every row of a rules file has: where it comes from and how sure it is."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

KENNUNG_MUSTER = r"^[a-z][a-z0-9_]*$"
BRUCH_MUSTER = r"^[1-9][0-9]*/[1-9][0-9]*$"
LAND_MUSTER = r"^[A-Z]{2}$"
STAAT_MUSTER = r"^[A-Z]{3}$"
PUNKT_MUSTER = r"^V[1-9][0-9]?$"

Kennung = Annotated[str, Field(pattern=KENNUNG_MUSTER, max_length=60)]
Satz = Annotated[str, Field(min_length=2)]
Bruch = Annotated[str, Field(pattern=BRUCH_MUSTER, examples=["1/2", "2/3"])]


class Grundlage(StrEnum):
    """On what a row rests."""

    TEXT = "text"
    PRAXIS = "praxis"
    AUSLEGUNG = "auslegung"
    ANNAHME = "annahme"


class Pruefstand(StrEnum):
    """How far a row was compared with its source. None of these means checked by a jurist."""

    TEXT_GELESEN = "text_gelesen"
    SEITE_GELESEN = "seite_gelesen"
    SEKUNDAER = "sekundaer"
    PRESSE = "presse"
    UNGEPRUEFT = "ungeprueft"


PRUEFSTAND_WORTE: dict[Pruefstand, str] = {
    Pruefstand.TEXT_GELESEN: "mit dem Text verglichen",
    Pruefstand.SEITE_GELESEN: "mit einer Internetseite verglichen",
    Pruefstand.SEKUNDAER: "aus zweiter Hand",
    Pruefstand.PRESSE: "aus der Presse",
    Pruefstand.UNGEPRUEFT: "nicht verglichen",
}
GRUNDLAGE_WORTE: dict[Grundlage, str] = {
    Grundlage.TEXT: "Text",
    Grundlage.PRAXIS: "Praxis",
    Grundlage.AUSLEGUNG: "Lesart",
    Grundlage.ANNAHME: "Annahme des Programms",
}


class Modell(BaseModel):
    """Base of everything in a rules file: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Zeile(Modell):
    """A row with its norm or source.

    A reading (`auslegung`) says in `zweifel` what speaks against it. An assumption of the
    program (`annahme`) fills a gap that the software cannot leave open and needs no source.
    """

    norm: Satz | None = Field(
        default=None, description="Fundstelle im Text, z. B. „§ 6 Abs. 2 Satz 3“"
    )
    quelle: Satz | None = Field(
        default=None, description="Woher die Zeile kommt, wenn nicht aus der Norm"
    )
    art: Grundlage = Field(
        default=Grundlage.TEXT, description="text, praxis, auslegung oder annahme"
    )
    nachrangig: Kennung | None = Field(
        default=None, description="Kennung aus [[nachrangiges]], wenn die Zeile in dem Text steht"
    )
    wortlaut: Satz | None = Field(default=None, description="Der Satz der Quelle, wörtlich")
    auslegung: Satz | None = Field(
        default=None, description="Was über den Wortlaut hinaus gelesen wird"
    )
    zweifel: Satz | None = Field(default=None, description="Was gegen diese Lesart spricht")
    geprueft: Pruefstand = Field(
        default=Pruefstand.TEXT_GELESEN, description="Womit verglichen wurde"
    )

    @model_validator(mode="after")
    def _hat_herkunft(self) -> Self:
        if self.art is Grundlage.ANNAHME:
            return self
        if not (self.norm or self.quelle):
            raise ValueError("Es fehlt „norm“ oder „quelle“: Jede Zeile sagt, worauf sie beruht.")
        if self.art is Grundlage.PRAXIS and not self.quelle:
            raise ValueError("Eine Praxis braucht „quelle“: Wo ist sie beschrieben?")
        if self.art is Grundlage.AUSLEGUNG and not (self.auslegung and self.zweifel):
            raise ValueError("Eine Lesart braucht „auslegung“ und „zweifel“.")
        return self

    @property
    def beleg(self) -> str:
        """The citation as shown under buttons and results."""
        stelle = self.norm or self.quelle or ""
        if self.art is Grundlage.TEXT:
            return stelle
        wort = GRUNDLAGE_WORTE[self.art]
        return f"{wort}: {stelle}" if stelle else wort


def doppelte(kennungen: Iterable[str]) -> tuple[str, ...]:
    """Names that occur more than once, each once, in order."""
    liste = list(kennungen)
    return tuple(dict.fromkeys(k for stelle, k in enumerate(liste) if k in liste[:stelle]))
