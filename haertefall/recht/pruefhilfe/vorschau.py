"""When time alone changes a result: the earliest day, found by jumping from turning day to day.

Between two turning days nothing can change, because rules read the day only through `Lage`, which
notes each of them. The outlook assumes that everything which runs today goes on, and knows only
the law that is stored today.
"""

import heapq
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from haertefall.recht.pruefhilfe.befund import Befund, Ergebnis
from haertefall.recht.pruefhilfe.gesetze import Geltung

_EIN_TAG = timedelta(days=1)


def grenztage(geltungen: Iterable[Geltung]) -> frozenset[date]:
    """First days, and first days after the end."""
    tage: set[date] = set()
    for geltung in geltungen:
        if geltung.gueltig_ab is not None:
            tage.add(geltung.gueltig_ab)
        if geltung.gueltig_bis is not None:
            tage.add(geltung.gueltig_bis + _EIN_TAG)
    return frozenset(tage)


def erster_tag(
    auswerten: Callable[[date], Befund],
    heute: Befund,
    stichtag: date,
    versionen: frozenset[date],
    gesucht: Callable[[Ergebnis], bool],
) -> date | None:
    """The first later day with such a result; None if time alone never brings it."""
    warteschlange = [tag for tag in heute.wendetage | versionen if tag > stichtag]
    heapq.heapify(warteschlange)
    gesehen = set(warteschlange)
    while warteschlange:
        tag = heapq.heappop(warteschlange)
        befund = auswerten(tag)
        if gesucht(befund.ergebnis):
            return tag
        for spaeter in befund.wendetage:
            if spaeter > tag and spaeter not in gesehen:
                gesehen.add(spaeter)
                heapq.heappush(warteschlange, spaeter)
    return None


def erfuellt(ergebnis: Ergebnis) -> bool:
    """What one waits for."""
    return ergebnis is Ergebnis.ERFUELLT


def nicht_mehr_erfuellt(ergebnis: Ergebnis) -> bool:
    """What one fears."""
    return ergebnis is not Ergebnis.ERFUELLT
