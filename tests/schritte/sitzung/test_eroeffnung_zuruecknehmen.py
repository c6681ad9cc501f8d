"""A session that was opened by mistake is planned again, unless something happened in it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Sitzungsstand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import da, ruf
from tests.schritte.pruefstand import fehlerfelder, verboten
from tests.schritte.sitzung.test_umlauf import UMLAUF

SCHRITT = "eroeffnung_zuruecknehmen"
GRUND = "Es war die Sitzung der nächsten Woche."


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    """On the agenda of a session to which nobody is invited yet."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.tue("auf_tagesordnung_setzen", fall=fall)
    fall.refresh_from_db()
    return fall


@pytest.fixture
def sitzung(nrw: Spiel, fall: Fall) -> Sitzung:
    return frisch(fall.tagesordnungspunkte.get().sitzung)


def frisch(sitzung: Sitzung) -> Sitzung:
    return Sitzung.objects.select_related("gremium", "schluessel__eltern").get(pk=sitzung.pk)


def sieht(nrw: Spiel, fall: Fall) -> bool:
    return sichtbar_fuer(nrw.akteur(Funktion.MITGLIED)).filter(pk=fall.pk).exists()


def nimm_zurueck(nrw: Spiel, sitzung: Sitzung) -> Sitzung:
    nrw.tue(SCHRITT, sitzung=sitzung.pk, grund=GRUND)
    return frisch(sitzung)


def test_it_is_planned_again_with_everything_people_answered(nrw: Spiel, sitzung: Sitzung) -> None:
    nrw.einladen(sitzung)
    wer = sitzung.teilnahmen.order_by("pk")[0]
    zusage: dict[str, Any] = {"teilnahme": str(wer.pk), "zusage": "kommt"}
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, **zusage)
    vorher = set(sitzung.teilnahmen.values_list("pk", "zusage", "eingeladen_um"))
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk, zugesagte_anwesend="on")
    assert Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).count() == 1
    danach = nimm_zurueck(nrw, sitzung)
    assert (danach.stand, danach.eroeffnet_um) == (Sitzungsstand.EINGELADEN, None)
    assert not Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).exists()
    assert set(sitzung.teilnahmen.values_list("pk", "zusage", "eingeladen_um")) == vorher
    assert danach.vermerk == f"Eröffnung zurückgenommen: {GRUND}"
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk)  # What opening had made impossible.


def test_it_shuts_again_what_nobody_was_invited_to(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """Opened without an invitation, the cases lay before all members; they can be invited still."""
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    zugang = fall.zugaenge.get(funktion=Funktion.MITGLIED, art="vorgelegt")
    assert zugang.bis is None
    danach = nimm_zurueck(nrw, sitzung)
    assert danach.stand == Sitzungsstand.ANBERAUMT
    assert not danach.teilnahmen.exclude(eingeladen_um=None).exists()
    zugang.refresh_from_db()
    assert zugang.bis == heute()
    nrw.einladen(danach)
    assert danach.teilnahmen.exclude(eingeladen_um=None).count() == 10
    assert sieht(nrw, fall)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    assert fall.zugaenge.filter(art="vorgelegt", bis=None).exists()


def test_it_keeps_what_happened(nrw: Spiel, sitzung: Sitzung) -> None:
    """Nobody's presence and no item is undone with the opening."""
    nrw.einladen(sitzung)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 1)
    fehler = fehlerfelder(nrw, SCHRITT, sitzung=sitzung.pk, grund=GRUND)
    assert "schon festgehalten worden, wer da ist" in fehler["__all__"][0]
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    fehler = fehlerfelder(nrw, SCHRITT, sitzung=sitzung.pk, grund=GRUND)
    assert "war schon aufgerufen" in fehler["__all__"][0]
    assert frisch(sitzung).stand == Sitzungsstand.LAEUFT


def test_it_keeps_that_somebody_left_at_once(nrw: Spiel, sitzung: Sitzung) -> None:
    nrw.einladen(sitzung)
    wer = str(sitzung.teilnahmen.order_by("pk")[0].pk)
    zusage: dict[str, Any] = {"teilnahme": wer, "zusage": "kommt"}
    weg: dict[str, Any] = {"teilnahme": wer, "wie": "weg"}
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, **zusage)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk, zugesagte_anwesend="on")
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg)
    assert "__all__" in fehlerfelder(nrw, SCHRITT, sitzung=sitzung.pk, grund=GRUND)


def test_it_is_for_who_leads_and_for_what_runs(nrw: Spiel, sitzung: Sitzung) -> None:
    nrw.einladen(sitzung)
    fehler = fehlerfelder(nrw, SCHRITT, sitzung=sitzung.pk, grund=GRUND)
    assert fehler == {"__all__": ["Diese Sitzung läuft nicht."]}
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    assert set(fehlerfelder(nrw, SCHRITT, sitzung=sitzung.pk, grund="")) == {"grund"}
    grund = verboten(nrw, SCHRITT, sitzung=sitzung.pk, grund=GRUND, als=Funktion.MITGLIED)
    assert "nicht Aufgabe Ihrer Funktion" in grund
    nrw.tue(SCHRITT, sitzung=sitzung.pk, grund=GRUND, als=Funktion.VORSITZ)
    assert Zugriff.objects.filter(objekt=sitzung.pk, was=f"schritt:{SCHRITT}").count() == 1


def test_it_takes_back_the_count_of_an_umlauf(
    nrw: Spiel, hausordnung: Callable[[str, str], None]
) -> None:
    hausordnung("nrw", UMLAUF)
    pk = nrw.tue("umlauf_einleiten", tag=f"{heute() + timedelta(days=7)}").objekt_id
    umlauf = Sitzung.objects.get(pk=str(pk))
    nrw.tue("sitzung_einladen", sitzung=umlauf.pk)
    nrw.tue("sitzung_eroeffnen", sitzung=umlauf.pk)
    da(nrw, umlauf, 1)
    fehler = fehlerfelder(nrw, SCHRITT, sitzung=umlauf.pk, grund=GRUND)["__all__"][0]
    assert fehler.startswith("Es ist schon festgehalten, wer geantwortet hat.")
    assert "Sitzung" not in fehler
    wer = str(Anwesenheit.objects.get(teilnahme__sitzung=umlauf).teilnahme_id)
    doch_nicht: dict[str, Any] = {"teilnahme": wer, "wie": "weg"}
    nrw.tue("anwesenheit_festhalten", sitzung=umlauf.pk, **doch_nicht)
    assert nimm_zurueck(nrw, umlauf).stand == Sitzungsstand.EINGELADEN
    fehler = fehlerfelder(nrw, SCHRITT, sitzung=umlauf.pk, grund=GRUND)["__all__"][0]
    assert fehler == "Dieser Umlauf wird nicht ausgezählt."


def test_it_keeps_what_was_decided_on_paper(nrw: Spiel, sitzung: Sitzung, fall: Fall) -> None:
    """The result stands at the case, without the item ever being called on the screen."""
    nrw.einladen(sitzung)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    fall.refresh_from_db()
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen")
    fehler = fehlerfelder(nrw, SCHRITT, sitzung=sitzung.pk, grund=GRUND)
    assert "schon ein Ergebnis festgehalten" in fehler["__all__"][0]
