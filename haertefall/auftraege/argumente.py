"""What a job may carry: ids, numbers, days and words that the task itself declares.

The signature of a task is its schema. There is no way to put free text into the table, so
nothing about a person lies there and deleting a case need not look for it.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

Wert = UUID | date | int | str
# Six digits: a year, a version, a number within a body; no telephone or register number.
GROESSTE_ZAHL = 999_999
WORT = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class ArgumentVerboten(TypeError):
    """An argument that is not an id, a number, a day or a declared word. Never names the value."""


def schema(funktion: Callable[..., object]) -> dict[str, Any]:
    """Names and types of the arguments a task declares after the job itself.

    Raises:
        ArgumentVerboten: a parameter that is not keyword-only or has a type that could hold text.
    """
    _auftrag, *parameter = inspect.signature(funktion).parameters.values()
    typen = get_type_hints(funktion)
    for einer in parameter:
        if einer.kind is not einer.KEYWORD_ONLY or einer.default is not einer.empty:
            raise ArgumentVerboten(f"{einer.name}: nur nach * und ohne Vorgabe")
        if not _erlaubt(typen.get(einer.name)):
            raise ArgumentVerboten(f"{einer.name}: nur UUID, date, int, Literal[…] oder StrEnum")
    return {einer.name: typen[einer.name] for einer in parameter}


def schreiben(typen: Mapping[str, Any], werte: Mapping[str, Wert]) -> dict[str, str | int]:
    """The arguments as they are stored.

    Raises:
        ArgumentVerboten: too many, too few, or not of the declared type.
    """
    if werte.keys() != typen.keys():
        raise ArgumentVerboten(f"erwartet: {', '.join(sorted(typen)) or 'nichts'}")
    return {name: _geschrieben(name, typ, werte[name]) for name, typ in typen.items()}


def lesen(typen: Mapping[str, Any], gespeichert: Mapping[str, Any]) -> dict[str, Wert]:
    """The stored arguments with the types the task declares."""
    if gespeichert.keys() != typen.keys():
        raise ArgumentVerboten(f"erwartet: {', '.join(sorted(typen)) or 'nichts'}")
    return {name: _gelesen(typ, gespeichert[name]) for name, typ in typen.items()}


def _woerter(typ: Any) -> Iterable[object] | None:
    """The words a Literal or StrEnum declares; None for another type."""
    if get_origin(typ) is Literal:
        return get_args(typ)
    if isinstance(typ, type) and issubclass(typ, StrEnum):
        return list(typ)
    return None


def _erlaubt(typ: Any) -> bool:
    woerter = _woerter(typ)
    if woerter is None:
        return typ in (UUID, date, int)
    return all(isinstance(wort, str) and WORT.fullmatch(wort) for wort in woerter)


def _geschrieben(name: str, typ: Any, wert: Wert) -> str | int:
    woerter = _woerter(typ)
    if woerter is not None:
        if isinstance(wert, str) and wert in woerter:
            return str(wert)
    elif typ is int:
        if type(wert) is int and 0 <= wert <= GROESSTE_ZAHL:
            return wert
    elif typ is UUID:
        if isinstance(wert, UUID):
            return str(wert)
    elif isinstance(wert, date) and not isinstance(wert, datetime):
        return wert.isoformat()
    raise ArgumentVerboten(f"{name}: passt nicht zu der Art, die die Aufgabe nennt")


def _gelesen(typ: Any, wert: Any) -> Wert:
    if typ is date:
        return date.fromisoformat(wert)
    if typ is UUID:
        return UUID(wert)
    if isinstance(typ, type) and issubclass(typ, StrEnum):
        return typ(wert)
    return int(wert) if typ is int else str(wert)
