"""Whether the key is there and opens the database: cheap, and noticed while the program runs."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from haertefall.audit import schluesselzustand as zustand
from haertefall.audit.schluesselzustand import Schluesselzustand, verlange_schluessel
from haertefall.tresor import schluesseldatei, wechsel
from haertefall.tresor.models import Schluessel, neuer_schluessel, vergessen
from haertefall.tresor.schluesseldatei import SchluesselFalsch, SchluesselFehlt

pytestmark = pytest.mark.django_db


@pytest.fixture
def gremium(eigener_schluessel: Path) -> Schluessel:
    return neuer_schluessel("gremium")


def ersetze(datei: Path, inhalt: bytes) -> None:
    """As somebody who copies a file; the date moves even on a coarse clock."""
    datei.write_bytes(inhalt)
    os.utime(datei, ns=(time.time_ns(), datei.stat().st_mtime_ns + 1_000_000))


def test_it_is_ready_with_the_right_key(gremium: Schluessel) -> None:
    assert zustand.zustand() is Schluesselzustand.BEREIT
    verlange_schluessel()


def test_it_is_ready_before_the_first_body(eigener_schluessel: Path) -> None:
    assert zustand.zustand() is Schluesselzustand.BEREIT


def test_it_notices_that_the_key_is_taken_away_and_forgets_it(
    gremium: Schluessel, eigener_schluessel: Path
) -> None:
    assert zustand.zustand() is Schluesselzustand.BEREIT
    inhalt = eigener_schluessel.read_bytes()
    eigener_schluessel.unlink()
    assert zustand.zustand() is Schluesselzustand.FEHLT
    with pytest.raises(SchluesselFehlt, match="fehlt"):
        verlange_schluessel()
    with pytest.raises(SchluesselFehlt):
        Schluessel.objects.get(pk=gremium.pk).klartext()
    ersetze(eigener_schluessel, inhalt)
    assert zustand.zustand() is Schluesselzustand.BEREIT


@pytest.mark.parametrize(
    "inhalt",
    [b"", b"x", b"haertefall-installationsschluessel 1\n", b"\xff\xfe", b"\n1 AAAA\n"],
)
def test_it_notices_a_damaged_file(
    gremium: Schluessel, eigener_schluessel: Path, inhalt: bytes
) -> None:
    ersetze(eigener_schluessel, inhalt)
    assert zustand.zustand() is Schluesselzustand.FALSCH


def test_it_notices_the_key_of_another_installation(
    gremium: Schluessel, eigener_schluessel: Path, tmp_path: Path
) -> None:
    fremd = tmp_path / "fremd" / "installation"
    schluesseldatei.anlegen(fremd)
    ersetze(eigener_schluessel, fremd.read_bytes())
    assert zustand.zustand() is Schluesselzustand.FALSCH
    with pytest.raises(SchluesselFalsch, match="öffnet diese Datenbank nicht"):
        verlange_schluessel()


def test_it_notices_that_an_older_copy_of_the_file_was_put_back(
    gremium: Schluessel, eigener_schluessel: Path
) -> None:
    frueher = eigener_schluessel.read_bytes()
    wechsel.beginnen()
    list(wechsel.fortsetzen())
    ersetze(eigener_schluessel, frueher)
    assert zustand.zustand() is Schluesselzustand.FEHLT


def test_it_does_not_take_one_broken_row_for_a_wrong_key(gremium: Schluessel) -> None:
    kaputt = neuer_schluessel("behoerde")
    Schluessel.objects.filter(pk=kaputt.pk).update(huelle=b"\x01" + bytes(60))
    vergessen()
    assert zustand.zustand() is Schluesselzustand.BEREIT
    Schluessel.objects.filter(pk=gremium.pk).update(huelle=b"\x01" + bytes(60))
    zustand._letzte = None
    assert zustand.zustand() is Schluesselzustand.FALSCH


def test_it_asks_the_database_only_now_and_then(
    gremium: Schluessel,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[..., object],
) -> None:
    uhr = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: uhr[0])
    zustand.zustand()
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        uhr[0] += zustand.ERNEUT_NACH
        zustand.zustand()
    Schluessel.objects.filter(pk=gremium.pk).update(huelle=b"\x01" + bytes(60))
    uhr[0] += 1
    assert zustand.zustand() is Schluesselzustand.FALSCH
    Schluessel.objects.filter(pk=gremium.pk).update(huelle=gremium.huelle)
    uhr[0] += zustand.ERNEUT_NACH_FEHLER + 1
    assert zustand.zustand() is Schluesselzustand.BEREIT
