"""For tests of the pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_in


@pytest.fixture(autouse=True)
def ohne_manifest(settings: Settings, tmp_path: Path) -> None:
    """Addresses of static files without having collected them."""
    schlicht = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": schlicht}
    # whitenoise warns about a folder that is not there, and warnings are errors.
    settings.STATIC_ROOT = tmp_path
    # Off in an installation until decided; that it is off has a test of its own.
    settings.OEFFENTLICHE_WEGE = True


@pytest.fixture
def als() -> Callable[[Spiel, Funktion], Besuch]:
    """`als(nrw, Funktion.MITGLIED)`: a visitor who acts so in this body."""

    def besuchen(spiel: Spiel, funktion: Funktion) -> Besuch:
        return Besuch(amt_in(spiel, funktion))

    return besuchen


@pytest.fixture
def buero(nrw: Spiel, als: Callable[[Spiel, Funktion], Besuch]) -> Besuch:
    """Somebody in the office of NRW."""
    return als(nrw, Funktion.GESCHAEFTSSTELLE)
