"""Paragraphs of at most 80 columns."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from haertefall.recht.ordnung import Zeile

BREITE = 80


def ueberschrift(text: str) -> list[str]:
    """A heading with a line under it."""
    return ["", text, "─" * len(text)]


def absatz(text: str, einzug: int = 0) -> list[str]:
    """Running text."""
    return _umbrechen(text, " " * einzug, " " * einzug)


def punkt(text: str, einzug: int = 0, zeichen: str = "•") -> list[str]:
    """An entry of a list; further lines stand under the first."""
    rand = " " * einzug
    return _umbrechen(text, f"{rand}{zeichen} ", f"{rand}{' ' * (len(zeichen) + 1)}")


def paar(name: str, wert: object | None) -> list[str]:
    """A name and its value; without a value nothing."""
    return [] if wert in (None, "", []) else punkt(f"{name}: {wert}", zeichen=" ")


def mit_beleg(text: str, zeile: Zeile) -> str:
    """The sentence with its citation."""
    return f"{text} ({zeile.beleg})" if zeile.beleg else text


def vermerke(zeile: Zeile, einzug: int) -> Iterator[str]:
    """How a row is read, and what speaks against it."""
    if zeile.auslegung:
        yield from absatz(f"Gelesen: {zeile.auslegung}", einzug)
    if zeile.zweifel:
        yield from absatz(f"Zweifel: {zeile.zweifel}", einzug)


def worte(teile: Iterable[str | None]) -> str:
    """Parts that are there, with commas."""
    return ", ".join(teil for teil in teile if teil)


# „§ 7“ and „Abs. 2“ stay on one line.
_ZUSAMMEN = re.compile(r"(§§?|Abs\.|Satz|Nr\.|Kap\.|Kapitel|Spiegelstrich) (?=[0-9])")
_FEST = "\N{NO-BREAK SPACE}"


def _umbrechen(text: str, erste: str, weitere: str) -> list[str]:
    zeilen = wrap(
        _ZUSAMMEN.sub(rf"\1{_FEST}", text),
        BREITE,
        initial_indent=erste,
        subsequent_indent=weitere,
        break_on_hyphens=False,
    )
    return [zeile.replace(_FEST, " ") for zeile in zeilen]
