"""Whoever plans a session has members and deputies to invite."""

import pytest

from haertefall.gremien import fassungen
from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """Every seat and every deputy."""
    return volles_nrw


@pytest.fixture
def vertretung(nrw: Spiel) -> Amt:
    """The deputy of the seat that the member who plays here holds."""
    besetzung = besetzung_am(nrw.gremium, fassungen.alle("nrw")[-1], heute())
    amt_id = nrw.akteur(Funktion.MITGLIED).amt_id
    sitz = next(s for s in besetzung.besetzte if s.mitglied and s.mitglied.pk == amt_id)
    nrw.aemter[Funktion.STELLVERTRETUNG] = sitz.stellvertretende[0]
    return sitz.stellvertretende[0]
