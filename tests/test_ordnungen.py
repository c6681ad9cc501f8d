"""Every worked example of every body: the rules file gives what the wording gives."""

from pathlib import Path

import pytest

from haertefall.recht.beispiele import abweichungen, lesen_beispiel
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import WURZEL, geruest

BEISPIELE = sorted(WURZEL.glob("*/fallbeispiele/*.toml"))


def fassung(ordner: Path, stichtag: str) -> Ordnung:
    """The version in force on that day; before the first one, and for drafts, the first."""
    dateien = sorted(ordner.glob("*.toml"), key=lambda p: p.stem[-10:])
    gueltig = [p for p in dateien if p.stem[-10:] <= stichtag] or dateien[:1]
    return lesen(gueltig[-1].read_text("utf-8"), gueltig[-1].name)


@pytest.mark.parametrize("datei", BEISPIELE, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_it_gives_what_the_wording_gives(datei: Path) -> None:
    beispiel = lesen_beispiel(datei.read_text("utf-8"), datei.name)
    regeln = fassung(datei.parents[1], beispiel.stichtag.isoformat())
    assert abweichungen(beispiel, regeln, geruest()) == (), beispiel.satz


def test_it_has_examples_for_every_body() -> None:
    koerper = {p.parent.name for p in WURZEL.glob("*/*.toml") if not p.parent.name.startswith("_")}
    assert {p.parts[-3] for p in BEISPIELE} == koerper
