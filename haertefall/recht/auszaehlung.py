"""The arithmetic of one row about quorum or majority, and how it is said.

Whole numbers and fractions only; nothing is rounded but to the next whole vote.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from haertefall.recht.ordnung import BASIS_WORTE, Basis, Beschlussfaehigkeit, Mehrheit

VorsitzStimme = Literal["ja", "nein"]


class Fehlzaehlung(ValueError):
    """Numbers that cannot be: the text is German and meant for the person who counted."""


@dataclass(frozen=True)
class Stimmen:
    """The totals of a count; nobody's vote is stored."""

    ja: int
    nein: int
    enthaltung: int = 0
    ungueltig: int = 0

    def __post_init__(self) -> None:
        if min(self.ja, self.nein, self.enthaltung, self.ungueltig) < 0:
            raise Fehlzaehlung("Eine Zahl von Stimmen ist kleiner als null.")

    @property
    def summe(self) -> int:
        """Everything counted, abstentions included."""
        return self.ja + self.nein + self.enthaltung + self.ungueltig


@dataclass(frozen=True)
class Besetzung:
    """Who could vote and who was there. `None`: not known.

    `anwesende` are the members present who may vote on this matter; `anwesende_mitglieder` are
    all members present, with a vote or without.
    """

    mitglieder: int | None = None
    besetzt: int | None = None
    stimmberechtigte: int | None = None
    anwesende: int | None = None
    alle_geladen: bool | None = None
    anwesende_mitglieder: int | None = None

    def pruefen(self, stimmen: Stimmen) -> None:
        """More votes than people is a mistake, not a result."""
        for zahl, worte in ((self.anwesende, "Anwesende"), (self.stimmberechtigte, "Berechtigte")):
            if zahl is not None and stimmen.summe > zahl:
                raise Fehlzaehlung(
                    f"Es sind {stimmen.summe} Stimmen gezählt, aber nur {zahl} {worte} angegeben."
                )


@dataclass(frozen=True)
class Faehigkeitsrechnung:
    """One row about the quorum. `erreicht` is None where a figure is missing."""

    zeile: Beschlussfaehigkeit
    basis: int | None
    noetig: int | None
    erreicht: bool | None
    satz: str


@dataclass(frozen=True)
class Auszaehlung:
    """One row about a majority. `angenommen` is None where a figure is missing.

    `noetig`: Yes votes that are needed; with a blocking share, No votes that block.
    `gleichstand`: as many Yes as No, and the chair decides.
    """

    zeile: Mehrheit
    basis: int | None
    noetig: int | None
    angenommen: bool | None
    satz: str
    gleichstand: bool = False


_ANTEILE = {
    "1/2": "die Hälfte",
    "1/3": "ein Drittel",
    "2/3": "zwei Drittel",
    "1/4": "ein Viertel",
    "3/4": "drei Viertel",
    "1/1": "alle",
}
_OHNE_ENTHALTUNGEN = frozenset({Basis.ABGEGEBENE, Basis.GUELTIGE})
_VON_MITGLIEDERN = frozenset({Basis.MITGLIEDER, Basis.BESETZTE_SITZE})


def faehigkeit_rechnen(zeile: Beschlussfaehigkeit, besetzung: Besetzung) -> Faehigkeitsrechnung:
    """Is this quorum reached?"""
    basis = _basis(zeile.von, besetzung, Stimmen(0, 0)) if zeile.von else None
    noetig = zeile.anzahl
    if zeile.mindestens and basis is not None:
        noetig = ceil(Fraction(zeile.mindestens) * basis)
    erreicht = _erreicht(zeile, noetig, besetzung)
    satz = _faehigkeitssatz(zeile, basis, noetig, besetzung, erreicht)
    return Faehigkeitsrechnung(zeile, basis, noetig, erreicht, satz)


def auszaehlen(
    zeile: Mehrheit,
    stimmen: Stimmen,
    besetzung: Besetzung,
    stimme_vorsitz: VorsitzStimme | None = None,
) -> Auszaehlung:
    """Is this majority reached? Without a single Yes nothing is."""
    basis = _basis(zeile.von, besetzung, stimmen) if zeile.von else None
    noetig = _noetig(zeile, basis)
    gleich = bool(zeile.stichentscheid) and stimmen.ja == stimmen.nein > 0
    angenommen: bool | None
    if noetig is None:
        angenommen = None
    elif gleich:
        angenommen = None if stimme_vorsitz is None else stimme_vorsitz == "ja"
    elif zeile.sperre:
        angenommen = stimmen.nein < noetig and stimmen.ja > 0
    else:
        angenommen = stimmen.ja >= noetig
    saetze = [
        _schwelle(zeile, basis, noetig),
        gezaehlt(stimmen),
        _enthaltung(zeile),
        _gleichheit(zeile, gleich=gleich, stimme_vorsitz=stimme_vorsitz),
        {True: "Angenommen", False: "Abgelehnt", None: "Nicht berechnet"}[angenommen]
        + (f" ({zeile.beleg})." if zeile.beleg else "."),
    ]
    satz = " ".join(filter(None, saetze))
    return Auszaehlung(zeile, basis, noetig, angenommen, satz, gleich)


def _basis(von: Basis, besetzung: Besetzung, stimmen: Stimmen) -> int | None:
    return {
        Basis.ANWESENDE: besetzung.anwesende,
        Basis.ABGEGEBENE: stimmen.ja + stimmen.nein + stimmen.ungueltig,
        Basis.GUELTIGE: stimmen.ja + stimmen.nein,
        Basis.STIMMBERECHTIGTE: besetzung.stimmberechtigte,
        Basis.BESETZTE_SITZE: besetzung.besetzt,
        Basis.MITGLIEDER: besetzung.mitglieder,
    }[von]


def _noetig(zeile: Mehrheit, basis: int | None) -> int | None:
    if zeile.anzahl is not None:
        return zeile.anzahl
    if basis is None:
        return None
    if zeile.mehr_als:
        return floor(Fraction(zeile.mehr_als) * basis) + 1
    anteil = zeile.mindestens or zeile.sperre or "1/1"
    return max(1, ceil(Fraction(anteil) * basis))


def _erreicht(zeile: Beschlussfaehigkeit, noetig: int | None, besetzung: Besetzung) -> bool | None:
    if zeile.alle_geladen and besetzung.alle_geladen is False:
        return False
    anwesend = _anwesend(zeile, besetzung)
    if noetig is None or anwesend is None:
        return None
    if anwesend < noetig:
        return False
    return None if zeile.alle_geladen and besetzung.alle_geladen is None else True


def _anwesend(zeile: Beschlussfaehigkeit, besetzung: Besetzung) -> int | None:
    """A share of the members is reached by members, whether they vote or not."""
    alle = besetzung.anwesende_mitglieder
    if alle is None or zeile.umlauf or zeile.von not in _VON_MITGLIEDERN:
        return besetzung.anwesende
    return alle


def _faehigkeitssatz(
    zeile: Beschlussfaehigkeit,
    basis: int | None,
    noetig: int | None,
    besetzung: Besetzung,
    erreicht: bool | None,
) -> str:
    wer, wie = ("Antworten", "geantwortet") if zeile.umlauf else ("Anwesende", "anwesend")
    da = f"{wie}: {_zahl(_anwesend(zeile, besetzung))}"
    if zeile.von is None:
        saetze = [f"Nötig: {_zahl(noetig)} {wer}; {da}."]
    else:
        grundlage = f"Grundlage: {_zahl(basis)} {BASIS_WORTE[zeile.von]}."
        anteil = anteil_in_worten(str(zeile.mindestens))
        saetze = [f"{grundlage} Nötig: mindestens {anteil}, also {_zahl(noetig)}; {da}."]
    if zeile.alle_geladen:
        geladen = {True: "sie sind es", False: "sie sind es nicht", None: "das ist nicht angegeben"}
        saetze.append(f"Alle müssen geladen sein; {geladen[besetzung.alle_geladen]}.")
    ende = {True: "Beschlussfähig", False: "Nicht beschlussfähig", None: "Nicht berechnet"}
    saetze.append(ende[erreicht] + (f" ({zeile.beleg})." if zeile.beleg else "."))
    return " ".join(saetze)


def schwelle_in_worten(zeile: Mehrheit) -> str:
    """The threshold of a row without a count."""
    if zeile.anzahl is not None:
        return f"{zeile.anzahl} Ja-Stimmen"
    if zeile.sperre:
        return f"scheitert, wenn das Nein {anteil_in_worten(zeile.sperre)} erreicht"
    if zeile.einstimmig:
        return "Einstimmigkeit"
    if zeile.mehr_als:
        return f"mehr als {anteil_in_worten(zeile.mehr_als)}"
    return f"mindestens {anteil_in_worten(str(zeile.mindestens))}"


def _schwelle(zeile: Mehrheit, basis: int | None, noetig: int | None) -> str:
    stimmen = "Ja-Stimme" if noetig == 1 else "Ja-Stimmen"
    if zeile.von is None:
        return f"Nötig: {_zahl(noetig)} {stimmen}."
    grundlage = f"Grundlage: {_zahl(basis)} {BASIS_WORTE[zeile.von]}."
    worte = schwelle_in_worten(zeile)
    if zeile.sperre:
        return f"{grundlage} Der Antrag {worte}, also ab {_zahl(noetig)} Nein-Stimmen."
    return f"{grundlage} Nötig: {worte}, also {_zahl(noetig)} {stimmen}."


def gezaehlt(stimmen: Stimmen) -> str:
    """The totals as a sentence."""
    teile = [f"{stimmen.ja} Ja", f"{stimmen.nein} Nein"]
    teile.append(
        "1 Enthaltung" if stimmen.enthaltung == 1 else f"{stimmen.enthaltung} Enthaltungen"
    )
    if stimmen.ungueltig:
        teile.append(f"{stimmen.ungueltig} ungültig")
    return f"Gezählt: {', '.join(teile)}."


def _enthaltung(zeile: Mehrheit) -> str:
    if zeile.von in _OHNE_ENTHALTUNGEN:
        return "Enthaltungen zählen nicht mit."
    if zeile.sperre:
        return "Eine Enthaltung zählt bei der Grundlage mit, sperrt aber nicht."
    return "Eine Enthaltung wirkt wie ein Nein."


def _gleichheit(
    zeile: Mehrheit, *, gleich: bool, stimme_vorsitz: VorsitzStimme | None
) -> str | None:
    if gleich:
        wie = f"mit {stimme_vorsitz.title()}" if stimme_vorsitz else "noch nicht angegeben"
        return f"Bei Stimmengleichheit entscheidet der Vorsitz: {wie}."
    if zeile.stichentscheid:
        return "Bei Stimmengleichheit entscheidet der Vorsitz."
    if zeile.mehr_als and Fraction(zeile.mehr_als) >= Fraction(1, 2):
        return "Stimmengleichheit genügt nicht."
    return None


def anteil_in_worten(bruch: str) -> str:
    """„1/2“ → „die Hälfte“."""
    return _ANTEILE.get(bruch, bruch)


def _zahl(zahl: int | None) -> str:
    return "?" if zahl is None else str(zahl)
