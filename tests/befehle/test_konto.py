"""`haertefall konto …`: the first accounts, and help where the office cannot help itself."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from haertefall.befehle import main
from haertefall.gremien.models import Behoerde, Konto
from haertefall.konten import faktoren
from haertefall.konten.models import Einladung
from haertefall.vorfuehrung.spiel import Spiel
from tests.konten.geraete import app_fuer

NEU = ["konto", "einladen", "--email", "Erste@Beispiel.example", "--name", "Erste Kraft",
       "--funktion", "geschaeftsstelle", "--gremium", "nrw"]  # fmt: skip


@pytest.fixture(autouse=True)
def eigene_umgebung(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings) -> None:
    monkeypatch.setenv("HAERTEFALL_DATEN", str(tmp_path))
    settings.STATIC_ROOT = tmp_path


def test_it_prints_a_link_that_opens(nrw: Spiel, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(NEU) == 0
    aus = capsys.readouterr().out
    weg = re.search(r"/einladung/[0-9a-f-]+/", aus)
    assert weg
    assert Client().get(weg[0]).status_code == 302
    konto = Konto.objects.get(email="erste@beispiel.example")
    assert konto.aemter.get().funktion == "geschaeftsstelle"
    assert main(NEU) == 0  # again: one account, one Funktion, a new link
    assert konto.aemter.count() == 1
    assert Einladung.objects.filter(konto=konto).count() == 1


def test_it_gives_a_place_in_an_authority_and_in_the_house(nrw: Spiel) -> None:
    behoerde = Behoerde.objects.all()[0]
    kopf = ["konto", "einladen", "--email", "x@beispiel.example", "--name", "X"]
    assert main([*kopf, "--funktion", "auslaenderbehoerde", "--behoerde", behoerde.kennung]) == 0
    assert main([*kopf, "--funktion", "betrieb"]) == 0
    assert Konto.objects.get(name="X").aemter.count() == 2


@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        (["einladen", "--email", "n@b.example"], "--name und --funktion"),
        (["einladen", "--email", "quatsch", "--name", "N", "--funktion", "betrieb"],
         "keine E-Mail-Adresse"),
        (["einladen", "--email", "n@b.example", "--name", "N", "--funktion", "rat"], "--gremium"),
        (["einladen", "--email", "n@b.example", "--name", "N", "--funktion", "rat", "--gremium",
          "atlantis"], "gibt hier nicht"),
        (["einladen", "--email", "n@b.example", "--name", "N", "--funktion", "auslaenderbehoerde"],
         "--behoerde"),
        (["einladen", "--email", "n@b.example", "--name", "N", "--funktion", "betrieb",
          "--gremium", "nrw"], "zu keinem Gremium"),
        (["sperren", "--email", "niemand@b.example"], "gibt es nicht"),
    ],
)  # fmt: skip
def test_it_says_what_is_missing(
    nrw: Spiel, capsys: pytest.CaptureFixture[str], worte: list[str], satz: str
) -> None:
    assert main(["konto", *worte]) == 1
    assert satz in capsys.readouterr().err


def test_it_blocks_and_opens_again(nrw: Spiel) -> None:
    konto = Konto.objects.all()[0]
    assert main(["konto", "sperren", "--email", konto.email]) == 0
    konto.refresh_from_db()
    assert not konto.is_active
    assert main(["konto", "entsperren", "--email", konto.email]) == 0
    konto.refresh_from_db()
    assert konto.is_active


def test_it_resets_an_access(nrw: Spiel, capsys: pytest.CaptureFixture[str]) -> None:
    konto = Konto.objects.all()[0]
    konto.set_password("x")
    konto.save()
    app_fuer(konto)
    assert main(["konto", "zuruecksetzen", "--email", konto.email]) == 0
    konto.refresh_from_db()
    assert not konto.has_usable_password()
    assert not faktoren.hat(konto)
    assert "/einladung/" in capsys.readouterr().out
