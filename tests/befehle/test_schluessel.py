"""`haertefall schluessel …` as an operator types it."""

import argparse
import base64
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from haertefall.audit.models import Zugriff
from haertefall.befehle import bergung, schluessel
from haertefall.tresor import schluesseldatei
from haertefall.tresor.models import Schluessel, neuer_schluessel, schluesselbund
from tests.tresor.conftest import eigener_schluessel
from tests.tresor.haus import HAERTEFALL, WURZEL, eigenes_haus

__all__ = ["eigener_schluessel"]

Ausgabe = pytest.CaptureFixture[str]


def rufe(*worte: str) -> int:
    parser = argparse.ArgumentParser()
    schluessel.argumente(parser)
    return schluessel.ausfuehren(parser.parse_args(worte))


class Tastatur(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.django_db
class TestAnlegen:
    def test_it_never_makes_a_second_key(self, eigener_schluessel: Path, capsys: Ausgabe) -> None:
        vorher = eigener_schluessel.read_bytes()
        assert rufe("anlegen") == 1
        assert "nie überschrieben" in capsys.readouterr().err
        assert eigener_schluessel.read_bytes() == vorher

    def test_it_makes_no_new_key_for_an_encrypted_database_whose_key_is_lost(
        self, eigener_schluessel: Path, capsys: Ausgabe
    ) -> None:
        neuer_schluessel("gremium")
        eigener_schluessel.unlink()
        assert rufe("anlegen") == 1
        assert "schon verschlüsselt" in capsys.readouterr().err
        assert not eigener_schluessel.exists()

    def test_it_makes_the_first_key(self, eigener_schluessel: Path, capsys: Ausgabe) -> None:
        eigener_schluessel.unlink()
        assert rufe("anlegen") == 0
        assert schluesseldatei.lesen(eigener_schluessel).aktuell == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("eigener_schluessel")
class TestPruefen:
    def test_it_tells_generations_and_counts(self, capsys: Ausgabe) -> None:
        neuer_schluessel("fall", neuer_schluessel("gremium"))
        assert rufe("pruefen") == 0
        aus = capsys.readouterr().out
        assert "Generation 1: in der Datei, 1 Schlüssel unter ihr, keine Bergungsbögen" in aus
        assert "2 Schlüssel öffnen sich." in aus

    def test_it_tells_an_unfinished_and_a_finished_change(self, capsys: Ausgabe) -> None:
        neuer_schluessel("gremium")
        schluesseldatei.erweitern(settings.SCHLUESSEL_DATEI)
        neuer_schluessel("behoerde")
        assert rufe("pruefen") == 0
        assert "nicht zu Ende" in capsys.readouterr().out
        assert rufe("wechseln") == 0
        assert "Ein Wechsel wird fortgesetzt" in capsys.readouterr().out
        assert rufe("pruefen") == 0
        assert "Nicht mehr benutzt: Generation 1" in capsys.readouterr().out

    def test_it_names_each_key_that_does_not_open(self, capsys: Ausgabe) -> None:
        gremium = neuer_schluessel("gremium")
        fall = neuer_schluessel("fall", gremium)
        Schluessel.objects.filter(pk=fall.pk).update(huelle=b"\x01" + bytes(60))
        assert rufe("pruefen") == 1
        gesagt = capsys.readouterr()
        assert f"Öffnet sich nicht: fall {fall.pk}" in gesagt.err
        assert "1 Schlüssel öffnen sich." in gesagt.out

    def test_it_names_a_missing_generation(self, eigener_schluessel: Path, capsys: Ausgabe) -> None:
        gremium = neuer_schluessel("gremium")
        Schluessel.objects.filter(pk=gremium.pk).update(generation=4)
        assert rufe("pruefen") == 1
        assert "Generation 4: FEHLT in der Datei, 1 Schlüssel" in capsys.readouterr().out


@pytest.mark.django_db
class TestWechseln:
    def test_it_begins_nothing_with_a_file_that_does_not_fit(
        self, eigener_schluessel: Path, capsys: Ausgabe
    ) -> None:
        neuer_schluessel("gremium")
        eigener_schluessel.unlink()
        schluesseldatei.anlegen(eigener_schluessel)
        assert rufe("wechseln") == 1
        assert "öffnet diese Datenbank nicht" in capsys.readouterr().err
        assert schluesseldatei.lesen(eigener_schluessel).aktuell == 1

    def test_it_leaves_a_trace(self, eigener_schluessel: Path) -> None:
        assert rufe("wechseln") == 0
        zeile = Zugriff.objects.get()
        assert (zeile.was, zeile.zusatz) == ("schluessel_gewechselt", {"generation": 2})


@pytest.mark.django_db
class TestZusammensetzen:
    def boegen(self, von: int = 3) -> list[str]:
        bund = schluesselbund(neu=True)
        return [
            " ".join(bogen.woerter)
            for bogen in bergung.teilen(bund.aktuell, bund.hole(bund.aktuell), von, 2)
        ]

    def tippe(self, monkeypatch: pytest.MonkeyPatch, text: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return rufe("zusammensetzen")

    def test_it_restores_a_lost_file(
        self, eigener_schluessel: Path, monkeypatch: pytest.MonkeyPatch, capsys: Ausgabe
    ) -> None:
        neuer_schluessel("gremium")
        vorher = eigener_schluessel.read_bytes()
        boegen = self.boegen()
        eigener_schluessel.unlink()
        assert self.tippe(monkeypatch, "\n".join(boegen[1:])) == 0
        assert "öffnet die Datenbank" in capsys.readouterr().out
        assert eigener_schluessel.read_bytes() == vorher

    def test_it_adds_to_a_file_and_never_replaces_a_key(
        self, eigener_schluessel: Path, monkeypatch: pytest.MonkeyPatch, capsys: Ausgabe
    ) -> None:
        boegen = self.boegen()
        eigener_schluessel.unlink()
        schluesseldatei.anlegen(eigener_schluessel)
        vorher = eigener_schluessel.read_bytes()
        assert self.tippe(monkeypatch, "\n".join(boegen)) == 1
        assert "ein anderer Schlüssel" in capsys.readouterr().err
        assert eigener_schluessel.read_bytes() == vorher

    def test_it_refuses_sheets_of_another_installation(
        self, eigener_schluessel: Path, monkeypatch: pytest.MonkeyPatch, capsys: Ausgabe
    ) -> None:
        fremde = self.boegen()
        eigener_schluessel.unlink()
        schluesseldatei.anlegen(eigener_schluessel)
        schluesselbund(neu=True)
        neuer_schluessel("gremium")
        eigener_schluessel.unlink()
        assert self.tippe(monkeypatch, "\n".join(fremde)) == 1
        assert "öffnet diese Datenbank nicht" in capsys.readouterr().err
        assert not eigener_schluessel.exists()

    def test_it_stops_at_too_few_and_at_a_wrong_sheet_from_a_pipe(
        self, eigener_schluessel: Path, monkeypatch: pytest.MonkeyPatch, capsys: Ausgabe
    ) -> None:
        boegen = self.boegen()
        eigener_schluessel.unlink()
        assert self.tippe(monkeypatch, boegen[0]) == 1
        assert "zu wenige Bögen: 1, nötig sind 2" in capsys.readouterr().err
        assert self.tippe(monkeypatch, boegen[0] + "\n" + "haus " * 35) == 1
        assert "Wort 1 steht nicht" in capsys.readouterr().err
        assert not eigener_schluessel.exists()

    def test_it_lets_somebody_at_the_keyboard_type_again(
        self, eigener_schluessel: Path, monkeypatch: pytest.MonkeyPatch, capsys: Ausgabe
    ) -> None:
        neuer_schluessel("gremium")
        erster, zweiter, _ = self.boegen()
        eigener_schluessel.unlink()
        vertippt = " ".join(["haus", *erster.split()[1:]])
        numeriert = "\n".join(
            f"{n}. {wort.upper()}" for n, wort in enumerate(zweiter.split(), start=1)
        )
        monkeypatch.setattr(
            "sys.stdin", Tastatur("\n".join([vertippt, erster, erster, numeriert, ""]))
        )
        assert rufe("zusammensetzen") == 0
        aus = capsys.readouterr().out
        assert "Wort 1 steht nicht in der Wortliste" in aus
        assert "Bogen 1 ist schon eingegeben" in aus
        assert "Bogen 2 stimmt" in aus
        assert not set(erster.split()) & set(re.findall(r"\w+", aus))
        assert eigener_schluessel.exists()


def test_it_prints_sheets_to_a_pipe_only_and_leaves_nothing_secret_on_the_disk(
    tmp_path: Path,
) -> None:
    with eigenes_haus(tmp_path) as haus:
        amt = haus.starte("-m", "tests.tresor.amt", "anlegen", "2")
        assert amt.wait(60) == 0
        geheim = schluesseldatei.lesen(haus.schluesseldatei).hole(1)

        datei = tmp_path / "boegen.txt"
        with datei.open("w") as ziel:
            ergebnis = subprocess.run(
                [sys.executable, *HAERTEFALL, "schluessel", "teilen", "--von=3", "--noetig=2"],
                cwd=WURZEL,
                stdout=ziel,
                stderr=subprocess.PIPE,
                env=haus.umgebung,
                check=False,
            )
        assert ergebnis.returncode == 1
        assert "nie in eine Datei" in ergebnis.stderr.decode()
        assert datei.read_text() == ""

        code, aus, fehler = haus.rufe("schluessel", "teilen", "--von", "3", "--noetig", "2")
        assert code == 0, fehler
        boegen = [bogen.split("\n\n")[2] for bogen in aus.split("\f") if bogen]
        assert len(boegen) == 3
        haus.schluesseldatei.unlink()
        assert haus.rufe("schluessel", "pruefen")[0] == 1
        code, _, fehler = haus.rufe("schluessel", "zusammensetzen", eingabe="\n".join(boegen[:2]))
        assert code == 0, fehler
        assert schluesseldatei.lesen(haus.schluesseldatei).generationen == {1: geheim}

        haus.schluesseldatei.unlink()
        woerter = [bergung.lesen(bogen).woerter for bogen in boegen]
        verraet = [geheim, geheim.hex().encode(), base64.b64encode(geheim)]
        for eine in woerter:
            # From the sixth word on: before it stand the set's number and the threshold.
            verraet += [" ".join(eine[n : n + 2]).encode() for n in range(5, len(eine) - 1)]
        for eine_datei in tmp_path.rglob("*"):
            if eine_datei.is_file():
                inhalt = eine_datei.read_bytes()
                assert not [teil for teil in verraet if teil in inhalt], eine_datei
