"""A key file of its own for tests that change it."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from haertefall.audit import schluesselzustand as zustand
from haertefall.tresor import schluesseldatei
from haertefall.tresor.models import vergessen


@pytest.fixture
def eigener_schluessel(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An installation key for this test alone."""
    datei = tmp_path / "eigener" / "installation"
    schluesseldatei.anlegen(datei)
    settings.SCHLUESSEL_DATEI = datei
    monkeypatch.setattr(zustand, "_letzte", None)
    vergessen()
    return datei
