"""Facts are written once, closed and never lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from haertefall.statistik.models import Tatsache
from haertefall.statistik.tatsachen import fortschreiben
from haertefall.statistik.zeitleiste import OFFEN, Wert, Zaehlereignis

pytestmark = pytest.mark.django_db
VORGANG = uuid4()


def schreibe(heute: date, *ereignisse: tuple[date, dict[str, Wert]]) -> None:
    """Bring the facts of one case up to date."""
    fortschreiben(
        vorgang=VORGANG,
        gremium="nrw",
        fassung="ab" * 32,
        ereignisse=[Zaehlereignis(am, nr, was) for nr, (am, was) in enumerate(ereignisse, start=1)],
        heute=heute,
    )


def zeilen() -> list[tuple[str, ...]]:
    """All rows: valid from, to, known from, to, result, answer."""
    felder = ("gilt_ab", "gilt_bis", "bekannt_ab", "bekannt_bis", "ergebnis", "folge")
    return [
        tuple("" if wert == OFFEN else str(wert) for wert in zeile)
        for zeile in Tatsache.objects.order_by("bekannt_ab", "gilt_ab").values_list(*felder)
    ]


@contextmanager
def hoechstens(anzahl: int) -> Iterator[None]:
    """At most so many statements."""
    with CaptureQueriesContext(connection) as anfragen:
        yield
    befehle = [a["sql"] for a in anfragen.captured_queries if "SAVEPOINT" not in a["sql"]]
    assert len(befehle) <= anzahl, befehle


EINGANG = (date(2024, 1, 10), dict[str, Wert](land="IRQ"))
ERSUCHEN = (date(2024, 3, 1), dict[str, Wert](ergebnis="ersuchen"))
GEFOLGT = (date(2024, 6, 1), dict[str, Wert](folge="gefolgt"))


def test_it_keeps_what_was_known_before() -> None:
    schreibe(date(2024, 1, 12), EINGANG)
    schreibe(date(2024, 3, 4), EINGANG, ERSUCHEN)
    assert zeilen() == [
        ("2024-01-10", "", "2024-01-12", "2024-03-04", "offen", ""),
        ("2024-01-10", "2024-03-01", "2024-03-04", "", "offen", ""),
        ("2024-03-01", "", "2024-03-04", "", "ersuchen", "offen"),
    ]


def test_it_replaces_what_was_recorded_the_same_day() -> None:
    schreibe(date(2024, 3, 4), EINGANG, ERSUCHEN)
    schreibe(date(2024, 3, 4), EINGANG, (ERSUCHEN[0], {"ergebnis": "kein_ersuchen"}))
    assert zeilen() == [
        ("2024-01-10", "2024-03-01", "2024-03-04", "", "offen", ""),
        ("2024-03-01", "", "2024-03-04", "", "kein_ersuchen", ""),
    ]


def test_it_drops_rows_of_today_that_nobody_needs() -> None:
    schreibe(date(2024, 1, 12), EINGANG)
    schreibe(date(2024, 6, 4), EINGANG, ERSUCHEN, GEFOLGT)
    with hoechstens(3):
        schreibe(date(2024, 6, 4), EINGANG, (date(2024, 2, 2), {"ergebnis": "tod"}))
    assert zeilen()[1:] == [
        ("2024-01-10", "2024-02-02", "2024-06-04", "", "offen", ""),
        ("2024-02-02", "", "2024-06-04", "", "tod", ""),
    ]


def test_it_writes_nothing_when_nothing_changed() -> None:
    schreibe(date(2024, 3, 4), EINGANG, ERSUCHEN)
    vorher = zeilen()
    with hoechstens(1):
        schreibe(date(2024, 3, 9), EINGANG, ERSUCHEN)
    assert zeilen() == vorher


def test_it_needs_at_most_three_statements() -> None:
    with hoechstens(2):
        schreibe(date(2024, 1, 12), EINGANG)
    with hoechstens(2):
        schreibe(date(2024, 3, 4), EINGANG, ERSUCHEN)
    # A late correction closes what was known and replaces what was recorded today.
    with hoechstens(3):
        schreibe(date(2024, 3, 4), (date(2023, 12, 30), {"land": "IRN"}), ERSUCHEN, GEFOLGT)


def test_it_moves_days_without_meeting_itself() -> None:
    """New first days equal to old ones of other rows: no row stands in another one's way."""
    schreibe(date(2024, 6, 4), EINGANG, ERSUCHEN, GEFOLGT)
    schreibe(
        date(2024, 6, 4),
        EINGANG,
        (date(2024, 2, 1), {"ergebnis": "ersuchen"}),
        (date(2024, 3, 1), {"folge": "nicht_gefolgt"}),
        (date(2024, 6, 1), {"folge": "gefolgt"}),
    )
    assert [zeile[0] for zeile in zeilen()] == [
        "2024-01-10",
        "2024-02-01",
        "2024-03-01",
        "2024-06-01",
    ]


def test_it_survives_a_clock_that_was_set_back() -> None:
    schreibe(date(2024, 3, 9), EINGANG)
    schreibe(date(2024, 3, 4), EINGANG, ERSUCHEN)
    assert {zeile[3] for zeile in zeilen()} == {""}


@pytest.mark.parametrize(
    "falsch",
    [
        {"gilt_bis": date(2024, 1, 10)},
        {"bekannt_bis": date(2024, 1, 10)},
        {"ergebnis": "ersuchen", "folge": ""},
        {"altbestand": True},
    ],
)
def test_it_cannot_store_what_must_never_be(falsch: dict[str, object]) -> None:
    werte: dict[str, object] = {
        "vorgang": VORGANG,
        "gremium": "nrw",
        "fassung": "ab",
        "gilt_ab": date(2024, 1, 10),
        "bekannt_ab": date(2024, 1, 10),
        "jahr": 2024,
        "land": "IRQ",
        "personen": 1,
        **falsch,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Tatsache.objects.create(**werte)


def test_it_cannot_store_two_states_of_one_day() -> None:
    schreibe(date(2024, 1, 12), EINGANG)
    doppelt = Tatsache.objects.get()
    doppelt.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        doppelt.save(force_insert=True)


def test_it_has_no_way_back_to_a_person() -> None:
    """Days, codes and keys only; no relation leads from a fact to anything."""
    assert not [feld for feld in Tatsache._meta.get_fields() if feld.is_relation]
    assert "TextField" not in {feld.get_internal_type() for feld in Tatsache._meta.fields}
