"""Ordering a job."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from haertefall.auftraege.argumente import ArgumentVerboten
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.register import UnbekannteAufgabe, aufgabe, eintragen
from haertefall.auftraege.schlange import OhneTransaktion, SchluesselVergeben, einreihen
from haertefall.auftraege.takt import Alle
from haertefall.zeit import gestellt
from tests.auftraege.conftest import MITTAG


@pytest.fixture(autouse=True)
def aufgaben(eigenes_register: None) -> None:
    """Two tasks."""

    @aufgabe("probe.erinnere")
    def erinnere(auftrag: Auftrag, *, fall: UUID) -> None: ...

    @aufgabe("probe.zaehle")
    def zaehle(auftrag: Auftrag) -> None: ...


@pytest.mark.django_db(transaction=True)
def test_it_needs_the_transaction_of_an_act() -> None:
    with pytest.raises(OhneTransaktion):
        einreihen("probe.zaehle", {})
    assert not Auftrag.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_gone_when_the_act_is_rolled_back() -> None:
    with pytest.raises(KeyError), transaction.atomic():
        einreihen("probe.zaehle", {}, schluessel="probe.zaehle:1")
        raise KeyError
    assert not Auftrag.objects.exists()
    with transaction.atomic():
        einreihen("probe.zaehle", {}, schluessel="probe.zaehle:1")
    assert Auftrag.objects.get().zustand == Zustand.WARTET


@pytest.mark.django_db
def test_it_waits_until_the_moment_asked_for() -> None:
    with gestellt(MITTAG):
        gleich = einreihen("probe.zaehle", {})
        morgen = einreihen("probe.zaehle", {}, faellig_um=MITTAG + timedelta(days=1))
    assert (gleich.faellig_um, morgen.faellig_um) == (MITTAG, MITTAG + timedelta(days=1))
    with pytest.raises(ValueError, match="Zeitzone"):
        einreihen("probe.zaehle", {}, faellig_um=datetime(2026, 1, 1))


@pytest.mark.django_db
def test_it_makes_one_job_per_key() -> None:
    fall = uuid4()
    schluessel = f"probe.erinnere:{fall}:{date(2026, 11, 20)}:1"
    erster = einreihen("probe.erinnere", {"fall": fall}, schluessel=schluessel)
    zweiter = einreihen("probe.erinnere", {"fall": fall}, schluessel=schluessel)
    assert erster.pk == zweiter.pk
    assert Auftrag.objects.count() == 1
    with pytest.raises(SchluesselVergeben):
        einreihen("probe.erinnere", {"fall": uuid4()}, schluessel=schluessel)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "schluessel",
    [
        "Mustermann",
        "probe.zaehle:mustermann",
        "",
        ":",
        "probe.zaehle:",
        "probe.zaehle:ä",
        "1:" * 80 + "1",
    ],
)
def test_it_takes_no_key_that_could_carry_content(schluessel: str) -> None:
    with pytest.raises(ArgumentVerboten) as fehler:
        einreihen("probe.zaehle", {}, schluessel=schluessel)
    assert "ustermann" not in str(fehler.value)
    assert not Auftrag.objects.exists()


@pytest.mark.django_db
def test_it_takes_no_arguments_that_could_carry_content() -> None:
    with pytest.raises(ArgumentVerboten):
        einreihen("probe.erinnere", {"fall": "Frau Mustermann"})
    with pytest.raises(ArgumentVerboten):
        einreihen("probe.zaehle", {"name": "Frau Mustermann"})
    assert not Auftrag.objects.exists()


@pytest.mark.django_db
def test_it_knows_its_tasks() -> None:
    with pytest.raises(UnbekannteAufgabe):
        einreihen("probe.gibt_es_nicht", {})


@pytest.mark.parametrize("name", ["probe.zaehle", "Probe.x", "probe", "probe.", "p." + "x" * 60])
def test_it_refuses_names_that_are_taken_or_malformed(name: str) -> None:
    def tut(auftrag: Auftrag) -> None: ...

    with pytest.raises(ValueError, match="Aufgabe"):
        eintragen(name, tut, aussen=False, hoechstens=1)


def test_it_refuses_a_rhythm_that_does_not_fit_the_arguments() -> None:
    def tut(auftrag: Auftrag, *, fall: UUID) -> None: ...

    with pytest.raises(ValueError, match="täglich"):
        eintragen("probe.x", tut, aussen=False, hoechstens=1, takt=Alle(timedelta(minutes=1)))
