"""Rhythms, a wrong clock, workers that never come back, old rows."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from haertefall.auftraege import aufsicht as zimmer
from haertefall.auftraege.arbeiter import LEASE, Arbeiter
from haertefall.auftraege.aufsicht import Aufsicht
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.auftraege.takt import Alle, Taeglich
from haertefall.zeit import BERLIN, gestellt, heute, jetzt
from tests.auftraege.conftest import MITTAG, bestelle, stand

pytestmark = pytest.mark.django_db(transaction=True)
JAHR = timedelta(days=365)


@pytest.fixture
def tage(eigenes_register: None) -> list[date]:
    """A daily task at half past two; the days for which it ran."""
    gelaufen: list[date] = []

    @aufgabe("probe.taeglich", takt=Taeglich(ab=time(2, 30)))
    def taeglich(auftrag: Auftrag, *, tag: date) -> None:
        gelaufen.append(tag)

    return gelaufen


@pytest.fixture
def einfach(eigenes_register: None) -> None:
    """A task that does nothing."""

    @aufgabe("probe.tu")
    def tu(auftrag: Auftrag) -> None: ...


def arbeite(um: datetime, *, aufsicht: Aufsicht | None = None) -> None:
    """What a worker does at that moment."""
    with gestellt(um):
        (aufsicht or Aufsicht(LEASE)).rundgang()
        while Arbeiter().schritt():
            pass


def ortszeit(tag: int, stunde: int, minute: int = 0, monat: int = 11) -> datetime:
    return datetime(2026, monat, tag, stunde, minute, tzinfo=BERLIN)


def test_it_runs_once_a_day_whoever_looks_and_how_often(tage: list[date]) -> None:
    for stunde in range(24):
        arbeite(ortszeit(20, stunde))
    arbeite(ortszeit(21, 2, 29))
    assert tage == [date(2026, 11, 19), date(2026, 11, 20)]
    arbeite(ortszeit(21, 2, 30))
    assert tage[2:] == [date(2026, 11, 21)]


def test_it_makes_up_for_missed_days_in_order(tage: list[date]) -> None:
    arbeite(ortszeit(2, 12))
    arbeite(ortszeit(6, 12))
    assert tage == [date(2026, 11, tag) for tag in (2, 3, 4, 5, 6)]


def test_it_makes_up_for_two_weeks_at_most(tage: list[date]) -> None:
    arbeite(ortszeit(1, 12, monat=9))
    arbeite(ortszeit(20, 12))
    assert tage == [date(2026, 9, 1), date(2026, 11, 20)]


@pytest.mark.parametrize(("monat", "tag"), [(3, 29), (10, 25)])
def test_it_runs_once_on_days_with_23_and_25_hours(tage: list[date], monat: int, tag: int) -> None:
    anfang = ortszeit(tag, 2, 30, monat) - timedelta(days=1)
    for halbe_stunde in range(100):
        arbeite(anfang.astimezone(UTC) + timedelta(minutes=30 * halbe_stunde))
    assert tage == sorted(set(tage))
    assert tage.count(date(2026, monat, tag)) == 1


def test_it_repeats_within_the_day(eigenes_register: None) -> None:
    gelaufen: list[UUID] = []

    @aufgabe("probe.oft", takt=Alle(timedelta(minutes=1)))
    def oft(auftrag: Auftrag) -> None:
        gelaufen.append(auftrag.id)

    for sekunden in range(0, 600, 5):
        arbeite(MITTAG + timedelta(seconds=sekunden))
    assert len(gelaufen) == len(set(gelaufen)) == 10


def test_it_asks_once_per_slot_and_process(tage: list[date]) -> None:
    aufsicht = Aufsicht(LEASE)
    arbeite(MITTAG, aufsicht=aufsicht)
    with gestellt(MITTAG + timedelta(minutes=1)), CaptureQueriesContext(connection) as anfragen:
        aufsicht.stelle_takte()
    assert len(anfragen) == 0


def test_it_only_reads_when_nothing_is_due(tage: list[date]) -> None:
    arbeite(MITTAG)
    with gestellt(MITTAG + timedelta(minutes=1)), CaptureQueriesContext(connection) as anfragen:
        Aufsicht(LEASE).rundgang()
    assert all(anfrage["sql"].startswith("SELECT") for anfrage in anfragen)


def test_it_buries_a_job_that_killed_every_worker(einfach: None) -> None:
    auftrag = bestelle("probe.tu")
    for runde in range(1, 20):
        with gestellt(jetzt() + runde * LEASE * 2):
            Aufsicht(LEASE).rundgang()
            Arbeiter().nimm()
    tot = stand(auftrag)
    assert (tot.zustand, tot.fehlerart) == (Zustand.GESCHEITERT, "ArbeiterVerschwunden")
    assert tot.versuche == tot.hoechstens


def test_it_does_not_wait_for_a_clock_that_was_ahead(einfach: None) -> None:
    with gestellt(MITTAG + JAHR):
        sofort = bestelle("probe.tu")
    arbeite(MITTAG)
    assert stand(sofort).zustand == Zustand.ERLEDIGT


def test_it_frees_a_lease_from_a_clock_that_was_ahead(einfach: None) -> None:
    with gestellt(MITTAG + JAHR):
        verwaist = bestelle("probe.tu")
        Arbeiter().nimm()
    arbeite(MITTAG)
    arbeite(MITTAG + timedelta(seconds=1))
    assert stand(verwaist).zustand == Zustand.ERLEDIGT


def test_it_retries_what_failed_while_the_clock_was_ahead(eigenes_register: None) -> None:
    fehler = [ValueError(), None]

    @aufgabe("probe.tu")
    def tu(auftrag: Auftrag) -> None:
        if einer := fehler.pop(0):
            raise einer

    with gestellt(MITTAG + JAHR):
        auftrag = bestelle("probe.tu")
        Arbeiter().schritt()
    arbeite(MITTAG)
    assert stand(auftrag).zustand == Zustand.ERLEDIGT


def test_it_leaves_a_moment_that_was_asked_for(einfach: None) -> None:
    with gestellt(MITTAG), transaction.atomic():
        bestellt = einreihen("probe.tu", {}, faellig_um=MITTAG + timedelta(days=30))
    arbeite(MITTAG + timedelta(days=1))
    arbeite(MITTAG - timedelta(days=1))
    assert stand(bestellt).zustand == Zustand.WARTET
    assert stand(bestellt).faellig_um == MITTAG + timedelta(days=30)
    arbeite(MITTAG + timedelta(days=30))
    assert stand(bestellt).zustand == Zustand.ERLEDIGT


def test_it_runs_a_day_again_that_a_wrong_clock_already_ran(eigenes_register: None) -> None:
    gelaufen: list[tuple[date, date]] = []

    @aufgabe("probe.taeglich", takt=Taeglich(ab=time(2, 30)))
    def taeglich(auftrag: Auftrag, *, tag: date) -> None:
        gelaufen.append((tag, heute()))

    arbeite(ortszeit(20, 12))
    arbeite(ortszeit(25, 12))  # the clock is five days ahead
    for tag in range(20, 28):
        arbeite(ortszeit(tag, 13))
    am_tag_selbst = [tag.day for tag, lauf in gelaufen if tag == lauf and tag.day != 25]
    assert am_tag_selbst == [20, 21, 22, 23, 24, 26, 27]
    assert gelaufen.count((date(2026, 11, 25), date(2026, 11, 25))) == 2  # wrong clock and real


def test_it_rather_repeats_a_day_than_misses_one_when_the_clock_goes_back(
    tage: list[date],
) -> None:
    for tag in (18, 19, 20, 19, 19, 20, 21):
        arbeite(ortszeit(tag, 12))
    assert [tag.day for tag in tage] == [18, 19, 20, 20, 21]


def test_it_removes_finished_jobs_after_two_weeks_and_nothing_else(einfach: None) -> None:
    aufgabe("auftraege.aufraeumen", takt=Taeglich(ab=time(3)))(zimmer.raeume_auf)
    with gestellt(MITTAG):
        alt, tot, offen = bestelle("probe.tu"), bestelle("probe.tu"), bestelle("probe.tu")
    Auftrag.objects.filter(pk=tot.pk).update(zustand=Zustand.GESCHEITERT)
    Auftrag.objects.filter(pk=offen.pk).update(faellig_um=MITTAG + JAHR, versuche=0)
    arbeite(MITTAG)
    arbeite(MITTAG + timedelta(days=14))
    assert stand(alt).zustand == Zustand.ERLEDIGT
    arbeite(MITTAG + timedelta(days=16))
    uebrig = set(Auftrag.objects.filter(art="probe.tu"))
    assert uebrig == {tot, offen}
