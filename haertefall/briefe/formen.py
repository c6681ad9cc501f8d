"""Pieces of charts: text, numbers, the frame with title and description (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

SCHRIFT = 14
ZEICHEN = 8.4
"""Width of a character at this size, with room for a wider font than ours."""
_UNGUELTIG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Angaben:
    """What every chart needs. `kennung` makes the ids unique on a page."""

    kennung: str
    titel: str
    beschreibung: str
    breite: int = 640


def tausender(wert: int | str) -> str:
    """1064 → 1.064; words stay as they are."""
    return wert if isinstance(wert, str) else f"{wert:,}".replace(",", ".")


def rahmen(angaben: Angaben, hoehe: float, inhalt: SafeString) -> SafeString:
    """The picture with its title and description."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="diagramm" role="img" '
        'aria-labelledby="{0}-titel {0}-text" viewBox="0 0 {1} {2}" width="{1}" height="{2}" '
        'font-family="Fira Sans, sans-serif" font-size="{3}">'
        '<title id="{0}-titel">{4}</title><desc id="{0}-text">{5}</desc>{6}</svg>',
        angaben.kennung,
        angaben.breite,
        zahl(hoehe),
        SCHRIFT,
        sauber(angaben.titel),
        sauber(angaben.beschreibung),
        inhalt,
    )


def beschriftung(x: float, y: float, worte: str, *, anker: str = "start") -> SafeString:
    """Real text, searchable and readable aloud."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" fill="#1d1d1d" class="c-text">{}</text>',
        zahl(x),
        zahl(y),
        anker,
        sauber(worte),
    )


def gekuerzt(name: str, breite: float) -> str:
    """A name that fits into a width."""
    platz = int(breite / ZEICHEN) - 1
    return name if len(name) <= platz else name[: max(1, platz - 1)] + "…"


def je(teile: Iterable[SafeString]) -> Iterable[tuple[SafeString]]:
    """As `format_html_join` wants it."""
    return ((teil,) for teil in teile)


def zahl(wert: float) -> str:
    """A coordinate, to a tenth."""
    return f"{wert:.1f}".rstrip("0").rstrip(".")


def sauber(text: str) -> str:
    """Without characters that XML does not allow; escaping is done where it is put in."""
    return _UNGUELTIG.sub("", text)
