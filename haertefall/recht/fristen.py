"""Counting of periods: §§ 187 to 193 BGB, § 31 VwVfG.

A period that starts with an event does not count the day of the event (§ 187 Abs. 1 BGB) and ends
with the end of its last day (§ 188). Only where the row names the rule does an end on a Saturday,
Sunday or holiday move to the next working day, and only forward. Periods counted backwards, ages
and waiting times never move.

A period counted backwards from a day must lie in full between the act and that day: neither the
day itself counts nor the day of the act (§§ 187, 188 BGB accordingly; Duckenbrodt, NJW 2013, 2390).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from haertefall.recht.feiertage import GESETZE, feiertag
from haertefall.recht.ordnung import Fristzeile

Einheit = Literal["tage", "werktage", "wochen", "monate", "jahre"]
EINHEIT_WORTE: dict[Einheit, tuple[str, str]] = {
    "tage": ("Tag", "Tage"),
    "werktage": ("Werktag", "Werktage"),
    "wochen": ("Woche", "Wochen"),
    "monate": ("Monat", "Monate"),
    "jahre": ("Jahr", "Jahre"),
}
_SAMSTAG, _SONNTAG = 5, 6
_EIN_TAG = timedelta(days=1)


@dataclass(frozen=True)
class Fristende:
    """The last day on which the act is in time; `eigentlich` is the end before it moved."""

    tag: date
    eigentlich: date
    satz: str

    @property
    def verschoben(self) -> bool:
        """Whether the end moved to a working day."""
        return self.tag != self.eigentlich


class FristOhneZahl(ValueError):
    """The row names who sets the period, not how long it is."""


def frist_ende(zeile: Fristzeile, ereignis: date, land: str) -> Fristende:
    """End of a regulated period that starts with an event (or runs back from a day)."""
    if zeile.anzahl is None or zeile.einheit is None:
        raise FristOhneZahl(
            f"Die Dauer der Frist „{zeile.bezeichnung}“ wird im Einzelfall gesetzt."
        )
    eigentlich = frist_rechnen(ereignis, zeile.anzahl, zeile.einheit, land, zeile.rueckwaerts)
    tag = naechster_werktag(eigentlich, land) if zeile.verschiebung else eigentlich
    return Fristende(
        tag, eigentlich, _satz(zeile, zeile.anzahl, zeile.einheit, tag, eigentlich, land)
    )


def frist_rechnen(
    ereignis: date, anzahl: int, einheit: Einheit, land: str, rueckwaerts: bool = False
) -> date:
    """Last day of a period, before any move; backwards: last day on which to act."""
    richtung = -1 if rueckwaerts else 1
    if einheit == "werktage":
        ende = _werktage_weiter(ereignis, anzahl, land, richtung)
    elif einheit == "tage":
        ende = ereignis + timedelta(days=anzahl) * richtung
    elif einheit == "wochen":
        ende = ereignis + timedelta(weeks=anzahl) * richtung
    else:
        monate = anzahl * 12 if einheit == "jahre" else anzahl
        ende = monate_weiter(ereignis, monate * richtung)
    return ende - _EIN_TAG if rueckwaerts else ende


def monate_weiter(tag: date, monate: int) -> date:
    """Same day of another month, or that month's last day (§ 188 Abs. 2 and 3 BGB)."""
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))


def alter_am(geburtstag: date, tag: date) -> int:
    """Completed years on a day; the day of birth counts (§ 187 Abs. 2 Satz 2 BGB)."""
    if tag < geburtstag:
        raise ValueError("Der Tag liegt vor der Geburt.")
    noch_nicht = (tag.month, tag.day) < (geburtstag.month, geburtstag.day)
    return tag.year - geburtstag.year - noch_nicht


def wartezeit_erfuellt_am(beginn: date, monate: int) -> date:
    """First day after a waiting time whose first day counts (§ 187 Abs. 2 BGB); never moves."""
    ende = monate_weiter(beginn, monate)
    # The day that would follow the end is missing in this month: it is the first of the next.
    return ende if ende.day == beginn.day else ende + _EIN_TAG


def ist_werktag(tag: date, land: str) -> bool:
    """Monday to Saturday, no holiday."""
    return tag.weekday() != _SONNTAG and feiertag(tag, land) is None


def ist_arbeitstag(tag: date, land: str) -> bool:
    """Monday to Friday, no holiday."""
    return tag.weekday() < _SAMSTAG and feiertag(tag, land) is None


def naechster_werktag(tag: date, land: str) -> date:
    """The day itself, or the next that is no Saturday, Sunday or holiday (§ 193 BGB)."""
    while not ist_arbeitstag(tag, land):
        tag += _EIN_TAG
    return tag


def arbeitstage_weiter(tag: date, anzahl: int, land: str) -> date:
    """So many working days later; for settings of an office, not for legal periods."""
    while anzahl > 0:
        tag += _EIN_TAG
        anzahl -= ist_arbeitstag(tag, land)
    return tag


def arbeitstage_zwischen(von: date, bis: date, land: str) -> int:
    """Working days after `von` up to and including `bis`."""
    tage = (von + timedelta(days=n) for n in range(1, (bis - von).days + 1))
    return sum(ist_arbeitstag(tag, land) for tag in tage)


def _werktage_weiter(tag: date, anzahl: int, land: str, richtung: int) -> date:
    while anzahl > 0:
        tag += _EIN_TAG * richtung
        anzahl -= ist_werktag(tag, land)
    return tag


def _satz(
    zeile: Fristzeile, anzahl: int, einheit: Einheit, tag: date, eigentlich: date, land: str
) -> str:
    dauer = f"{anzahl} {EINHEIT_WORTE[einheit][anzahl != 1]}"
    richtung = "vor" if zeile.rueckwaerts else "ab"
    satz = (
        f"{dauer} {richtung}: {zeile.beginn}; spätestens am {eigentlich:%d.%m.%Y} ({zeile.beleg})."
    )
    if tag == eigentlich:
        return satz
    name = feiertag(eigentlich, land)
    wochentag = "Sonnabend" if eigentlich.weekday() == _SAMSTAG else "Sonntag"
    grund = f"{name} ({GESETZE[land]})" if name else wochentag
    return f"{satz} Das ist {grund}; die Frist endet am {tag:%d.%m.%Y} ({zeile.verschiebung})."
