"""The clock of the house: the only place that reads it.

Moments are stored in UTC. A legal day is always a day in Europe/Berlin, so that an act at
half past midnight in summer belongs to the day people see on the wall.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

_gestellt: ContextVar[datetime | None] = ContextVar("gestellte_uhr", default=None)


def jetzt() -> datetime:
    """This moment, aware, in UTC."""
    return _gestellt.get() or datetime.now(UTC)


def heute() -> date:
    """The legal day."""
    return rechtstag(jetzt())


def rechtstag(moment: datetime) -> date:
    """The legal day of a moment."""
    return moment.astimezone(BERLIN).date()


@contextmanager
def gestellt(am: datetime) -> Iterator[None]:
    """Let the clock stand at `am`: for the demonstration and for tests."""
    if am.tzinfo is None:
        raise ValueError("Die Uhr braucht einen Zeitpunkt mit Zeitzone.")
    marke = _gestellt.set(am.astimezone(UTC))
    try:
        yield
    finally:
        _gestellt.reset(marke)
