"""Whoever reads names in a list leaves a trace: one row for the list, with the cases it named."""

import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.spur import GENANNT
from haertefall.zeit import gestellt
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


def neue_zeilen(besuch: Besuch, adresse: str, **daten: str) -> list[Zugriff]:
    vorher = Zugriff.objects.count()
    if daten:
        besuch.sende(adresse, daten, 200)
    else:
        besuch.hole(adresse)
    return list(Zugriff.objects.order_by("pk"))[vorher:]


def genannt(zeile: Zugriff) -> set[str]:
    return set(zeile.zusatz["faelle"].split())


@pytest.mark.parametrize(
    ("adresse", "was", "daten"),
    [
        ("/nrw/faelle/", "liste_gelesen:faelle", {}),
        ("/nrw/", "liste_gelesen:arbeit", {}),
        ("/nrw/faelle/suche/", "liste_gelesen:suche", {"wer": "Zimmermann"}),
    ],
)
def test_it_writes_one_row_for_a_list_with_the_cases_it_named(
    nrw: Spiel, als: Als, adresse: str, was: str, daten: dict[str, str]
) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    faelle = [nrw.neuer_fall(nachname="Zimmermann") for _ in range(3)]
    (zeile,) = (z for z in neue_zeilen(buero, adresse, **daten) if z.was.startswith("liste"))
    assert (zeile.was, zeile.konto, zeile.gremium) == (was, buero.amt.konto_id, nrw.gremium.pk)
    assert genannt(zeile) == {fall.pk.hex for fall in faelle}
    assert zeile.zusatz["anzahl"] == 3
    assert "Zimmermann" not in str(zeile.zusatz)


def test_it_names_only_cases_whose_people_the_list_named(nrw: Spiel, als: Als) -> None:
    """An offered case has no names, a body's figures neither."""
    angeboten = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    mitglied = als(nrw, Funktion.MITGLIED)
    assert angeboten.aktenzeichen in mitglied.hole("/nrw/faelle/")
    (zeile,) = neue_zeilen(mitglied, "/nrw/faelle/")
    assert genannt(zeile) == {vorgelegt.pk.hex}
    assert neue_zeilen(als(nrw, Funktion.FACHAUFSICHT), "/nrw/faelle/") == []
    assert neue_zeilen(als(nrw, Funktion.GESCHAEFTSSTELLE), "/nrw/faelle/?jahr=1999") == []


def test_it_tells_each_body_what_an_authority_read_of_its_cases(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.bis(Stand.STELLUNGNAHME)
    behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    zeilen = neue_zeilen(behoerde, f"{behoerde.basis}faelle/")
    assert [(z.gremium, genannt(z)) for z in zeilen] == [(nrw.gremium.pk, {fall.pk.hex})]
    dsb = als(nrw, Funktion.DATENSCHUTZ)
    seite = text(dsb.hole(f"/nrw/spur/?aktenzeichen={fall.aktenzeichen}&was=liste_gelesen"))
    assert behoerde.amt.konto.name in seite
    fremd = als(dortmund, Funktion.DATENSCHUTZ)
    antwort = fremd.client.get("/dortmund/spur/spur.csv", {"was": "liste_gelesen"})
    assert behoerde.amt.konto.name not in antwort.content.decode()


def test_it_finds_a_list_by_a_case_and_gives_out_all_numbers(nrw: Spiel, als: Als) -> None:
    buero, dsb = als(nrw, Funktion.GESCHAEFTSSTELLE), als(nrw, Funktion.DATENSCHUTZ)
    faelle = [nrw.neuer_fall() for _ in range(GENANNT + 2)]
    buero.hole("/nrw/faelle/")
    spaeter = nrw.neuer_fall()
    seite = text(dsb.hole(f"/nrw/spur/?aktenzeichen={faelle[0].aktenzeichen}&was=liste_gelesen"))
    assert "Liste gelesen (Fälle)" in seite
    assert "2 weitere" in seite
    antwort = dsb.client.get("/nrw/spur/spur.csv", {"was": "liste_gelesen"})
    (zeile,) = list(csv.reader(io.StringIO(antwort.content.decode())))[1:]
    assert set(zeile[5].split(", ")) == {fall.aktenzeichen for fall in faelle}
    ohne = dsb.client.get("/nrw/spur/spur.csv", {"aktenzeichen": spaeter.aktenzeichen})
    assert "Liste gelesen" not in ohne.content.decode()


def test_it_costs_one_statement_whatever_the_list_is_long(nrw: Spiel, als: Als) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    for _ in range(4):
        nrw.neuer_fall()
    buero.hole("/nrw/faelle/")
    with CaptureQueriesContext(connection) as mitschrift:
        buero.hole("/nrw/faelle/")
    geschrieben = [a["sql"] for a in mitschrift if a["sql"].startswith("INSERT")]
    assert len(geschrieben) == 1
    assert "audit_zugriff" in geschrieben[0]


def test_it_traces_an_agenda_with_the_cases_it_named_and_no_reload_by_a_screen(
    nrw: Spiel, als: Als
) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = nrw.sitzung()
    mitglied = als(nrw, Funktion.MITGLIED)
    (zeile,) = neue_zeilen(mitglied, f"/nrw/sitzungen/{sitzung.pk}/")
    assert (zeile.was, genannt(zeile)) == ("sitzung_geoeffnet", {fall.pk.hex})
    with gestellt(sitzung.beginn):
        nrw.tue("sitzung_eroeffnen", sitzung=str(sitzung.pk))
        mitglied = Besuch(mitglied.amt)
        live = f"/nrw/sitzungen/{sitzung.pk}/live/"
        assert [z.was for z in neue_zeilen(mitglied, live)] == ["sitzung_geoeffnet"]
        vorher = Zugriff.objects.count()
        assert mitglied.client.get(live, headers={"X-Puls": "1"}).status_code == 200
        assert Zugriff.objects.count() == vorher


def test_it_traces_what_is_read_whatever_the_browser_says(nrw: Spiel, als: Als) -> None:
    """Nobody reads unseen by claiming that a screen asked; a late case is a case that was read."""
    erster = nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = nrw.sitzung()
    mitglied = als(nrw, Funktion.MITGLIED)
    with gestellt(sitzung.beginn):
        nrw.tue("sitzung_eroeffnen", sitzung=str(sitzung.pk))
        mitglied = Besuch(mitglied.amt)
        live = f"/nrw/sitzungen/{sitzung.pk}/live/"

        def von_selbst() -> list[set[str]]:
            vorher = Zugriff.objects.count()
            assert mitglied.client.get(live, headers={"X-Puls": "1"}).status_code == 200
            return [genannt(z) for z in Zugriff.objects.order_by("pk")[vorher:]]

        assert von_selbst() == [{erster.pk.hex}]
        assert von_selbst() == []
        zweiter = nrw.bis(Stand.BERATUNGSREIF)
        nrw.tue("auf_tagesordnung_setzen", fall=zweiter, sitzung=str(sitzung.pk))
        assert von_selbst() == [{erster.pk.hex, zweiter.pk.hex}]
        assert von_selbst() == []
