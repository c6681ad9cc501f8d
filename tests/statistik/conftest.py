"""The rules of NRW and the stock that comes with the program."""

from datetime import date

import pytest

from haertefall.gremien.fassungen import Fassung, gueltig_am
from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik import altbestand

STICHTAG = date(2024, 11, 15)
UEBERNOMMEN = date(2026, 1, 7)


@pytest.fixture
def fassung() -> Fassung:
    """The version in force at the Stichtag of the official report."""
    return gueltig_am("nrw", STICHTAG)


@pytest.fixture
def regeln(fassung: Fassung) -> Berichtsregeln:
    """What NRW says about its report."""
    return fassung.ordnung.bericht


@pytest.fixture
def bestand(db: None) -> None:
    """The historical stock, taken over."""
    altbestand.uebernehmen("nrw", altbestand.mitgeliefert("nrw_2024"), UEBERNOMMEN)
