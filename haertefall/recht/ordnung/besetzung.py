"""Rows about who sits in a body, who chairs it, who writes for it."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.begriffe import Funktion, Gegenstand
from haertefall.recht.ordnung.zeile import Bruch, Kennung, Satz, Zeile, doppelte

Formel = Literal["je_fraktion", "je_fraktion_oder_gruppe"]


class Vertretung(StrEnum):
    """Whether and how a seat has deputies."""

    JE_EINE = "je_eine"
    JE_ZWEI = "je_zwei"
    POOL = "pool"
    KEINE = "keine"


VERTRETUNG_WORTE: dict[Vertretung, str] = {
    Vertretung.JE_EINE: "je eine Stellvertretung",
    Vertretung.JE_ZWEI: "je zwei Stellvertretungen",
    Vertretung.POOL: "Stellvertretungen für alle gemeinsam",
    Vertretung.KEINE: "keine Stellvertretung",
}
FORMEL_WORTE: dict[Formel, str] = {
    "je_fraktion": "ein Sitz je Fraktion",
    "je_fraktion_oder_gruppe": "ein Sitz je Fraktion oder Gruppe",
}


class Mitgliederzahl(Zeile):
    """How many members the body has: a range, a fixed number (both ends equal) or a formula."""

    mindestens: int | None = Field(default=None, ge=1, description="Wenigstens so viele Mitglieder")
    hoechstens: int | None = Field(default=None, ge=1, description="Höchstens so viele Mitglieder")
    formel: Formel | None = Field(default=None, description="Zahl, die sich aus anderem ergibt")
    arbeitsfaehig_ab: Bruch | None = Field(
        default=None, description="Anteil der Sitze, der besetzt sein muss, damit gearbeitet wird"
    )
    bezeichnung: Satz | None = Field(default=None, description="Die Zahl in Worten der Quelle")

    @model_validator(mode="after")
    def _passt(self) -> Self:
        if self.mindestens and self.hoechstens and self.mindestens > self.hoechstens:
            raise ValueError("„mindestens“ ist größer als „hoechstens“.")
        if not (self.mindestens or self.hoechstens or self.formel):
            raise ValueError("Es fehlt die Zahl: mindestens, hoechstens oder formel.")
        return self


class Sitz(Zeile):
    """A kind of seat and who fills it. `None` means: not regulated or not known."""

    kennung: Kennung = Field(description="Kurzer Name des Sitzes in dieser Datei")
    bezeichnung: Satz = Field(description="Wer hier sitzt, in Worten der Quelle")
    anzahl: int | None = Field(default=None, ge=1, description="Wie viele solche Sitze es gibt")
    hoechstens: int | None = Field(default=None, ge=1, description="Bis zu so viele solche Sitze")
    formel: Formel | None = Field(default=None, description="Zahl, die sich aus anderem ergibt")
    schlaegt_vor: list[Satz] = Field(
        default_factory=list, description="Wer eine Person benennt oder vorschlägt"
    )
    gemeinsamer_vorschlag: bool = Field(
        default=False, description="true: die Vorschlagenden einigen sich auf eine Person"
    )
    waehlt: Satz | None = Field(
        default=None, description="Wer zwischen Vorschlag und Berufung wählt"
    )
    beruft: Satz | None = Field(default=None, description="Wer die Person beruft")
    beruft_als: Literal["fachaufsicht"] | None = Field(
        default=None, description="Die berufende Stelle handelt im Programm selbst, als Aufsicht"
    )
    aus_dem_gremium: bool = Field(
        default=False, description="Im kleinen Gremium, true: nur ein Mitglied des ganzen Gremiums"
    )
    von_amts_wegen: bool = Field(
        default=False, description="true: der Sitz gehört zu einem Amt, niemand schlägt vor"
    )
    stimmrecht: Literal["ja", "nein", "nur"] | None = Field(
        default=None, description="„nur“: allein bei den Gegenständen in „stimmrecht_nur“"
    )
    stimmrecht_nur: list[Gegenstand] = Field(
        default_factory=list, description="Worüber mitgestimmt wird, wenn stimmrecht = „nur“"
    )
    beratend: bool = Field(
        default=False, description="true: nimmt beratend teil, ohne Mitglied mit Stimme zu sein"
    )
    vertretung: Vertretung | None = Field(default=None, description="Stellvertretung des Sitzes")
    funktion: Funktion = Field(
        default=Funktion.MITGLIED, description="Als was die Person im Programm handelt"
    )

    @model_validator(mode="after")
    def _nur_passt(self) -> Self:
        if (self.stimmrecht == "nur") != bool(self.stimmrecht_nur):
            raise ValueError('„stimmrecht = "nur"“ und „stimmrecht_nur“ gehören zusammen.')
        if self.beratend and self.stimmrecht != "nein":
            raise ValueError('Wer beratend teilnimmt, hat „stimmrecht = "nein"“.')
        return self


class Amtszeit(Zeile):
    """Term of office: years, or bound to an event such as the council's electoral term."""

    jahre: float | None = Field(default=None, gt=0, description="Dauer in Jahren, auch 2.5")
    bis_ereignis: Satz | None = Field(
        default=None, description="Ereignis, mit dem die Amtszeit endet"
    )
    in_der_regel: bool = Field(default=False, description="true: Abweichungen sind möglich")
    wiederholbar: bool | None = Field(default=None, description="Ob erneut berufen werden darf")
    nachfolge_fuer_rest: bool | None = Field(
        default=None, description="true: wer nachrückt, bleibt nur für den Rest der Amtszeit"
    )


class Vorsitz(Zeile):
    """Who chairs. `keiner` is a rule of its own (Dortmund), not a gap."""

    bezeichnung: Satz = Field(description="Wer den Vorsitz hat, in Worten der Quelle")
    keiner: bool = Field(default=False, description="true: es gibt keinen Vorsitz")
    von_amts_wegen: bool = Field(default=False, description="true: der Vorsitz gehört zu einem Amt")
    stimmrecht: Literal["ja", "nein"] | None = Field(
        default=None, description="Ob der Vorsitz mitstimmt"
    )
    vertretung: Satz | None = Field(default=None, description="Wer den Vorsitz vertritt")
    vertretung_stimmrecht: Literal["ja", "nein"] | None = Field(
        default=None, description="Ob die Vertretung mitstimmt"
    )


class Geschaeftsstelle(Zeile):
    """Who runs the office of the body, and whether it may accept cases from outside."""

    bezeichnung: Satz = Field(description="Wer die Geschäfte führt")
    angesiedelt_bei: Satz | None = Field(
        default=None, description="Bei wem: Ministerium, Senat, Landtagsverwaltung, Stadt …"
    )
    nimmt_von_aussen: bool | None = Field(
        default=None, description="Ob sie Anliegen annehmen darf, die nicht von Mitgliedern kommen"
    )


class KleinesGremium(Zeile):
    """A small body inside the body, such as the Vorprüfungsausschuss: seats like the body's own."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Wie es heißt")
    wahlfrei: bool = Field(default=True, description="true: das Gremium kann es bilden, muss nicht")
    mitglieder: int | None = Field(default=None, ge=1, description="Zahl seiner Mitglieder")
    vertretung: Vertretung | None = Field(default=None, description="Stellvertretung")
    vertretung_aus: Satz | None = Field(
        default=None, description="Woher die Stellvertretungen kommen"
    )
    vertretung_aus_dem_gremium: bool = Field(
        default=False, description="true: Stellvertretungen gehören dem ganzen Gremium an"
    )
    sitz: list[Sitz] = Field(default_factory=list, description="Seine Sitze, wie beim Gremium")
    entscheidet: list[Gegenstand] = Field(
        default_factory=list, description="Worüber es selbst entscheidet"
    )
    abschliessend: bool | None = Field(
        default=None, description="true: an seine Entscheidung ist das ganze Gremium gebunden"
    )

    @model_validator(mode="after")
    def _sitze_eindeutig(self) -> Self:
        for kennung in doppelte(sitz.kennung for sitz in self.sitz):
            raise ValueError(f"In „sitz“ steht „{kennung}“ zweimal.")
        return self


class Nachrangiges(Zeile):
    """A document below the Ordnung: who makes it and who must agree, be consulted or heard."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Wie der Text heißt")
    erlaesst: Satz = Field(description="Wer ihn erlässt")
    beteiligung: Literal["einvernehmen", "benehmen", "anhoerung", "zustimmung"] | None = Field(
        default=None, description="Wie andere beteiligt werden"
    )
    mit: Satz | None = Field(default=None, description="Wer beteiligt wird")
    text_bekannt: bool = Field(default=False, description="true: der Text liegt vor")
