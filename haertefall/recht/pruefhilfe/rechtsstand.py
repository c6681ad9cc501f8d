"""How old the stored law is: which values were last checked when, and what is due to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from haertefall.recht.pruefhilfe.gesetze import (
    Beobachtung,
    Gesetze,
    Parameter,
    Sicherheit,
    Wertfassung,
)
from haertefall.recht.pruefhilfe.sachverhalt import Sprachstufe


@dataclass(frozen=True, slots=True)
class Wertstand:
    """A parameter on a day; without a version nothing is stored for that day."""

    parameter: Parameter
    fassung: Wertfassung | None
    stichtag: date

    @property
    def alter_tage(self) -> int | None:
        """Days since it was compared with its source; none if that was later."""
        if self.fassung is None:
            return None
        return max((self.stichtag - self.fassung.zuletzt_geprueft).days, 0)

    @property
    def ungeprueft(self) -> bool:
        """Whether the value itself was not read in the text of the law."""
        return self.fassung is not None and self.fassung.sicherheit is not Sicherheit.HOCH

    @property
    def veraltet(self) -> bool:
        """Whether the text that was read is older than the day, and may have changed since."""
        fassung = self.fassung
        return (
            fassung is not None
            and not fassung.abgeschlossen
            and fassung.zuletzt_geprueft < self.stichtag
        )


def wertstaende(gesetze: Gesetze, stichtag: date) -> tuple[Wertstand, ...]:
    """Every parameter, in the order of the files."""
    return tuple(Wertstand(p, p.am(stichtag), stichtag) for p in gesetze.parameter.values())


def beobachtungen(gesetze: Gesetze, stichtag: date) -> Iterator[tuple[Beobachtung, bool]]:
    """What to look at again, and whether its day has come."""
    for beobachtung in gesetze.stand.beobachtung:
        yield beobachtung, beobachtung.am is not None and beobachtung.am <= stichtag


def wert_text(fassung: Wertfassung) -> str:
    """A value as people read it."""
    wert = fassung.wert
    if isinstance(wert, date):
        return f"{wert:%d.%m.%Y}"
    if isinstance(wert, int | Sprachstufe):
        return str(wert)
    return "gilt" if fassung.gilt else "entfällt"
