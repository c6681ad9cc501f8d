"""Rows about meetings: how often, and single rules such as secrecy or invitation."""

from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung.zeile import Satz, Zeile

Regelgegenstand = Literal[
    "oeffentlichkeit",
    "video",
    "ladungsfrist",
    "unterlagen",
    "anhoerung",
    "verschwiegenheit",
    "auskunft_nach_aussen",
    "niederschrift",
    "niederschrift_verbleib",
    "befangenheit",
    "umlauf",
    "einsicht_in_sitzung",
    "berichterstattung",
    "geheime_abstimmung",
    "namentliche_abstimmung",
    "staendiger_punkt",
    "entschaedigung",
    "weisungsfreiheit",
    "allgemeine_fragen",
]

REGELGEGENSTAND_WORTE: dict[Regelgegenstand, str] = {
    "oeffentlichkeit": "Öffentlichkeit",
    "video": "Videokonferenz",
    "ladungsfrist": "Ladung",
    "unterlagen": "Unterlagen vor der Sitzung",
    "anhoerung": "Anhörung in der Sitzung",
    "verschwiegenheit": "Verschwiegenheit",
    "auskunft_nach_aussen": "Auskunft nach außen",
    "niederschrift": "Niederschrift",
    "niederschrift_verbleib": "Verbleib der Niederschrift",
    "befangenheit": "Befangenheit",
    "umlauf": "Umlaufverfahren",
    "einsicht_in_sitzung": "Einsicht in der Sitzung",
    "berichterstattung": "Berichterstattung",
    "geheime_abstimmung": "Geheime Abstimmung",
    "namentliche_abstimmung": "Namentliche Abstimmung",
    "staendiger_punkt": "Ständiger Punkt der Tagesordnung",
    "entschaedigung": "Entschädigung",
    "weisungsfreiheit": "Unabhängigkeit",
    "allgemeine_fragen": "Allgemeine Fragen",
}


class Turnus(Zeile):
    """How often the body meets. A planning figure never blocks anything."""

    mindestens: int | None = Field(default=None, ge=1, description="Wenigstens so oft")
    hoechstens: int | None = Field(default=None, ge=1, description="Höchstens so oft")
    je: Literal["monat", "quartal", "halbjahr", "jahr"] | None = Field(
        default=None, description="Zeitraum, auf den sich die Zahl bezieht"
    )
    anlassbezogen: bool = Field(default=False, description="true: nach Bedarf")
    verbindlich: Literal["muss", "soll", "planung"] = Field(
        default="muss", description="„planung“: eine Plangröße, keine Pflicht"
    )
    wenn_kleines_gremium: bool | None = Field(
        default=None, description="true: gilt nur, wenn es das kleine Gremium gibt; false: nur ohne"
    )
    spur: Literal["einzelfaelle", "allgemeine_fragen"] = Field(
        default="einzelfaelle", description="Für welche Art von Sitzung"
    )

    @model_validator(mode="after")
    def _zahl_mit_zeitraum(self) -> Self:
        if bool(self.mindestens or self.hoechstens) != (self.je is not None):
            raise ValueError(
                "Eine Zahl und „je“ (monat, quartal, halbjahr, jahr) gehören zusammen."
            )
        return self


class Sitzungsregel(Zeile):
    """A single rule about meetings: public, video, invitation, hearing, secrecy, minutes."""

    gegenstand: Regelgegenstand = Field(description="Wovon die Regel handelt")
    inhalt: Satz = Field(description="Die Regel in einem Satz")
    erlaubt: bool | None = Field(
        default=None, description="true: zulässig, false: ausgeschlossen; leer: nicht die Frage"
    )
    wer: Satz | None = Field(default=None, description="Wen die Regel betrifft oder beauftragt")
    einzelheiten: list[Satz] = Field(
        default_factory=list, description="Aufzählung, z. B. die Gründe einer Befangenheit"
    )
    tage: int | None = Field(default=None, ge=1, description="Zahl der Tage, wenn eine Frist gilt")
    rueckwaerts: bool = Field(
        default=False, description="true: vom Tag der Sitzung zurückgerechnet"
    )
    stimme: Literal["bleibt", "entfaellt"] | None = Field(
        default=None, description="Bei Befangenheit: was aus der Stimme wird"
    )
    einsicht: Literal["bleibt", "entfaellt"] | None = Field(
        default=None, description="Bei Befangenheit: was aus der Einsicht in den Fall wird"
    )
    vertretung: Literal["tritt_ein", "tritt_nicht_ein"] | None = Field(
        default=None, description="Bei Befangenheit: ob die Stellvertretung eintritt"
    )
    sichtbar_fuer: list[Funktion] = Field(
        default_factory=list,
        description="Bei namentlicher Abstimmung: wer sieht, wie gestimmt wurde",
    )

    @model_validator(mode="after")
    def _rueckwaerts_hat_tage(self) -> Self:
        if self.rueckwaerts and self.tage is None:
            raise ValueError("„rueckwaerts“ braucht „tage“.")
        return self

    @property
    def folgen(self) -> tuple[str, ...]:
        """What Befangenheit leads to, in words; empty where only the sentence is known."""
        alle = (
            ("Stimme", {"bleibt": "bleibt", "entfaellt": "entfällt"}.get(self.stimme or "")),
            ("Einsicht", {"bleibt": "bleibt", "entfaellt": "entfällt"}.get(self.einsicht or "")),
            (
                "Stellvertretung",
                {"tritt_ein": "tritt ein", "tritt_nicht_ein": "tritt nicht ein"}.get(
                    self.vertretung or ""
                ),
            ),
        )
        return tuple(f"{was} {wie}" for was, wie in alle if wie)

    @model_validator(mode="after")
    def _wirkung_passt(self) -> Self:
        wirkungen = (self.stimme, self.einsicht, self.vertretung)
        if any(wirkungen) and self.gegenstand != "befangenheit":
            raise ValueError("„stimme“, „einsicht“ und „vertretung“ gehören zur Befangenheit.")
        if self.sichtbar_fuer and self.gegenstand != "namentliche_abstimmung":
            raise ValueError("„sichtbar_fuer“ gehört zur namentlichen Abstimmung.")
        return self
