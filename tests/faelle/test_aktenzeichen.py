"""The file number: body, year, running number. Gaps are allowed; a number is never reused."""

import pytest

from haertefall.faelle.aktenzeichen import naechste_nummer
from haertefall.faelle.models import Fall, Nummernkreis
from haertefall.recht.begriffe import Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute

pytestmark = pytest.mark.django_db


def test_it_names_body_year_and_running_number(nrw: Spiel) -> None:
    erster, zweiter = nrw.neuer_fall(), nrw.neuer_fall()
    jahr = heute().year
    assert erster.aktenzeichen == f"NRW-{jahr}-0001"
    assert zweiter.aktenzeichen == f"NRW-{jahr}-0002"


def test_it_is_not_used_again_when_the_case_is_gone(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    verbraucht = fall.aktenzeichen
    Fall.objects.filter(pk=fall.pk).delete()
    assert nrw.neuer_fall().aktenzeichen != verbraucht


def test_it_is_not_used_again_when_the_act_failed(nrw: Spiel) -> None:
    """A gap is better than a number given twice."""
    vergeben = naechste_nummer(nrw.gremium, heute().year)
    assert nrw.neuer_fall().nummer == vergeben[0] + 1


def test_it_counts_per_body_and_year(nrw: Spiel) -> None:
    assert naechste_nummer(nrw.gremium, 2024) == (1, "NRW-2024-0001")
    assert naechste_nummer(nrw.gremium, 2025) == (1, "NRW-2025-0001")
    assert naechste_nummer(nrw.gremium, 2024) == (2, "NRW-2024-0002")
    assert Nummernkreis.objects.count() == 2


def test_it_stays_with_the_case_to_the_end(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    vorher = fall.aktenzeichen
    assert nrw.bis(Stand.ABGESCHLOSSEN, fall).aktenzeichen == vorher
