"""Carrying out jobs: exactly one effect, failures with a pause, nobody writes over another."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.auftraege.arbeiter import LAENGSTE_PAUSE, LEASE, Arbeiter, pause
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.register import aufgabe
from haertefall.zeit import gestellt, jetzt
from tests.auftraege.conftest import MITTAG, bestelle, stand

pytestmark = pytest.mark.django_db(transaction=True)


def spuren() -> int:
    """How often the effect happened."""
    return Auftrag.objects.filter(art="probe.spur").count()


def hinterlasse_spur() -> None:
    """The database effect of the tests: a row."""
    Auftrag.objects.create(
        art="probe.spur",
        zustand=Zustand.ERLEDIGT,
        faellig_um=jetzt(),
        angelegt_um=jetzt(),
        erledigt_um=jetzt(),
        hoechstens=1,
    )


@pytest.fixture
def zwischendurch(eigenes_register: None) -> list[Callable[[Auftrag], None]]:
    """A task with an effect; what the test puts in here happens in the middle of it."""
    einschub: list[Callable[[Auftrag], None]] = []

    @aufgabe("probe.wirke", hoechstens=3)
    def wirke(auftrag: Auftrag) -> None:
        hinterlasse_spur()
        for tu in einschub:
            tu(auftrag)

    return einschub


def test_it_has_its_effect_and_is_done(zwischendurch: list[Callable[[Auftrag], None]]) -> None:
    auftrag = bestelle("probe.wirke")
    assert Arbeiter().schritt()
    assert not Arbeiter().schritt()
    fertig = stand(auftrag)
    assert (fertig.zustand, fertig.versuche, fertig.lease_bis) == (Zustand.ERLEDIGT, 1, None)
    assert spuren() == 1


def test_it_takes_effect_and_mark_back_together(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    def brich_ab(auftrag: Auftrag) -> None:
        raise ValueError("Frau Mustermann fehlt ein Datum")

    zwischendurch.append(brich_ab)
    auftrag = bestelle("probe.wirke")
    with gestellt(jetzt()):
        Arbeiter().schritt()
        wartet = stand(auftrag)
        assert wartet.faellig_um == jetzt() + pause(1)
    assert (wartet.zustand, wartet.fehlerart, wartet.versuche) == (Zustand.WARTET, "ValueError", 1)
    assert spuren() == 0


def test_it_writes_no_content_of_an_error_anywhere(
    zwischendurch: list[Callable[[Auftrag], None]], caplog: pytest.LogCaptureFixture
) -> None:
    def brich_ab(auftrag: Auftrag) -> None:
        raise ValueError("Frau Mustermann fehlt ein Datum")

    zwischendurch.append(brich_ab)
    auftrag = bestelle("probe.wirke")
    Arbeiter().schritt()
    assert "Mustermann" not in str(vars(stand(auftrag)))
    assert "ValueError" in caplog.text
    assert "Mustermann" not in caplog.text


def test_it_gives_up_after_the_last_attempt_and_stays_visible(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    def brich_ab(auftrag: Auftrag) -> None:
        raise LookupError

    zwischendurch.append(brich_ab)
    auftrag = bestelle("probe.wirke")
    for versuch in range(1, 6):
        with gestellt(jetzt() + timedelta(hours=versuch)):
            assert Arbeiter().schritt() is (versuch <= 3)
    tot = stand(auftrag)
    assert (tot.zustand, tot.versuche, tot.fehlerart) == (Zustand.GESCHEITERT, 3, "LookupError")
    assert spuren() == 0


def test_it_waits_longer_each_time_but_at_most_an_hour() -> None:
    pausen = [pause(n) for n in range(1, 400)]
    assert pausen[:3] == [timedelta(seconds=15), timedelta(seconds=30), timedelta(minutes=1)]
    assert all(a <= b for a, b in pairwise(pausen))
    assert pausen[-1] == LAENGSTE_PAUSE


def test_it_takes_over_only_when_the_lease_is_over(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    auftrag = bestelle("probe.wirke")
    assert Arbeiter().nimm() == auftrag  # and is never heard of again
    assert not Arbeiter().schritt()
    with gestellt(jetzt() + LEASE + timedelta(seconds=1)):
        assert Arbeiter().schritt()
    fertig = stand(auftrag)
    assert (fertig.zustand, fertig.versuche) == (Zustand.ERLEDIGT, 2)
    assert fertig.fehlerart == "ArbeiterVerschwunden"
    assert spuren() == 1


def test_it_changes_nothing_when_another_worker_has_the_job_by_now(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    def nimm_weg(auftrag: Auftrag) -> None:
        Auftrag.objects.filter(pk=auftrag.pk).update(arbeiter="ein anderer")

    zwischendurch.append(nimm_weg)
    auftrag = bestelle("probe.wirke")
    arbeiter = Arbeiter()
    arbeiter.schritt()
    # Rolled back whole: also the other's name, which this test wrote inside the transaction.
    assert spuren() == 0
    assert stand(auftrag).arbeiter == arbeiter.name
    assert stand(auftrag).zustand == Zustand.LAEUFT


@pytest.mark.parametrize("scheitert", [False, True])
def test_it_does_not_write_over_the_result_of_the_one_who_took_over(
    zwischendurch: list[Callable[[Auftrag], None]], scheitert: bool
) -> None:
    auftrag = bestelle("probe.wirke")
    langsamer, schneller = Arbeiter(), Arbeiter()
    genommen = langsamer.nimm()
    assert genommen is not None
    with gestellt(jetzt() + LEASE * 2):
        assert schneller.schritt()
    vorher = stand(auftrag)

    def brich_ab(auftrag: Auftrag) -> None:
        raise ValueError

    if scheitert:
        zwischendurch.append(brich_ab)
    langsamer.fuehre_aus(genommen)
    assert (
        vars(stand(auftrag)).items()
        >= {n: w for n, w in vars(vorher).items() if n != "_state"}.items()
    )
    assert spuren() == 1


def test_it_renews_the_lease_while_a_job_takes_long(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    auftrag = bestelle("probe.wirke")
    arbeiter = Arbeiter()
    genommen = arbeiter.nimm()
    assert genommen is not None
    spaeter = jetzt() + timedelta(minutes=10)
    with gestellt(spaeter):
        arbeiter.verlaengern(genommen)
        assert not Arbeiter().schritt()
    assert stand(auftrag).lease_bis == spaeter + LEASE


def test_it_puts_back_a_job_that_this_version_does_not_know(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    auftrag = bestelle("probe.wirke")
    Auftrag.objects.filter(pk=auftrag.pk).update(art="probe.aus_der_zukunft")
    Arbeiter().schritt()
    assert stand(auftrag).zustand == Zustand.WARTET
    assert stand(auftrag).fehlerart == "UnbekannteAufgabe"


def test_it_only_reads_while_there_is_nothing_to_do(
    zwischendurch: list[Callable[[Auftrag], None]],
) -> None:
    with gestellt(MITTAG + timedelta(days=365)):
        bestelle("probe.wirke")
    with (
        gestellt(MITTAG),
        CaptureQueriesContext(
            connection,
        ) as anfragen,
    ):
        assert Arbeiter().nimm() is None
    assert len(anfragen) == 2
    assert all(anfrage["sql"].startswith("SELECT") for anfrage in anfragen)


def test_it_takes_the_oldest_first(zwischendurch: list[Callable[[Auftrag], None]]) -> None:
    auftraege = []
    for minuten in (3, 1, 2):
        with gestellt(MITTAG + timedelta(minutes=minuten)):
            auftraege.append(bestelle("probe.wirke"))
    with gestellt(MITTAG + timedelta(minutes=5)):
        reihe = [Arbeiter().nimm() for _ in range(3)]
    assert reihe == [auftraege[1], auftraege[2], auftraege[0]]
