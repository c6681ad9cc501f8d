"""Alternating pairs: A B A B …, so that a machine that drifts does not decide the result."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNDEN = 9


@dataclass(frozen=True)
class Verhaeltnis:
    """Times of both sides in milliseconds and the ratio A/B pair by pair."""

    name: str
    a_ms: float
    b_ms: float
    median: float
    kleinstes: float
    groesstes: float
    grenze: float
    mindestens: float = 0

    @property
    def eingehalten(self) -> bool:
        """Whether the median lies within the target."""
        return self.mindestens <= self.median <= self.grenze

    def __str__(self) -> str:
        urteil = "eingehalten" if self.eingehalten else "**verfehlt**"
        ziel = f"{self.mindestens:g}–{self.grenze:g}" if self.mindestens else f"≤ {self.grenze:g}"
        zeile = (
            f"| {self.a_ms:.2f} | {self.b_ms:.2f} | **{self.median:{self._genau}}** "
            f"({self.kleinstes:{self._genau}}–{self.groesstes:{self._genau}}) | {ziel} | {urteil} |"
        )
        return f"| {self.name} {zeile.replace('.', ',')}"

    @property
    def _genau(self) -> str:
        return ".2f" if self.grenze > 0.1 else ".4f"


KOPF = (
    "| Messung | A (ms) | B (ms) | A/B Median (kleinstes–größtes) | Ziel | |\n"
    "|---|---:|---:|---:|---:|---|"
)


def paare(
    name: str,
    a: Callable[[], object],
    b: Callable[[], object],
    *,
    grenze: float,
    mindestens: float = 0,
    je: int = 1,
    runden: int = RUNDEN,
) -> Verhaeltnis:
    """Run A and B in turn `runden` times after one warm-up; each time `je` calls."""
    for aufwaermen in (a, b):
        aufwaermen()
    zeiten_a: list[float] = []
    zeiten_b: list[float] = []
    gc.disable()
    try:
        for runde in range(runden):
            reihenfolge = ((a, zeiten_a), (b, zeiten_b))
            for funktion, zeiten in reihenfolge if runde % 2 else reversed(reihenfolge):
                zeiten.append(_dauer(funktion, je))
            gc.collect()
    finally:
        gc.enable()
    verhaeltnisse = [x / y for x, y in zip(zeiten_a, zeiten_b, strict=True)]
    return Verhaeltnis(
        name,
        statistics.median(zeiten_a) / je,
        statistics.median(zeiten_b) / je,
        statistics.median(verhaeltnisse),
        min(verhaeltnisse),
        max(verhaeltnisse),
        grenze,
        mindestens,
    )


def _dauer(funktion: Callable[[], object], je: int) -> float:
    beginn = time.perf_counter()
    for _ in range(je):
        funktion()
    return (time.perf_counter() - beginn) * 1000
