"""No page shows a person of a case, a check or a Vorlage and leaves no trace of that.

Tested over all addresses of the program: a new page that forgets it fails here.
"""

import uuid
from typing import Any

import pytest

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Dokument, Fall
from haertefall.gremien.models import Amt, Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from tests.web.besuch import Besuch, amt_in
from tests.web.rundgang import alle_ziele

NAME = "Spurensucherin"
# What the pages of the Prüfhilfe show depends on what is asked for.
FRAGEN = ("", "?weg=25a_abs1", "?angabe=schulabschluss", "?art=strafen", "?art=aufenthalt")


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, nachname=NAME)
    nrw.zug(fall, "pruefhilfe_vermerken", person=str(fall.personen.get().pk))
    return fall


def spuren() -> int:
    return Zugriff.objects.count()


def ungesehen(besuch: Besuch, gegenstaende: dict[str, list[Any]]) -> tuple[set[str], int]:
    """Addresses that showed the name without a row, and how many showed it at all."""
    ohne, gezeigt = set(), 0
    for ziel in alle_ziele(besuch, gegenstaende):
        for frage in FRAGEN if "pruefhilfe" in ziel else ("",):
            vorher = spuren()
            antwort = besuch.client.get(ziel + frage)
            if antwort.streaming or NAME not in antwort.content.decode(errors="replace"):
                continue
            gezeigt += 1
            if spuren() == vorher:
                ohne.add(ziel + frage)
    return ohne, gezeigt


@pytest.mark.parametrize("funktion", [Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED])
def test_it_traces_every_page_that_names_somebody_in_the_body(
    nrw: Spiel, fall: Fall, funktion: Funktion
) -> None:
    gegenstaende: dict[str, list[Any]] = {
        "<uuid:fall_id>": [fall.pk],
        "<uuid:sitzung_id>": [fall.tagesordnungspunkte.get().sitzung_id],
        "<uuid:dokument_id>": list(Dokument.objects.values_list("pk", flat=True)) or [fall.pk],
        "<slug:tabelle>": ["tabelle_6_1"],
    }
    ohne, gezeigt = ungesehen(Besuch(amt_in(nrw, funktion)), gegenstaende)
    assert ohne == set()
    assert gezeigt > 5


def test_it_traces_every_page_that_names_somebody_in_the_room_of_an_authority(nrw: Spiel) -> None:
    amt = Pruefspiel(Behoerde.objects.get(kennung="beispielstadt"))
    pruefung = amt.neue(nachname=NAME)
    wer = Amt.objects.filter(behoerde=pruefung.behoerde)[0]
    gegenstaende: dict[str, list[Any]] = {
        "<uuid:vollzug_id>": [pruefung.pk],
        "<uuid:fall_id>": [pruefung.pk],
        "<uuid:sitzung_id>": [pruefung.pk],
        "<uuid:dokument_id>": [pruefung.pk],
        "<slug:tabelle>": ["tabelle_6_1"],
    }
    ohne, gezeigt = ungesehen(Besuch(wer), gegenstaende)
    assert ohne == set()
    assert gezeigt > 4
    formulare = Zugriff.objects.filter(was__startswith="formular_geoeffnet", objekt=pruefung.pk)
    assert formulare.filter(objektart="vollzug").exists()


def test_it_traces_what_a_form_shows_that_was_filled_in_from_a_vorlage(nrw: Spiel) -> None:
    amt = Pruefspiel(Behoerde.objects.get(kennung="beispielstadt"))
    pruefung = amt.neue(nachname=NAME)
    amt.tue("vollzug_vorlegen", pruefung)
    vorlage, buero = pruefung.vorlagen.get(), Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    assert NAME in buero.hole(f"/nrw/schritt/antrag_erfassen/?vorlage={vorlage.pk}")
    spur = Zugriff.objects.latest("pk")
    assert (spur.was, spur.objekt) == ("formular_geoeffnet:antrag_erfassen", vorlage.pk)
    vorher = spuren()
    assert NAME not in buero.hole("/nrw/schritt/antrag_erfassen/")
    assert spuren() == vorher


def test_it_traces_a_form_that_comes_back_as_well(nrw: Spiel, fall: Fall) -> None:
    """Who sends it empty, without having asked for it, reads the same names."""
    buero = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    leer = {"einmal": str(uuid.uuid4()), "version": str(fall.version)}
    formular = buero.fall(fall, "schritt/personendaten_berichtigen/")
    vorher = spuren()
    assert NAME in buero.sende(formular, leer, 422).content.decode()
    assert spuren() == vorher + 1
    spur = Zugriff.objects.latest("pk")
    assert (spur.was, spur.objekt) == ("formular_geoeffnet:personendaten_berichtigen", fall.pk)
