"""The job that seals every minute, and the anchors it keeps beside the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction

from haertefall.audit import anker
from haertefall.audit.akteur import programm
from haertefall.audit.models import Siegel
from haertefall.audit.record import record
from haertefall.auftraege import register
from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.schlange import einreihen
from haertefall.auftraege.takt import Alle
from haertefall.zeit import gestellt

MITTAG = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
Ausfuehren = Callable[..., Any]


@pytest.fixture(autouse=True)
def eigener_ordner(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATEN = tmp_path


def eine_minute(um: datetime) -> Auftrag:
    """What the worker does once a minute."""
    with gestellt(um):
        with transaction.atomic():
            auftrag = einreihen("audit.siegel_setzen", {})
        arbeiter = Arbeiter()
        genommen = arbeiter.nimm()
        assert genommen == auftrag
        arbeiter.fuehre_aus(genommen)
    return Auftrag.objects.get(pk=auftrag.pk)


def test_it_is_ordered_every_minute() -> None:
    aufgabe = register.hole("audit.siegel_setzen")
    assert aufgabe.takt == Alle(timedelta(minutes=1))
    assert not aufgabe.aussen


@pytest.mark.django_db(transaction=True)
def test_it_seals_and_keeps_an_anchor_once_an_hour() -> None:
    for minuten in (0, 30, 59, 60, 90, 150):
        with gestellt(MITTAG + timedelta(minutes=minuten)):
            record(programm("probe"), "probe")
        assert eine_minute(MITTAG + timedelta(minutes=minuten)).zustand == Zustand.ERLEDIGT
    assert Siegel.objects.count() == 6
    kennt = anker.lesen(anker.eigene_datei())
    assert [(einer.nummer, einer.um) for einer in kennt] == [
        (1, MITTAG),
        (4, MITTAG + timedelta(minutes=60)),
        (6, MITTAG + timedelta(minutes=150)),
    ]
    assert kennt[-1] == anker.letzter()


@pytest.mark.django_db(transaction=True)
def test_it_does_nothing_when_nothing_happened() -> None:
    assert eine_minute(MITTAG).zustand == Zustand.ERLEDIGT
    assert not Siegel.objects.exists()
    assert not anker.eigene_datei().exists()


@pytest.mark.django_db(transaction=True)
def test_it_says_so_and_goes_on_when_the_key_is_missing(
    tmp_path: Path, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    from haertefall.tresor.models import vergessen  # noqa: PLC0415

    record(programm("probe"), "probe")
    da = settings.SCHLUESSEL_DATEI
    settings.SCHLUESSEL_DATEI = tmp_path / "keine"
    vergessen()
    assert eine_minute(MITTAG).zustand == Zustand.ERLEDIGT
    assert "nicht gesiegelt: SchluesselFehlt" in caplog.text
    settings.SCHLUESSEL_DATEI = da
    eine_minute(MITTAG + timedelta(minutes=1))
    assert Siegel.objects.count() == 1
