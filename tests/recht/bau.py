"""Small rules files for tests."""

from functools import cache
from pathlib import Path

from haertefall.recht.ordnung import Ablaufzeile, Merkmal, Ordnung
from haertefall.recht.ordnung.laden import lesen, lesen_geruest, lesen_merkmale

WURZEL = Path(__file__).parents[2] / "ordnungen"
PROBEN = Path(__file__).parent / "fixtures"

KOPF = """\
[ordnung]
gremium     = "Probegremium"
kurzname    = "Probe"
bezeichnung = "Probeordnung"
land        = "NW"
status      = "entwurf"
stand       = 2024-01-01
norm        = "§ 1"
"""


def ordnung(zeilen: str = "") -> Ordnung:
    """A Fassung with a head and these rows."""
    return lesen(f"{KOPF}\n{zeilen}", "probe.toml")


@cache
def probe(name: str) -> Ordnung:
    """A fixture that proves an extreme of a Land."""
    return lesen((PROBEN / f"{name}.toml").read_text("utf-8"), f"{name}.toml")


@cache
def geruest() -> tuple[Ablaufzeile, ...]:
    """The shipped skeleton."""
    return lesen_geruest((WURZEL / "geruest.toml").read_text("utf-8"), "geruest.toml")


@cache
def merkmale() -> dict[str, Merkmal]:
    """The shipped questions."""
    return lesen_merkmale((WURZEL / "merkmale.toml").read_text("utf-8"), "merkmale.toml")


def ausgelieferte() -> list[Path]:
    """Every shipped Fassung."""
    return sorted(p for p in WURZEL.glob("*/*.toml") if not p.parent.name.startswith("_"))
