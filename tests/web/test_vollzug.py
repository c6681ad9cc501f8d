"""Pages of an authority's own room, and what a body sees of it."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Amt, Behoerde
from haertefall.recht.begriffe import Funktion
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.vollzug.models import Vollzugspruefung, Vorlage
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import heute
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def amt(nrw: Spiel) -> Pruefspiel:
    behoerde = Behoerde.objects.get(kennung="beispielstadt")
    amt_anlegen("Zoe Zweitkraft-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    return Pruefspiel(behoerde)


@pytest.fixture
def besuch(amt: Pruefspiel) -> Besuch:
    """The first of the staff."""
    return Besuch(Amt.objects.get(pk=str(amt.leute[0].amt_id)))


def _ort(pruefung: Vollzugspruefung, rest: str = "") -> str:
    return f"/abh/beispielstadt/pruefungen/{pruefung.pk}/{rest}"


def test_it_leads_from_the_list_to_a_group_of_points_and_back(
    amt: Pruefspiel, besuch: Besuch
) -> None:
    pruefung = amt.neue(nachname="Namensmarke")
    assert pruefung.kennung in besuch.hole("/abh/beispielstadt/pruefungen/")
    seite = besuch.hole(_ort(pruefung))
    adresse = _ort(pruefung, "schritt/vollzug_punkte_pruefen/?gruppe=gesundheit")
    assert adresse in seite and "Namensmarke" in seite
    bogen = text(besuch.hole(adresse))
    for punkt in vollzugsrecht().in_gruppe("gesundheit"):
        assert punkt.frage in bogen and punkt.norm in bogen
    assert "V1: Ist die Ausreisepflicht" not in bogen
    antwort = besuch.sende(
        adresse,
        {
            "einmal": str(uuid.uuid4()),
            "version": str(pruefung.version),
            "gruppe": "gesundheit",
            "am": heute().isoformat(),
            "V7_ergebnis": "kein_hindernis",
            "V7_nachweis": "Amtsärztliche Untersuchung",
        },
    )
    assert antwort.headers["Location"] == _ort(pruefung)
    seite = text(besuch.hole(_ort(pruefung)))
    assert "Beleg: Amtsärztliche Untersuchung" in seite and "Steht nicht entgegen" in seite
    assert amt.behoerde.aemter.order_by("konto__name")[0].konto.name in seite


def test_it_loses_nothing_that_was_typed(amt: Pruefspiel, besuch: Besuch) -> None:
    pruefung = amt.neue()
    daten = {
        "einmal": str(uuid.uuid4()),
        "version": str(pruefung.version),
        "gruppe": "gesundheit",
        "am": heute().isoformat(),
        "V8_ergebnis": "zu_klaeren",
        "V8_bemerkung": "Getippte Bemerkung",
    }
    ziel = _ort(pruefung, "schritt/vollzug_punkte_pruefen/")
    inhalt = besuch.sende(ziel, daten, 422).content.decode()
    assert "Getippte Bemerkung" in inhalt and "Warum ist der Punkt noch zu klären?" in inhalt
    amt.tue("vollzug_merkblatt_aushaendigen", pruefung)
    inhalt = besuch.sende(ziel, daten | {"V8_grund": "nachweis"}, 409).content.decode()
    assert "Getippte Bemerkung" in inhalt and "Die Prüfung wurde in der Zwischenzeit" in inhalt


def test_it_shows_what_is_open_and_who_did_what(amt: Pruefspiel, besuch: Besuch) -> None:
    pruefung = amt.neue(verletzlich=["kind_unter_14"])
    seite = text(besuch.hole(_ort(pruefung)))
    assert "Offen sind noch: V1" in seite
    assert "Noch zu bedenken: Erlass vom 13.01.2016" in seite
    amt.bestaetigt(pruefung, V13_ergebnis="hindernis", V13_nachweis="Schule")
    seite = text(besuch.hole(_ort(pruefung)))
    assert "Geprüft und von einer zweiten Person bestätigt" in seite
    assert "Es steht etwas entgegen: V13" in seite
    assert "Bedacht von" in seite


def test_it_claims_no_suspensive_effect(amt: Pruefspiel, besuch: Besuch) -> None:
    pruefung = amt.neue()
    amt.tue("vollzug_verfahren_vermerken", pruefung)
    seite = text(besuch.hole(_ort(pruefung)))
    assert "nach dem Gesetz keine aufschiebende Wirkung" in seite
    assert "Keine Zusicherung eingetragen" in seite
    amt.tue(
        "vollzug_verfahren_vermerken",
        pruefung,
        zugesichert_am=heute().isoformat(),
        zusicherung="Wir warten ab.",
    )
    assert "Zusicherung der Behörde vom" in text(besuch.hole(_ort(pruefung)))


def test_it_keeps_the_secret_plan_on_the_one_page(
    nrw: Spiel, amt: Pruefspiel, besuch: Besuch, als: Als
) -> None:
    pruefung = amt.neue()
    amt.tue("vollzug_massnahme_planen", pruefung, ablauf="MarkeGeheim", tag="2031-05-06")
    amt.tue("vollzug_vorlegen", pruefung)
    seite = besuch.hole(_ort(pruefung))
    assert "MarkeGeheim" in seite and "06.05.2031" in seite
    for adresse in (
        _ort(pruefung, "druck/"),
        "/abh/beispielstadt/pruefungen/",
        "/abh/beispielstadt/abschiebungen/",
        "/abh/beispielstadt/geduldete/",
        "/abh/beispielstadt/",
    ):
        seite = besuch.hole(adresse)
        assert "MarkeGeheim" not in seite and "2031" not in seite, adresse
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    vorlage = pruefung.vorlagen.get()
    for adresse in (f"/nrw/vorlagen/{vorlage.pk}/", "/nrw/", "/nrw/gefahren/"):
        seite = buero.hole(adresse)
        assert "MarkeGeheim" not in seite and "2031" not in seite, adresse


def test_it_is_not_there_for_anybody_else(nrw: Spiel, amt: Pruefspiel, als: Als) -> None:
    pruefung = amt.neue()
    fremde = Besuch(Amt.objects.get(behoerde__kennung="musterkreis"))
    fremde.hole(_ort(pruefung), 404)
    fremde.hole(f"/abh/musterkreis/pruefungen/{pruefung.pk}/", 404)
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED, Funktion.DATENSCHUTZ):
        als(nrw, funktion).hole(_ort(pruefung), 404)


def test_it_leaves_a_trace_of_every_opening(amt: Pruefspiel, besuch: Besuch) -> None:
    pruefung = amt.neue()
    besuch.hole(_ort(pruefung))
    besuch.hole(_ort(pruefung, "druck/"))
    spur = Zugriff.objects.filter(objektart="vollzug", objekt=pruefung.pk)
    assert spur.filter(was="pruefung_geoeffnet").count() == 2
    assert spur.filter(was="pruefung_gedruckt").count() == 1


def test_it_fills_the_application_from_what_was_handed_over(
    nrw: Spiel, amt: Pruefspiel, als: Als
) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert "Vorlage einer Ausländerbehörde" not in buero.hole("/nrw/schritt/antrag_erfassen/")
    pruefung = amt.neue(nachname="Uebergabe")
    amt.tue("vollzug_vorlegen", pruefung, gruende="Handgeschriebene Gründe")
    vorlage = pruefung.vorlagen.get()
    assert "Von Ausländerbehörden vorgelegt" in buero.hole("/nrw/")
    seite = buero.hole(f"/nrw/vorlagen/{vorlage.pk}/")
    assert "Handgeschriebene Gründe" in seite
    assert Zugriff.objects.filter(was="vorlage_geoeffnet", objekt=vorlage.pk).count() == 1
    bogen = buero.hole(f"/nrw/schritt/antrag_erfassen/?vorlage={vorlage.pk}")
    assert 'value="Uebergabe"' in bogen and "Handgeschriebene Gründe" in bogen
    buero.hole("/nrw/schritt/antrag_erfassen/?vorlage=keine-uuid")


def test_it_waits_for_the_office_once(nrw: Spiel, amt: Pruefspiel, als: Als) -> None:
    """Not again when the case that it became is gone, as if it had come today."""
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    pruefung = amt.neue()
    amt.tue("vollzug_vorlegen", pruefung)
    vorlage = pruefung.vorlagen.get()
    nrw.tue("antrag_erfassen", vorlage=str(vorlage.pk), antragsweg=vorlage.antragsweg, behoerde="")
    assert "Aufgenommen als" in buero.hole(f"/nrw/vorlagen/{vorlage.pk}/")
    Vorlage.objects.update(fall=None)
    assert "Von Ausländerbehörden vorgelegt" not in buero.hole("/nrw/")
    assert "Vorlage einer Ausländerbehörde" not in buero.hole("/nrw/schritt/antrag_erfassen/")
    assert "Als Fall erfassen" not in buero.hole(f"/nrw/vorlagen/{vorlage.pk}/")


@pytest.mark.parametrize("funktion", [Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED])
def test_it_offers_the_blank_list_with_every_point(
    nrw: Spiel, als: Als, funktion: Funktion
) -> None:
    seite = text(als(nrw, funktion).hole("/nrw/pruefbogen/"))
    for punkt in vollzugsrecht().punkte.punkt:
        assert punkt.frage in seite and punkt.norm in seite, punkt.kennung
    for erlass in vollzugsrecht().erlasse.erlass:
        assert erlass.titel in seite
    assert "Nicht bekannt: Baden-Württemberg" in seite
    assert "01.12.2010 bis 31.03.2011" in seite


def test_it_offers_the_blank_list_to_counsellors_and_authorities(dortmund: Spiel, als: Als) -> None:
    for funktion in (Funktion.BERATUNG, Funktion.AUSLAENDERBEHOERDE):
        besuch = als(dortmund, funktion)
        assert "Würden durch die Maßnahme" in besuch.hole(f"{besuch.basis}pruefbogen/")


def test_it_reports_past_removals_without_a_name(amt: Pruefspiel, besuch: Besuch) -> None:
    pruefung = amt.neue(nachname="Namensmarke")
    amt.tue("vollzug_ausgang_eintragen", pruefung)
    seite = besuch.hole("/abh/beispielstadt/abschiebungen/")
    assert "gar nicht" in seite and "Namensmarke" not in seite and pruefung.kennung not in seite
    tabelle = besuch.hole("/abh/beispielstadt/abschiebungen.csv")
    assert tabelle.startswith("Nr.;Monat;Personen") and "Namensmarke" not in tabelle


def test_it_corrects_an_entry_from_the_page_and_loses_nothing_on_an_error(
    amt: Pruefspiel, besuch: Besuch
) -> None:
    pruefung = amt.neue(nachname="Falschname")
    eine = besuch.basis + f"pruefungen/{pruefung.pk}/"
    person = pruefung.betroffene.get()
    verweis = f"{eine}schritt/vollzug_berichtigen/?eintrag=person:{person.pk}"
    assert f'href="{verweis}"' in besuch.hole(eine)
    bogen = besuch.hole(verweis)
    assert 'name="person_nachname" value="Falschname"' in bogen
    assert "merkblatt_sprache" not in bogen
    gesendet = {
        "einmal": str(uuid.uuid4()),
        "version": str(pruefung.version),
        "eintrag": f"person:{person.pk}",
        "angesehen": f"person:{person.pk}",
        "person_nachname": "Richtigname",
        "person_vornamen": "Lejla",
        "person_land": "SRB",
    }
    ohne_grund = besuch.sende(verweis, gesendet, 422).content.decode()
    assert 'value="Richtigname"' in ohne_grund
    besuch.sende(verweis, gesendet | {"grund": "Verhört am Telefon"})
    worte = text(besuch.hole(eine))
    for teil in ("Lejla Richtigname", "Nachname: Falschname → Richtigname", "Verhört am Telefon"):
        assert teil in worte
    assert "berichtigt" in text(besuch.hole(eine + "druck/"))


def test_it_first_asks_which_entry_is_wrong(amt: Pruefspiel, besuch: Besuch) -> None:
    pruefung = amt.neue(nachname="Falschname")
    ziel = besuch.basis + f"pruefungen/{pruefung.pk}/schritt/vollzug_berichtigen/"
    assert "Grund der Berichtigung" not in besuch.hole(ziel)
    gesendet = {"einmal": str(uuid.uuid4()), "version": str(pruefung.version)}
    gesendet["eintrag"] = f"person:{pruefung.betroffene.get().pk}"
    zweite = besuch.sende(ziel, gesendet, 422).content.decode()
    assert 'name="person_nachname" value="Falschname"' in zweite
    assert "Bitte ändern Sie jetzt, was an dem Eintrag falsch ist." in zweite


def test_it_goes_on_past_what_was_tampered_with_and_says_so(
    amt: Pruefspiel, besuch: Besuch
) -> None:
    """In the list of checks and in that of long-tolerated people; the check itself stays shut."""
    heil, kaputt = amt.neue(nachname="Heilgeblieben"), amt.neue(nachname="Verändert")
    for pruefung in (heil, kaputt):
        amt.tue("vollzug_aufenthalt_eintragen", pruefung, von="2010-01-01", vollstaendig="on")
    _verfaelsche(kaputt, "UPDATE vollzug_vollzugspruefung SET zeichen = %s WHERE id = %s")
    _verfaelsche(kaputt, "UPDATE vollzug_betroffene SET zeiten = %s WHERE pruefung_id = %s")
    liste = text(besuch.hole("/abh/beispielstadt/pruefungen/"))
    assert heil.kennung in liste and kaputt.kennung in liste
    assert liste.count("nicht lesbar: Eintrag verändert") == 1
    lange = text(besuch.hole("/abh/beispielstadt/geduldete/"))
    assert "Heilgeblieben" in lange
    assert f"Bitte melden Sie es dem Betrieb: {kaputt.kennung} ." in lange
    _verfaelsche(kaputt, "UPDATE vollzug_betroffene SET nachname = %s WHERE pruefung_id = %s")
    assert "Dieser Inhalt ist beschädigt" in besuch.hole(_ort(kaputt), 500)
    spuren = Zugriff.objects.filter(was="inhalt_verfaelscht", objekt=kaputt.pk)
    seiten = [(s.objektart, s.zusatz["seite"]) for s in spuren.order_by("pk")]
    assert seiten == [("vollzug", name) for name in ("pruefungen", "geduldete", "pruefung")]


def _verfaelsche(pruefung: Vollzugspruefung, befehl: str) -> None:
    """Past the program, as somebody who writes into the database."""
    kennung = pruefung.pk.hex if connection.vendor == "sqlite" else pruefung.pk
    with connection.cursor() as zeiger:
        zeiger.execute(befehl, [b"kaputt", kennung])
