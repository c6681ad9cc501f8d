"""Limits on guessing: they hold over all processes, and lock nobody out for long."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from haertefall.konten import grenzen
from haertefall.konten.models import Fehlversuch
from haertefall.zeit import jetzt
from tests.tresor.haus import eigenes_haus


def _bis_zur_grenze(wer: str, hoechstens: int) -> int:
    durch = 0
    for _ in range(hoechstens * 3):
        try:
            grenzen.versuchen({wer: hoechstens})
            durch += 1
        except grenzen.ZuVieleVersuche:
            pass
    return durch


def test_it_lets_no_more_through_than_the_limit(db: None) -> None:
    assert _bis_zur_grenze("a", 5) == 5
    assert _bis_zur_grenze("b", 5) == 5


def test_it_does_not_prolong_the_wait_by_what_was_turned_away(db: None) -> None:
    _bis_zur_grenze("a", 5)
    assert Fehlversuch.objects.filter(wer="a").count() == 5
    Fehlversuch.objects.update(um=jetzt() - grenzen.FENSTER - timedelta(seconds=1))
    assert _bis_zur_grenze("a", 5) == 5


def test_it_forgets_the_attempts_of_who_got_in(db: None) -> None:
    versuch = grenzen.versuchen({"konto": 5, "rechner": 5})
    versuch.gelungen()
    assert list(Fehlversuch.objects.values_list("wer", flat=True)) == ["rechner"]


def test_it_turns_away_when_one_of_several_limits_is_reached(db: None) -> None:
    _bis_zur_grenze("rechner", 3)
    with pytest.raises(grenzen.ZuVieleVersuche, match="zehn Minuten"):
        grenzen.versuchen({"konto": 5, "rechner": 3})


def test_it_holds_over_workers_that_try_at_once(tmp_path: Path) -> None:
    """Four processes, each with its own memory and connection, as the workers of a server."""
    with eigenes_haus(tmp_path) as haus:
        arbeiter = [haus.starte("-m", "tests.konten.rater") for _ in range(4)]
        for einer in arbeiter:
            assert einer.stdout
            assert einer.stdout.readline() == "bereit\n"
        ausgaben = [einer.communicate("los\n", timeout=120) for einer in arbeiter]
    durch = [int(aus) for aus, _ in ausgaben]
    # Never more; one or the other fewer, when two at the limit see each other.
    assert 1 <= sum(durch) <= 10, ausgaben


def test_it_writes_down_nobody(db: None) -> None:
    wer = grenzen.marke("konto", "maria.kirchner@beispiel.example")
    grenzen.versuchen({wer: 5})
    assert "maria" not in Fehlversuch.objects.get().wer
    assert wer != grenzen.marke("rechner", "maria.kirchner@beispiel.example")
    assert len(grenzen.marke("konto", "\ud800")) == 43


@pytest.mark.parametrize(
    ("sicher", "meta", "rechner"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.7"}, "192.0.2.7"),
        (False, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "192.0.2.7"),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 192.0.2.9"},
         "192.0.2.9"),
        (True, {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "Unsinn"}, "unbekannt"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": ""}, "unbekannt"),
    ],
)  # fmt: skip
def test_it_believes_its_own_proxy_only(
    settings: Any, sicher: bool, meta: dict[str, str], rechner: str
) -> None:
    settings.SICHER = sicher
    anfrage = RequestFactory().get("/", **meta)  # type: ignore[arg-type]
    assert grenzen.rechner(anfrage) == rechner
