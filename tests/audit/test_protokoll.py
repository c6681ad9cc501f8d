"""Log lines: place, kind and number; nothing that somebody typed."""

import logging
from typing import Any

import pytest

from haertefall.audit.protokoll import OhneInhalt
from haertefall.audit.record import anfrage_nummer

MARKE = "Zqxjkwvyx"


def zeile(name: str, text: str, *werte: Any, fehler: BaseException | None = None) -> str:
    ausnahme = (type(fehler), fehler, fehler.__traceback__) if fehler else None
    satz = logging.LogRecord(name, logging.ERROR, __file__, 7, text, werte, ausnahme)
    return OhneInhalt().format(satz)


def test_it_writes_out_what_the_program_says_itself() -> None:
    aus = zeile("haertefall.auftraege.lauf", "Auftrag %s gescheitert: %s", 7, "ValueError")
    assert "Auftrag 7 gescheitert: ValueError" in aus


@pytest.mark.parametrize("name", ["django.request", "allauth.account", "granian", "py.warnings"])
def test_it_writes_of_others_the_place_alone(name: str) -> None:
    aus = zeile(name, f"Not Found: %s {MARKE}", f"/nrw/?q={MARKE}")
    assert MARKE not in aus
    assert f"{name} - test_protokoll.py:7" in aus


def test_it_names_the_request_and_the_kind_of_error_with_its_places() -> None:
    marke = anfrage_nummer.set("ABCD-2345")
    try:
        try:
            try:
                raise KeyError(MARKE)
            except KeyError as grund:
                raise ValueError(f"Name {MARKE}") from grund
        except ValueError as fehler:
            aus = zeile("haertefall.web", "Abgestürzt", fehler=fehler)
    finally:
        anfrage_nummer.reset(marke)
    assert MARKE not in aus
    assert "ABCD-2345" in aus
    assert "KeyError" in aus
    assert "ValueError" in aus
    assert "tests/audit/test_protokoll.py:" in aus
    assert aus.index("KeyError") < aus.index("ValueError")


def test_it_is_the_only_way_to_the_log_and_nothing_is_mailed(settings: Any) -> None:
    griffe = settings.LOGGING["handlers"]
    assert {g["formatter"] for g in griffe.values()} == {"ohne_inhalt"}
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
    assert settings.ADMINS == []
    for name in ("django", "django.request", "django.security", "django.db.backends"):
        assert logging.getLogger(name).handlers == []
        assert logging.getLogger(name).propagate
