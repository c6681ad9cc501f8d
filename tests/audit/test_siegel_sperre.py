"""The database refuses to change or remove trace and seals, whoever asks and however."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from haertefall.audit.akteur import programm
from haertefall.audit.models import Anhaengend, Mass, Siegel, Zugriff
from haertefall.audit.record import record
from haertefall.audit.siegel import siegel_setzen
from haertefall.zeit import jetzt
from tests.audit.sperre import TABELLEN, uebergangen

UEBERALL = [
    "UPDATE audit_zugriff SET was = 'x'",
    "UPDATE audit_zugriff SET id = id + 100 WHERE id > 0",
    "DELETE FROM audit_zugriff",
    "UPDATE audit_siegel SET um = um",
    "DELETE FROM audit_siegel WHERE nummer = 1",
    "UPDATE audit_mass SET grund = 'x'",
    "DELETE FROM audit_mass",
    "INSERT INTO audit_siegel SELECT * FROM audit_siegel WHERE true"
    " ON CONFLICT (nummer) DO UPDATE SET um = excluded.um",
]
NUR_SQLITE = [
    "REPLACE INTO audit_zugriff SELECT * FROM audit_zugriff",
    "INSERT OR REPLACE INTO audit_siegel SELECT nummer + 50, zeile, um, abdruck, kette"
    " FROM audit_siegel",
    "UPDATE OR IGNORE audit_siegel SET zeile = 4711",
]
NUR_POSTGRES = ["TRUNCATE audit_zugriff", "TRUNCATE audit_siegel CASCADE"]


def test_it_covers_every_table_of_this_room_that_is_only_appended_to() -> None:
    tabellen = [
        modell._meta.db_table
        for modell in apps.get_app_config("audit").get_models()
        if issubclass(modell, Anhaengend)
    ]
    assert sorted(tabellen) == sorted(TABELLEN)


@pytest.fixture
def spur(db: None) -> None:
    record(programm("probe"), "probe")
    assert siegel_setzen() == 1
    Mass.objects.create(regel="probe", werte={}, um=jetzt(), konto=uuid4(), grund="Probe")


def abgewiesen(befehl: str) -> None:
    vorher = [list(modell.objects.values()) for modell in (Zugriff, Siegel, Mass)]
    with (
        pytest.raises(DatabaseError, match="nur angehaengt"),
        transaction.atomic(),
        connection.cursor() as zeiger,
    ):
        zeiger.execute(befehl)
    assert [list(modell.objects.values()) for modell in (Zugriff, Siegel, Mass)] == vorher


@pytest.mark.usefixtures("spur")
@pytest.mark.parametrize("befehl", UEBERALL)
def test_it_refuses_to_change_or_remove(befehl: str) -> None:
    abgewiesen(befehl)


@pytest.mark.usefixtures("spur")
def test_it_refuses_the_ways_of_this_database() -> None:
    for befehl in NUR_POSTGRES if connection.vendor == "postgresql" else NUR_SQLITE:
        abgewiesen(befehl)


@pytest.mark.usefixtures("spur")
def test_it_refuses_in_the_program_too() -> None:
    zeile = Zugriff.objects.get()
    for tun in (
        zeile.save,
        zeile.delete,
        Zugriff.objects.all().delete,
        lambda: Zugriff.objects.update(was="x"),
    ):
        with pytest.raises(TypeError):
            tun()


@pytest.mark.usefixtures("spur")
def test_it_holds_again_after_the_tests_went_around_it() -> None:
    with uebergangen(), connection.cursor() as zeiger:
        zeiger.execute("UPDATE audit_zugriff SET was = 'anders'")
    abgewiesen("DELETE FROM audit_zugriff")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lauf", [1, 2])
def test_it_is_empty_between_tests_with_real_transactions(lauf: int) -> None:
    assert not Zugriff.objects.exists()
    record(programm("probe"), "probe")
    assert siegel_setzen() == 1
    abgewiesen("DELETE FROM audit_zugriff")
