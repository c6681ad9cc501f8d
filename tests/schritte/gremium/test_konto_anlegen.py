"""Giving access: account, Funktion, invitation."""

from datetime import timedelta
from typing import Any

import pytest

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.register import hole
from haertefall.gremien.models import Amt, Konto
from haertefall.konten.models import Einladung
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, verboten

EINGABE: dict[str, Any] = {
    "name": "Nora Neu",
    "email": "Nora.Neu@Beispiel.example",
    "funktion": "beratung",
    "von": heute().isoformat(),
}


def test_it_gives_account_funktion_and_invitation(nrw: Spiel) -> None:
    nrw.tue("konto_anlegen", **EINGABE)
    konto = Konto.objects.get(email="nora.neu@beispiel.example")
    amt = Amt.objects.get(konto=konto)
    assert (konto.name, amt.funktion, amt.gremium, amt.von, amt.bis) == (
        "Nora Neu", "beratung", nrw.gremium, heute(), None,
    )  # fmt: skip
    assert not konto.has_usable_password()
    assert Einladung.objects.get().konto == konto


def test_it_sends_the_link_without_storing_it(nrw: Spiel) -> None:
    nrw.tue("konto_anlegen", **EINGABE)
    auftrag = Auftrag.objects.get(art="konten.einladung")
    assert auftrag.argumente == {"einladung": str(Einladung.objects.get().pk)}
    # The author of the mail itself, as the worker calls it.
    bereit = hole("konten.einladung").rufe(auftrag, einladung=Einladung.objects.get().pk)
    assert bereit is not None
    Einladung.objects.all().delete()
    assert hole("konten.einladung").rufe(auftrag, einladung=auftrag.pk) is None


def test_it_gives_a_known_person_one_more_funktion_in_the_same_account(nrw: Spiel) -> None:
    mitglied = nrw.akteur(Funktion.MITGLIED)
    konto = Konto.objects.get(pk=str(mitglied.konto_id))
    wer = {"name": konto.name, "email": konto.email.upper()}
    nrw.tue("konto_anlegen", **EINGABE | wer | {"funktion": "rat"})
    assert set(konto.aemter.values_list("funktion", flat=True)) == {"mitglied", "rat"}


def test_it_gives_nothing_to_somebody_else_who_has_the_mistyped_address(nrw: Spiel) -> None:
    mitglied = nrw.akteur(Funktion.MITGLIED)
    konto = Konto.objects.get(pk=str(mitglied.konto_id))
    wem = {"email": konto.email, "funktion": "geschaeftsstelle"}
    meldung = fehlerfelder(nrw, "konto_anlegen", **EINGABE | wem)
    assert "mit einem anderen Namen" in meldung["name"][0]
    assert set(konto.aemter.values_list("funktion", flat=True)) == {"mitglied"}


@pytest.mark.parametrize("funktion", ["datenschutz", "geschaeftsstelle", "rat"])
def test_it_gives_nobody_a_funktion_by_their_own_hand(nrw: Spiel, funktion: str) -> None:
    konto = Konto.objects.get(pk=str(nrw.akteur(Funktion.GESCHAEFTSSTELLE).konto_id))
    selbst = {"name": konto.name, "email": konto.email.upper(), "funktion": funktion}
    meldung = fehlerfelder(nrw, "konto_anlegen", **EINGABE | selbst)
    assert "Sich selbst gibt niemand" in meldung["email"][0]
    assert konto.aemter.count() == 1


def test_it_gives_no_funktion_twice_at_a_time(nrw: Spiel) -> None:
    nrw.tue("konto_anlegen", **EINGABE)
    assert "schon" in fehlerfelder(nrw, "konto_anlegen", **EINGABE)["funktion"][0]


def test_it_gives_no_seat(nrw: Spiel) -> None:
    for funktion in ("mitglied", "vorsitz", "stellvertretung", "auslaenderbehoerde", "betrieb"):
        assert "funktion" in fehlerfelder(nrw, "konto_anlegen", **EINGABE | {"funktion": funktion})


@pytest.mark.parametrize(
    ("feld", "wert"),
    [("email", "keine Adresse"), ("name", ""), ("von", ""),
     ("bis", (heute() - timedelta(days=1)).isoformat())],
)  # fmt: skip
def test_it_says_what_is_wrong(nrw: Spiel, feld: str, wert: str) -> None:
    assert feld in fehlerfelder(nrw, "konto_anlegen", **EINGABE | {feld: wert})


@pytest.mark.parametrize(
    "funktion", [Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT, Funktion.DATENSCHUTZ]
)
def test_it_is_an_act_of_the_office_only(nrw: Spiel, funktion: Funktion) -> None:
    assert "nicht Aufgabe" in verboten(nrw, "konto_anlegen", als=funktion, **EINGABE)
