"""Writes what a full run printed into docs/leistung.md."""

import os
import platform
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

LEISTUNG = Path(__file__).parents[1] / "docs" / "leistung.md"
UEBERSCHRIFT = "## Letzte Messung\n"


class Mitschrift(StringIO):
    """Keeps what is printed, and shows it as before."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text)  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]
        return super().write(text)


def mitschreiben() -> redirect_stdout[Mitschrift]:
    """While it is open, everything printed is kept."""
    return redirect_stdout(Mitschrift())


def eintragen(datenbank: str, gedruckt: str) -> None:
    """Put a run in the place of the last one on this database; the other database keeps its own."""
    from django.utils.formats import date_format  # noqa: PLC0415

    from haertefall.zeit import heute  # noqa: PLC0415

    abschnitt = (
        f"### {datenbank}\n\n{date_format(heute(), 'j. F Y')}, "
        f"{os.cpu_count()} Kerne, mittlere Last der letzten Minute {_zahl(os.getloadavg()[0])}, "
        f"Python {platform.python_version()}.\n\n{gedruckt.strip()}\n\n"
    )
    text = LEISTUNG.read_text("utf-8")
    vorn, rest = text.split(UEBERSCHRIFT)
    messung, *danach = re.split(r"^(?=## )", rest, maxsplit=1, flags=re.MULTILINE)
    alte = re.split(r"^(?=### )", messung, flags=re.MULTILINE)[1:]
    behalten = [a for a in alte if not a.startswith(f"### {datenbank}\n")]
    neu = "\n" + "".join(sorted([*behalten, abschnitt], reverse=True))
    LEISTUNG.write_text(vorn + UEBERSCHRIFT + neu + "".join(danach), "utf-8")


def _zahl(wert: float) -> str:
    return f"{wert:.1f}".replace(".", ",")
