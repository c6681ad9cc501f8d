"""Generations of the installation key."""

import os
import stat
from pathlib import Path

import pytest

from haertefall.tresor import schluesseldatei, wechsel
from haertefall.tresor.models import (
    Schluessel,
    neuer_schluessel,
    rahmen_oeffnen,
    schluesselbund,
    vergessen,
)
from haertefall.tresor.schluesseldatei import SchluesselFalsch, SchluesselFehlt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eigener_schluessel")]


def wechsle() -> None:
    wechsel.beginnen()
    assert [fehler for _, fehler in wechsel.fortsetzen() if fehler] == []


def test_it_appends_a_generation_and_keeps_the_old_one(eigener_schluessel: Path) -> None:
    vorher = schluesseldatei.lesen(eigener_schluessel)
    assert schluesseldatei.erweitern(eigener_schluessel) == 2
    nachher = schluesseldatei.lesen(eigener_schluessel)
    assert nachher.generationen[1] == vorher.generationen[1]
    assert nachher.generationen[2] != vorher.generationen[1]
    assert nachher.aktuell == 2


def test_it_keeps_the_old_file_whole_when_it_dies_before_the_exchange(
    eigener_schluessel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vorher = eigener_schluessel.read_bytes()

    def stirb(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as tod:
        tod.setattr(Path, "replace", stirb)
        with pytest.raises(KeyboardInterrupt):
            schluesseldatei.erweitern(eigener_schluessel)
    assert eigener_schluessel.read_bytes() == vorher
    assert schluesseldatei.erweitern(eigener_schluessel) == 2
    assert [datei.name for datei in eigener_schluessel.parent.iterdir()] == ["installation"]


def test_it_keeps_owner_and_mode_of_the_file(eigener_schluessel: Path) -> None:
    assert stat.S_IMODE(eigener_schluessel.stat().st_mode) == 0o600
    eigener_schluessel.chmod(0o640)
    fremd = os.geteuid() == 0
    if fremd:
        os.chown(eigener_schluessel, 1234, 1234)
    schluesseldatei.erweitern(eigener_schluessel)
    danach = eigener_schluessel.stat()
    assert stat.S_IMODE(danach.st_mode) == 0o640
    assert danach.st_uid == (1234 if fremd else os.geteuid())


def test_it_follows_a_link_to_the_key_file(eigener_schluessel: Path, tmp_path: Path) -> None:
    verweis = tmp_path / "verweis"
    verweis.symlink_to(eigener_schluessel)
    schluesseldatei.erweitern(verweis)
    assert verweis.is_symlink()
    assert schluesseldatei.lesen(eigener_schluessel).aktuell == 2


def test_it_wraps_every_body_anew_and_touches_no_case() -> None:
    gremium = neuer_schluessel("gremium")
    fall = neuer_schluessel("fall", gremium)
    klar, fallklar = gremium.klartext(), fall.klartext()
    wechsle()
    vergessen()
    neu = Schluessel.objects.get(pk=gremium.pk)
    assert (neu.generation, wechsel.genutzt()) == (2, {2: 1})
    assert bytes(neu.huelle) != bytes(gremium.huelle)
    assert neu.klartext() == klar
    unberuehrt = Schluessel.objects.get(pk=fall.pk)
    assert bytes(unberuehrt.huelle) == bytes(fall.huelle)
    assert unberuehrt.klartext() == fallklar


def test_it_goes_on_with_an_unfinished_change_instead_of_beginning_another() -> None:
    for _ in range(3):
        neuer_schluessel("gremium")
    assert wechsel.beginnen() == 2
    next(iter(wechsel.fortsetzen()))
    assert wechsel.genutzt() == {1: 2, 2: 1}
    assert wechsel.beginnen() is None
    list(wechsel.fortsetzen())
    assert wechsel.genutzt() == {2: 3}


def test_it_opens_what_another_process_has_wrapped_anew() -> None:
    gremium = neuer_schluessel("gremium")
    veraltet = schluesselbund()
    wechsle()
    vergessen()
    schluesselbund.__globals__["_bund"] = veraltet  # this process has read the file long ago
    assert rahmen_oeffnen(Schluessel.objects.get(pk=gremium.pk)) == gremium.klartext()


def test_it_wraps_new_keys_in_the_generation_another_process_has_added(
    eigener_schluessel: Path,
) -> None:
    schluesselbund()
    schluesseldatei.erweitern(eigener_schluessel)
    assert neuer_schluessel("gremium").generation == 2


def test_it_reports_a_broken_key_and_changes_the_others() -> None:
    kaputt, heil = neuer_schluessel("gremium"), neuer_schluessel("gremium")
    huelle = bytearray(kaputt.huelle)
    huelle[-1] ^= 1
    Schluessel.objects.filter(pk=kaputt.pk).update(huelle=bytes(huelle))
    wechsel.beginnen()
    ergebnis = {zeile.pk: type(fehler) for zeile, fehler in wechsel.fortsetzen()}
    assert ergebnis == {kaputt.pk: SchluesselFalsch, heil.pk: type(None)}
    assert wechsel.genutzt() == {1: 1, 2: 1}


def test_it_removes_a_generation_only_when_no_key_needs_it(eigener_schluessel: Path) -> None:
    gremium = neuer_schluessel("gremium")
    wechsel.beginnen()
    assert wechsel.ausmustern(1) == 1
    list(wechsel.fortsetzen())
    assert wechsel.ausmustern(1) == 0
    assert list(schluesseldatei.lesen(eigener_schluessel).generationen) == [2]
    vergessen()
    assert len(Schluessel.objects.get(pk=gremium.pk).klartext()) == schluesseldatei.LAENGE


def test_it_never_removes_the_newest_or_an_unknown_generation() -> None:
    with pytest.raises(SchluesselFalsch, match="neueste"):
        wechsel.ausmustern(1)
    with pytest.raises(SchluesselFehlt):
        wechsel.ausmustern(7)
