"""The folder of the documents: nothing readable, nothing half, nothing left over."""

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from haertefall.auftraege.models import Auftrag
from haertefall.faelle import ablage
from haertefall.faelle.ablage import Eingang, Mangel, SpeicherVoll
from haertefall.faelle.aufgaben import raeume_dateien_auf
from haertefall.faelle.dokumente import inhalt
from haertefall.faelle.models import Dokument, Person
from haertefall.tresor import siegel
from haertefall.tresor.models import Schluessel, schluesselbund
from haertefall.tresor.schluesseldatei import Tresorfehler, Verfaelscht
from haertefall.tresor.stroeme import Versiegler
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute

MARKE = b"Zqxjkwvyx Befund"


@pytest.fixture
def ordner(tmp_path: Path, settings: LazySettings) -> Path:
    settings.ABLAGE = tmp_path / "dokumente"
    return tmp_path / "dokumente"


def dateien(ordner: Path) -> list[Path]:
    return sorted(datei for datei in ordner.rglob("*") if datei.is_file())


def angekommen(klar: bytes, name: str = "befund.pdf") -> Eingang:
    eingang = Eingang(name)
    for anfang in range(0, len(klar), 1000):
        eingang.schreibe(klar[anfang : anfang + 1000])
    eingang.beende()
    return eingang


def test_it_keeps_a_file_and_reads_it_with_its_key_only(ordner: Path) -> None:
    eingang = angekommen(MARKE * 20_000)
    eingang.behalte()
    eingang.close()
    (datei,) = dateien(ordner)
    assert datei == ablage.ort(eingang.datei)
    assert stat.S_IMODE(datei.stat().st_mode) == 0o600
    assert stat.S_IMODE(datei.parent.stat().st_mode) == 0o700
    assert MARKE not in datei.read_bytes()
    assert b"befund" not in str(datei).encode()
    assert b"".join(ablage.lies(eingang.datei, eingang.schluessel)) == MARKE * 20_000
    with pytest.raises(Verfaelscht):
        list(ablage.lies(eingang.datei, bytes(32)))


def test_it_is_encrypted_from_the_first_byte_on(ordner: Path) -> None:
    eingang = Eingang("befund.pdf")
    for _ in range(20):
        eingang.schreibe(MARKE * 1000)
        assert all(MARKE not in datei.read_bytes() for datei in dateien(ordner))
    assert dateien(ordner)[0].stat().st_size > 0
    eingang.close()
    assert dateien(ordner) == []


def test_it_forgets_what_nobody_kept(ordner: Path) -> None:
    angekommen(MARKE).close()
    assert dateien(ordner) == []
    eingang = angekommen(b"")
    assert eingang.mangel is Mangel.LEER
    eingang.close()


def test_it_takes_as_much_as_the_house_allows(ordner: Path, settings: LazySettings) -> None:
    settings.DOKUMENT_HOECHSTENS = 5_000
    assert angekommen(bytes(5_000)).mangel is None
    zu_gross = angekommen(bytes(5_001))
    assert zu_gross.mangel is Mangel.ZU_GROSS
    assert len(dateien(ordner)) == 1


@pytest.mark.parametrize("nummer", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("wann", ["schreibe", "beende"])
def test_it_leaves_nothing_on_a_full_disk(
    ordner: Path, monkeypatch: pytest.MonkeyPatch, nummer: int, wann: str
) -> None:
    def voll(*_: object) -> None:
        raise OSError(nummer, "voll")

    eingang = Eingang("befund.pdf")
    eingang.schreibe(MARKE)
    monkeypatch.setattr(Versiegler, wann, voll)
    eingang.schreibe(MARKE)
    eingang.beende()
    assert eingang.mangel is Mangel.SPEICHER
    assert dateien(ordner) == []


def test_it_leaves_nothing_when_there_is_no_place_at_the_end(
    ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def voll(*_: object) -> None:
        raise OSError(errno.ENOSPC, "voll")

    eingang = angekommen(MARKE)
    monkeypatch.setattr(Path, "replace", voll)
    with pytest.raises(SpeicherVoll, match="kein Platz"):
        eingang.behalte()
    eingang.close()
    assert dateien(ordner) == []


def test_it_does_not_take_another_fault_for_a_full_disk(
    ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kaputt(*_: object) -> None:
        raise OSError(errno.EIO, "kaputt")

    monkeypatch.setattr(Versiegler, "schreibe", kaputt)
    with pytest.raises(OSError, match="kaputt"):
        Eingang("befund.pdf").schreibe(MARKE)


HALB = """
import os, signal, sys
from pathlib import Path
from django.conf import settings
settings.configure(ABLAGE=Path(sys.argv[1]), DOKUMENT_HOECHSTENS=10**9)
from haertefall.faelle.ablage import Eingang
eingang = Eingang("befund.pdf")
eingang.schreibe(b"Zqxjkwvyx Befund" * 30000)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.django_db
def test_it_sweeps_what_a_kill_left_behind_and_nothing_else(nrw: Spiel, ordner: Path) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "dokument_hinzufuegen")
    behalten = dateien(ordner)
    getoetet = subprocess.run([sys.executable, "-c", HALB, str(ordner)], check=False)
    assert getoetet.returncode == -9
    halb, unterwegs = set(dateien(ordner)) - set(behalten), angekommen(MARKE)
    assert len(halb) == 1
    assert MARKE not in next(iter(halb)).read_bytes()

    verwaist = angekommen(MARKE)
    verwaist.behalte()  # the act that wanted it failed after this
    gestern = time.time() - 2 * 24 * 3600
    for datei in (*halb, *behalten, ablage.ort(verwaist.datei)):
        os.utime(datei, (gestern, gestern))
    raeume_dateien_auf(Auftrag(), tag=heute())
    uebrig = dateien(ordner)
    assert set(behalten) < set(uebrig)
    assert [d.name for d in uebrig if d not in behalten] == [unterwegs.datei.hex]
    unterwegs.close()


@pytest.mark.django_db
def test_it_says_in_the_log_that_files_are_missing(
    nrw: Spiel, ordner: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "dokument_hinzufuegen")
    raeume_dateien_auf(Auftrag(), tag=heute())
    assert caplog.text == ""
    ablage.entferne(Dokument.objects.get().datei)
    raeume_dateien_auf(Auftrag(), tag=heute())
    assert "Zu 1 Dokumenten fehlt die Datei" in caplog.text


@pytest.mark.django_db
def test_it_makes_papers_unreadable_with_the_key_of_the_case(nrw: Spiel, ordner: Path) -> None:
    """A backup made afterwards: all rows, all files, and even the installation key."""
    fall, anderer = nrw.neuer_fall(nachname="Vergangen"), nrw.neuer_fall()
    nrw.zug(fall, "dokument_hinzufuegen")
    dokument = Dokument.objects.select_related("fall__schluessel").get()
    assert b"".join(inhalt(dokument)).startswith(b"%PDF")
    siegel_der_datei = bytes(Dokument.objects.values_list("dateischluessel", flat=True)[0])
    person = fall.personen.get()
    namen = bytes(Person.objects.values_list("suchform", flat=True).get(pk=person.pk) or b"")
    with transaction.atomic():
        with connection.cursor() as zeiger:
            kennung = fall.schluessel_id
            zeiger.execute(
                "DELETE FROM tresor_schluessel WHERE id = %s",
                [kennung.hex if connection.vendor == "sqlite" else kennung],
            )
        uebrig = [schluessel.klartext() for schluessel in Schluessel.objects.all()]
        assert anderer.schluessel.klartext() in uebrig
        for klar in [*uebrig, *schluesselbund().generationen.values()]:
            for wert, etikett, zeile in (
                (siegel_der_datei, "faelle.dokument.dateischluessel", dokument.pk),
                (namen, "faelle.person.suchform", person.pk),
            ):
                with pytest.raises(Verfaelscht):
                    siegel.oeffnen(klar, wert, etikett, zeile.bytes)
            with pytest.raises(Verfaelscht):
                list(ablage.lies(dokument.datei, klar))
        neu = Dokument.objects.get()
        with pytest.raises((Tresorfehler, Schluessel.DoesNotExist)):
            list(inhalt(neu))
        transaction.set_rollback(True)  # The file of the case still points to its key.
