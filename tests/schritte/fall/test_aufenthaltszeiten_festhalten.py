"""Residence periods: the whole list, the later in place of the earlier."""

from datetime import date
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.fall.test_rechtsangabe_festhalten import bekannt
from tests.schritte.pruefstand import fehlerfelder, letzter_eintrag, verboten

LEER: dict[str, Any] = {f"{s}_{n}": "" for n in range(6) for s in ("art", "von", "bis")}


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


def test_it_takes_periods_once_and_shows_the_chain(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    stand = bekannt(fall)
    assert len(stand.sachverhalt.zeiten.zeiten) == 6
    kette = stand.uebersicht.zeiten.kette
    assert (kette.anzahl, kette.kuerzeste_tage, kette.von) == (5, 92, date(2022, 7, 1))
    assert kette.gesamt_tage == (date(2026, 11, 20) - date(2022, 7, 1)).days + 1


def test_it_puts_periods_in_order_and_replaces_the_whole_list(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    zwei = LEER | {
        "art_0": "duldung", "von_0": "2024-01-01", "unbelegt_0": "on",
        "art_1": "gestattung", "von_1": "2020-01-01", "bis_1": "2023-12-31",
    }  # fmt: skip
    nrw.zug(fall, "aufenthaltszeiten_festhalten", **zwei, vollstaendig="")
    zeiten = bekannt(fall).sachverhalt.zeiten
    assert [(z.art.value, z.belegt) for z in zeiten.zeiten] == [
        ("gestattung", True),
        ("duldung", False),
    ]
    assert not zeiten.vollstaendig
    assert fall.rechtsangaben.count() == 2


def test_it_keeps_days_out_of_the_history(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    assert "2022" not in str(letzter_eintrag(fall).angaben)


@pytest.mark.parametrize(
    ("zeile", "feld"),
    [
        ({"art_0": "", "von_0": "2024-01-01"}, "art_0"),
        ({"art_0": "duldung", "von_0": ""}, "von_0"),
        ({"art_0": "duldung", "von_0": "2024-01-02", "bis_0": "2024-01-01"}, "bis_0"),
        ({"art_0": "duldung", "von_0": "gestern"}, "von_0"),
        ({"art_0": "ferien", "von_0": "2024-01-01"}, "art_0"),
    ],
)
def test_it_checks_a_period_that_was_begun(
    nrw: Spiel, fall: Fall, zeile: dict[str, str], feld: str
) -> None:
    eingabe = LEER | zeile
    assert feld in fehlerfelder(nrw, "aufenthaltszeiten_festhalten", fall=fall, **eingabe)


def test_it_is_not_for_members_or_after_the_end(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Zuständig" in verboten(
        nrw, "aufenthaltszeiten_festhalten", fall=fall, als=Funktion.MITGLIED
    )
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    assert "Abgeschlossen" in verboten(nrw, "aufenthaltszeiten_festhalten", fall=fall)
