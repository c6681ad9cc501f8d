"""What of a body is regulated, practice, a reading, an assumption, not regulated, or unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from haertefall.recht.ordnung import Grundlage, Ordnung, Thema, ThemaAngabe, Zeile


class Regelung(StrEnum):
    """How well a topic is known, the strongest first."""

    TEXT = "text"
    PRAXIS = "praxis"
    AUSLEGUNG = "auslegung"
    ANNAHME = "annahme"
    NICHT_GEREGELT = "nicht_geregelt"
    UNBEKANNT = "unbekannt"


REGELUNG_WORTE: dict[Regelung, str] = {
    Regelung.TEXT: "Geregelt",
    Regelung.PRAXIS: "Praxis",
    Regelung.AUSLEGUNG: "Lesart",
    Regelung.ANNAHME: "Annahme des Programms",
    Regelung.NICHT_GEREGELT: "Nicht geregelt",
    Regelung.UNBEKANNT: "Unbekannt",
}

_STAERKE = (Grundlage.TEXT, Grundlage.PRAXIS, Grundlage.AUSLEGUNG, Grundlage.ANNAHME)


@dataclass(frozen=True)
class Themenstand:
    """One topic. `luecken`: parts of it that are known to be unregulated or unknown."""

    thema: Thema
    regelung: Regelung
    zeilen: tuple[Zeile, ...]
    luecken: tuple[ThemaAngabe, ...]

    @property
    def belege(self) -> tuple[str, ...]:
        """Where it is written, each place once."""
        return tuple(dict.fromkeys(z.beleg for z in self.zeilen if z.beleg))


@dataclass(frozen=True)
class Regelungsstand:
    """All topics of a body."""

    themen: tuple[Themenstand, ...]

    @property
    def anteil_unbekannt(self) -> Fraction:
        """Share of the topics about which nothing is known."""
        unbekannt = sum(t.regelung is Regelung.UNBEKANNT for t in self.themen)
        return Fraction(unbekannt, len(self.themen))

    @property
    def unvollstaendig(self) -> bool:
        """More than half is unknown."""
        return self.anteil_unbekannt > Fraction(1, 2)


def regelungsstand(ordnung: Ordnung) -> Regelungsstand:
    """Topic by topic; what is neither written nor said to be missing is unknown."""
    return Regelungsstand(tuple(_thema(thema, ordnung) for thema in Thema))


def zeilen_zum_thema(thema: Thema, ordnung: Ordnung) -> tuple[Zeile, ...]:
    """The rows that say something about a topic."""
    eigene: list[Zeile] = list(_ZEILEN[thema](ordnung))
    return (*eigene, *_zu(thema, ordnung.geregelt), *_zu(thema, ordnung.praxis))


def _thema(thema: Thema, ordnung: Ordnung) -> Themenstand:
    zeilen = zeilen_zum_thema(thema, ordnung)
    nicht, unbekannt = _zu(thema, ordnung.nicht_geregelt), _zu(thema, ordnung.unbekannt)
    bekannt = any(z.art is not Grundlage.ANNAHME for z in zeilen)
    regelung = Regelung.UNBEKANNT
    if bekannt or (zeilen and not nicht and not unbekannt):
        staerkste = min((z.art for z in zeilen), key=_STAERKE.index)
        regelung = Regelung(staerkste.value)
    elif nicht:
        regelung = Regelung.NICHT_GEREGELT
    return Themenstand(thema, regelung, zeilen, (*nicht, *unbekannt))


def _zu(thema: Thema, angaben: Sequence[ThemaAngabe]) -> tuple[ThemaAngabe, ...]:
    return tuple(a for a in angaben if a.thema is thema)


def _regeln(*gegenstaende: str) -> Callable[[Ordnung], Sequence[Zeile]]:
    return lambda o: [z for z in o.sitzungsregel if z.gegenstand in gegenstaende]


def _wiederholung(ordnung: Ordnung) -> Sequence[Zeile]:
    gruende = {w.grund for w in ordnung.wiederholung}
    return [*ordnung.wiederholung, *(g for g in ordnung.ausschlussgrund if g.kennung in gruende)]


def _bericht(ordnung: Ordnung) -> Sequence[Zeile]:
    bericht = ordnung.bericht
    zeilen = (bericht.berichtspflicht, bericht.kohorte, bericht.zaehlregel, bericht.kleine_zahlen)
    return [zeile for zeile in zeilen if zeile]


def _stimmrecht(ordnung: Ordnung) -> Sequence[Zeile]:
    sitze = [z for z in ordnung.sitz if z.stimmrecht]
    return [*sitze, *(z for z in ordnung.vorsitz if z.stimmrecht)]


_ZEILEN: dict[Thema, Callable[[Ordnung], Sequence[Zeile]]] = {
    Thema.RECHTSGRUNDLAGE: lambda o: (
        [*([o.ordnung] if o.ordnung.rechtsgrundlage else []), *o.textschicht]
    ),
    Thema.INKRAFTTRETEN: lambda o: (
        [o.ordnung] if o.ordnung.inkrafttreten or o.ordnung.beginnt_mit else []
    ),
    Thema.MITGLIEDERZAHL: lambda o: o.mitgliederzahl,
    Thema.SITZE: lambda o: o.sitz,
    Thema.STIMMRECHT: _stimmrecht,
    Thema.VERTRETUNG: lambda o: [z for z in o.sitz if z.vertretung],
    Thema.AMTSZEIT: lambda o: o.amtszeit,
    Thema.VORSITZ: lambda o: o.vorsitz,
    Thema.GESCHAEFTSSTELLE: lambda o: o.geschaeftsstelle,
    Thema.ANTRAGSWEG: lambda o: o.antragsweg,
    Thema.INHALT_DES_ANTRAGS: lambda o: [
        z for z in o.antragsweg if z.inhalt or z.inhalt_wenn_einschlaegig
    ],
    Thema.EINVERSTAENDNIS: lambda o: [z for z in o.antragsweg if z.einverstaendnis is not None],
    Thema.VORAUSSETZUNGEN: lambda o: o.voraussetzung,
    Thema.AUSSCHLUSSGRUENDE: lambda o: o.ausschlussgrund,
    Thema.WIEDERHOLUNG: _wiederholung,
    Thema.VORPRUEFUNG: lambda o: o.kleines_gremium,
    Thema.STELLUNGNAHME: lambda o: [z for z in o.ablauf if z.schritt.startswith("stellungnahme_")],
    Thema.ABLAUF: lambda o: [*o.ablauf, *o.weg],
    Thema.TURNUS: lambda o: o.turnus,
    Thema.LADUNG: _regeln("ladungsfrist", "unterlagen"),
    Thema.OEFFENTLICHKEIT: _regeln("oeffentlichkeit"),
    Thema.BESCHLUSSFAEHIGKEIT: lambda o: o.beschlussfaehigkeit,
    Thema.MEHRHEIT: lambda o: [*o.mehrheit, *o.ohne_abstimmung, *o.vorbehalt],
    Thema.BEFANGENHEIT: _regeln("befangenheit"),
    Thema.VERSCHWIEGENHEIT: _regeln("verschwiegenheit"),
    Thema.NIEDERSCHRIFT: _regeln("niederschrift", "niederschrift_verbleib"),
    Thema.ERGEBNISSE: lambda o: o.ergebnis,
    Thema.EMPFAENGER: lambda o: [z for z in o.ergebnis if z.empfaenger],
    Thema.RUECKMELDUNG: lambda o: o.rueckmeldung,
    Thema.AUSSETZUNG: lambda o: o.aussetzung,
    Thema.BERICHT: _bericht,
    # No source so far regulates retention; there is no row for it yet.
    Thema.AUFBEWAHRUNG: lambda o: (),
}
