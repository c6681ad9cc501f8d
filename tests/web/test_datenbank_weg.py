"""The database was restarted since the last request: nobody gets an error for it."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_started
from django.db import close_old_connections, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_in


@pytest.fixture
def wie_im_betrieb(transactional_db: None) -> Iterator[None]:
    """A server looks at its connections before each request; the client of the tests does not."""

    def hinsehen(**_: object) -> None:
        close_old_connections()

    request_started.connect(hinsehen)
    yield
    request_started.disconnect(hinsehen)


def trenne_alle() -> None:
    """End every connection of the database from its side; SQLite has none."""
    if connection.vendor != "postgresql":
        return
    andere: BaseDatabaseWrapper = connections.create_connection("default")
    try:
        with andere.cursor() as zeiger:
            zeiger.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert zeiger.fetchone()[0] > 0
    finally:
        andere.close()


def test_it_answers_the_first_request_after_a_restart(nrw: Spiel, wie_im_betrieb: None) -> None:
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    assert "Fälle" in besuch.hole("/nrw/faelle/")
    trenne_alle()
    assert "Fälle" in besuch.hole("/nrw/faelle/")
