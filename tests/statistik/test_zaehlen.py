"""The count over the facts agrees with a naive count over the histories."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import auszaehlen
from haertefall.statistik.tatsachen import fortschreiben
from haertefall.statistik.zaehlen import zaehle
from haertefall.statistik.zeitleiste import Zaehlereignis
from tests.statistik import naiv

pytestmark = pytest.mark.django_db

ANFANG = date(2021, 12, 1)
TAGE = st.integers(0, 120).map(lambda n: ANFANG + timedelta(days=n))
LAENDER = st.sampled_from(["IRQ", "SRB", "COD"])
AENDERUNGEN = st.one_of(
    st.sampled_from(
        ["offen", "ersuchen", "kein_ersuchen", "ausreise", "zusammengefuehrt", "tod"]
    ).map(lambda code: {"ergebnis": code}),
    st.sampled_from(["offen", "gefolgt", "nicht_gefolgt", "ausreise"]).map(lambda c: {"folge": c}),
    LAENDER.map(lambda land: {"land": land}),
    st.booleans().map(lambda wert: {"zaehlt": wert}),
)


@st.composite
def geschichten(draw: st.DrawFn) -> naiv.Geschichte:
    """A life of recordings: events are added, some later than they happened, some corrected."""
    tag = draw(TAGE)
    ereignisse: list[naiv.Ereignis] = [(draw(TAGE), {"land": draw(LAENDER)})]
    geschichte = [naiv.Erfassung(tag, tuple(ereignisse))]
    for _ in range(draw(st.integers(0, 5))):
        tag += timedelta(days=draw(st.integers(0, 40)))
        neu = (draw(TAGE), draw(AENDERUNGEN))
        if draw(st.booleans()):
            ereignisse.append(neu)
        elif draw(st.booleans()):
            stelle = draw(st.integers(0, len(ereignisse) - 1))
            ereignisse[stelle] = (neu[0], ereignisse[stelle][1])
        else:
            ereignisse[draw(st.integers(0, len(ereignisse) - 1))] = neu
        geschichte.append(naiv.Erfassung(tag, tuple(ereignisse)))
    return geschichte


def schreibe(stock: list[naiv.Geschichte]) -> None:
    """Live the histories through the writer of facts, day by day."""
    Tatsache.objects.all().delete()
    for nummer, geschichte in enumerate(stock):
        for erfassung in geschichte:
            fortschreiben(
                vorgang=uuid5(UUID(int=0), str(nummer)),
                gremium="nrw",
                fassung="ab",
                ereignisse=[
                    Zaehlereignis(am, nr, was)
                    for nr, (am, was) in enumerate(erfassung.ereignisse, start=1)
                ],
                heute=erfassung.tag,
            )


def gezaehlt(
    regeln: Berichtsregeln, stichtag: date, kenntnisstand: date
) -> Counter[tuple[str, str, str]]:
    """The count from the facts in the form of the naive one."""
    zahlen = auszaehlen(
        zaehle("nrw", bis=stichtag.year, stichtag=stichtag, kenntnisstand=kenntnisstand), regeln
    )
    ergebnis: Counter[tuple[str, str, str]] = Counter()
    ergebnis.update({("antraege", str(j), ""): n for j, n in zahlen.antraege.items()})
    for was, jahre in (
        ("land", zahlen.laender),
        ("ergebnis", zahlen.ergebnis),
        ("folge", zahlen.folge),
    ):
        ergebnis.update({(was, str(j), s): n for j, sp in jahre.items() for s, n in sp.items()})
    return ergebnis


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stock=st.lists(geschichten(), min_size=1, max_size=6),
    fragen=st.lists(
        st.tuples(TAGE, st.integers(0, 320).map(lambda n: ANFANG + timedelta(days=n))),
        min_size=1,
        max_size=4,
    ),
)
def test_it_agrees_with_the_naive_count(
    regeln: Berichtsregeln, stock: list[naiv.Geschichte], fragen: list[tuple[date, date]]
) -> None:
    spalten = {(str(z.merkmal), z.wert): str(z.spalte) for z in regeln.zaehlung}
    schreibe(stock)
    for stichtag, kenntnisstand in fragen:
        assert gezaehlt(regeln, stichtag, kenntnisstand) == naiv.tabellen(
            stock, spalten, stichtag, kenntnisstand
        )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stock=st.lists(geschichten(), min_size=1, max_size=4), tag=TAGE)
def test_it_never_forgets_what_it_said(
    regeln: Berichtsregeln, stock: list[naiv.Geschichte], tag: date
) -> None:
    """A report of a past day of knowledge stays the same, whatever is recorded later."""
    kenntnisstand = ANFANG + timedelta(days=60)
    schreibe([[e for e in g if e.tag <= kenntnisstand] for g in stock])
    damals = gezaehlt(regeln, tag, kenntnisstand)
    schreibe(stock)
    assert gezaehlt(regeln, tag, kenntnisstand) == damals


# Worked examples: one case, received and recorded on 1 March 2024.
EINGANG: naiv.Ereignis = (date(2024, 3, 1), {"land": "IRQ"})
NACHGETRAGEN = [
    naiv.Erfassung(date(2024, 3, 1), (EINGANG,)),
    # Decided on 20 October, entered only on 20 November.
    naiv.Erfassung(date(2024, 11, 20), (EINGANG, (date(2024, 10, 20), {"ergebnis": "ersuchen"}))),
]
BERICHTIGT = [
    naiv.Erfassung(
        date(2024, 10, 21), (EINGANG, (date(2024, 10, 20), {"ergebnis": "kein_ersuchen"}))
    ),
    # On 10 January 2025 somebody sees the slip: it was an Ersuchen.
    naiv.Erfassung(date(2025, 1, 10), (EINGANG, (date(2024, 10, 20), {"ergebnis": "ersuchen"}))),
]


@pytest.mark.parametrize(
    ("geschichte", "stichtag", "kenntnisstand", "spalte"),
    [
        # Backdated entry: the day of the event decides for the Stichtag …
        (NACHGETRAGEN, date(2024, 10, 19), date(2024, 12, 31), "offen"),
        (NACHGETRAGEN, date(2024, 10, 20), date(2024, 12, 31), "ersuchen"),
        (NACHGETRAGEN, date(2024, 11, 15), date(2024, 12, 31), "ersuchen"),
        # … and the day of the entry for what was known.
        (NACHGETRAGEN, date(2024, 11, 15), date(2024, 11, 15), "offen"),
        (NACHGETRAGEN, date(2024, 11, 15), date(2024, 11, 19), "offen"),
        (NACHGETRAGEN, date(2024, 11, 15), date(2024, 11, 20), "ersuchen"),
        # Later correction: the old report stays as it was, the new one is right.
        (BERICHTIGT, date(2024, 11, 15), date(2024, 11, 15), "kein_ersuchen"),
        (BERICHTIGT, date(2024, 11, 15), date(2025, 1, 9), "kein_ersuchen"),
        (BERICHTIGT, date(2024, 11, 15), date(2025, 1, 10), "ersuchen"),
    ],
)
def test_it_tells_the_day_of_the_event_from_the_day_of_the_entry(
    regeln: Berichtsregeln,
    geschichte: naiv.Geschichte,
    stichtag: date,
    kenntnisstand: date,
    spalte: str,
) -> None:
    schreibe([geschichte])
    zahlen = gezaehlt(regeln, stichtag, kenntnisstand)
    assert zahlen["ergebnis", "2024", spalte] == zahlen["antraege", "2024", ""] == 1


def test_it_knows_nothing_before_the_first_entry(regeln: Berichtsregeln) -> None:
    schreibe([BERICHTIGT])
    assert not gezaehlt(regeln, date(2024, 11, 15), date(2024, 10, 20))
    assert not gezaehlt(regeln, date(2024, 2, 29), date(2025, 1, 10))


def test_it_counts_each_body_alone() -> None:
    schreibe([BERICHTIGT])
    assert not zaehle(
        "dortmund", bis=2024, stichtag=date(2024, 11, 15), kenntnisstand=date(2025, 1, 10)
    )


def test_it_asks_the_database_once() -> None:
    schreibe([NACHGETRAGEN, BERICHTIGT])
    with CaptureQueriesContext(connection) as anfragen:
        zaehle("nrw", bis=2024, stichtag=date(2024, 11, 15), kenntnisstand=date(2025, 1, 10))
    assert len(anfragen) == 1
