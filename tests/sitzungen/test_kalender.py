"""The calendar file: what RFC 5545 asks for, and nothing that should not be there."""

from datetime import UTC, datetime

import pytest

from haertefall.gremien.models import Gremium
from haertefall.sitzungen.kalender import kalenderdatei
from haertefall.sitzungen.models import Sitzung

UM = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def datei(ort: str = "Saal 1", stand: str = "eingeladen", name: str = "HFK NRW") -> str:
    sitzung = Sitzung(
        gremium=Gremium(name=name),
        beginn=datetime(2026, 12, 4, 9, 30, tzinfo=UTC),
        form="beides",
        ort=ort,
        stand=stand,
    )
    return kalenderdatei(sitzung, aenderungen=2, erzeugt=UM)


def test_it_names_day_place_and_body() -> None:
    zeilen = datei().split("\r\n")
    for zeile in (
        "BEGIN:VCALENDAR",
        "METHOD:PUBLISH",
        "SEQUENCE:2",
        "DTSTART:20261204T093000Z",
        "DTSTAMP:20261127T090000Z",
        "SUMMARY:Sitzung HFK NRW",
        "LOCATION:Vor Ort und Video\\, Saal 1",
        "STATUS:CONFIRMED",
        "END:VCALENDAR",
    ):
        assert zeile in zeilen
    assert zeilen[-1] == ""
    assert not any(z.startswith(("DTEND", "DESCRIPTION", "ATTENDEE")) for z in zeilen)


def test_it_takes_the_date_back() -> None:
    zeilen = datei(stand="abgesagt").split("\r\n")
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3"} <= set(zeilen)


@pytest.mark.parametrize("ort", ["ä" * 200, "a,b;c\\d\r\nEND:VCALENDAR", "Zimmer " * 30])
def test_it_folds_long_lines_and_lets_nobody_write_lines(ort: str) -> None:
    inhalt = datei(ort=ort)
    zeilen = inhalt.split("\r\n")
    assert all(len(z.encode()) <= 75 for z in zeilen)
    assert zeilen.count("END:VCALENDAR") == 1
    assert len(inhalt.replace("\r\n ", "").split("\r\n")) == 16
