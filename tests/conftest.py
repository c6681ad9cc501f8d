"""For all tests."""

import gc
import math
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from haertefall.audit import schluesselzustand as zustand
from haertefall.gremien import fassungen
from haertefall.tresor import schluesseldatei
from haertefall.tresor.models import vergessen
from haertefall.vorfuehrung.spiel import Spiel
from tests import datenbank
from tests.audit.sperre import ausser_kraft
from tests.grundlage import Grundlage, mitschreiben
from tests.recht.bau import WURZEL
from tests.verteilung import Verteilung

# `make test` must be repeatable and independent of the clock. What the free run
# (`make test-lang`) finds becomes a fixed @example.
settings.register_profile("fest", derandomize=True, deadline=None, database=None)
settings.register_profile(
    "frei",
    # Said, not inherited: under CI Hypothesis' own default repeats itself.
    derandomize=False,
    max_examples=2000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fest")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Verteilung:
    """Who gets which test."""
    return Verteilung(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: at the end one worker would wait for the other."""
    items.sort(key=lambda test: test.get_closest_marker("lange") is None)


def pytest_collection_finish() -> None:
    """What is loaded now stays: looking through it for garbage again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def installationsschluessel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A key of this run, outside every database."""
    datei = tmp_path_factory.mktemp("schluessel") / "installation"
    schluesseldatei.anlegen(datei)
    vorher = django_settings.SCHLUESSEL_DATEI
    django_settings.SCHLUESSEL_DATEI = datei
    vergessen()
    # As in a process that has just looked: no test that counts queries sees this one looking.
    zustand._letzte = (zustand.Schluesselzustand.BEREIT, zustand._abdruck(), math.inf)
    yield datei
    django_settings.SCHLUESSEL_DATEI = vorher


@pytest.fixture(scope="session", autouse=True)
def ablage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where documents of this run lie."""
    vorher = django_settings.ABLAGE
    django_settings.ABLAGE = tmp_path_factory.mktemp("ablage")
    yield django_settings.ABLAGE
    django_settings.ABLAGE = vorher


@pytest.fixture(scope="session", autouse=True)
def fluechtiger_ordner() -> Iterator[Path]:
    """A folder of this run for keys that live in memory only; memory-backed, like the real one."""
    ordner = Path(tempfile.mkdtemp(prefix="haertefall-probe-", dir="/dev/shm"))
    vorher = django_settings.FLUECHTIG
    django_settings.FLUECHTIG = ordner
    yield ordner
    django_settings.FLUECHTIG = vorher
    shutil.rmtree(ordner)


@pytest.fixture(scope="session", autouse=True)
def starkes_argon2() -> Iterator[dict[str, int]]:
    """How costly a guess is in the program; in the tests each sign-in would cost as much."""
    leicht = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    stark = {name: getattr(Argon2PasswordHasher, name) for name in leicht}
    with pytest.MonkeyPatch.context() as nur_hier:
        for name, wert in leicht.items():
            nur_hier.setattr(Argon2PasswordHasher, name, wert)
        yield stark


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> Iterator[None]:
    """The database of the tests begins with all tables; Django then finds nothing to migrate."""
    if datenbank.server():
        connection.settings_dict["TEST"]["TEMPLATE"] = datenbank.vorlage_auf_postgres()
        yield
        return
    with datenbank.im_speicher(connection.creation._get_test_db_name()):  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="session", autouse=True)
def leeren_zwischen_tests() -> Iterator[None]:
    """Tests with real transactions empty all tables: for that moment the trace lets go of its rows.

    Nothing else can make it do so.
    """
    leeren = BaseDatabaseOperations.execute_sql_flush

    def ohne_sperren(self: BaseDatabaseOperations, befehle: list[str]) -> None:
        weg, wieder = ausser_kraft(self.connection)
        if self.connection.vendor == "sqlite":
            # An emptied trace is a new one. Else the next check would find its end cut off.
            wieder.append("DELETE FROM sqlite_sequence WHERE name LIKE 'audit_%'")
        leeren(self, [*weg, *befehle, *wieder])

    with pytest.MonkeyPatch.context() as nur_hier:
        nur_hier.setattr(BaseDatabaseOperations, "execute_sql_flush", ohne_sperren)
        yield


@pytest.fixture(scope="session")
def grundlage(
    django_db_setup: None, django_db_blocker: Any, installationsschluessel: Path
) -> Grundlage:
    """Bodies that most tests begin with."""
    with django_db_blocker.unblock():
        return mitschreiben()


@pytest.fixture
def spielplatz(grundlage: Grundlage, db: None) -> Callable[..., list[Spiel]]:
    """Bodies with their people in a marked database: `spielplatz("nrw", "dortmund")`.

    `voll`: every seat is held and has its deputies.
    """

    def einrichten(*kennungen: str, voll: bool = False) -> list[Spiel]:
        return [Spiel(gremium) for gremium in grundlage.legen(kennungen, voll=voll)]

    return einrichten


@pytest.fixture
def hausordnung(tmp_path: Path, settings: Any) -> Iterator[Callable[[str, str], None]]:
    """A local version of a shipped Ordnung with further rows: `hausordnung("nrw", zeilen)`.

    For what no shipped Ordnung has. The rows are invented and prove the format, not the law.
    """

    def ergaenzen(gremium: str, zeilen: str) -> None:
        ordner = tmp_path / "ordnungen" / gremium
        ordner.mkdir(parents=True, exist_ok=True)
        for datei in (WURZEL / gremium).glob("*.toml"):
            text = datei.read_text("utf-8")
            (ordner / datei.name).write_text(f"{text}\n{zeilen}", "utf-8")
        fassungen.alle.cache_clear()

    settings.ORDNUNGEN_DIRS = [str(tmp_path / "ordnungen"), *settings.ORDNUNGEN_DIRS]
    yield ergaenzen
    fassungen.alle.cache_clear()


@pytest.fixture
def nrw(spielplatz: Callable[..., list[Spiel]]) -> Spiel:
    """The commission of NRW, ready to play."""
    return spielplatz("nrw")[0]


@pytest.fixture
def dortmund(spielplatz: Callable[..., list[Spiel]]) -> Spiel:
    """The body in Dortmund, ready to play."""
    return spielplatz("dortmund")[0]


@pytest.fixture
def volles_nrw(spielplatz: Callable[..., list[Spiel]]) -> Spiel:
    """The commission with ten members and their deputies."""
    return spielplatz("nrw", voll=True)[0]
