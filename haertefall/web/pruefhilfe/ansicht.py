"""Ways, conditions and times as a page shows them. Shapes only; the order is that of the law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from haertefall.recht.pruefhilfe import Uebersicht
from haertefall.recht.pruefhilfe.befund import Befund, Ergebnis
from haertefall.recht.pruefhilfe.gesetze import Zeilendaten
from haertefall.recht.pruefhilfe.katalog import rechtsfragen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.uebersicht import Wegbefund, Zeilenbefund
from haertefall.recht.pruefhilfe.worte import (
    ANLASS_SAETZE,
    AUSSCHLUSSROLLEN,
    ERGEBNIS_WORTE,
    FOLGE_WORTE,
    GRUND_WORTE,
    ROLLE_WORTE,
    SICHERHEIT_WORTE,
    STAERKE_WORTE,
    zeilenwort,
)

# Tone and icon of the badge; the word always stands beside it.
TON: dict[Ergebnis, tuple[str, str]] = {
    Ergebnis.ERFUELLT: ("success", "success"),
    Ergebnis.NICHT_ERFUELLT: ("danger", "danger"),
    Ergebnis.ZU_KLAEREN: ("info", "help"),
    Ergebnis.NICHT_IN_KRAFT: ("warning", "warning"),
}
_UMGEKEHRT = {
    Ergebnis.ERFUELLT: Ergebnis.NICHT_ERFUELLT,
    Ergebnis.NICHT_ERFUELLT: Ergebnis.ERFUELLT,
}
ZUERST = 3


@dataclass(frozen=True)
class Fehlt:
    """Something not known. `entscheidet`: an answer alone may change the result."""

    kennung: str
    frage: str
    entscheidet: bool
    ist_wertung: bool


@dataclass(frozen=True)
class Bedingung:
    """A row of a decision table with its result and why."""

    text: str
    norm: str
    rolle: str
    wort: str
    ton: str
    zeichen: str
    warum: tuple[str, ...]
    ab: date | None
    bis: date | None
    nachweise: tuple[str, ...]
    hinweis: str
    sicherheit: str


@dataclass(frozen=True)
class Weg:
    """A way with its result, what is missing and when time alone changes it."""

    kennung: str
    titel: str
    norm: str
    folge: str
    gefuehrt: bool
    wort: str
    ton: str
    zeichen: str
    ergebnis: str
    staerke: str
    warum: tuple[str, ...]
    gruende: tuple[str, ...]
    ab: date | None
    bis: date | None
    fehlend: tuple[Fehlt, ...]
    zeilen: tuple[Bedingung, ...]
    hinweise: tuple[tuple[str, str], ...]
    warnung: str
    quelle: str
    geprueft: date

    @property
    def zuerst(self) -> tuple[Fehlt, ...]:
        """The few things to find out first."""
        return tuple(f for f in self.fehlend if f.entscheidet)[:ZUERST] or self.fehlend[:1]

    @property
    def nachweise(self) -> tuple[str, ...]:
        """All documents that prove a condition, each once."""
        return tuple(dict.fromkeys(n for zeile in self.zeilen for n in zeile.nachweise))


@dataclass(frozen=True)
class Tafelgruppe:
    """The ways of one section of the source."""

    titel: str
    wege: tuple[Weg, ...]


def weg(befund: Wegbefund) -> Weg:
    """A way in words."""
    tafel = befund.tafel
    ton, zeichen = TON[befund.befund.ergebnis]
    return Weg(
        kennung=befund.weg.kennung,
        titel=befund.weg.titel,
        norm=befund.weg.norm,
        folge=FOLGE_WORTE[befund.weg.folge],
        gefuehrt=befund.gefuehrt,
        wort=ERGEBNIS_WORTE[befund.befund.ergebnis],
        ton=ton,
        zeichen=zeichen,
        ergebnis=befund.befund.ergebnis.value,
        staerke=STAERKE_WORTE[befund.staerke] if befund.staerke else "",
        warum=saetze(befund.befund),
        gruende=tuple(GRUND_WORTE[grund] for grund in befund.befund.gruende),
        ab=befund.erfuellt_ab,
        bis=befund.erfuellt_bis,
        fehlend=tuple(_fehlt(f.kennung, f.entscheidet) for f in befund.fehlend),
        zeilen=tuple(_bedingung(zeile) for zeile in befund.zeilen),
        hinweise=tuple((h.bedingung, h.norm) for h in befund.hinweise),
        warnung=tafel.warnung or "",
        quelle=tafel.quelle,
        geprueft=tafel.zuletzt_geprueft,
    )


def gruppen(uebersicht: Uebersicht) -> tuple[Tafelgruppe, ...]:
    """All ways by section, computed ones first, as the source has them."""
    return tuple(
        Tafelgruppe(titel, tuple(weg(befund) for befund in befunde))
        for titel, befunde in groupby(uebersicht.wege, key=lambda w: w.tafel.titel)
    )


def saetze(befund: Befund) -> tuple[str, ...]:
    """Why it is open, in sentences."""
    return tuple(ANLASS_SAETZE[anlass] for anlass in sorted(befund.anlaesse))


def zaehlung(alle: Iterable[Tafelgruppe]) -> Mapping[str, int]:
    """How many ways have which result: a help to find one's way, no figure about the person."""
    zahlen: dict[str, int] = dict.fromkeys(ERGEBNIS_WORTE.values(), 0)
    for gruppe in alle:
        for einer in gruppe.wege:
            zahlen[einer.wort] += 1
    return zahlen


def _fehlt(kennung: str, entscheidet: bool) -> Fehlt:
    frage = rechtsfragen(ausgeliefert()).get(kennung)
    if frage is None:
        return Fehlt(kennung, kennung, entscheidet, ist_wertung=False)
    return Fehlt(kennung, frage.frage, entscheidet, frage.ist_wertung)


def _bedingung(zeile: Zeilenbefund) -> Bedingung:
    daten, ergebnis = zeile.zeile, zeile.befund.ergebnis
    gemeint = _UMGEKEHRT.get(ergebnis, ergebnis) if daten.rolle in AUSSCHLUSSROLLEN else ergebnis
    ton, zeichen = TON[gemeint]
    offen = zeile.beitrag if zeile.beitrag.offen else zeile.befund
    return Bedingung(
        text=daten.bedingung,
        norm=daten.norm,
        rolle=ROLLE_WORTE[daten.rolle],
        wort=zeilenwort(daten.rolle, ergebnis),
        ton=ton,
        zeichen=zeichen,
        warum=saetze(offen),
        ab=zeile.erfuellt_ab,
        bis=zeile.erfuellt_bis,
        nachweise=zeile.nachweise,
        hinweis=daten.hinweis or "",
        sicherheit=_sicherheit(daten),
    )


def _sicherheit(daten: Zeilendaten) -> str:
    return SICHERHEIT_WORTE[daten.sicherheit] if daten.sicherheit else ""
