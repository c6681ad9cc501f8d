"""From the events of one case to what it counts as, day by day (pure).

An event says what changes on its day. The event with the lowest number is the receipt: the case
counts from that day on, and in that year. The days of result and follow-up are derived: they are
the day on which the value changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from haertefall.statistik.codes import MIT_FOLGE, Ergebnis, Folge, Grund, Grundart, Ruhegrund
from haertefall.statistik.laender import UNGEKLAERT, laender

OFFEN = date(9999, 12, 31)
"""End of an interval that has not ended."""

Wert = str | int | bool


@dataclass(frozen=True)
class Zaehlereignis:
    """What changes in the count on a day; `folge_nr` orders events of the same day.

    `aenderung` names attributes of `Zaehlwerte`, with values as JSON knows them.
    """

    am: date
    folge_nr: int
    aenderung: Mapping[str, Wert]


@dataclass(frozen=True)
class Zaehlwerte:
    """What a case counts as. The fields are columns of `Tatsache`."""

    jahr: int
    land: str = UNGEKLAERT
    behoerde: str = ""
    personen: int = 1
    zaehlt: bool = True
    befragt: bool = False
    ergebnis: str = Ergebnis.OFFEN.value
    ergebnis_am: date | None = None
    folge: str = ""
    folge_am: date | None = None
    grund: str = ""
    rechtsgrund: str = ""
    ruht: str = ""
    grundarten: str = ""
    entfernt_trotz: bool = False


@dataclass(frozen=True)
class Abschnitt:
    """An interval of days (half-open) in which a case counts as `werte`."""

    gilt_ab: date
    gilt_bis: date
    werte: Zaehlwerte


class UnbekannteAngabe(ValueError):
    """An event names an attribute or a code that does not exist."""


ANGABEN = frozenset(f.name for f in fields(Zaehlwerte)) - {"ergebnis_am", "folge_am"}
_CODES = {
    "ergebnis": frozenset(Ergebnis),
    "folge": frozenset(Folge) | {""},
    "grund": frozenset(Grund) | {""},
    "ruht": frozenset(Ruhegrund) | {""},
}


def zeitleiste(ereignisse: Iterable[Zaehlereignis]) -> list[Abschnitt]:
    """Intervals without gaps from the receipt on; the last one is open.

    Of several events on one day the end of the day counts. Days on which nothing changes make no
    interval of their own. What is dated before the receipt counts from the receipt on.

    Raises:
        UnbekannteAngabe: an attribute or code does not exist.
        ValueError: there is no event.
    """
    alle = list(ereignisse)
    if not alle:
        raise ValueError("Ohne Ereignis gibt es keine Zeitleiste.")
    eingang = min(alle, key=lambda e: e.folge_nr).am
    werte = Zaehlwerte(jahr=eingang.year)
    staende: dict[date, Zaehlwerte] = {}
    for ereignis in sorted(alle, key=lambda e: (max(e.am, eingang), e.folge_nr)):
        tag = max(ereignis.am, eingang)
        werte = _geaendert(werte, ereignis.aenderung, tag)
        staende[tag] = werte
    return _abschnitte(staende)


def _geaendert(werte: Zaehlwerte, aenderung: Mapping[str, Wert], tag: date) -> Zaehlwerte:
    _pruefe(aenderung)
    neu: dict[str, Any] = {**vars(werte), **aenderung}
    _stimmig(neu)
    if neu["ergebnis"] != werte.ergebnis:
        neu["ergebnis_am"] = None if neu["ergebnis"] == Ergebnis.OFFEN else tag
    if neu["folge"] != werte.folge:
        neu["folge_am"] = None if neu["folge"] in ("", Folge.OFFEN) else tag
    return Zaehlwerte(**neu)


def _stimmig(werte: dict[str, Any]) -> None:
    """Nothing follows where nothing stands, an Ersuchen waits, only what is open can rest."""
    werte["land"] = werte["land"] or UNGEKLAERT
    if werte["ergebnis"] not in MIT_FOLGE:
        werte.update(folge="", grund="", grundarten="", entfernt_trotz=False)
    elif werte["ergebnis"] == Ergebnis.ERSUCHEN and not werte["folge"]:
        werte["folge"] = Folge.OFFEN.value
    if Ergebnis.OFFEN not in (werte["ergebnis"], werte["folge"]):
        werte["ruht"] = ""


def _pruefe(aenderung: Mapping[str, Wert]) -> None:
    for name, wert in aenderung.items():
        if name not in ANGABEN:
            raise UnbekannteAngabe(f"„{name}“ ist keine Angabe der Zählung.")
        if name in _CODES and wert not in _CODES[name]:
            raise UnbekannteAngabe(f"„{wert}“ ist kein Code für „{name}“.")
        if name == "grundarten" and not set(str(wert).split()) <= set(Grundart):
            raise UnbekannteAngabe(f"„{wert}“ sind keine Arten von Gründen.")
        if name == "land" and wert and wert not in laender():
            raise UnbekannteAngabe(f"„{wert}“ ist kein Schlüssel eines Landes.")


def _abschnitte(staende: Mapping[date, Zaehlwerte]) -> list[Abschnitt]:
    abschnitte: list[Abschnitt] = []
    for tag, werte in staende.items():
        if abschnitte and abschnitte[-1].werte == werte:
            continue
        if abschnitte:
            abschnitte[-1] = replace(abschnitte[-1], gilt_bis=tag)
        abschnitte.append(Abschnitt(tag, OFFEN, werte))
    return abschnitte
