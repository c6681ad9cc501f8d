"""The files in `gesetze/vollzug/`, read once."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from haertefall.recht.ordnung.laden import einlesen
from haertefall.recht.ordnung.zeile import Modell
from haertefall.recht.pruefhilfe.sammlung import ORDNER as GESETZE
from haertefall.recht.vollzug.daten import (
    Erlassdatei,
    Punktdatei,
    Rueckkehrdatei,
    Stoppdatei,
    Vollzugsrecht,
)

ORDNER = GESETZE / "vollzug"
M = TypeVar("M", bound=Modell)


@cache
def vollzugsrecht() -> Vollzugsrecht:
    """As shipped. Raises `Ordnungsfehler` with every mistake of the first wrong file."""
    return lesen(ORDNER)


def lesen(ordner: Path) -> Vollzugsrecht:
    """Read a folder of this form."""
    erlasse = _datei(Erlassdatei, ordner / "erlasse.toml")
    return Vollzugsrecht(
        punkte=_datei(Punktdatei, ordner / "punkte.toml"),
        erlasse=erlasse,
        stopps=_datei(Stoppdatei, ordner / "stopps.toml"),
        rueckkehr=_datei(Rueckkehrdatei, ordner / "rueckkehr.toml"),
        verletzlichkeit={v.kennung: v.bezeichnung for v in erlasse.verletzlichkeit},
    )


def _datei(modell: type[M], datei: Path) -> M:
    return einlesen(modell, datei.read_text("utf-8"), f"vollzug/{datei.name}")
