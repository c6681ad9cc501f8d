"""What the answers mean under an Ordnung. The program combines; people answer and decide.

Strong Kleene logic: a no beats an open question, an open question beats a yes. A missing answer
is an open one. More information therefore never turns a definite result into another.

What a ground does to the result depends on its strength. `zwingend` excludes. `soll` and `kann`
have to be weighed, open or found, because only those whom the row names may set them aside.
`streitig` has two readings, of which one excludes; neither closes a case by itself, so it too is
for weighing, and an open one may still turn out to be. `hinweis` is shown and changes nothing.
A missing entry condition excludes, unless it can be supplied later (`nachholbar`): then it is open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from haertefall.recht.begriffe import Antwort, Wirkung
from haertefall.recht.ordnung import Ausschlussgrund, Ordnung, Voraussetzung


class Lage(StrEnum):
    """Whether something is found, by the answers so far."""

    LIEGT_VOR = "liegt_vor"
    LIEGT_NICHT_VOR = "liegt_nicht_vor"
    OFFEN = "offen"


LAGE_WORTE: dict[Lage, str] = {
    Lage.LIEGT_VOR: "Liegt vor",
    Lage.LIEGT_NICHT_VOR: "Liegt nicht vor",
    Lage.OFFEN: "Noch offen",
}


class Zulaessigkeit(StrEnum):
    """Result over all grounds, the first that fits. A person confirms it."""

    AUSGESCHLOSSEN = "ausgeschlossen"
    UNGEKLAERT = "ungeklaert"
    ABZUWAEGEN = "abzuwaegen"
    ZULAESSIG = "zulaessig"


ZULAESSIGKEIT_WORTE: dict[Zulaessigkeit, str] = {
    Zulaessigkeit.AUSGESCHLOSSEN: "Ausgeschlossen: ein zwingender Grund liegt vor",
    Zulaessigkeit.UNGEKLAERT: "Ungeklärt: es sind noch Fragen offen",
    Zulaessigkeit.ABZUWAEGEN: "Abzuwägen: das entscheidet nur das Gremium",
    Zulaessigkeit.ZULAESSIG: "Zulässig: kein Grund steht entgegen",
}


@dataclass(frozen=True)
class Befund:
    """One ground and what the answers say about it."""

    grund: Ausschlussgrund
    lage: Lage
    offen: tuple[str, ...]


@dataclass(frozen=True)
class Voraussetzungsbefund:
    """One entry condition and what the answers say about it."""

    voraussetzung: Voraussetzung
    lage: Lage
    offen: tuple[str, ...]


@dataclass(frozen=True)
class Pruefung:
    """The whole check. `offen`: questions whose answer could still matter, in file order."""

    ergebnis: Zulaessigkeit
    befunde: tuple[Befund, ...]
    voraussetzungen: tuple[Voraussetzungsbefund, ...]
    offen: tuple[str, ...]

    @property
    def vorhanden(self) -> tuple[Befund, ...]:
        """The grounds that are found."""
        return tuple(b for b in self.befunde if b.lage is Lage.LIEGT_VOR)

    @property
    def endgueltig(self) -> bool:
        """Whether no further answer can change the result."""
        if self.ergebnis is Zulaessigkeit.ABZUWAEGEN:
            return any(b.grund.wirkung in _ABWAEGEN for b in self.vorhanden)
        return self.ergebnis is not Zulaessigkeit.UNGEKLAERT


_ABWAEGEN = frozenset({Wirkung.SOLL, Wirkung.KANN, Wirkung.STREITIG})


def pruefen(ordnung: Ordnung, angaben: Mapping[str, Antwort]) -> Pruefung:
    """Combine the answers about one person (or about the case) with the grounds and conditions."""
    befunde = tuple(_befund(grund, angaben) for grund in ordnung.ausschlussgrund)
    voraussetzungen = tuple(_voraussetzung(v, angaben) for v in ordnung.voraussetzung)
    offen = [k for v in voraussetzungen if v.lage is Lage.OFFEN for k in v.offen]
    offen += [k for b in befunde if b.lage is Lage.OFFEN for k in b.offen]
    return Pruefung(
        ergebnis=_ergebnis(befunde, voraussetzungen),
        befunde=befunde,
        voraussetzungen=voraussetzungen,
        offen=tuple(dict.fromkeys(offen)),
    )


def liegen_vor(
    gruende: Iterable[Ausschlussgrund], angaben: Mapping[str, Antwort]
) -> list[Ausschlussgrund]:
    """Which of these grounds the answers about one person find."""
    return [grund for grund in gruende if _befund(grund, angaben).lage is Lage.LIEGT_VOR]


def _ergebnis(
    befunde: Iterable[Befund], voraussetzungen: Iterable[Voraussetzungsbefund]
) -> Zulaessigkeit:
    lagen = {(b.grund.wirkung, b.lage) for b in befunde}
    bedingungen = {v.lage for v in voraussetzungen}
    if (Wirkung.ZWINGEND, Lage.LIEGT_VOR) in lagen or Lage.LIEGT_NICHT_VOR in bedingungen:
        return Zulaessigkeit.AUSGESCHLOSSEN
    if (Wirkung.ZWINGEND, Lage.OFFEN) in lagen or Lage.OFFEN in bedingungen:
        return Zulaessigkeit.UNGEKLAERT
    if any(wirkung in _ABWAEGEN and lage is not Lage.LIEGT_NICHT_VOR for wirkung, lage in lagen):
        return Zulaessigkeit.ABZUWAEGEN
    return Zulaessigkeit.ZULAESSIG


def _befund(grund: Ausschlussgrund, angaben: Mapping[str, Antwort]) -> Befund:
    wenn = _alle(grund.wenn, angaben)
    ausnahme = _alle(grund.es_sei_denn, angaben) if grund.es_sei_denn else Lage.LIEGT_NICHT_VOR
    lage = _und_nicht(wenn, ausnahme)
    if lage is not Lage.OFFEN:
        return Befund(grund, lage, ())
    fragen = grund.wenn if ausnahme is Lage.LIEGT_NICHT_VOR else {**grund.wenn, **grund.es_sei_denn}
    return Befund(grund, lage, _offene(fragen, angaben))


def _voraussetzung(
    voraussetzung: Voraussetzung, angaben: Mapping[str, Antwort]
) -> Voraussetzungsbefund:
    lage = _alle(voraussetzung.wenn, angaben)
    if lage is Lage.LIEGT_NICHT_VOR and voraussetzung.nachholbar:
        fehlend = tuple(
            k
            for k, soll in voraussetzung.wenn.items()
            if _eine(k, soll, angaben) is not Lage.LIEGT_VOR
        )
        return Voraussetzungsbefund(voraussetzung, Lage.OFFEN, fehlend)
    return Voraussetzungsbefund(voraussetzung, lage, _offene(voraussetzung.wenn, angaben))


def _alle(bedingungen: Mapping[str, bool], angaben: Mapping[str, Antwort]) -> Lage:
    lagen = {_eine(merkmal, soll, angaben) for merkmal, soll in bedingungen.items()}
    if Lage.LIEGT_NICHT_VOR in lagen:
        return Lage.LIEGT_NICHT_VOR
    return Lage.OFFEN if Lage.OFFEN in lagen else Lage.LIEGT_VOR


def _eine(merkmal: str, soll: bool, angaben: Mapping[str, Antwort]) -> Lage:
    antwort = angaben.get(merkmal, Antwort.UNGEKLAERT)
    if antwort is Antwort.UNGEKLAERT:
        return Lage.OFFEN
    return Lage.LIEGT_VOR if (antwort is Antwort.JA) == soll else Lage.LIEGT_NICHT_VOR


def _und_nicht(wenn: Lage, ausnahme: Lage) -> Lage:
    if Lage.LIEGT_NICHT_VOR is wenn or ausnahme is Lage.LIEGT_VOR:
        return Lage.LIEGT_NICHT_VOR
    return Lage.OFFEN if Lage.OFFEN in (wenn, ausnahme) else Lage.LIEGT_VOR


def _offene(bedingungen: Mapping[str, bool], angaben: Mapping[str, Antwort]) -> tuple[str, ...]:
    return tuple(k for k in bedingungen if _eine(k, True, angaben) is Lage.OFFEN)
