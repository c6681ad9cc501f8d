"""A session of the commission that runs, with one case on its agenda."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """The commission with ten members and their deputies."""
    return volles_nrw


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUF_TAGESORDNUNG)


@pytest.fixture
def sitzung(nrw: Spiel, fall: Fall) -> Sitzung:
    """Open, nobody there yet."""
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=sitzung.pk)
