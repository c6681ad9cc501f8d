"""A second count, as plain as possible: replay every history, then look at each case.

It shares no code with the facts. What was known on a day is the list of events as it stood then.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Aenderung = Mapping[str, str | int | bool]
Ereignis = tuple[date, Aenderung]


@dataclass(frozen=True)
class Erfassung:
    """On this day the file of a case held these events."""

    tag: date
    ereignisse: tuple[Ereignis, ...]


Geschichte = Sequence[Erfassung]


def stand(geschichte: Geschichte, stichtag: date, kenntnisstand: date) -> dict[str, str] | None:
    """What the case counts as; None if it does not count."""
    bekannt = [e for e in geschichte if e.tag <= kenntnisstand]
    if not bekannt:
        return None
    ereignisse = bekannt[-1].ereignisse
    eingang = ereignisse[0][0]
    if eingang > stichtag:
        return None
    werte = {"jahr": str(eingang.year), "land": "XXX", "ergebnis": "offen", "folge": ""}
    zaehlt = True
    for am, aenderung in sorted(ereignisse, key=lambda e: max(e[0], eingang)):
        if am > stichtag:
            continue
        for name, wert in aenderung.items():
            if name == "zaehlt":
                zaehlt = bool(wert)
            elif name == "folge" and werte["ergebnis"] != "ersuchen":
                pass  # nothing can follow an Ersuchen that does not stand
            else:
                werte[name] = str(wert)
        if werte["ergebnis"] != "ersuchen":
            werte["folge"] = ""
        elif not werte["folge"]:
            werte["folge"] = "offen"
    return werte if zaehlt else None


def tabellen(
    geschichten: Sequence[Geschichte],
    spalten: Mapping[tuple[str, str], str],
    stichtag: date,
    kenntnisstand: date,
) -> Counter[tuple[str, str, str]]:
    """Counts by (what, year, column)."""
    zahlen: Counter[tuple[str, str, str]] = Counter()
    for geschichte in geschichten:
        werte = stand(geschichte, stichtag, kenntnisstand)
        if werte is None:
            continue
        jahr = werte["jahr"]
        spalte = spalten["ergebnis", werte["ergebnis"]]
        if spalte == "nicht_gezaehlt":
            continue
        zahlen["antraege", jahr, ""] += 1
        zahlen["land", jahr, werte["land"]] += 1
        zahlen["ergebnis", jahr, spalte] += 1
        if spalte == "ersuchen":
            zahlen["folge", jahr, spalten["folge", werte["folge"]]] += 1
    return zahlen
