"""Sessions, report and rules of a body."""

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest

from haertefall.audit.models import Zugriff
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.einrichten import altbestand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt, heute, jetzt
from tests.web.besuch import Besuch, text, titel

Als = Callable[[Spiel, Funktion], Besuch]
NRW_2024 = "von=2007&bis=2023&stichtag=2024-11-15"


def test_it_shows_the_agenda_as_far_as_one_sees_the_cases(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, nachname="Vorgelegt")
    sitzung = Sitzung.objects.get()
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ, Funktion.MITGLIED):
        seite = text(als(nrw, funktion).hole(adresse))
        assert f"TOP 1 {fall.aktenzeichen}" in seite
        assert "Vorgelegt" in seite
    assert Zugriff.objects.filter(was="sitzung_geoeffnet", objekt=sitzung.pk).count() == 3


def test_it_offers_the_small_body_no_case_of_the_body(nrw: Spiel, als: Als) -> None:
    """It is named, its members answer on the page, and what it cannot do is not there."""
    nrw.bis(Stand.BERATUNGSREIF)
    nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    pk = nrw.tue("sitzung_anberaumen", kleines_gremium="vorpruefungsausschuss").objekt_id
    nrw.tue("sitzung_einladen", sitzung=pk)
    adresse = f"/nrw/sitzungen/{pk}/"
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole(adresse)
    assert "Vorprüfungsausschuss · Eingeladen" in seite
    for nicht in ("Bereit für eine Sitzung", "ruecknahme_aufsetzen"):
        assert nicht not in seite
    mitglied = als(nrw, Funktion.VORPRUEFUNGSAUSSCHUSS).hole(adresse)
    assert f"{adresse}schritt/sitzung_zusagen/" in mitglied
    assert "Vorprüfungsausschuss · " in als(nrw, Funktion.MITGLIED).hole("/nrw/sitzungen/")


def test_it_says_when_it_last_met_and_what_is_overdue(nrw: Spiel, als: Als) -> None:
    """By text and by practice, each with what it rests on; nothing is blocked by it."""
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert "Hier ist noch keine Sitzung abgeschlossen." in buero.hole("/nrw/sitzungen/")
    tag = (jetzt() - timedelta(days=150)).astimezone(BERLIN)
    with gestellt(tag - timedelta(days=1)):
        pk = nrw.tue("sitzung_anberaumen", tag=tag.date().isoformat(), uhrzeit="00:30").objekt_id
    with gestellt(tag + timedelta(hours=23)):
        nrw.tue("sitzung_beenden", sitzung=pk, mitglieder=10, anwesende=7)
    seite = text(buero.hole("/nrw/sitzungen/"))
    assert f"Zuletzt getagt am {tag:%d.%m.%Y}" in seite
    lampen = seite.split("Wie oft getagt wird")[1]
    assert "überfällig" in lampen
    assert "§ 6 Abs. 2 Satz 1 HFKVO NRW" in lampen or "§ 6 Abs. 2 Satz 2 HFKVO NRW" in lampen
    assert "Praxis:" in lampen
    nrw.tue("sitzung_anberaumen")


def test_it_goes_back_to_the_agenda_one_fills(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    """Case after case, without a way around by each of them; never to a foreign session."""
    nrw, dortmund = spielplatz("nrw", "dortmund")
    sitzung, fremd = nrw.sitzung(), dortmund.sitzung()
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    faelle = [nrw.bis(Stand.BERATUNGSREIF) for _ in range(2)]
    ziele = (f"/nrw/sitzungen/{sitzung.pk}/", f"/nrw/faelle/{faelle[1].pk}/")
    for fall, gefragt, ziel in zip(faelle, (sitzung, fremd), ziele, strict=True):
        weg = f"/nrw/faelle/{fall.pk}/schritt/auf_tagesordnung_setzen/"
        if gefragt == sitzung:
            assert f"{weg}?sitzung={sitzung.pk}" in buero.hole(ziele[0])
        felder = {"sitzung": str(sitzung.pk), "version": str(fall.version)}
        antwort = buero.sende(f"{weg}?sitzung={gefragt.pk}", felder)
        assert antwort["Location"] == ziel


def test_it_shows_what_was_decided_with_its_arithmetic(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)
    sitzung = Sitzung.objects.get()
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole(f"/nrw/sitzungen/{sitzung.pk}/"))
    assert text(fall.ergebnisse.get().rechnung or "-") in seite


def test_it_marks_a_case_without_statement(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "zur_beratung_vorsehen")
    nrw.zug(fall, "auf_tagesordnung_setzen", ohne_stellungnahme="on", grund="Die Zeit drängt")
    sitzung = Sitzung.objects.get()
    seite = als(nrw, Funktion.MITGLIED).hole(f"/nrw/sitzungen/{sitzung.pk}/")
    assert "Stellungnahme liegt nicht vor" in seite
    assert "§ 3 Abs. 2 Satz 2 HFKVO NRW" in seite
    assert "Angefordert am" in seite


def test_it_shows_no_session_of_another_body(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fremd = dortmund.sitzung()
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    besuch.hole(f"/nrw/sitzungen/{fremd.pk}/", 404)
    assert "Keine Sitzung angesetzt" in besuch.hole("/nrw/sitzungen/")


def test_it_offers_acts_on_sessions_to_the_office_only(nrw: Spiel, als: Als) -> None:
    sitzung = nrw.sitzung()
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    assert "schritt/sitzung_absagen/" in als(nrw, Funktion.GESCHAEFTSSTELLE).hole(adresse)
    assert "schritt/" not in als(nrw, Funktion.MITGLIED).hole(adresse)
    als(nrw, Funktion.RAT).hole(adresse, 404)


def test_it_puts_opening_first_on_the_day_of_the_session(nrw: Spiel, als: Als) -> None:
    """Before that day, the first button says who comes."""
    sitzung = nrw.einladen()
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    vorher = besuch.hole(adresse)
    assert vorher.index("/sitzung_zusagen/") < vorher.index("/sitzung_eroeffnen/")
    Sitzung.objects.filter(pk=sitzung.pk).update(beginn=jetzt())
    am_tag = besuch.hole(adresse)
    assert am_tag.index("/sitzung_eroeffnen/") < am_tag.index("/sitzung_zusagen/")


def test_it_prints_the_tables_of_the_report(nrw: Spiel, als: Als) -> None:
    altbestand(nrw.gremium)
    besuch = als(nrw, Funktion.RAT)
    seite = besuch.hole(f"/nrw/bericht/?{NRW_2024}")
    worte = text(seite)
    for nummer in ("6.1 Anträge", "6.2 Herkunftsländer", "6.3 Ersuchen", "6.6 Ersuchen"):
        assert nummer in worte
    assert titel(seite) == "Bericht – HFK NRW – Härtefall"
    assert "Stichtag 15.11.2024" in worte
    assert "Festlegungen dieser Zählung, bitte prüfen" in worte
    assert "Vergleich mit dem Druck" in worte
    assert "2014" in worte[worte.index("Vergleich mit dem Druck") :]


def test_it_hands_out_a_table_as_csv_and_all_as_json(nrw: Spiel, als: Als) -> None:
    altbestand(nrw.gremium)
    besuch = als(nrw, Funktion.RAT)
    antwort = besuch.client.get(f"/nrw/bericht/tabelle_6_3.csv?{NRW_2024}")
    assert antwort.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in antwort.headers["Content-Disposition"]
    zeilen = list(csv.reader(StringIO(antwort.content.decode())))
    assert zeilen[0] == ["jahr", "antraege", "ersuchen", "offen"]
    assert len(zeilen) == 18
    inhalt = json.loads(besuch.client.get(f"/nrw/bericht/tabellen.json?{NRW_2024}").content)
    assert inhalt["stichtag"] == "2024-11-15"
    assert Zugriff.objects.filter(was="bericht_geladen").count() == 2
    besuch.hole("/nrw/bericht/tabelle_9_9.csv", 404)


def test_it_answers_what_became_of_the_cases_of_each_authority(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.ANGEKUENDIGT)
    nrw.zug(fall, "ablehnung_eintragen")
    besuch = als(nrw, Funktion.RAT)
    seite = text(besuch.hole("/nrw/bericht/behoerden/"))
    assert str(fall.behoerde) in seite
    assert f"{fall.behoerde} 1 1 1 0 1 0 0 0 0" in seite
    assert "Behörde bewertet den Fall anders 1" in seite
    assert fall.behoerde
    einzeln = text(besuch.hole(f"/nrw/bericht/behoerden/?behoerde={fall.behoerde.kennung}"))
    assert f"{heute().year} 1 1 1 0 1 0 0 0 0" in einzeln
    zeilen = list(csv.reader(StringIO(besuch.hole("/nrw/bericht/behoerden.csv"))))
    assert len(zeilen) >= 2
    assert "Das erste Jahr" in besuch.hole("/nrw/bericht/behoerden/?von=2020&bis=2010", 422)


@pytest.mark.parametrize(
    ("frage", "satz"),
    [
        ("von=2020&bis=2010", "liegt nach dem letzten"),
        ("stichtag=2999-01-01", "Der Tag liegt in der Zukunft"),
        ("von=neulich", "ganze Zahl"),
        ("stichtag=31.02.2024", "gültiges Datum"),
    ],
)
def test_it_says_why_there_is_no_report(nrw: Spiel, als: Als, frage: str, satz: str) -> None:
    assert satz in als(nrw, Funktion.RAT).hole(f"/nrw/bericht/?{frage}", 422)


def test_it_explains_the_rules_with_norm_and_doubt(nrw: Spiel, als: Als) -> None:
    seite = text(als(nrw, Funktion.MITGLIED).hole("/nrw/ordnung/"))
    assert "Härtefallkommission des Landes Nordrhein-Westfalen" in seite
    assert "in Kraft seit 14.10.2020" in seite
    assert "Bitte prüfen" in seite
    assert "Juristisch geprüft nein" in seite
    ordnung = fassungen.gueltig_am("nrw", heute()).ordnung
    for grund in ordnung.ausschlussgrund:
        assert text(grund.bezeichnung) in seite
        assert text(grund.wortlaut or "") in seite
    for wort in ("Praxis", "Lesart", "Annahme des Programms", "Nicht geregelt"):
        assert wort in seite


def test_it_warns_of_drafts_and_gaps(spielplatz: Callable[..., list[Spiel]], als: Als) -> None:
    (spiel,) = spielplatz("leverkusen-beratungsgremium")
    seite = text(als(spiel, Funktion.RAT).hole("/leverkusen-beratungsgremium/ordnung/"))
    assert "Entwurf" in seite
    assert "Für echte Fälle wird er nicht angeboten" in seite


def test_it_says_when_most_is_unknown(spielplatz: Callable[..., list[Spiel]], als: Als) -> None:
    (spiel,) = spielplatz("koeln")
    seite = text(als(spiel, Funktion.RAT).hole("/koeln/ordnung/"))
    assert "Unvollständig" in seite
    assert "Unbekannt" in seite


def test_it_shows_an_older_version_on_request(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.RAT)
    assert "in Kraft seit 14.10.2020" in besuch.hole("/nrw/ordnung/?fassung=2020-10-14")
    assert "in Kraft seit 14.10.2020" in besuch.hole("/nrw/ordnung/?fassung=../../etc/passwd")


def test_it_prints_kinds_of_reason_without_names(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, nachname="Unverwechselbar")
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen", grundarten=["integration"])
    besuch = als(nrw, Funktion.RAT)
    assert "/nrw/bericht/gruende/" in besuch.hole("/nrw/bericht/")
    seite = text(besuch.hole("/nrw/bericht/gruende/"))
    assert "Integration 1 1" in seite
    assert "nie ein Maßstab" in seite
    for verraten in ("Unverwechselbar", fall.aktenzeichen):
        assert verraten not in seite
    assert "integration,1,1" in besuch.hole("/nrw/bericht/gruende.csv")
    besuch.hole("/nrw/bericht/gruende/?von=2030&bis=2001", 422)
    besuch.hole("/nrw/bericht/gruende.csv?von=2030&bis=2001", 404)
