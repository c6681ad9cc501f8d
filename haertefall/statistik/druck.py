"""Published reports whose tables lie in `daten/`. No report is counted from them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATEN = Path(__file__).parent / "daten"


@dataclass(frozen=True)
class Veroeffentlichung:
    """A published report and the folder with its tables."""

    gremium: str
    stichtag: date
    titel: str
    fundstelle: str
    pfad: Path


def veroeffentlichung(ordner: Path) -> Veroeffentlichung:
    """The published report in this folder."""
    angaben = tomllib.loads((ordner / "bericht.toml").read_text("utf-8"))
    return Veroeffentlichung(**angaben, pfad=ordner)


def veroeffentlicht(gremium: str, stichtag: date) -> Veroeffentlichung | None:
    """The report of this body that was published for this Stichtag, if its tables are known."""
    berichte = (veroeffentlichung(datei.parent) for datei in sorted(DATEN.glob("*/bericht.toml")))
    return next((b for b in berichte if (b.gremium, b.stichtag) == (gremium, stichtag)), None)
