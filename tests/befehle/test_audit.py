"""`haertefall audit pruefen | anker`."""

import argparse
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from haertefall.audit.akteur import programm
from haertefall.audit.models import Zugriff
from haertefall.audit.record import record
from haertefall.audit.siegel import siegel_setzen
from haertefall.befehle import audit
from haertefall.tresor.models import Schluessel
from tests.audit.sperre import uebergangen

pytestmark = pytest.mark.django_db
Ausgabe = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def eigener_ordner(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATEN = tmp_path


def rufe(*worte: str) -> int:
    parser = argparse.ArgumentParser()
    audit.argumente(parser)
    return audit.ausfuehren(parser.parse_args(worte))


def siegle(anzahl: int) -> None:
    for _ in range(anzahl):
        record(programm("probe"), "probe")
    assert siegel_setzen() == anzahl


def schneide_ab(bis: int) -> None:
    """Cut trace and seals after seal number `bis`."""
    letzte = Zugriff.objects.order_by("pk")[bis - 1].pk
    with uebergangen(), connection.cursor() as zeiger:
        zeiger.execute("DELETE FROM audit_zugriff WHERE id > %s", [letzte])
        zeiger.execute("DELETE FROM audit_siegel WHERE nummer > %s", [bis])


def test_it_finds_everything_as_it_was(capsys: Ausgabe) -> None:
    siegle(3)
    assert rufe("pruefen") == 0
    assert capsys.readouterr().out == "3 Siegel und 0 Anker geprüft: alles, wie es war.\n"


def test_it_names_what_is_wrong(capsys: Ausgabe) -> None:
    siegle(3)
    zweite = Zugriff.objects.order_by("pk")[1].pk
    with uebergangen(), connection.cursor() as zeiger:
        zeiger.execute("DELETE FROM audit_zugriff WHERE id = %s", [zweite])
    assert rufe("pruefen") == 1
    aus = capsys.readouterr().out
    assert f"fehlt: Zeile {zweite} fehlt" in aus
    assert "Befunde: 1." in aus


def test_it_finds_a_cut_end_with_an_exported_anchor(tmp_path: Path, capsys: Ausgabe) -> None:
    siegle(5)
    assert rufe("anker") == 0
    datei = tmp_path / "mitgenommen"
    datei.write_text(capsys.readouterr().out)
    schneide_ab(3)
    assert rufe("pruefen", "--anker", str(datei)) == 1
    assert "kennt Siegel 5, das letzte ist 3" in capsys.readouterr().out


def test_it_uses_the_anchors_the_sealer_kept(tmp_path: Path, capsys: Ausgabe) -> None:
    siegle(5)
    assert rufe("anker") == 0
    eigene = tmp_path / "spur" / "anker"
    eigene.parent.mkdir()
    eigene.write_text(capsys.readouterr().out)
    schneide_ab(4)
    siegle(4)
    assert rufe("pruefen") == 1
    assert "neu geschrieben: Siegel 5" in capsys.readouterr().out


def test_it_says_when_there_is_no_seal_yet(capsys: Ausgabe) -> None:
    assert rufe("anker") == 2
    assert "noch kein Siegel" in capsys.readouterr().err
    assert rufe("pruefen") == 0


def test_it_says_when_it_cannot_check(tmp_path: Path, capsys: Ausgabe) -> None:
    siegle(1)
    kaputt = tmp_path / "kaputt"
    kaputt.write_text("irgendwas\n")
    assert rufe("pruefen", "--anker", str(kaputt)) == 2
    assert rufe("pruefen", "--anker", str(tmp_path / "keine")) == 2
    Schluessel.objects.filter(art="audit").delete()
    assert rufe("pruefen") == 2
    assert "Der Schlüssel der Spur fehlt" in capsys.readouterr().err
