"""A fixed statement gives what the ORM gives, filled anew at every call and built only once."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, DateField, IntegerField, QuerySet, UUIDField
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from haertefall.anweisung import FesteAenderung, FesteLesung, Stelle
from haertefall.faelle.models import Fall, Person, Verlaufseintrag, Wiedervorlage
from haertefall.recht.begriffe import Stand
from haertefall.vorfuehrung.spiel import Spiel

FALL = Stelle("fall", UUIDField())


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    """A case with history, persons and a Wiedervorlage."""
    return nrw.bis(Stand.STELLUNGNAHME)


def gezaehlt(bauen: Callable[[], QuerySet[Fall]]) -> tuple[FesteLesung[Fall], list[int]]:
    """A reading, and how often it was built."""
    gebaut: list[int] = []

    def zaehle() -> QuerySet[Fall]:
        gebaut.append(1)
        return bauen()

    return FesteLesung(zaehle), gebaut


def alles(zeile: Fall) -> dict[str, object]:
    """All columns of a row."""
    return {feld.attname: getattr(zeile, feld.attname) for feld in zeile._meta.concrete_fields}


def test_it_reads_the_same_rows_with_what_is_joined_and_counted(fall: Fall) -> None:
    def wie_immer() -> QuerySet[Fall]:
        return Fall.objects.select_related("gremium__schluessel", "behoerde").annotate(
            eintraege=Count("verlauf")
        )

    lesung = FesteLesung(lambda: wie_immer().filter(pk=FALL))
    gelesen, erwartet = lesung.erste(fall=fall.pk), wie_immer().get(pk=fall.pk)
    assert gelesen is not None
    assert alles(gelesen) == alles(erwartet)
    assert not gelesen._state.adding
    assert vars(gelesen)["eintraege"] == vars(erwartet)["eintraege"] > 1
    with CaptureQueriesContext(connection) as abfragen:
        assert gelesen.gremium.schluessel == erwartet.gremium.schluessel
        assert gelesen.behoerde == erwartet.behoerde is not None
    assert [a for a in abfragen if "behoerde" in a["sql"]] == []


def test_it_reads_columns_in_their_order_with_their_types(fall: Fall) -> None:
    lesung: FesteLesung[tuple[object, ...]] = FesteLesung(
        lambda: Verlaufseintrag.objects.filter(fall=FALL).values_list("nummer", "am", "zaehlt")
    )
    zeilen = lesung(fall=fall.pk)
    erwartet = Verlaufseintrag.objects.filter(fall=fall).values_list("nummer", "am", "zaehlt")
    assert zeilen == list(erwartet)
    assert isinstance(zeilen[0][1], date)
    assert isinstance(zeilen[0][2], dict)


def test_it_opens_what_is_sealed(fall: Fall) -> None:
    person = FesteLesung(lambda: Person.objects.filter(fall=FALL)).erste(fall=fall.pk)
    assert person is not None
    assert person.nachname == Person.objects.filter(fall=fall).first().nachname  # type: ignore[union-attr]


def test_it_is_filled_anew_at_every_call_and_built_once(nrw: Spiel) -> None:
    einer, anderer = nrw.bis(Stand.EINGEGANGEN), nrw.bis(Stand.EINGEGANGEN)
    lesung, gebaut = gezaehlt(lambda: Fall.objects.filter(pk=FALL))
    assert lesung(fall=einer.pk) == [einer]
    assert lesung(fall=anderer.pk) == [anderer]
    assert lesung(fall=uuid4()) == []
    assert lesung.erste(fall=uuid4()) is None
    Fall.objects.filter(pk=einer.pk).update(weg="direkt")
    erneut = lesung.erste(fall=einer.pk)
    assert erneut is not None
    assert erneut.weg == "direkt"
    assert gebaut == [1]


def test_it_refuses_what_the_orm_would_have_asked_in_other_words(fall: Fall) -> None:
    lesung = FesteLesung(lambda: Fall.objects.filter(pk=FALL))
    with pytest.raises(ValueError, match="fall"):
        lesung(fall=None)
    with pytest.raises(KeyError, match="fall"):
        lesung(akte=fall.pk)


@pytest.mark.django_db(transaction=True)
def test_it_locks_only_inside_a_transaction(fall: Fall) -> None:
    lesung = FesteLesung(lambda: Fall.objects.select_for_update().filter(pk=FALL))
    with transaction.atomic():
        assert lesung(fall=fall.pk) == [fall]
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            lesung(fall=fall.pk)
    else:
        assert lesung(fall=fall.pk) == [fall]


def test_it_changes_exactly_the_rows_of_the_filter(nrw: Spiel) -> None:
    hier, dort = nrw.bis(Stand.STELLUNGNAHME), nrw.bis(Stand.STELLUNGNAHME)
    erledigen = FesteAenderung(
        lambda: Wiedervorlage.objects.filter(fall=FALL, erledigt_am=None),
        erledigt_am=Stelle("tag", DateField()),
    )
    offene = Wiedervorlage.objects.filter(erledigt_am=None)
    zuvor = offene.filter(fall=hier).count()
    assert zuvor > 0
    tag = date(2026, 3, 2)
    assert erledigen(fall=hier.pk, tag=tag) == zuvor
    assert erledigen(fall=hier.pk, tag=tag) == 0
    assert Wiedervorlage.objects.filter(fall=hier, erledigt_am=tag).count() == zuvor
    assert offene.filter(fall=dort).exists()


@pytest.mark.django_db(transaction=True)
def test_it_leaves_no_half_changed_transaction_behind(fall: Fall) -> None:
    """Who swallows the error of a change cannot go on as if nothing had been."""
    geschlossen = FesteAenderung(
        lambda: Fall.objects.filter(pk=FALL), abgeschlossen_am=Stelle("tag", DateField())
    )
    with pytest.raises(TransactionManagementError), transaction.atomic():
        try:
            geschlossen(fall=fall.pk, tag=date(2026, 3, 2))
        except IntegrityError:
            Fall.objects.count()


def behaltene() -> list[str]:
    """What the server keeps planned on this connection; SQLite plans anew each time."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT statement FROM pg_prepared_statements")
        return [text for (text,) in zeiger.fetchall()]


def test_it_lets_the_server_keep_the_plan_of_what_is_asked_often_and_of_nothing_else(
    nrw: Spiel,
) -> None:
    faelle = [nrw.bis(Stand.EINGEGANGEN) for _ in range(2)]
    zaehlend = FesteLesung(
        lambda: Fall.objects.filter(pk=FALL).annotate(eintraege=Count("verlauf"))
    )
    aendernd = FesteAenderung(
        lambda: Fall.objects.filter(pk=FALL), version=Stelle("version", IntegerField())
    )
    zuvor = len(behaltene())
    for mal in range(10):
        for fall in faelle:
            assert zaehlend(fall=fall.pk) == [fall]
            assert aendernd(fall=fall.pk, version=50 + mal) == 1
            assert Fall.objects.filter(pk=fall.pk, weg="direkt").count() == 0
    assert Fall.objects.filter(version=59).count() == 2
    assert len(behaltene()) - zuvor == (2 if connection.vendor == "postgresql" else 0)


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_after_the_table_changed_under_a_kept_plan(fall: Fall) -> None:
    """A column that appears while the house works is nothing to a statement that asks others."""
    lesung = FesteLesung(lambda: Fall.objects.filter(pk=FALL))
    for _ in range(10):
        assert lesung(fall=fall.pk) == [fall]
    tabelle = Fall._meta.db_table
    with connection.cursor() as zeiger:
        zeiger.execute(f"ALTER TABLE {tabelle} ADD COLUMN spaeter integer")
    try:
        assert lesung(fall=fall.pk) == [fall]
    finally:
        with connection.cursor() as zeiger:
            zeiger.execute(f"ALTER TABLE {tabelle} DROP COLUMN spaeter")
    assert lesung(fall=fall.pk) == [fall]


def test_it_can_be_read_by_whoever_has_the_statements_written_down(fall: Fall) -> None:
    lesung = FesteLesung(lambda: Fall.objects.filter(pk=FALL))
    for _ in range(10):
        lesung(fall=fall.pk)
    with CaptureQueriesContext(connection) as abfragen:
        assert lesung(fall=fall.pk) == [fall]
    assert len(abfragen) == 1
    text = abfragen[0]["sql"]
    assert text.startswith("SELECT")
    assert fall.pk.hex in text.replace("-", "")
