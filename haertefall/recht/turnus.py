"""How often a body should meet, held against when it met. A planning figure never blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from haertefall.recht.ordnung import Ordnung, Turnus

_MONATE = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12}
_WORTE = {"monat": "Monat", "quartal": "Quartal", "halbjahr": "Halbjahr", "jahr": "Jahr"}


class Lampe(StrEnum):
    """How a row stands."""

    EINGEHALTEN = "eingehalten"
    OFFEN = "offen"
    UEBERFAELLIG = "ueberfaellig"
    AUSKUNFT = "auskunft"


LAMPE_WORTE: dict[Lampe, str] = {
    Lampe.EINGEHALTEN: "eingehalten",
    Lampe.OFFEN: "noch offen",
    Lampe.UEBERFAELLIG: "überfällig",
    Lampe.AUSKUNFT: "zur Auskunft",
}


@dataclass(frozen=True)
class Turnusbefund:
    """One row and how it stands. `bis`: by when the next session is due under it, if it is."""

    zeile: Turnus
    lampe: Lampe
    satz: str
    bis: date | None = None


def turnus_beobachten(
    ordnung: Ordnung,
    sitzungen: Iterable[tuple[str, date]],
    heute: date,
    *,
    kleines_gremium: bool,
) -> list[Turnusbefund]:
    """Every row that applies: the text and the practice each for itself.

    Args:
        ordnung: the rules.
        sitzungen: track and day of every session that was held.
        heute: the day of which is asked.
        kleines_gremium: whether the body has formed its small body.
    """
    gehalten = list(sitzungen)
    befunde = []
    for zeile in ordnung.turnus:
        if zeile.wenn_kleines_gremium not in (None, kleines_gremium):
            continue
        tage = sorted(tag for spur, tag in gehalten if spur == zeile.spur and tag <= heute)
        befunde.append(_befund(zeile, tage, heute))
    return befunde


def _befund(zeile: Turnus, tage: list[date], heute: date) -> Turnusbefund:
    if zeile.je is None:
        satz = "Nach Bedarf." if zeile.anlassbezogen else "Ohne Zahl."
        return Turnusbefund(zeile, Lampe.AUSKUNFT, satz)
    monate = _MONATE[zeile.je]
    beginn = zeitraum_beginn(heute, monate)
    ende = _weiter(beginn, monate) - timedelta(days=1)
    hier = sum(1 for tag in tage if tag >= beginn)
    wort = _WORTE[zeile.je]
    if zeile.mindestens is None:
        satz = f"Im laufenden {wort} {hier} von höchstens {zeile.hoechstens} Sitzungen."
        return Turnusbefund(zeile, Lampe.AUSKUNFT, satz)
    satz = f"Im laufenden {wort} (bis {ende:%d.%m.%Y}) {hier} von mindestens {zeile.mindestens}."
    vorher = zeitraum_beginn(beginn - timedelta(days=1), monate)
    damals = sum(1 for tag in tage if vorher <= tag < beginn)
    # Before the first session known here nothing can be said about the past.
    bekannt = bool(tage) and tage[0] < beginn
    if hier >= zeile.mindestens:
        return Turnusbefund(zeile, Lampe.EINGEHALTEN, satz)
    if bekannt and damals < zeile.mindestens:
        satz += f" Im {wort} davor waren es {damals}."
        return Turnusbefund(zeile, Lampe.UEBERFAELLIG, satz, ende)
    return Turnusbefund(zeile, Lampe.OFFEN, satz, ende)


def zeitraum_beginn(tag: date, monate: int) -> date:
    """First day of the calendar month, quarter, half-year or year that holds `tag`."""
    return date(tag.year, (tag.month - 1) // monate * monate + 1, 1)


def _weiter(beginn: date, monate: int) -> date:
    monat = beginn.month - 1 + monate
    return date(beginn.year + monat // 12, monat % 12 + 1, 1)
