"""What is open in a check, which decrees to think of, and what came before what.

Nothing here reads what somebody answered to the offer of voluntary return: no result can depend
on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from haertefall.recht.vollzug.daten import Erlass, Erlassdatei, Punkt, Punktdatei, Stopp


class Punktergebnis(StrEnum):
    """What somebody found at a point. Not answered is open as well."""

    KEIN_HINDERNIS = "kein_hindernis"
    HINDERNIS = "hindernis"
    BETRIFFT_NICHT = "betrifft_nicht"
    ZU_KLAEREN = "zu_klaeren"


class Anlasslage(StrEnum):
    """Whether a decree is brought up by what is known about the people."""

    JA = "ja"
    NUR_WENN_GENANNT = "nur_wenn_genannt"
    LAND_NICHT_BEKANNT = "land_nicht_bekannt"
    NEIN = "nein"


class Reihenfolge(StrEnum):
    """Whether something happened before a removal."""

    VORHER = "vorher"
    NACHHER = "nachher"
    KEINE = "keine"


@dataclass(frozen=True, slots=True)
class Anlass:
    """What of the people of a check can bring up a decree.

    `laender` empty: not known. `gruppen` holds only what a person has said of themselves.
    """

    laender: frozenset[str] = frozenset()
    gruppen: frozenset[str] = frozenset()
    verletzlich: frozenset[str] = frozenset()


def offene_punkte(punkte: Punktdatei, ergebnisse: Mapping[str, Punktergebnis]) -> tuple[Punkt, ...]:
    """The points nobody has looked at, and those to be clarified."""
    return tuple(p for p in punkte.punkt if _offen(ergebnisse.get(p.kennung)))


def hindernisse(punkte: Punktdatei, ergebnisse: Mapping[str, Punktergebnis]) -> tuple[Punkt, ...]:
    """The points at which somebody found that something stands against the deportation."""
    return tuple(p for p in punkte.punkt if ergebnisse.get(p.kennung) is Punktergebnis.HINDERNIS)


def _offen(ergebnis: Punktergebnis | None) -> bool:
    return ergebnis is None or ergebnis is Punktergebnis.ZU_KLAEREN


def anlasslage(erlass: Erlass, anlass: Anlass) -> Anlasslage:
    """Whether a decree is brought up. What is not known never counts as no."""
    if erlass.verletzlich and not anlass.verletzlich & set(erlass.verletzlich):
        return Anlasslage.NEIN
    if erlass.laender and anlass.laender and not anlass.laender & set(erlass.laender):
        return Anlasslage.NEIN
    if erlass.laender and not anlass.laender:
        return Anlasslage.LAND_NICHT_BEKANNT
    if erlass.gruppen and not anlass.gruppen & set(erlass.gruppen):
        return Anlasslage.NUR_WENN_GENANNT
    return Anlasslage.JA


def erlasse_fuer(
    erlasse: Erlassdatei, land: str, anlass: Anlass, tag: date
) -> tuple[tuple[Erlass, Anlasslage], ...]:
    """The decrees of a Land to think of on a day, the newest first; never those of a later day."""
    gefunden = [
        (erlass, anlasslage(erlass, anlass))
        for erlass in erlasse.erlass
        if erlass.land == land and erlass.vom <= tag
    ]
    offen = [paar for paar in gefunden if paar[1] is not Anlasslage.NEIN]
    return tuple(sorted(offen, key=lambda paar: paar[0].vom, reverse=True))


def stopps_am(stopps: Iterable[Stopp], land: str, tag: date) -> tuple[Stopp, ...]:
    """Stops of a Land that are proven to run on a day; an unknown end keeps a stop running."""
    return tuple(
        s
        for s in stopps
        if s.land == land and s.von is not None and s.von <= tag and (s.bis is None or tag <= s.bis)
    )


def reihenfolge(am: date | None, vollzug: date) -> Reihenfolge:
    """Whether what happened on `am` came before the removal.

    On the day itself nobody can tell from the day: it does not count as before.
    """
    if am is None:
        return Reihenfolge.KEINE
    return Reihenfolge.VORHER if am < vollzug else Reihenfolge.NACHHER
