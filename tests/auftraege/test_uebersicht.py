"""What the operator sees."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.auftraege.uebersicht import Grund, erneut, uebersicht
from haertefall.zeit import gestellt
from tests.auftraege.conftest import MITTAG, bestelle, stand

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def aufgaben(eigenes_register: None) -> None:
    """One task that works and one that fails."""

    @aufgabe("probe.gut")
    def gut(auftrag: Auftrag) -> None: ...

    @aufgabe("probe.schlecht", hoechstens=2)
    def schlecht(auftrag: Auftrag) -> None:
        raise LookupError("Frau Mustermann")


def grund(um: datetime) -> Grund:
    with gestellt(um):
        (zeile,) = uebersicht().zeilen
    return zeile.grund


def test_it_says_why_a_job_waits() -> None:
    with gestellt(MITTAG), transaction.atomic():
        einreihen("probe.gut", {}, faellig_um=MITTAG + MINUTE)
    assert grund(MITTAG) == Grund.TERMIN
    assert grund(MITTAG + 2 * MINUTE) == Grund.GLEICH
    assert grund(MITTAG + 4 * MINUTE) == Grund.KEIN_ARBEITER
    with gestellt(MITTAG + 5 * MINUTE):
        Arbeiter().nimm()
    assert grund(MITTAG + 5 * MINUTE) == Grund.IN_ARBEIT
    assert grund(MITTAG + 7 * MINUTE) == Grund.ARBEITER_WEG


def test_it_says_why_a_job_failed_without_its_content() -> None:
    with gestellt(MITTAG):
        auftrag = bestelle("probe.schlecht")
        Arbeiter().schritt()
    assert grund(MITTAG) == Grund.NACH_FEHLER
    with gestellt(MITTAG + MINUTE):
        Arbeiter().schritt()
        bild = uebersicht()
    (zeile,) = bild.zeilen
    assert (zeile.id, zeile.art, zeile.seit) == (auftrag.id, "probe.schlecht", MITTAG)
    assert (zeile.grund, zeile.fehlerart) == (Grund.AUFGEGEBEN, "LookupError")
    assert (zeile.versuche, zeile.hoechstens, zeile.naechster_versuch) == (2, 2, None)
    assert "Mustermann" not in repr(bild)


def test_it_does_not_blame_the_worker_while_he_works_through_a_long_queue() -> None:
    with gestellt(MITTAG):
        bestelle("probe.gut")
        bestelle("probe.gut")
    with gestellt(MITTAG + 10 * MINUTE):
        Arbeiter().schritt()
    assert grund(MITTAG + 11 * MINUTE) == Grund.GLEICH
    assert grund(MITTAG + 20 * MINUTE) == Grund.KEIN_ARBEITER


def test_it_counts_everything_and_shows_the_given_up_first() -> None:
    with gestellt(MITTAG):
        for _ in range(3):
            bestelle("probe.gut")
        while Arbeiter().schritt():
            pass
        bestelle("probe.schlecht")
    for minute in (1, 2):
        with gestellt(MITTAG + minute * MINUTE):
            Arbeiter().schritt()
    with gestellt(MITTAG + 3 * MINUTE):
        bestelle("probe.gut")
        with CaptureQueriesContext(connection) as anfragen:
            bild = uebersicht()
    assert len(anfragen) == 4
    assert bild.zahlen == {
        ("probe.gut", Zustand.ERLEDIGT): 3,
        ("probe.gut", Zustand.WARTET): 1,
        ("probe.schlecht", Zustand.GESCHEITERT): 1,
    }
    assert bild.anzahl(Zustand.ERLEDIGT) == 3
    assert [zeile.art for zeile in bild.zeilen] == ["probe.schlecht", "probe.gut"]


def test_it_gives_a_given_up_job_its_attempts_again() -> None:
    with gestellt(MITTAG):
        auftrag = bestelle("probe.schlecht")
        assert not erneut(auftrag.id)
    for stunde in range(2):
        with gestellt(MITTAG + timedelta(days=1, hours=stunde)):
            Arbeiter().schritt()
    assert stand(auftrag).zustand == Zustand.GESCHEITERT
    with gestellt(MITTAG + timedelta(days=2)):
        assert erneut(auftrag.id)
        assert not erneut(auftrag.id)
        assert Arbeiter().schritt()
    assert (stand(auftrag).zustand, stand(auftrag).versuche) == (Zustand.WARTET, 3)
