"""Periods as a timeline in SVG: one lane per kind, the same on screen and in print (pure).

Colours and hatching as in `diagramme`. The data table stands beside it; that is the page's part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from haertefall.briefe.diagramme import FARBEN
from haertefall.briefe.formen import (
    ZEICHEN,
    Angaben,
    beschriftung,
    gekuerzt,
    je,
    rahmen,
    sauber,
    zahl,
)

__all__ = ["Spanne", "zeitleiste"]

_RAND, _SPUR, _BALKEN = 4, 44, 16


@dataclass(frozen=True)
class Spanne:
    """One period: the name of its lane, its days (without a last one it goes on), what it says."""

    spur: str
    von: date
    bis: date | None
    text: str
    sicher: bool = True


def zeitleiste(angaben: Angaben, spannen: Sequence[Spanne], stichtag: date) -> SafeString:
    """All periods under each other by kind, with years below and the day as a line."""
    if not spannen:
        raise ValueError("Ohne Zeiten gibt es keine Zeitleiste.")
    feld = _Feld(angaben, spannen, stichtag)
    unten = len(feld.spuren) * _SPUR
    inhalt = format_html(
        "<defs>{}</defs>{}{}{}",
        format_html_join("", "{}", je(feld.muster())),
        format_html_join("", "{}", je(feld.jahre(unten))),
        format_html_join("", "{}", je(feld.balken())),
        feld.tag(unten),
    )
    return rahmen(angaben, unten + 52, inhalt)


class _Feld:
    """Where a day and a lane lie."""

    def __init__(self, angaben: Angaben, spannen: Sequence[Spanne], stichtag: date) -> None:
        self.angaben, self.spannen, self.stichtag = angaben, spannen, stichtag
        self.spuren = list(dict.fromkeys(spanne.spur for spanne in spannen))
        self.erster = min(spanne.von for spanne in spannen)
        self.letzter = max([stichtag, *(s.bis or s.von for s in spannen)])
        self.tage = max(1, (self.letzter - self.erster).days + 1)

    def x(self, tage: int) -> float:
        """Where so many days after the first lie."""
        return _RAND + (self.angaben.breite - 2 * _RAND) * tage / self.tage

    def stelle(self, tag: date) -> float:
        """Where a day begins."""
        return self.x((tag - self.erster).days)

    def balken(self) -> Iterable[SafeString]:
        """The name of each lane above its bars; a thin gap shows where one paper ends."""
        for nummer, spur in enumerate(self.spuren):
            oben = nummer * _SPUR
            yield beschriftung(_RAND, oben + 16, gekuerzt(spur, self.angaben.breite - 2 * _RAND))
            for spanne in (s for s in self.spannen if s.spur == spur):
                links = self.stelle(spanne.von)
                ende = spanne.bis or max(self.stichtag, spanne.von)
                breite = max(2.0, self.x((ende - self.erster).days + 1) - links - 1)
                yield format_html(
                    '<rect x="{}" y="{}" width="{}" height="{}" {}><title>{}</title></rect>',
                    zahl(links),
                    oben + 22,
                    zahl(breite),
                    _BALKEN,
                    self._fuellung(nummer % len(FARBEN), spanne.sicher),
                    sauber(spanne.text),
                )

    def _fuellung(self, farbe: int, sicher: bool) -> SafeString:
        if sicher:
            return format_html('fill="{}" class="c-s{}"', FARBEN[farbe], farbe)
        return format_html('fill="url(#{}-u{})"', self.angaben.kennung, farbe)

    def muster(self) -> Iterable[SafeString]:
        """Hatching for what nobody has proven yet."""
        for farbe in range(min(len(self.spuren), len(FARBEN))):
            yield format_html(
                '<pattern id="{}-u{}" width="8" height="8" patternUnits="userSpaceOnUse">'
                '<rect width="8" height="8" fill="{}" class="c-s{}"/>'
                '<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="#ffffff" stroke-width="2" '
                'fill="none" class="c-muster"/></pattern>',
                self.angaben.kennung,
                farbe,
                FARBEN[farbe],
                farbe,
            )

    def jahre(self, unten: float) -> Iterable[SafeString]:
        """A line at each new year; where names would touch, every second, third … is left out."""
        jahre = range(self.erster.year + 1, self.letzter.year + 1)
        platz = (self.angaben.breite - 2 * _RAND) * 365 / self.tage
        jede = max(1, ceil((4 * ZEICHEN + 8) / platz))
        for jahr in jahre:
            x = self.stelle(date(jahr, 1, 1))
            name = ""
            if (jahr - self.erster.year - 1) % jede == 0 and x + 4 * ZEICHEN < self.angaben.breite:
                name = str(jahr)
            yield format_html(
                '<path d="M{} 0V{}" stroke="#8a8a8a" stroke-width="0.5" class="c-achse"/>{}',
                zahl(x),
                zahl(unten + 4),
                beschriftung(x, unten + 18, name) if name else "",
            )

    def tag(self, unten: float) -> SafeString:
        """The day that counts, as a line with its date."""
        if not self.erster <= self.stichtag <= self.letzter:
            return SafeString("")
        x = min(self.stelle(self.stichtag), self.angaben.breite - _RAND)
        rechts = x > self.angaben.breite / 2
        return format_html(
            '<path d="M{0} 0V{1}" stroke="#1d1d1d" stroke-width="2" stroke-dasharray="4 3" '
            'class="c-tag"/>{2}',
            zahl(x),
            zahl(unten + 24),
            beschriftung(
                x, unten + 42, f"{self.stichtag:%d.%m.%Y}", anker="end" if rechts else "start"
            ),
        )
