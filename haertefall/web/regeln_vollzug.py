"""The rules before a deportation to read: points, decrees, stops, birthdays."""

from dataclasses import dataclass
from functools import cache

from haertefall.recht.geburtstage import Geburtstagszeile, geburtstagszeilen
from haertefall.recht.ordnung.laden import einlesen
from haertefall.recht.pruefhilfe.gesetze import Gesetze
from haertefall.recht.pruefhilfe.worte import SICHERHEIT_WORTE
from haertefall.recht.vollzug.beispiele import Beispiel, Beispieldatei
from haertefall.recht.vollzug.daten import Erlass, Punkt, Stopp
from haertefall.recht.vollzug.pruefung import Anlasslage
from haertefall.recht.vollzug.sammlung import ORDNER, vollzugsrecht
from haertefall.recht.vollzug.worte import BUNDESLAENDER, ERLASSSTAND_WORTE

ART_WORTE = {"tatsache": "Tatsache", "wertung": "Wertung", "recht": "Rechtsfrage"}


@dataclass(frozen=True)
class Punktregel:
    """A point with its worked examples."""

    punkt: Punkt
    art: str
    sicherheit: str
    beispiele: tuple[str, ...]


@dataclass(frozen=True)
class Erlassregel:
    """A decree: what brings it up, how sure it is, its worked examples."""

    erlass: Erlass
    stand: str
    land: str
    anlass: tuple[str, ...]
    sicherheit: str
    beispiele: tuple[str, ...]


@dataclass(frozen=True)
class Stoppregel:
    """A stop of deportations."""

    stopp: Stopp
    land: str
    sicherheit: str
    beispiele: tuple[str, ...]


@dataclass(frozen=True)
class Geburtstagsregel:
    """A birthday: the ages it stands for, by the versions of its parameter."""

    zeile: Geburtstagszeile
    alter: str


def vollzugsregeln(gesetze: Gesetze) -> dict[str, object]:
    """All that the page shows."""
    recht = vollzugsrecht()
    return {
        "punktdatei": recht.punkte,
        "punktgruppen": punktregeln(),
        "erlassregeln": erlassregeln(),
        "stoppdatei": recht.stopps,
        "stoppregeln": stoppregeln(),
        "rueckkehr": recht.rueckkehr,
        "geburtstagsregeln": geburtstagsregeln(gesetze),
    }


def punktregeln() -> list[tuple[str, list[Punktregel]]]:
    """All points by group."""
    recht = vollzugsrecht()
    return [
        (gruppe.titel, [_punktregel(punkt) for punkt in recht.in_gruppe(gruppe.kennung)])
        for gruppe in recht.punkte.gruppe
    ]


def erlassregeln() -> list[Erlassregel]:
    """All decrees, the newest first."""
    recht = vollzugsrecht()
    return [
        Erlassregel(
            erlass=erlass,
            stand=ERLASSSTAND_WORTE[erlass.stand],
            land=BUNDESLAENDER[erlass.land],
            anlass=(*erlass.gruppen, *(recht.verletzlichkeit[v] for v in erlass.verletzlich)),
            sicherheit=SICHERHEIT_WORTE[erlass.sicherheit],
            beispiele=tuple(
                b.name
                for b in vollzugsbeispiele()
                if (b.erwartet.erlasse or {}).get(erlass.kennung, Anlasslage.NEIN)
                is not Anlasslage.NEIN
            ),
        )
        for erlass in sorted(recht.erlasse.erlass, key=lambda e: e.vom, reverse=True)
    ]


def stoppregeln() -> list[Stoppregel]:
    """All stops that a source names."""
    mit_tagen = tuple(b.name for b in vollzugsbeispiele() if b.erwartet.stopps is not None)
    return [
        Stoppregel(
            stopp=stopp,
            land=BUNDESLAENDER[stopp.land] if stopp.land else "Land nicht bekannt",
            sicherheit=SICHERHEIT_WORTE[stopp.sicherheit],
            beispiele=mit_tagen if stopp.von else (),
        )
        for stopp in vollzugsrecht().stopps.stopp
    ]


def geburtstagsregeln(gesetze: Gesetze) -> list[Geburtstagsregel]:
    """The birthdays that the danger radar knows."""
    return [Geburtstagsregel(zeile, _alter(zeile, gesetze)) for zeile in geburtstagszeilen()]


@cache
def vollzugsbeispiele() -> tuple[Beispiel, ...]:
    """All worked examples before a deportation."""
    return tuple(
        beispiel
        for datei in sorted((ORDNER / "fallbeispiele").glob("*.toml"))
        for beispiel in einlesen(
            Beispieldatei, datei.read_text("utf-8"), f"vollzug/{datei.name}"
        ).beispiel
    )


def _punktregel(punkt: Punkt) -> Punktregel:
    return Punktregel(
        punkt=punkt,
        art=ART_WORTE[punkt.art],
        sicherheit=SICHERHEIT_WORTE[punkt.sicherheit],
        beispiele=tuple(b.name for b in vollzugsbeispiele() if punkt.kennung in b.punkte),
    )


def _alter(zeile: Geburtstagszeile, gesetze: Gesetze) -> str:
    if zeile.parameter is None:
        return f"{zeile.jahre} Jahre"
    fassungen = gesetze.parameter[zeile.parameter].fassung
    worte = (
        f"{f.zahl} Jahre"
        + (f" seit {f.gueltig_ab:%d.%m.%Y}" if f.gueltig_ab and not f.ab_ist_lesetag else "")
        + (f" bis {f.gueltig_bis:%d.%m.%Y}" if f.gueltig_bis else "")
        for f in fassungen
        if f.zahl is not None
    )
    return "; ".join(worte)
