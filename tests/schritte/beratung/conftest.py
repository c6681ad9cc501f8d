"""A session of the commission that runs, with one case on its agenda."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel


@pytest.fixture
def nrw(db: None) -> Spiel:
    """The commission with ten members and their deputies."""
    return Spiel(grundausstattung(["nrw"], laufende_amtszeit())[0])


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUF_TAGESORDNUNG)


@pytest.fixture
def sitzung(nrw: Spiel, fall: Fall) -> Sitzung:
    """Open, nobody there yet."""
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=sitzung.pk)
