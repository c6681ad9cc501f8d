"""The view for the data-protection officer: who looked at what, unusual reading, measures."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps

from haertefall.audit.lesen import JE_SEITE
from haertefall.audit.models import Zugriff
from haertefall.audit.record import record
from haertefall.faelle.models import Fall
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.web.besuch import Besuch, amt_in, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def dsb(nrw: Spiel, als: Als) -> Besuch:
    return als(nrw, Funktion.DATENSCHUTZ)


@pytest.fixture
def geoeffnet(nrw: Spiel, als: Als) -> Fall:
    """A case that office, member and authority have opened."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED, Funktion.AUSLAENDERBEHOERDE):
        besuch = als(nrw, funktion)
        besuch.hole(besuch.fall(fall))
    return fall


def zeilen(besuch: Besuch, **frage: str) -> list[list[str]]:
    antwort = besuch.client.get("/nrw/spur/spur.csv", frage)
    assert antwort.status_code == 200
    return list(csv.reader(io.StringIO(antwort.content.decode())))[1:]


def test_it_shows_who_looked_at_a_case(nrw: Spiel, dsb: Besuch, geoeffnet: Fall) -> None:
    anderer = nrw.neuer_fall()
    seite = text(dsb.hole(f"/nrw/spur/?aktenzeichen={geoeffnet.aktenzeichen}&was=fall_geoeffnet"))
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED, Funktion.AUSLAENDERBEHOERDE):
        assert amt_in(nrw, funktion).konto.name in seite
    assert seite.count("Akte geöffnet") == 3
    assert anderer.aktenzeichen not in seite


def test_it_shows_what_an_account_looked_at(nrw: Spiel, dsb: Besuch, geoeffnet: Fall) -> None:
    wer = amt_in(nrw, Funktion.AUSLAENDERBEHOERDE).konto
    assert {z[2] for z in zeilen(dsb, konto=str(wer.pk))} == {wer.name}
    geoeffnete = zeilen(dsb, konto=str(wer.pk), was="fall_geoeffnet")
    assert {z[5] for z in geoeffnete} == {geoeffnet.aktenzeichen}


def test_it_shows_papers_with_their_case(nrw: Spiel, als: Als, dsb: Besuch) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "dokument_hinzufuegen", seite="behoerde")
    papier = fall.dokumente.get()
    behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    antwort = behoerde.client.get(behoerde.fall(fall, f"dokumente/{papier.pk}/"))
    assert (antwort.status_code, len(b"".join(antwort)) > 0) == (200, True)
    gezeigt = zeilen(dsb, aktenzeichen=fall.aktenzeichen, was="dokument_geoeffnet")
    assert [z[2:6] for z in gezeigt] == [
        [
            behoerde.amt.konto.name,
            "Ausländerbehörde",
            "Dokument geöffnet",
            f"{fall.aktenzeichen}, Dokument",
        ]
    ]


def test_it_shows_a_day(nrw: Spiel, als: Als, dsb: Besuch) -> None:
    with gestellt(jetzt() - timedelta(days=3)):
        frueher = nrw.neuer_fall()
        tag = heute().isoformat()
    nrw.neuer_fall()
    assert {z[5] for z in zeilen(dsb, von=tag, bis=tag)} == {frueher.aktenzeichen}
    assert frueher.aktenzeichen not in {z[5] for z in zeilen(dsb, von=heute().isoformat())}


def test_it_shows_the_trace_of_its_body_only(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    hier, dort = nrw.bis(Stand.STELLUNGNAHME), dortmund.neuer_fall()
    behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    behoerde.hole(behoerde.fall(hier))
    als(dortmund, Funktion.GESCHAEFTSSTELLE).hole(f"/dortmund/faelle/{dort.pk}/")
    for spiel, eigen, fremd in ((nrw, hier, dort), (dortmund, dort, hier)):
        besuch = als(spiel, Funktion.DATENSCHUTZ)
        gezeigt = text(besuch.hole(f"{besuch.basis}spur/"))
        assert eigen.aktenzeichen in gezeigt
        assert fremd.aktenzeichen not in gezeigt
        assert "gelöschter Fall" not in gezeigt
        fehler = besuch.hole(f"{besuch.basis}spur/?aktenzeichen={fremd.aktenzeichen}", 422)
        assert "gibt es hier keinen Fall" in text(fehler)


def test_it_pages_without_gap_or_repetition(nrw: Spiel, dsb: Besuch) -> None:
    office = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    for nummer in range(2 * JE_SEITE + 3):
        record(office, f"probe_{nummer:03}", "gremium", nrw.gremium.pk)
    gesehen: list[str] = []
    adresse = f"/nrw/spur/?konto={office.konto_id}"
    while adresse:
        antwort = dsb.client.get(adresse)
        gesehen += [z.was for z in antwort.context["zeilen"] if z.was.startswith("Probe")]
        adresse = antwort.context["weiter"]
    assert gesehen == [f"Probe {n:03}" for n in reversed(range(2 * JE_SEITE + 3))]


def test_it_says_in_the_file_that_older_rows_are_left_out(
    dsb: Besuch, geoeffnet: Fall, monkeypatch: pytest.MonkeyPatch
) -> None:
    alle = zeilen(dsb)
    # Loading leaves a row of its own.
    monkeypatch.setattr("haertefall.web.spur.HOECHSTENS_LADEN", len(alle) + 1)
    assert zeilen(dsb)[1:] == alle
    monkeypatch.setattr("haertefall.web.spur.HOECHSTENS_LADEN", 3)
    *gezeigte, hinweis = zeilen(dsb)
    assert len(gezeigte) == 3
    assert hinweis[4] == (
        "Ältere Zeilen fehlen hier: Eine Datei fasst 3. Wählen Sie einen kürzeren Zeitraum."
    )


def test_it_is_traced_itself(nrw: Spiel, dsb: Besuch, geoeffnet: Fall) -> None:
    dsb.hole(f"/nrw/spur/?aktenzeichen={geoeffnet.aktenzeichen}")
    dsb.client.get("/nrw/spur/spur.csv")
    dsb.hole("/nrw/spur/auffaellig/")
    eigene = Zugriff.objects.filter(konto=dsb.amt.konto_id, was__startswith="spur_")
    assert [(z.was, z.zusatz) for z in eigene.order_by("pk")] == [
        ("spur_gelesen", {"fall": str(geoeffnet.pk)}),
        ("spur_geladen", {}),
        ("spur_gelesen", {}),
    ]
    assert "Spur gelesen" in text(dsb.hole("/nrw/spur/"))


def test_it_shows_no_name_of_anybody_in_a_case(nrw: Spiel, dsb: Besuch, geoeffnet: Fall) -> None:
    geoeffnet = Fall.objects.select_related("schluessel").get(pk=geoeffnet.pk)
    person = geoeffnet.personen.get()
    person.fall = geoeffnet
    alles = dsb.hole("/nrw/spur/") + str(zeilen(dsb)) + dsb.hole("/nrw/spur/auffaellig/")
    assert person.nachname not in alles
    assert geoeffnet.land not in alles


def test_it_survives_the_case(nrw: Spiel, dsb: Besuch, geoeffnet: Fall) -> None:
    vorher, nummer = zeilen(dsb), geoeffnet.aktenzeichen
    assert [z[5] for z in vorher].count(nummer) > 5
    for raum in ("sitzungen", "faelle"):
        for modell in apps.get_app_config(raum).get_models():
            # Bare: histories are insert-only, and deleting for good is an act of its own.
            modell._base_manager.all()._raw_delete("default")
    nachher = zeilen(dsb, bis=heute().isoformat())
    assert [z[:5] for z in nachher if not z[4].startswith("Spur")] == [z[:5] for z in vorher]
    assert {z[5] for z in nachher if z[4] == "Akte geöffnet"} == {"gelöschter Fall"}


def test_it_takes_no_name_for_a_formula(nrw: Spiel, als: Als, dsb: Besuch) -> None:
    konto = amt_in(nrw, Funktion.GESCHAEFTSSTELLE).konto
    konto.name = '=HYPERLINK("http://boese.example")'
    konto.save()
    nrw.neuer_fall()
    assert {z[2][0] for z in zeilen(dsb, konto=str(konto.pk))} == {"'"}


@pytest.mark.parametrize("frage", ["?von=unsinn", "?konto=x", "?was=x", "?aktenzeichen=x"])
def test_it_says_what_is_wrong_with_a_filter(dsb: Besuch, frage: str) -> None:
    assert "Fehler" in text(dsb.hole(f"/nrw/spur/{frage}", 422))
    assert dsb.client.get(f"/nrw/spur/spur.csv{frage}").status_code == 404


@pytest.mark.parametrize("nach", ["x", "-1", "9" * 30, "0"])
def test_it_begins_anew_for_a_place_that_is_none(nrw: Spiel, dsb: Besuch, nach: str) -> None:
    nrw.neuer_fall()
    assert dsb.client.get(f"/nrw/spur/?nach={nach}").status_code == 200


# --- unusual reading -----------------------------------------------------------------------------


def test_it_shows_the_four_rules_as_assumptions_until_somebody_sets_them(
    nrw: Spiel, dsb: Besuch
) -> None:
    seite = text(dsb.hole("/nrw/spur/auffaellig/"))
    for titel in (
        "Viele Fälle in kurzer Zeit",
        "Abgeschlossener Fall",
        "Fall ohne offene Aufgabe",
        "Außerhalb der Dienstzeit",
    ):
        assert titel in seite
    assert seite.count("Annahme des Programms") >= 4
    dsb.sende(
        "/nrw/schritt/lesemass_festlegen/",
        {"regel": "viele_faelle", "anzahl": "3", "minuten": "5", "grund": "Vereinbarung vom Mai"},
    )
    seite = text(dsb.hole("/nrw/spur/auffaellig/"))
    assert "Mehr als 3 verschiedene Fälle innerhalb von 5 Minuten" in seite
    assert "Doris Schutz" in seite and "Vereinbarung vom Mai" in seite


def test_it_proposes_the_measures_that_hold(dsb: Besuch) -> None:
    seite = dsb.hole("/nrw/schritt/lesemass_festlegen/?regel=ausser_der_zeit")
    assert 'name="von_stunde" value="6"' in seite
    assert 'name="anzahl"' not in seite


def test_it_finds_unusual_reading_of_its_body(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    with gestellt(jetzt() - timedelta(days=60)):
        alt = nrw.bis(Stand.ABGESCHLOSSEN)
    office = als(nrw, Funktion.GESCHAEFTSSTELLE)
    office.hole(office.fall(alt))
    fund = text(als(nrw, Funktion.DATENSCHUTZ).hole("/nrw/spur/auffaellig/"))
    assert f"Abgeschlossener Fall {office.amt.konto.name} {alt.aktenzeichen}" in fund
    andere = text(als(dortmund, Funktion.DATENSCHUTZ).hole("/dortmund/spur/auffaellig/"))
    assert "Keine Funde" in andere
    assert alt.aktenzeichen not in andere


def test_it_knows_whether_the_reader_had_something_to_do(nrw: Spiel, als: Als) -> None:
    """The rule asks about the office; what waits is a next step or a day that has come."""
    mit, ohne = nrw.neuer_fall(), nrw.bis(Stand.VORPRUEFUNG)
    office, behoerde = als(nrw, Funktion.GESCHAEFTSSTELLE), als(nrw, Funktion.AUSLAENDERBEHOERDE)
    office.hole(office.fall(mit))
    gefragt, wartet = nrw.bis(Stand.STELLUNGNAHME), nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)
    for fall in (gefragt, wartet):
        behoerde.hole(behoerde.fall(fall))
    ausschuss = als(nrw, Funktion.VORPRUEFUNGSAUSSCHUSS)
    ausschuss.hole(ausschuss.fall(ohne))
    aufgabe = {z.objekt: z.zusatz["aufgabe"] for z in Zugriff.objects.filter(was="fall_geoeffnet")}
    assert aufgabe == {mit.pk: True, gefragt.pk: True, wartet.pk: False, ohne.pk: True}


@pytest.mark.parametrize("frage", ["?von=2020-01-01&bis=2026-01-01", "?von=x", "?von=2999-01-01"])
def test_it_says_what_is_wrong_with_days(dsb: Besuch, frage: str) -> None:
    assert "Fehler" in text(dsb.hole(f"/nrw/spur/auffaellig/{frage}", 422))


def test_it_is_there_for_the_data_protection_officer_only(nrw: Spiel) -> None:
    for amt in Amt.objects.filter(gremium=nrw.gremium).exclude(funktion=Funktion.DATENSCHUTZ):
        for adresse in ("/nrw/spur/", "/nrw/spur/spur.csv", "/nrw/spur/auffaellig/"):
            Besuch(amt).hole(adresse, 404)


def test_it_traces_forms_that_name_people(nrw: Spiel, als: Als, dsb: Besuch) -> None:
    """A form lists the people of a case; the page of questions shows what was said."""
    fall, office = nrw.neuer_fall(), als(nrw, Funktion.GESCHAEFTSSTELLE)
    office.hole(office.fall(fall, "schritt/personendaten_berichtigen/"))
    office.hole(office.fall(fall, "fragen/"))
    office.hole(office.fall(fall, "schritt/ersuchen_zuleiten/"), 403)
    spur = Zugriff.objects.filter(was__startswith="formular_geoeffnet", objekt=fall.pk)
    assert [z.was.partition(":")[2] for z in spur.order_by("pk")] == [
        "personendaten_berichtigen",
        "angabe_festhalten",
    ]
    gezeigt = text(dsb.hole(f"/nrw/spur/?aktenzeichen={fall.aktenzeichen}"))
    assert "Formular zu einem Fall geöffnet (Personendaten berichtigen)" in gezeigt
