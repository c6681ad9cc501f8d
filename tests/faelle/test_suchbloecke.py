"""Packed search forms: always what the rows say, never longer than a case, for nobody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from haertefall.audit.akteur import Akteur
from haertefall.auftraege.models import Auftrag
from haertefall.faelle import suchbloecke
from haertefall.faelle import suche as suchmodul
from haertefall.faelle.aufgaben import erneuere_suchbloecke
from haertefall.faelle.blockform import Durchsicht
from haertefall.faelle.models import Fall, Person, Suchblock, Suchplatz
from haertefall.faelle.suche import Veraendert, suche
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.tresor.models import Schluessel
from haertefall.vorfuehrung.spiel import Spiel

JE_BLOCK = 3


@pytest.fixture(autouse=True)
def kleine_bloecke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suchbloecke, "JE_BLOCK", JE_BLOCK)


@pytest.fixture
def buero(nrw: Spiel) -> Akteur:
    return nrw.akteur(Funktion.GESCHAEFTSSTELLE)


@pytest.fixture
def faelle(nrw: Spiel) -> list[Fall]:
    """Four people; three of them come into one block."""
    menschen = (
        ("Arlinda", "Hoxha"),
        ("Boris", "Zwetkow"),
        ("Mira", "Gashi"),
        ("Xasan", "Axmed"),
    )
    gelebt = [nrw.neuer_fall(vornamen=vor, nachname=nach) for vor, nach in menschen]
    packe()
    assert Suchplatz.objects.count() == JE_BLOCK
    return gelebt


def packe() -> None:
    erneuere_suchbloecke(Auftrag())


def namen(akteur: Akteur, text: str) -> list[str]:
    """Surnames of those who are found."""
    menschen = Person.objects.select_related("fall__schluessel").in_bulk(
        [treffer.person_id for treffer in suche(akteur, text)]
    )
    return sorted(person.nachname for person in menschen.values())


def in_block(faelle: list[Fall]) -> Fall:
    return next(fall for fall in faelle if fall.personen.get().im_block)


def test_it_finds_everybody_packed_or_not(faelle: list[Fall], buero: Akteur) -> None:
    for gesucht, gefunden in (
        ("Hodscha", "Hoxha"),
        ("Tsvetkov", "Zwetkow"),
        ("Gashi", "Gashi"),
        ("Hassan Ahmed", "Axmed"),
    ):
        with CaptureQueriesContext(connection) as fragen:
            assert [t.fall_id for t in suche(buero, gesucht)]
        assert len(fragen) == 3
        assert gefunden in namen(buero, gesucht)


def test_it_follows_a_change_of_name_at_once(nrw: Spiel, faelle: list[Fall], buero: Akteur) -> None:
    fall = in_block(faelle)
    person = fall.personen.get()
    alter = person.nachname
    nrw.zug(fall, "personendaten_berichtigen", person=str(person.pk), nachname="Papadopoulos")
    for _ in range(3):
        assert alter not in namen(buero, alter)
        assert fall.pk not in [treffer.fall_id for treffer in suche(buero, alter)]
        assert "Papadopoulos" in namen(buero, "Papadopulos")
        packe()
    # The block with the old name is gone, another one was made.
    assert Suchplatz.objects.count() == JE_BLOCK
    assert Suchblock.objects.count() == Schluessel.objects.filter(art="suchblock").count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_the_same_for_every_worker_at_once(nrw: Spiel, buero: Akteur) -> None:
    """Nothing is remembered from one search to the next, so nothing can be out of date."""

    def sucht(text: str) -> list[str]:
        try:
            return namen(buero, text)
        finally:
            connection.close()

    for _ in range(JE_BLOCK):
        nrw.neuer_fall(nachname="Krasniqi")
    with ThreadPoolExecutor(1) as anderer:
        assert len(anderer.submit(sucht, "Krasnici").result()) == JE_BLOCK
        packe()
        assert Suchplatz.objects.count() == JE_BLOCK
        assert len(anderer.submit(sucht, "Krasnici").result()) == JE_BLOCK
        neu = nrw.neuer_fall(nachname="Krasniqi")
        assert len(anderer.submit(sucht, "Krasnici").result()) == JE_BLOCK + 1
        nrw.zug(neu, "personendaten_berichtigen", person=str(neu.personen.get().pk), nachname="Ou")
        assert len(anderer.submit(sucht, "Krasnici").result()) == JE_BLOCK
        _vernichte(Person.objects.filter(im_block=True)[0].fall)
        assert len(anderer.submit(sucht, "Krasnici").result()) == JE_BLOCK - 1


def _vernichte(fall: Fall) -> None:
    """The people of a case as its deletion will take them: blocks first, then rows."""
    mit_ihm = Fall.objects.filter(pk=fall.pk)
    with transaction.atomic():
        assert suchbloecke.aufloesen(suchbloecke.bloecke_mit(mit_ihm))
        Person.objects.filter(fall=fall).delete()


@pytest.mark.parametrize("umbenannt", [False, True])
def test_it_lets_nobody_go_whose_name_is_in_a_block(
    nrw: Spiel, faelle: list[Fall], umbenannt: bool
) -> None:
    """Also not who was renamed: the old name is in there still."""
    fall = in_block(faelle)
    person = fall.personen.get()
    if umbenannt:
        nrw.zug(fall, "personendaten_berichtigen", person=str(person.pk), nachname="Ou")
    with pytest.raises(ProtectedError):
        Person.objects.filter(pk=person.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.filter(pk=person.pk)._raw_delete("default")
        connection.check_constraints()
    block = suchbloecke.bloecke_mit(Fall.objects.filter(pk=fall.pk)).get()
    _vernichte(fall)
    assert not Suchblock.objects.exists()
    assert not Schluessel.objects.filter(pk=block.schluessel_id).exists()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_it_finds_the_others_when_a_block_was_dissolved(faelle: list[Fall], buero: Akteur) -> None:
    fall = in_block(faelle)
    andere = {f.personen.get().nachname for f in faelle if f != fall}
    _vernichte(fall)
    assert {name for wer in andere for name in namen(buero, wer)} == andere
    packe()
    assert Suchplatz.objects.count() == JE_BLOCK
    assert {name for wer in andere for name in namen(buero, wer)} == andere


def test_it_passes_over_blocks_of_older_rules_and_makes_them_anew(
    faelle: list[Fall], buero: Akteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter = Suchblock.objects.get()
    for modul in (suchbloecke, suchmodul):
        monkeypatch.setattr(modul, "FASSUNG", 2)
    assert namen(buero, "Hodscha Zwetkow Gashi Axmed") == ["Axmed", "Gashi", "Hoxha", "Zwetkow"]
    packe()
    assert not Suchblock.objects.exists()
    Person.objects.update(suchfassung=2)
    packe()
    assert Suchblock.objects.get() != alter
    assert namen(buero, "Hodscha Zwetkow Gashi Axmed") == ["Axmed", "Gashi", "Hoxha", "Zwetkow"]


def test_it_opens_blocks_for_the_office_of_the_body_alone(
    spielplatz: Callable[..., list[Spiel]], monkeypatch: pytest.MonkeyPatch
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    for spiel in (nrw, dortmund):
        for _ in range(JE_BLOCK):
            spiel.neuer_fall(nachname="Hoxha")
    nrw.bis(Stand.AUF_TAGESORDNUNG, nachname="Hoxha")
    packe()
    assert {b.gremium_id for b in Suchblock.objects.all()} == {nrw.gremium.pk, dortmund.gremium.pk}
    geoeffnet = []
    wahr = Durchsicht.siebe

    def siebe(durchsicht: Durchsicht, text: str) -> Iterator[tuple[int, str, str]]:
        geoeffnet.append(text)
        return wahr(durchsicht, text)

    monkeypatch.setattr(Durchsicht, "siebe", siebe)
    assert len(suche(dortmund.akteur(Funktion.GESCHAEFTSSTELLE), "Hodscha")) == JE_BLOCK
    assert len(geoeffnet) == 1
    assert len(suche(nrw.akteur(Funktion.GESCHAEFTSSTELLE), "Hodscha")) == JE_BLOCK + 1
    assert len(geoeffnet) == 2
    zahl = {
        funktion: len(suche(nrw.akteur(funktion), "Hodscha"))
        for funktion in (Funktion.MITGLIED, Funktion.AUSLAENDERBEHOERDE, Funktion.FACHAUFSICHT)
    }
    assert list(zahl.values()) == [1, 1, 0]
    assert len(geoeffnet) == 2


def test_it_leaves_the_last_word_to_the_filter(
    faelle: list[Fall], buero: Akteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody in a block whose case the filter does not show is not found."""
    fall = in_block(faelle)
    wer = fall.personen.get().nachname
    assert wer in namen(buero, wer)
    sichtbar = Fall.objects.exclude(pk=fall.pk)
    monkeypatch.setattr(suchmodul, "sichtbar_fuer", lambda akteur: sichtbar)
    assert wer not in namen(buero, wer)


def test_it_lays_nothing_open(faelle: list[Fall]) -> None:
    """What a thief of the database sees of a block: a row of random bytes."""
    packe()
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT inhalt FROM faelle_suchblock")
        roh = b"".join(bytes(inhalt) for (inhalt,) in zeiger.fetchall())
    assert len(roh) > 100
    for name in ("hoxha", "zwetkow", "gashi", "axmed"):
        assert name.encode() not in roh.lower()
    for fall in faelle:
        assert fall.personen.get().pk.hex.encode() not in roh


def test_it_finds_everybody_beside_a_block_that_was_tampered_with(
    faelle: list[Fall], buero: Akteur
) -> None:
    """And says so: the rows of the people say who they are."""
    roh = bytes(Suchblock.objects.values_list("inhalt", flat=True).get())
    vorher = {fall.pk: namen(buero, fall.personen.get().nachname) for fall in faelle}
    for anders in (roh[:-1] + bytes([roh[-1] ^ 1]), roh[:-3], b""):
        with connection.cursor() as zeiger:
            zeiger.execute("UPDATE faelle_suchblock SET inhalt = %s", [anders])
        for fall in faelle:
            nachname, veraendert = fall.personen.get().nachname, Veraendert()
            assert namen(buero, nachname) == vorher[fall.pk]
            assert fall.pk in [treffer.fall_id for treffer in suche(buero, nachname, veraendert)]
            assert veraendert == Veraendert(bloecke=1)


def test_it_finds_by_the_name_whose_search_form_was_tampered_with(
    faelle: list[Fall], buero: Akteur
) -> None:
    Suchblock.objects.all().delete()
    Person.objects.update(im_block=False)
    fall, anderer = faelle[0], faelle[1]
    fremd = bytes(dict(Person.objects.values_list("fall", "suchform"))[anderer.pk] or b"")
    for anders in (fremd, fremd[:-2], None):
        _setze("suchform", anders, fall)
        veraendert = Veraendert()
        assert fall.pk in [t.fall_id for t in suche(buero, "Hodscha", veraendert)]
        assert veraendert == Veraendert(faelle={fall.pk})
    _setze("nachname", fremd, fall)
    veraendert = Veraendert()
    assert fall.pk not in [t.fall_id for t in suche(buero, "Hodscha", veraendert)]
    assert veraendert == Veraendert(faelle={fall.pk}, unauffindbar={fall.pk})
    assert anderer.pk in [t.fall_id for t in suche(buero, "Tsvetkov")]


def test_it_packs_all_but_what_was_tampered_with(
    faelle: list[Fall], buero: Akteur, caplog: pytest.LogCaptureFixture
) -> None:
    suchbloecke.aufloesen(Suchblock.objects.all())
    opfer = Person.objects.order_by("fall_id")[0].fall
    _setze("suchform", b"kaputt", opfer)
    packe()
    assert Suchplatz.objects.count() == JE_BLOCK - 1
    assert not Suchplatz.objects.filter(person__fall=opfer).exists()
    assert "1 Suchformen lassen sich nicht öffnen" in caplog.text
    for fall in faelle:
        assert fall.pk in [t.fall_id for t in suche(buero, fall.personen.get().nachname)]


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_nobody_who_is_being_changed(nrw: Spiel) -> None:
    """Where rows can be locked one by one; elsewhere a transaction is alone anyway."""
    for _ in range(JE_BLOCK):
        nrw.neuer_fall(nachname="Hoxha")

    def packt_daneben() -> int:
        try:
            packe()
            return Suchplatz.objects.count()
        finally:
            connection.close()

    if connection.features.has_select_for_update_skip_locked:
        with ThreadPoolExecutor(1) as anderer, transaction.atomic():
            Person.objects.select_for_update().first()
            assert anderer.submit(packt_daneben).result(timeout=30) == 0
    packe()
    assert Suchplatz.objects.count() == JE_BLOCK
    if connection.features.has_select_for_update_skip_locked:
        with ThreadPoolExecutor(1) as anderer, transaction.atomic():
            Person.objects.update(im_block=False)
            assert anderer.submit(packt_daneben).result(timeout=30) == JE_BLOCK


_BEFEHLE = {
    "suchform": "UPDATE faelle_person SET suchform = %s WHERE fall_id = %s",
    "nachname": "UPDATE faelle_person SET nachname = %s WHERE fall_id = %s",
}


def _setze(feld: str, wert: bytes | None, fall: Fall) -> None:
    """Past the program, as somebody who writes into the database."""
    kennung = fall.pk.hex if connection.vendor == "sqlite" else fall.pk
    with connection.cursor() as zeiger:
        zeiger.execute(_BEFEHLE[feld], [wert, kennung])
