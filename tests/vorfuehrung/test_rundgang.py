"""The guided tour: living cases of several bodies in every state, relative to today."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Punktart, Sitzung, Sitzungsstand, Tagesordnungspunkt
from haertefall.statistik.models import Tatsache
from haertefall.vorfuehrung.einrichten import altbestand
from haertefall.vorfuehrung.rundgang import erreichbare, faelle_spielen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, jetzt

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("koerper", ["nrw", "dortmund"])
def test_it_has_a_case_in_every_state_that_the_body_can_reach(
    spielplatz: Callable[..., list[Spiel]], koerper: str
) -> None:
    spiel = spielplatz(koerper)[0]
    faelle_spielen(spiel.gremium)
    staende = set(Fall.objects.values_list("stand", flat=True))
    assert staende == {str(s) for s in erreichbare(spiel.gremium)}
    # From today, not from a date that gets old.
    aelteste = min(Fall.objects.values_list("eingegangen_am", flat=True))
    assert heute() - timedelta(days=200) < aelteste < heute()
    assert max(Verlaufseintrag.objects.values_list("am", flat=True)) <= heute()


def test_it_has_a_session_that_is_about_to_start(nrw: Spiel) -> None:
    faelle_spielen(nrw.gremium)
    gleich = Sitzung.objects.get(beginn__gt=jetzt(), beginn__lte=jetzt() + timedelta(hours=1))
    punkte = Tagesordnungspunkt.objects.filter(sitzung=gleich, abgesetzt=False)
    assert punkte.filter(fall__stand=Stand.AUF_TAGESORDNUNG).count() >= 2
    laeuft = Sitzung.objects.get(stand=Sitzungsstand.LAEUFT)
    erster, zweiter, dritter = laeuft.punkte.all()
    assert erster.geschlossen_um is not None
    assert zweiter.antraege.get().angenommen is None
    assert zweiter.abwaegungen.exists()
    assert dritter.art == Punktart.RUECKNAHME


def test_it_takes_the_old_stock_over_through_the_door(nrw: Spiel) -> None:
    altbestand(nrw.gremium)
    assert Tatsache.objects.filter(gremium="nrw").values("vorgang").distinct().count() > 5_000
    assert not Fall.objects.exists()


def test_it_plays_every_body_that_has_rules(spielplatz: Callable[..., list[Spiel]]) -> None:
    kennungen = fassungen.kennungen()
    assert len(kennungen) == 10
    for spiel in spielplatz(*kennungen):
        assert Stand.ABGESCHLOSSEN in erreichbare(spiel.gremium), spiel.gremium.kennung
