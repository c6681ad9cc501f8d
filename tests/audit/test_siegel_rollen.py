"""The roles shipped for PostgreSQL: a web process cannot change, remove or seal the trace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from haertefall.audit.akteur import programm
from haertefall.audit.models import Siegel, Zugriff
from haertefall.audit.pruefung import pruefe
from haertefall.audit.record import record
from haertefall.audit.siegel import siegel_setzen
from haertefall.recht.begriffe import Stand
from haertefall.tresor.models import Schluessel
from haertefall.tresor.schluesseldatei import SchluesselFehlt
from haertefall.vorfuehrung.spiel import Spiel
from tests.audit.sperre import ausser_kraft

ROLLEN = Path(__file__).parents[2] / "scripts" / "rollen.sql"
SCHREIBEND = [
    "UPDATE audit_zugriff SET was = 'x'",
    "DELETE FROM audit_zugriff",
    "TRUNCATE audit_zugriff",
    "UPDATE audit_siegel SET um = um",
    "DELETE FROM audit_siegel",
    "TRUNCATE audit_siegel",
    "ALTER TABLE audit_zugriff DISABLE TRIGGER USER",
    "DROP TRIGGER audit_siegel_fest ON audit_siegel",
    "CREATE OR REPLACE FUNCTION audit_nur_anhaengen() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RETURN OLD; END $$",
    "SET session_replication_role = replica",
    "SELECT setval('audit_zugriff_id_seq', 1)",
    "ALTER TABLE tresor_schluessel DISABLE ROW LEVEL SECURITY",
    "DELETE FROM django_migrations",
]
SIEGELN = (
    "INSERT INTO audit_siegel SELECT nummer + 1, zeile + 1, um, abdruck, kette FROM audit_siegel"
)


@contextmanager
def als(rolle: str) -> Iterator[None]:
    with connection.cursor() as zeiger:
        zeiger.execute(f"SET ROLE {rolle}")
        try:
            yield
        finally:
            zeiger.execute("RESET ROLE")


def darf_nicht(befehl: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as zeiger,
    ):
        zeiger.execute(befehl)


@pytest.fixture
def rollen(db: None) -> None:
    """A sealed row, and the roles."""
    record(programm("probe"), "probe")
    siegel_setzen()
    connection.check_constraints()  # nothing may be pending while tables are altered
    with connection.cursor() as zeiger:
        zeiger.execute(ROLLEN.read_text("utf-8"))
        zeiger.execute(ROLLEN.read_text("utf-8"))  # again after each update


@pytest.mark.usefixtures("rollen")
@pytest.mark.parametrize("rolle", ["haertefall_web", "haertefall_arbeit"])
def test_it_lets_nobody_change_the_trace(rolle: str) -> None:
    # Without the triggers: rights alone must be enough.
    with connection.cursor() as zeiger:
        for befehl in ausser_kraft(connection)[0]:
            zeiger.execute(befehl)
    with als(rolle):
        for befehl in SCHREIBEND:
            darf_nicht(befehl)
        assert Zugriff.objects.count() == Siegel.objects.count() == 1


@pytest.mark.usefixtures("rollen")
def test_it_lets_a_web_process_append_and_not_seal() -> None:
    with als("haertefall_web"):
        record(programm("probe"), "probe")
        darf_nicht(SIEGELN)
        assert not Schluessel.objects.filter(art="audit").exists()
        with pytest.raises(SchluesselFehlt):
            siegel_setzen()
        assert not Schluessel.objects.filter(art="audit").update(huelle=b"x")
        assert Schluessel.objects.filter(art="audit").delete()[0] == 0


@pytest.mark.usefixtures("rollen")
def test_it_lets_the_worker_seal() -> None:
    record(programm("probe"), "probe")
    with als("haertefall_arbeit"):
        assert siegel_setzen() == 1
        assert pruefe().befunde == []


def test_it_lets_a_web_process_work_on_cases(
    rollen: None, spielplatz: Callable[..., list[Spiel]]
) -> None:
    spiel = spielplatz("nrw")[0]
    with als("haertefall_web"):
        vorher = Zugriff.objects.count()
        spiel.bis(Stand.ABGESCHLOSSEN)
        assert Zugriff.objects.count() > vorher
