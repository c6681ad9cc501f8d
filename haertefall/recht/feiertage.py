"""The public holidays of the sixteen Länder, computed, with the days their laws changed.

Sources: the holiday acts of the Länder (the names below), Art. 2 Abs. 2 Einigungsvertrag for
October 3. Holidays of single municipalities are left out, because an office of the Land may lie
elsewhere: Augsburg (August 8), Mariä Himmelfahrt in Bayern, Fronleichnam in Sachsen and Thüringen.
Easter Sunday and Whit Sunday, holidays in Brandenburg, are Sundays anyway.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

ERSTES_JAHR = 1995  # Buß- und Bettag ended in fifteen Länder; the tables below begin here.

GESETZE: dict[str, str] = {
    "BW": "Feiertagsgesetz (FTG) Baden-Württemberg",
    "BY": "Feiertagsgesetz (FTG) Bayern",
    "BE": "Gesetz über die Sonn- und Feiertage Berlin",
    "BB": "Feiertagsgesetz (FTG) Brandenburg",
    "HB": "Gesetz über die Sonn- und Feiertage Bremen",
    "HH": "Feiertagsgesetz Hamburg",
    "HE": "Hessisches Feiertagsgesetz (HFeiertagsG)",
    "MV": "Feiertagsgesetz Mecklenburg-Vorpommern (FTG M-V)",
    "NI": "Niedersächsisches Gesetz über die Feiertage (NFeiertagsG)",
    "NW": "Feiertagsgesetz NW",
    "RP": "Landesgesetz über den Schutz der Sonn- und Feiertage (LFtG) Rheinland-Pfalz",
    "SL": "Gesetz über die Sonn- und Feiertage (SFG) Saarland",
    "SN": "Gesetz über Sonn- und Feiertage im Freistaat Sachsen (SächsSFG)",
    "ST": "Gesetz über die Sonn- und Feiertage (FeiertG LSA) Sachsen-Anhalt",
    "SH": "Gesetz über Sonn- und Feiertage (SFTG) Schleswig-Holstein",
    "TH": "Thüringer Feiertagsgesetz (ThürFtG)",
}
ALLE = frozenset(GESETZE)


class LandUnbekannt(ValueError):
    """Not one of the sixteen Länder."""


@dataclass(frozen=True)
class _Fest:
    """A holiday: a fixed day, or days after Easter Sunday; where, and in which years."""

    name: str
    laender: frozenset[str] = ALLE
    tag: tuple[int, int] | None = None
    nach_ostern: int = 0
    ab: int = ERSTES_JAHR
    bis: int | None = None

    def am(self, jahr: int) -> date:
        if self.tag is not None:
            return date(jahr, *self.tag)
        return ostersonntag(jahr) + timedelta(days=self.nach_ostern)


def _in(laender: str) -> frozenset[str]:
    return frozenset(laender.split())


_FESTE = (
    _Fest("Neujahr", tag=(1, 1)),
    _Fest("Karfreitag", nach_ostern=-2),
    _Fest("Ostermontag", nach_ostern=1),
    _Fest("Tag der Arbeit", tag=(5, 1)),
    _Fest("Christi Himmelfahrt", nach_ostern=39),
    _Fest("Pfingstmontag", nach_ostern=50),
    _Fest("Tag der Deutschen Einheit", tag=(10, 3)),
    _Fest("1. Weihnachtstag", tag=(12, 25)),
    _Fest("2. Weihnachtstag", tag=(12, 26)),
    _Fest("Heilige Drei Könige", _in("BW BY ST"), (1, 6)),
    _Fest("Fronleichnam", _in("BW BY HE NW RP SL"), nach_ostern=60),
    _Fest("Mariä Himmelfahrt", _in("SL"), (8, 15)),
    _Fest("Allerheiligen", _in("BW BY NW RP SL"), (11, 1)),
    _Fest("Reformationstag", _in("BB MV SN ST TH"), (10, 31)),
    # Five hundred years after 1517, once, in all Länder.
    _Fest("Reformationstag", ALLE - _in("BB MV SN ST TH"), (10, 31), ab=2017, bis=2017),
    _Fest("Reformationstag", _in("HB HH NI SH"), (10, 31), ab=2018),
    _Fest("Internationaler Frauentag", _in("BE"), (3, 8), ab=2019),
    _Fest("Internationaler Frauentag", _in("MV"), (3, 8), ab=2023),
    _Fest("Weltkindertag", _in("TH"), (9, 20), ab=2019),
    # Berlin, once each: 75 and 80 years after the liberation, 75 years after June 17, 1953.
    _Fest("Tag der Befreiung", _in("BE"), (5, 8), ab=2020, bis=2020),
    _Fest("Tag der Befreiung", _in("BE"), (5, 8), ab=2025, bis=2025),
    _Fest("Jahrestag des Volksaufstandes", _in("BE"), (6, 17), ab=2028, bis=2028),
)


def ostersonntag(jahr: int) -> date:
    """Easter Sunday of the Gregorian calendar (the computation of Meeus, Jones and Butcher)."""
    mond = jahr % 19
    jahrhundert, rest = divmod(jahr, 100)
    schalt, uebrig = divmod(jahrhundert, 4)
    korrektur = (jahrhundert - (jahrhundert + 8) // 25 + 1) // 3
    vollmond = (19 * mond + jahrhundert - schalt - korrektur + 15) % 30
    woche = (32 + 2 * uebrig + 2 * (rest // 4) - vollmond - rest % 4) % 7
    ausnahme = (mond + 11 * vollmond + 22 * woche) // 451
    monat, tag = divmod(vollmond + woche - 7 * ausnahme + 114, 31)
    return date(jahr, monat, tag + 1)


def buss_und_bettag(jahr: int) -> date:
    """The Wednesday before November 23."""
    letzter = date(jahr, 11, 22)
    return letzter - timedelta(days=(letzter.weekday() - 2) % 7)


@cache
def feiertage(jahr: int, land: str) -> dict[date, str]:
    """Holidays of a year in a Land, by day."""
    if land not in ALLE:
        raise LandUnbekannt(f"„{land}“ ist kein Land. Möglich sind: {', '.join(sorted(ALLE))}.")
    if jahr < ERSTES_JAHR:
        raise ValueError(f"Feiertage sind erst ab {ERSTES_JAHR} hinterlegt.")
    tage = {
        fest.am(jahr): fest.name
        for fest in _FESTE
        if land in fest.laender and fest.ab <= jahr <= (fest.bis or jahr)
    }
    if land == "SN":
        tage[buss_und_bettag(jahr)] = "Buß- und Bettag"
    return dict(sorted(tage.items()))


def feiertag(tag: date, land: str) -> str | None:
    """Name of the holiday on this day, if it is one."""
    return feiertage(tag.year, land).get(tag)
