"""Rhythms of jobs that nobody has to order: once a day, or every few minutes.

Each run has a slot with its own key, so that two workers, a restart or an hour that comes twice
never make two jobs of it.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from haertefall.auftraege.argumente import Wert
from haertefall.zeit import BERLIN

# How many days without a worker are made up for; finished jobs are kept a little longer.
NACHHOLEN_TAGE = 14


@dataclass(frozen=True)
class Fach:
    """One slot: its key and what the job gets as arguments."""

    schluessel: str
    argumente: dict[str, Wert]


@dataclass(frozen=True)
class Taeglich:
    """Once per day in Europe/Berlin, from a time of day on. The task gets `tag: date`.

    Days on which no worker ran are made up for, oldest first. After a wrong clock a day may run
    again, so a run asks what is due and not yet done, never what became due today.
    """

    ab: time

    def faecher(self, art: str, jetzt: datetime) -> list[Fach]:
        """The slots that could be due, oldest first."""
        ort = jetzt.astimezone(BERLIN)
        letzter = ort.date() if ort.time() >= self.ab else ort.date() - timedelta(days=1)
        tage = [letzter - timedelta(days=n) for n in range(NACHHOLEN_TAGE, -1, -1)]
        return [Fach(f"taeglich:{art}:{tag}", {"tag": tag}) for tag in tage]


@dataclass(frozen=True)
class Alle:
    """Again and again, once per `abstand` of the clock. Missed runs are not made up for."""

    abstand: timedelta

    def faecher(self, art: str, jetzt: datetime) -> list[Fach]:
        """The present slot."""
        nummer = int(jetzt.timestamp() // self.abstand.total_seconds())
        return [Fach(f"alle:{art}:{nummer}", {})]


Takt = Taeglich | Alle


def offen(faecher: list[Fach], vorhanden: set[str]) -> list[Fach]:
    """What comes after the newest slot that has a job; only the last if none has one."""
    for stelle in range(len(faecher) - 1, -1, -1):
        if faecher[stelle].schluessel in vorhanden:
            return faecher[stelle + 1 :]
    return faecher[-1:]
