"""Charts as small SVG, the same on screen and in PDF (pure).

Each shape has a presentation attribute (what a PDF shows) and a class (what style sheets override
in dark mode and forced colours): `c-s0` to `c-s5` for fills, `c-l0` to `c-l5` for lines, `c-achse`,
`c-text`, `c-muster`. No inline style, real text, title and description, hatching besides colour.
The data table stands beside the chart; that is the page's part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from haertefall.briefe.formen import (
    ZEICHEN,
    Angaben,
    beschriftung,
    gekuerzt,
    je,
    rahmen,
    sauber,
    tausender,
    zahl,
)

__all__ = ["FARBEN", "Angaben", "Reihe", "gestapelt", "gruppiert", "linie", "waagerecht"]

FARBEN = ("#1f4e9c", "#c9540b", "#5b7d1e", "#7a3d8f", "#0f7f8c", "#6b6b6b")
_LINKS, _OBEN, _RECHTS = 52, 12, 8
_ZEILE = 22


@dataclass(frozen=True)
class Reihe:
    """A series: its name in the legend and one number per category."""

    name: str
    werte: Sequence[int]


def gestapelt(angaben: Angaben, kategorien: Sequence[str], reihen: Sequence[Reihe]) -> SafeString:
    """Upright bars, the series on top of each other."""
    _pruefe(kategorien, reihen)
    hoechste = max((sum(werte) for werte in zip(*_werte(reihen), strict=True)), default=0)
    feld = _Feld(angaben, kategorien, hoechste, reihen)

    def balken() -> Iterable[SafeString]:
        for stelle, kategorie in enumerate(kategorien):
            bisher = 0
            for nummer, reihe in enumerate(reihen):
                wert = reihe.werte[stelle]
                unten, bisher = bisher, bisher + wert
                if wert:
                    text = f"{kategorie}, {reihe.name}: {wert}"
                    yield feld.saeule(stelle, 0, 1, unten, bisher, nummer, text)

    return feld.svg(balken())


def gruppiert(angaben: Angaben, kategorien: Sequence[str], reihen: Sequence[Reihe]) -> SafeString:
    """Upright bars, the series side by side."""
    _pruefe(kategorien, reihen)
    feld = _Feld(angaben, kategorien, _hoechster(reihen), reihen)
    return feld.svg(
        feld.saeule(
            stelle, nummer, len(reihen), 0, wert, nummer, f"{kategorien[stelle]}, {r.name}: {wert}"
        )
        for nummer, r in enumerate(reihen)
        for stelle, wert in enumerate(r.werte)
        if wert
    )


def linie(angaben: Angaben, kategorien: Sequence[str], reihen: Sequence[Reihe]) -> SafeString:
    """One line per series, with a mark at each number; the marks differ in form."""
    _pruefe(kategorien, reihen)
    feld = _Linienfeld(angaben, kategorien, _hoechster(reihen), reihen)
    return feld.svg(feld.zug(nummer, reihe) for nummer, reihe in enumerate(reihen) if reihe.werte)


def waagerecht(angaben: Angaben, balken: Sequence[tuple[str, int]]) -> SafeString:
    """Lying bars with their names and numbers; long names fit, also on a phone."""
    _pruefe([name for name, _ in balken], [Reihe("", [wert for _, wert in balken])])
    hoechster = max((wert for _, wert in balken), default=0) or 1
    links = min(angaben.breite * 0.5, max((len(n) for n, _ in balken), default=0) * ZEICHEN + 10)
    platz = angaben.breite - links - len(f"{hoechster:,}") * ZEICHEN - 12
    zeilen = (
        format_html(
            '{}<rect x="{}" y="{}" width="{}" height="{}" fill="{}" class="c-s0">'
            "<title>{}</title></rect>{}",
            beschriftung(links - 6, nr * _ZEILE + 16, gekuerzt(name, links), anker="end"),
            zahl(links),
            zahl(nr * _ZEILE + 3),
            zahl(platz * wert / hoechster),
            _ZEILE - 6,
            FARBEN[0],
            sauber(f"{name}: {wert}"),
            beschriftung(links + platz * wert / hoechster + 6, nr * _ZEILE + 16, tausender(wert)),
        )
        for nr, (name, wert) in enumerate(balken)
    )
    return rahmen(angaben, max(1, len(balken)) * _ZEILE, format_html_join("", "{}", je(zeilen)))


class _Feld:
    """The field between the axes: where a category and a number lie."""

    def __init__(
        self, angaben: Angaben, kategorien: Sequence[str], hoechster: int, reihen: Sequence[Reihe]
    ) -> None:
        self.angaben, self.kategorien, self.reihen = angaben, kategorien, reihen
        self.schritt = _schritt(hoechster)
        self.oberster = max(1, ceil(hoechster / self.schritt)) * self.schritt
        self.hoehe = max(160, min(280, angaben.breite // 2))
        self.unten = _OBEN + self.hoehe
        self.platz = (angaben.breite - _LINKS - _RECHTS) / max(1, len(kategorien))

    def y(self, wert: float) -> float:
        """Height of a number."""
        return self.unten - self.hoehe * wert / self.oberster

    def mitte(self, stelle: int) -> float:
        """Middle of a category."""
        return _LINKS + self.platz * (stelle + 0.5)

    def saeule(
        self, stelle: int, spur: int, spuren: int, von: int, bis: int, reihe: int, text: str
    ) -> SafeString:
        """A bar of a category, in one of its lanes, between two numbers."""
        breite = self.platz * 0.76 / spuren
        return format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" {}><title>{}</title></rect>',
            zahl(_LINKS + self.platz * (stelle + 0.12) + spur * breite),
            zahl(self.y(bis)),
            zahl(breite),
            zahl(self.y(von) - self.y(bis)),
            self.fuellung(reihe),
            sauber(text),
        )

    def fuellung(self, nummer: int) -> SafeString:
        """Colour for the first series, colour with hatching for the others."""
        if nummer == 0:
            return format_html('fill="{}" class="c-s0"', FARBEN[0])
        return format_html('fill="url(#{}-m{})"', self.angaben.kennung, nummer)

    def probe(self, nummer: int, x: float, y: float) -> SafeString:
        """A piece of the series for the legend."""
        return format_html(
            '<rect x="{}" y="{}" width="18" height="14" {}/>',
            zahl(x),
            zahl(y),
            self.fuellung(nummer),
        )

    def svg(self, inhalt: Iterable[SafeString]) -> SafeString:
        """Axes, shapes, legend."""
        legende, hoehe = self._legende(self.unten + _ZEILE + 10)
        return rahmen(
            self.angaben,
            hoehe,
            format_html(
                "<defs>{}</defs>{}{}{}{}",
                format_html_join("", "{}", je(self.muster())),
                self._achse(),
                format_html_join("", "{}", je(inhalt)),
                self._namen(),
                legende,
            ),
        )

    def muster(self) -> Iterable[SafeString]:
        """Hatching, one kind per series."""
        for nummer in range(1, len(self.reihen)):
            yield format_html(
                '<pattern id="{}-m{}" width="8" height="8" patternUnits="userSpaceOnUse">'
                '<rect width="8" height="8" fill="{}" class="c-s{}"/>'
                '<path d="{}" stroke="#ffffff" stroke-width="1.5" fill="none" class="c-muster"/>'
                "</pattern>",
                self.angaben.kennung,
                nummer,
                FARBEN[nummer],
                nummer,
                _SCHRAFFUR[nummer],
            )

    def _achse(self) -> SafeString:
        stufen = range(0, self.oberster + 1, self.schritt)
        return format_html_join(
            "",
            '<path d="M{} {}H{}" stroke="#8a8a8a" stroke-width="{}" class="c-achse"/>{}',
            (
                (
                    _LINKS,
                    zahl(self.y(stufe)),
                    self.angaben.breite - _RECHTS,
                    "0.5" if stufe else "1.5",
                    beschriftung(_LINKS - 6, self.y(stufe) + 5, tausender(stufe), anker="end"),
                )
                for stufe in stufen
            ),
        )

    def _namen(self) -> SafeString:
        """Names of categories; where they would touch, every second, third … is left out."""
        laengster = max((len(name) for name in self.kategorien), default=1) * ZEICHEN + 8
        jede = max(1, ceil(laengster / self.platz))
        return format_html_join(
            "",
            "{}",
            (
                (beschriftung(self.mitte(stelle), self.unten + 20, name, anker="middle"),)
                for stelle, name in enumerate(self.kategorien)
                if stelle % jede == 0
            ),
        )

    def _legende(self, oben: float) -> tuple[SafeString, float]:
        """Name of each series beside a piece of it; wraps. Returns it with the height used."""
        teile, x = [], float(_LINKS)
        if len(self.reihen) < 2:
            return SafeString(""), oben
        for nummer, reihe in enumerate(self.reihen):
            laenge = 26 + len(reihe.name) * ZEICHEN + 14
            if x > _LINKS and x + laenge > self.angaben.breite:
                x, oben = float(_LINKS), oben + _ZEILE
            teile.append(
                format_html(
                    "{}{}",
                    self.probe(nummer, x, oben),
                    beschriftung(x + 26, oben + 12, reihe.name),
                )
            )
            x += laenge
        return format_html_join("", "{}", je(teile)), oben + _ZEILE


class _Linienfeld(_Feld):
    """The field of lines: no hatching, the legend shows dashes and marks."""

    def zug(self, nummer: int, reihe: Reihe) -> SafeString:
        """The line of a series with its marks."""
        punkte = [(self.mitte(i), self.y(wert)) for i, wert in enumerate(reihe.werte)]
        marken = (
            format_html(
                '<path d="{}" fill="{}" class="c-s{}"><title>{}</title></path>',
                _marke(nummer, x, y),
                FARBEN[nummer],
                nummer,
                sauber(f"{kategorie}, {reihe.name}: {wert}"),
            )
            for (x, y), kategorie, wert in zip(punkte, self.kategorien, reihe.werte, strict=True)
        )
        return format_html("{}{}", _strich(nummer, punkte), format_html_join("", "{}", je(marken)))

    def probe(self, nummer: int, x: float, y: float) -> SafeString:
        """A piece of the line with its mark."""
        return format_html(
            '{}<path d="{}" fill="{}" class="c-s{}"/>',
            _strich(nummer, [(x, y + 7), (x + 20, y + 7)]),
            _marke(nummer, x + 10, y + 7),
            FARBEN[nummer],
            nummer,
        )

    def muster(self) -> Iterable[SafeString]:
        """None."""
        return ()


_SCHRAFFUR = (
    "",
    "M-2 2L2-2M0 8L8 0M6 10L10 6",
    "M0 2H8M0 6H8",
    "M2 0V8M6 0V8",
    "M-2 6L2 10M0 0L8 8M6-2L10 2",
    "M0 4H8M4 0V8",
)


def _strich(nummer: int, punkte: Iterable[tuple[float, float]]) -> SafeString:
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="2" class="c-l{}"{}/>',
        " ".join(f"{zahl(x)},{zahl(y)}" for x, y in punkte),
        FARBEN[nummer],
        nummer,
        format_html(' stroke-dasharray="{}"', 3 * nummer + 2) if nummer else "",
    )


def _marke(nummer: int, x: float, y: float) -> str:
    """Circle, square, triangle, rhombus …, so that colour is not needed."""
    mitte = f"M{zahl(x)} {zahl(y)}"
    return (
        mitte
        + (
            "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
            "m-4-4h8v8h-8z",
            "m0-5l5 9h-10z",
            "m0-5l5 5l-5 5l-5-5z",
            "m0 5l5-9h-10z",
            "m-5-2h10v4h-10z",
        )[nummer]
    )


def _pruefe(kategorien: Sequence[str], reihen: Sequence[Reihe]) -> None:
    if len(reihen) > len(FARBEN):
        raise ValueError(f"Höchstens {len(FARBEN)} Reihen lassen sich unterscheiden.")
    for reihe in reihen:
        if len(reihe.werte) != len(kategorien):
            raise ValueError(f"„{reihe.name}“ hat nicht für jede Kategorie einen Wert.")
        if any(wert < 0 for wert in reihe.werte):
            raise ValueError(f"„{reihe.name}“ enthält eine negative Zahl.")


def _werte(reihen: Sequence[Reihe]) -> list[Sequence[int]]:
    return [reihe.werte for reihe in reihen]


def _hoechster(reihen: Sequence[Reihe]) -> int:
    return max((wert for reihe in reihen for wert in reihe.werte), default=0)


def _schritt(hoechster: int) -> int:
    """Distance of the lines of the axis: 1, 2 or 5 times a power of ten, at most six lines."""
    if hoechster <= 5:
        return 1
    roh = hoechster / 5
    zehner = 10 ** floor(log10(roh))
    return int(next(f * zehner for f in (1, 2, 5, 10) if f * zehner >= roh))
