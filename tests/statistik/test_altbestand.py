"""The invented stock is consistent, labelled, repeatable and quickly taken over."""

from collections import Counter
from datetime import date

import pytest

from haertefall.statistik import altbestand
from haertefall.statistik.altbestand import BEHOERDEN, mitgeliefert, uebernehmen
from haertefall.statistik.druck import DATEN
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from tests.statistik.conftest import STICHTAG, UEBERNOMMEN


def test_it_draws_the_same_stock_every_time() -> None:
    assert mitgeliefert("nrw_2024") == mitgeliefert("nrw_2024")


def test_it_draws_another_stock_with_another_seed() -> None:
    verzeichnis = DATEN / "nrw_2024"
    assert altbestand.saetze_aus_tabellen(verzeichnis, 1) != mitgeliefert("nrw_2024")


def test_it_lets_everything_happen_in_order_and_before_the_stichtag() -> None:
    for satz in mitgeliefert("nrw_2024"):
        tage = [ereignis.am for ereignis in satz.ereignisse]
        assert tage == sorted(set(tage))
        assert tage[-1] <= STICHTAG
        assert all(tag.weekday() < 5 for tag in tage[1:])


def test_it_labels_what_is_invented() -> None:
    behoerden = {satz.ereignisse[0].aenderung["behoerde"] for satz in mitgeliefert("nrw_2024")}
    assert behoerden == set(BEHOERDEN)
    assert all("erfunden" in schluessel for schluessel in BEHOERDEN)
    assert all("(erfunden)" in name for name in BEHOERDEN.values())


@pytest.mark.usefixtures("bestand")
def test_it_takes_over_every_case_once_without_a_fassung() -> None:
    jetzt = Tatsache.objects.filter(gilt_bis=OFFEN)
    assert jetzt.count() == 8241
    assert jetzt.values("vorgang").distinct().count() == 8241
    assert not Tatsache.objects.exclude(fassung="", altbestand=True, bekannt_ab=UEBERNOMMEN)


@pytest.mark.usefixtures("bestand")
def test_it_leaves_open_what_was_open() -> None:
    jetzt = Tatsache.objects.filter(gilt_bis=OFFEN)
    offen = Counter(jetzt.filter(ergebnis="offen").values_list("jahr", flat=True))
    assert offen[2023] == 60
    assert offen[2013] == 1
    assert jetzt.filter(folge="offen", jahr=2014).count() == 3
    # Older ones rest by agreement; some say why (report, ch. 6.3).
    assert jetzt.filter(ergebnis="offen").exclude(ruht="").exists()
    assert not jetzt.exclude(ruht="").exclude(ergebnis="offen").exclude(folge="offen")


@pytest.mark.django_db
def test_it_knows_whether_a_stock_was_taken_over() -> None:
    assert not altbestand.vorhanden("nrw")
    uebernehmen("nrw", mitgeliefert("nrw_2024")[:3], date(2026, 1, 7))
    assert altbestand.vorhanden("nrw")
    assert not altbestand.vorhanden("dortmund")
