"""Facts of cases that lived through the door: counted a second time, and outliving their case."""

from datetime import datetime, time, timedelta

import pytest
from django.apps import apps

from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.gremien.fassungen import gueltig_am
from haertefall.recht.begriffe import Stand
from haertefall.statistik.bericht import Taetigkeitsbericht, erstelle
from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import auszaehlen
from haertefall.statistik.zaehlen import zaehle
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt, heute
from tests.statistik import naiv

WEGE = (
    (Stand.EINGEGANGEN,),
    (Stand.EINGEGANGEN, Stand.STELLUNGNAHME),
    (Stand.EINGEGANGEN, Stand.STELLUNGNAHME, Stand.ERSUCHEN_ZUGELEITET),
    (Stand.STELLUNGNAHME, Stand.ERSUCHEN_ZUGELEITET, Stand.ABGESCHLOSSEN),
)

RELEVANT = frozenset({"land", "ergebnis", "folge", "zaehlt"})


@pytest.fixture
def gelebt(nrw: Spiel) -> list[Fall]:
    """Cases in four states, a step every thirty days until today."""
    faelle = []
    for wege in WEGE:
        fall = None
        for nummer, stand in enumerate(wege):
            tag = heute() - timedelta(days=30 * (len(wege) - 1 - nummer))
            with gestellt(datetime.combine(tag, time(12), BERLIN)):
                fall = nrw.bis(stand, fall)
        assert fall is not None
        faelle.append(fall)
    return faelle


def bericht() -> Taetigkeitsbericht:
    """The report of today."""
    tag = heute()
    return erstelle(
        gueltig_am("nrw", tag), von=tag.year - 1, bis=tag.year, stichtag=tag, kenntnisstand=tag
    )


@pytest.mark.usefixtures("gelebt")
def test_it_agrees_with_the_histories_of_the_cases() -> None:
    regeln = gueltig_am("nrw", heute()).ordnung.bericht
    spalten = {(str(z.merkmal), z.wert): str(z.spalte) for z in regeln.zaehlung}
    geschichten = []
    for fall in Fall.objects.all():
        eintraege = Verlaufseintrag.objects.filter(fall=fall).order_by("nummer")
        bisher: tuple[naiv.Ereignis, ...] = ()
        geschichte = []
        for eintrag in eintraege:
            bisher = (
                *bisher,
                (eintrag.am, {k: w for k, w in eintrag.zaehlt.items() if k in RELEVANT}),
            )
            geschichte.append(naiv.Erfassung(eintrag.erfasst_um.astimezone(BERLIN).date(), bisher))
        geschichten.append(geschichte)
    for tage in range(0, 100, 10):
        tag = heute() - timedelta(days=tage)
        for kenntnisstand in (tag, heute()):
            erwartet = naiv.tabellen(geschichten, spalten, tag, kenntnisstand)
            zahlen = auszaehlen(
                zaehle("nrw", bis=tag.year, stichtag=tag, kenntnisstand=kenntnisstand), regeln
            )
            for was, jahre in (("ergebnis", zahlen.ergebnis), ("folge", zahlen.folge)):
                gezaehlt = {
                    (was, str(jahr), spalte): anzahl
                    for jahr, je_spalte in jahre.items()
                    for spalte, anzahl in je_spalte.items()
                }
                assert gezaehlt == {k: n for k, n in erwartet.items() if k[0] == was}


def test_it_keeps_every_figure_when_the_cases_are_gone(gelebt: list[Fall]) -> None:
    vorher, zeilen = bericht(), Tatsache.objects.count()
    assert sum(int(zeile[1]) for zeile in vorher.tabellen[0].zeilen) == len(gelebt)
    for raum in ("sitzungen", "faelle"):
        for modell in apps.get_app_config(raum).get_models():
            # Bare: histories are insert-only, and deleting for good is an act of its own.
            modell._base_manager.all()._raw_delete("default")
    assert not Fall.objects.exists()
    assert Tatsache.objects.count() == zeilen
    assert bericht() == vorher
