"""`haertefall suche neu`: after a tampering the search stands on the cases again."""

import argparse
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from haertefall.audit.models import Zugriff
from haertefall.befehle import suche as befehl
from haertefall.faelle import suchbloecke
from haertefall.faelle.models import Fall, Person, Suchblock, Suchplatz
from haertefall.faelle.suche import Veraendert, suche
from haertefall.recht.begriffe import Funktion
from haertefall.tresor.models import Schluessel, vergessen
from haertefall.vorfuehrung.spiel import Spiel

Ausgabe = pytest.CaptureFixture[str]
MENSCHEN = ("Hoxha", "Zwetkow", "Gashi", "Axmed", "Krasniqi", "Papadopoulos", "Ou")


@pytest.fixture(autouse=True)
def kleine_bloecke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suchbloecke, "JE_BLOCK", 3)


@pytest.fixture
def faelle(nrw: Spiel) -> dict[str, Fall]:
    """Seven people, six of them in two blocks."""
    gelebt = {name: nrw.neuer_fall(nachname=name) for name in MENSCHEN}
    rufe()
    assert (Suchblock.objects.count(), Suchplatz.objects.count()) == (2, 6)
    return gelebt


def rufe() -> int:
    parser = argparse.ArgumentParser()
    befehl.argumente(parser)
    return befehl.ausfuehren(parser.parse_args(["neu"]))


def findet_alle(nrw: Spiel, faelle: dict[str, Fall]) -> Veraendert:
    """Everybody is found; what the search noticed on the way."""
    veraendert = Veraendert()
    for name, fall in faelle.items():
        treffer = suche(nrw.akteur(Funktion.GESCHAEFTSSTELLE), name, veraendert)
        assert fall.pk in [eines.fall_id for eines in treffer], name
    return veraendert


def setze(satz: str, *werte: bytes) -> None:
    """Past the program, as somebody who writes into the database."""
    with connection.cursor() as zeiger:
        zeiger.execute(satz, werte)


def test_it_makes_blocks_anew_that_were_tampered_with(
    nrw: Spiel, faelle: dict[str, Fall], capsys: Ausgabe
) -> None:
    vorher = set(Suchblock.objects.values_list("pk", flat=True))
    setze("UPDATE faelle_suchblock SET inhalt = %s", b"kaputt")
    assert findet_alle(nrw, faelle).bloecke > 0
    capsys.readouterr()
    assert rufe() == 0
    assert capsys.readouterr().out == (
        "HFK NRW: 2 Suchblöcke aufgelöst (verfälscht: 2), 2 gebildet; "
        "0 verfälschte Suchformen neu gebildet.\n"
    )
    assert findet_alle(nrw, faelle) == Veraendert()
    assert not vorher & set(Suchblock.objects.values_list("pk", flat=True))
    assert Schluessel.objects.filter(art="suchblock").count() == 2
    spur = Zugriff.objects.filter(was="suche_neu_gebaut").latest("pk")
    assert (spur.objekt, spur.zusatz) == (nrw.gremium.pk, {"aufgeloest": 2, "gebildet": 2})


def test_it_finds_whom_a_changed_flag_had_hidden(nrw: Spiel, faelle: dict[str, Fall]) -> None:
    """The flag says they are in a block, and no block has them."""
    allein = Person.objects.get(suchplatz=None)
    Person.objects.filter(pk=allein.pk).update(im_block=True)
    gesucht = suche(nrw.akteur(Funktion.GESCHAEFTSSTELLE), allein.nachname)
    assert allein.pk not in [treffer.person_id for treffer in gesucht]
    assert rufe() == 0
    findet_alle(nrw, faelle)


def test_it_makes_search_forms_anew_of_the_names(
    nrw: Spiel, faelle: dict[str, Fall], capsys: Ausgabe
) -> None:
    """And says how many names do not open themselves, never which."""
    setze("UPDATE faelle_person SET suchform = %s", b"kaputt")
    assert rufe() == 0
    assert "7 verfälschte Suchformen neu gebildet" in capsys.readouterr().out
    assert findet_alle(nrw, faelle) == Veraendert()
    setze("UPDATE faelle_person SET suchform = %s, nachname = %s", b"kaputt", b"kaputt")
    assert rufe() == 1
    assert "7 Namen lassen sich nicht öffnen" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_it_says_when_somebody_works_there(
    nrw: Spiel, faelle: dict[str, Fall], capsys: Ausgabe
) -> None:
    """Where rows can be locked one by one; elsewhere a transaction is alone anyway."""

    def daneben() -> int:
        try:
            return rufe()
        finally:
            connection.close()

    if connection.features.has_select_for_update_skip_locked:
        with ThreadPoolExecutor(1) as anderer, transaction.atomic():
            list(Person.objects.select_for_update().filter(im_block=True))
            assert anderer.submit(daneben).result(timeout=30) == 1
        assert "2 Suchblöcke bleiben" in capsys.readouterr().err
    assert rufe() == 0
    findet_alle(nrw, faelle)


def test_it_says_when_the_key_is_away(nrw: Spiel, capsys: Ausgabe) -> None:
    for _ in range(3):
        nrw.neuer_fall()
    rufe()
    setze("UPDATE tresor_schluessel SET huelle = %s WHERE eltern_id IS NULL", b"kaputt")
    vergessen()
    assert rufe() == 2
    assert "HFK NRW: nicht möglich" in capsys.readouterr().err
