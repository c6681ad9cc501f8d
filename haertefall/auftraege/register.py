"""The tasks the worker can carry out, by name.

The name is stored in the job, not the place in the code: a module may move while jobs wait.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from haertefall.auftraege import argumente
from haertefall.auftraege.takt import Taeglich, Takt

HOECHSTENS = 8
NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
F = TypeVar("F", bound=Callable[..., Any])


class UnbekannteAufgabe(LookupError):
    """A job names a task this program does not know, as after going back to an older version."""


@dataclass(frozen=True)
class Aufgabe:
    """A task.

    Attributes:
        rufe: gets the job and its arguments. A database task has its effect in the transaction
            that also marks the job as done. A task with an effect outside only prepares it and
            returns what has it (or None: nothing to do any more).
        aussen: has an effect outside the database.
        hoechstens: how many starts a job has before it is given up.
    """

    name: str
    rufe: Callable[..., Callable[[], None] | None]
    schema: dict[str, Any]
    aussen: bool
    hoechstens: int
    takt: Takt | None


_aufgaben: dict[str, Aufgabe] = {}


def aufgabe(
    name: str, *, hoechstens: int = HOECHSTENS, takt: Takt | None = None
) -> Callable[[F], F]:
    """Declare a database task: `@aufgabe("faelle.erinnern")` on `f(auftrag, *, fall: UUID)`.

    The function changes the database and nothing else; then its effect happens exactly once.
    """

    def merke(funktion: F) -> F:
        eintragen(name, funktion, aussen=False, hoechstens=hoechstens, takt=takt)
        return funktion

    return merke


def eintragen(
    name: str,
    funktion: Callable[..., Any],
    *,
    aussen: bool,
    hoechstens: int,
    takt: Takt | None = None,
) -> None:
    """Put a task into the register.

    Raises:
        ValueError: the name is taken or malformed, or a rhythm does not fit the arguments.
    """
    if not NAME.fullmatch(name) or len(name) > 60:
        raise ValueError(f"Name einer Aufgabe: raum.verb, nicht {name!r}")
    if name in _aufgaben:
        raise ValueError(f"Die Aufgabe {name} gibt es schon.")
    schema = argumente.schema(funktion)
    if takt is not None and list(schema) != (["tag"] if isinstance(takt, Taeglich) else []):
        raise ValueError(f"{name}: täglich bekommt genau den Tag (tag), andere Takte nichts.")
    _aufgaben[name] = Aufgabe(name, funktion, schema, aussen, hoechstens, takt)


def hole(name: str) -> Aufgabe:
    """The task of that name; raises UnbekannteAufgabe."""
    try:
        return _aufgaben[name]
    except KeyError:
        raise UnbekannteAufgabe(name) from None


def getaktete() -> list[tuple[Aufgabe, Takt]]:
    """All tasks with a rhythm."""
    return [(eine, eine.takt) for eine in _aufgaben.values() if eine.takt is not None]
