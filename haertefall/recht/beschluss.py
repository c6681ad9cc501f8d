"""Quorum and majority under an Ordnung: every reading computed, the differences said.

Several rows for one question are readings. Where they lead to different results, no single result
is given. Without a row nothing is computed: a person establishes the result.
"""

from dataclasses import dataclass
from enum import StrEnum

from haertefall.recht.auszaehlung import (
    Auszaehlung,
    Besetzung,
    Faehigkeitsrechnung,
    Fehlzaehlung,
    Stimmen,
    VorsitzStimme,
    auszaehlen,
    faehigkeit_rechnen,
)
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.ordnung import Ordnung, Vorbehalt

__all__ = [
    "Ausgang",
    "Auszaehlung",
    "Beschluss",
    "Besetzung",
    "Faehigkeit",
    "Faehigkeitspruefung",
    "Faehigkeitsrechnung",
    "Fehlzaehlung",
    "Stimmen",
    "beschluss",
    "beschlussfaehig",
]


class Faehigkeit(StrEnum):
    """Whether the body can decide."""

    JA = "ja"
    NEIN = "nein"
    NICHT_GEREGELT = "nicht_geregelt"
    LESARTEN_WEICHEN_AB = "lesarten_weichen_ab"
    ANGABE_FEHLT = "angabe_fehlt"


FAEHIGKEIT_WORTE: dict[Faehigkeit, str] = {
    Faehigkeit.JA: "Das Gremium ist beschlussfähig.",
    Faehigkeit.NEIN: "Das Gremium ist nicht beschlussfähig.",
    Faehigkeit.NICHT_GEREGELT: "Für die Beschlussfähigkeit ist keine Regel hinterlegt.",
    Faehigkeit.LESARTEN_WEICHEN_AB: "Ob das Gremium beschlussfähig ist, hängt von der Lesart ab.",
    Faehigkeit.ANGABE_FEHLT: "Für die Beschlussfähigkeit fehlt eine Angabe.",
}


class Ausgang(StrEnum):
    """What a count of votes means."""

    ANGENOMMEN = "angenommen"
    ABGELEHNT = "abgelehnt"
    NICHT_BESCHLUSSFAEHIG = "nicht_beschlussfaehig"
    LESARTEN_WEICHEN_AB = "lesarten_weichen_ab"
    KEINE_REGEL = "keine_regel"
    OHNE_ABSTIMMUNG = "ohne_abstimmung"
    ANGABE_FEHLT = "angabe_fehlt"


AUSGANG_WORTE: dict[Ausgang, str] = {
    Ausgang.ANGENOMMEN: "angenommen",
    Ausgang.ABGELEHNT: "abgelehnt",
    Ausgang.NICHT_BESCHLUSSFAEHIG: "kein Beschluss, weil das Gremium nicht beschlussfähig ist",
    Ausgang.LESARTEN_WEICHEN_AB: "je nach Lesart verschieden; eine Person stellt es fest",
    Ausgang.KEINE_REGEL: "keine Regel hinterlegt; eine Person stellt das Ergebnis fest",
    Ausgang.OHNE_ABSTIMMUNG: "wird ohne Abstimmung gemeinsam erarbeitet",
    Ausgang.ANGABE_FEHLT: "nicht berechnet, weil eine Angabe fehlt",
}


@dataclass(frozen=True)
class Faehigkeitspruefung:
    """The quorum under every reading."""

    ergebnis: Faehigkeit
    rechnungen: tuple[Faehigkeitsrechnung, ...]

    @property
    def satz(self) -> str:
        """For people, with the arithmetic."""
        return " ".join([FAEHIGKEIT_WORTE[self.ergebnis], *(r.satz for r in self.rechnungen)])


@dataclass(frozen=True)
class Beschluss:
    """The count under every reading. `vorbehalte` come on top: consent is asked, not computed."""

    gegenstand: Gegenstand
    ausgang: Ausgang
    faehigkeit: Faehigkeitspruefung
    auszaehlungen: tuple[Auszaehlung, ...]
    vorbehalte: tuple[Vorbehalt, ...]

    @property
    def ergebnissatz(self) -> str:
        """What comes out."""
        return f"{GEGENSTAND_WORTE[self.gegenstand]}: {AUSGANG_WORTE[self.ausgang]}."

    @property
    def rechensaetze(self) -> tuple[str, ...]:
        """The arithmetic, reading by reading, then what comes on top."""
        return (*(a.satz for a in self.auszaehlungen), *map(_vorbehalt, self.vorbehalte))

    @property
    def satz(self) -> str:
        """For people, with the arithmetic."""
        return " ".join([self.ergebnissatz, *self.rechensaetze])


def beschlussfaehig(
    ordnung: Ordnung,
    besetzung: Besetzung,
    *,
    kleines_gremium: str | None = None,
    umlauf: bool = False,
) -> Faehigkeitspruefung:
    """Can the body (or its small body) decide? In an Umlauf only rows about the Umlauf speak."""
    rechnungen = tuple(
        faehigkeit_rechnen(zeile, besetzung)
        for zeile in ordnung.beschlussfaehigkeit
        if (zeile.kleines_gremium, zeile.umlauf) == (kleines_gremium, umlauf)
    )
    lagen = {r.erreicht for r in rechnungen}
    if not lagen:
        ergebnis = Faehigkeit.NICHT_GEREGELT
    elif lagen == {True}:
        ergebnis = Faehigkeit.JA
    elif lagen == {False}:
        ergebnis = Faehigkeit.NEIN
    elif None in lagen:
        ergebnis = Faehigkeit.ANGABE_FEHLT
    else:
        ergebnis = Faehigkeit.LESARTEN_WEICHEN_AB
    return Faehigkeitspruefung(ergebnis, rechnungen)


def beschluss(
    ordnung: Ordnung,
    gegenstand: Gegenstand,
    stimmen: Stimmen,
    besetzung: Besetzung,
    *,
    kleines_gremium: str | None = None,
    stimme_vorsitz: VorsitzStimme | None = None,
    umlauf: bool = False,
) -> Beschluss:
    """What this count means. Raises `Fehlzaehlung` for numbers that cannot be."""
    besetzung.pruefen(stimmen)
    faehigkeit = beschlussfaehig(ordnung, besetzung, kleines_gremium=kleines_gremium, umlauf=umlauf)
    auszaehlungen = tuple(
        auszaehlen(zeile, stimmen, besetzung, stimme_vorsitz)
        for zeile in ordnung.mehrheit
        if gegenstand in zeile.gegenstand
        and (zeile.kleines_gremium, zeile.umlauf) == (kleines_gremium, umlauf)
    )
    return Beschluss(
        gegenstand=gegenstand,
        ausgang=_ausgang(ordnung, gegenstand, faehigkeit, auszaehlungen),
        faehigkeit=faehigkeit,
        auszaehlungen=auszaehlungen,
        vorbehalte=tuple(v for v in ordnung.vorbehalt if gegenstand in v.gegenstand),
    )


def _ausgang(
    ordnung: Ordnung,
    gegenstand: Gegenstand,
    faehigkeit: Faehigkeitspruefung,
    auszaehlungen: tuple[Auszaehlung, ...],
) -> Ausgang:
    if faehigkeit.ergebnis is Faehigkeit.NEIN:
        return Ausgang.NICHT_BESCHLUSSFAEHIG
    if not auszaehlungen:
        gemeinsam = any(gegenstand in z.gegenstand for z in ordnung.ohne_abstimmung)
        return Ausgang.OHNE_ABSTIMMUNG if gemeinsam else Ausgang.KEINE_REGEL
    moeglich = {
        _eine_lesart(faehig, auszaehlung.angenommen)
        for faehig in {r.erreicht for r in faehigkeit.rechnungen} or {True}
        for auszaehlung in auszaehlungen
    }
    if Ausgang.ANGABE_FEHLT in moeglich:
        return Ausgang.ANGABE_FEHLT
    return moeglich.pop() if len(moeglich) == 1 else Ausgang.LESARTEN_WEICHEN_AB


def _eine_lesart(faehig: bool | None, angenommen: bool | None) -> Ausgang:
    if faehig is False:
        return Ausgang.NICHT_BESCHLUSSFAEHIG
    if faehig is None or angenommen is None:
        return Ausgang.ANGABE_FEHLT
    return Ausgang.ANGENOMMEN if angenommen else Ausgang.ABGELEHNT


def _vorbehalt(vorbehalt: Vorbehalt) -> str:
    if vorbehalt.form == "zustimmung":
        return f"Außerdem muss zustimmen: {vorbehalt.wer} ({vorbehalt.beleg})."
    return f"Widersprechen darf: {vorbehalt.wer} ({vorbehalt.beleg})."
