"""The screen of a running session, and the small question that keeps it fresh."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Amt
from haertefall.konten.speicher import ablage_von
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.mitwirkende import vertretungen_fuer, zusammensetzung
from haertefall.sitzungen.models import Antrag, Sitzung, Urne
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.beratung.zusatzregeln import NAMENTLICH
from tests.schritte.pruefstand import versucht_nichts
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """The commission with ten members in office."""
    return volles_nrw


@pytest.fixture
def sitzung(nrw: Spiel) -> Sitzung:
    """Open, one case on, the chair there."""
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    ruf(nrw, sitzung)
    sitzung.refresh_from_db()
    return sitzung


def test_it_shows_leaders_what_to_do_and_members_how_it_stands(
    nrw: Spiel, sitzung: Sitzung, als: Als
) -> None:
    adresse = f"/nrw/sitzungen/{sitzung.pk}/live/"
    leitung = als(nrw, Funktion.GESCHAEFTSSTELLE).hole(adresse)
    mitglied = als(nrw, Funktion.MITGLIED).hole(adresse)
    assert "Antrag aufnehmen" in leitung
    assert "/schritt/" not in mitglied
    assert 'name="wie" value="da"' in leitung
    assert 'name="wie"' not in mitglied
    assert "hf-rechnung--nicht" in leitung
    for seite in (leitung, mitglied):
        assert "TOP 1" in seite
        assert "nicht beschlussfähig" in seite
        assert "§ 6 Abs. 2 Satz 3 HFKVO NRW" in seite
        assert f'data-version="{sitzung.version}"' in seite
    als(nrw, Funktion.RAT).hole(adresse, 404)


def test_it_leads_back_to_the_screen_from_every_form_of_it(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    for name in ("anwesenheit_festhalten", "antrag_stellen", "sitzung_beenden"):
        seite = buero.hole(f"{adresse}schritt/{name}/")
        assert seite.count(f'href="{adresse}live/"') == 2  # path and „Abbrechen“
    felder = {"einmal": str(uuid4()), "art": "sonstiges", "titel": "Verschiedenes"}
    felder["version"] = str(Sitzung.objects.get(pk=sitzung.pk).version)
    spaeter = buero.sende(f"{adresse}schritt/punkt_aufsetzen/", felder)
    assert spaeter["Location"] == f"{adresse}live/"


def test_it_marks_several_present_from_one_page(nrw: Spiel, sitzung: Sitzung, als: Als) -> None:
    """Who is there is not offered; an announced deputy is, by the name of the member."""
    buero, adresse = als(nrw, Funktion.GESCHAEFTSSTELLE), f"/nrw/sitzungen/{sitzung.pk}/"
    blatt = f"{adresse}schritt/anwesende_festhalten/"
    assert blatt in buero.hole(f"{adresse}live/")
    da(nrw, sitzung, 1)
    kommen = list(sitzung.teilnahmen.filter(anwesenheiten=None).exclude(amt=None))
    besetzung = zusammensetzung(sitzung, fassung_des_gremiums(nrw.gremium, heute()))
    fehlt = next(t for t in kommen if vertretungen_fuer(besetzung, t))
    vertretung = vertretungen_fuer(besetzung, fehlt)[0]
    absage: dict[str, Any] = {"teilnahme": str(fehlt.pk), "vertretung": str(vertretung.pk)}
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, zusage="kommt_nicht", **absage)
    seite = buero.hole(blatt)
    schon = sitzung.teilnahmen.get(anwesenheiten__bis=None, anwesenheiten__isnull=False)
    assert f'value="{schon.pk}"' not in seite
    assert f"{vertretung.konto} (Vertretung für {fehlt.name})" in seite
    assert f"{fehlt.name} (Antwort: Kommt nicht)" in seite
    wer = [f"statt_{fehlt.pk}", *(str(t.pk) for t in kommen[:5] if t != fehlt)]
    felder = {"einmal": str(uuid4()), "wie": "da", "wer": wer}
    buero.sende(blatt, {**felder, "wer": []}, 422)
    buero.sende(blatt, felder)
    live = buero.hole(f"{adresse}live/")
    assert f"{vertretung.konto}</bdi></strong> (Vertretung)" in live
    assert live.count('kern-label">Geht<') == len(wer)  # The deputy's place has the form.
    assert live.count("Anwesenheit ändern") == 1
    als(nrw, Funktion.MITGLIED).hole(blatt, 403)


def test_it_offers_first_what_comes_next(nrw: Spiel, sitzung: Sitzung, als: Als) -> None:
    """Nobody there: who came. Somebody there: the next item. No item left: the end."""
    buero, adresse = als(nrw, Funktion.GESCHAEFTSSTELLE), f"/nrw/sitzungen/{sitzung.pk}/live/"
    nrw.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand="vertagung")
    da(nrw, sitzung, 6)
    zahlen: dict[str, Any] = {"ja": 6, "nein": 0, "enthaltung": 0, "festgestellt": "angenommen"}
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    nrw.tue("abstimmung_festhalten", sitzung=sitzung.pk, antrag=antrag, **zahlen)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert _erster_knopf(buero.hole(adresse)) == "Sitzung abschließen"
    nrw.tue("punkt_aufsetzen", sitzung=sitzung.pk)
    seite = buero.hole(adresse)
    assert _erster_knopf(seite) == "Punkt aufrufen"
    assert f"?punkt={sitzung.punkte.get(fall=None).pk}" in seite
    for teilnahme in sitzung.teilnahmen.filter(anwesenheiten__bis=None):
        weg: dict[str, Any] = {"teilnahme": str(teilnahme.pk), "wie": "weg"}
        nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg)
    assert _erster_knopf(buero.hole(adresse)) == "Mehrere Anwesende festhalten"


def test_it_sets_the_readings_side_by_side_where_the_chair_must_decide(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """4 Ja, 3 Nein, 2 Enthaltungen; where no rule is stored it says so before anybody counts."""
    da(nrw, sitzung, 9)
    blatt = f"/nrw/sitzungen/{sitzung.pk}/schritt/abstimmung_festhalten/"
    nrw.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand="ersuchen")
    assert "keine Regel hinterlegt. Bitte" not in buero.hole(blatt)
    antrag = sitzung.punkte.get().antraege.get()
    felder: dict[str, Any] = {"antrag": str(antrag.pk), "ja": 4, "nein": 3, "enthaltung": 2}
    felder["einmal"] = str(uuid4())
    felder["version"] = Sitzung.objects.get(pk=sitzung.pk).version
    seite = unescape(buero.sende(blatt, felder, 422).content.decode())
    hinweis = seite.split('id="id_festgestellt_helptext">')[1].split("</div>")[0].splitlines()
    assert [zeile.split(".")[0] for zeile in hinweis] == [
        "Grundlage: 9 anwesende Mitglieder",
        "Grundlage: 7 gültige Stimmen (ohne Enthaltungen und ungültige)",
    ]
    assert "Gezählt: 4 Ja, 3 Nein, 2 Enthaltungen." in hinweis[0]
    buero.sende(blatt, felder | {"festgestellt": "abgelehnt", "einmal": str(uuid4())})
    nrw.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand="vertagung")
    assert "Vertagung: Dazu ist keine Regel hinterlegt. Bitte wählen" in buero.hole(blatt)


def _erster_knopf(seite: str) -> str:
    return seite.split("kern-btn--primary")[1].split('kern-label">')[1].split("<", maxsplit=1)[0]


def test_it_shows_what_belongs_to_the_item(nrw: Spiel, sitzung: Sitzung, als: Als) -> None:
    """Everybody follows it; only who leads has the ways to record it."""
    adresse = f"/nrw/sitzungen/{sitzung.pk}/live/"
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    einer = sitzung.teilnahmen.exclude(amt=None)[0]
    punkt = sitzung.punkte.get()
    assert punkt.fall is not None
    grund = "zur_fahndung_ausgeschrieben"
    nrw.zug(punkt.fall, "angabe_festhalten", merkmal=grund, antwort="ja")
    nrw.tue("antrag_stellen", **hier, gegenstand="ersuchen", begruendung="")
    nrw.tue("befangenheit_erklaeren", **hier, teilnahme=str(einer.pk), grund="Nachbarn")
    nrw.tue("papier_mitbringen", **hier, von=str(einer.pk), was="Ein Vermerk")
    leitung = als(nrw, Funktion.GESCHAEFTSSTELLE).hole(adresse)
    mitglied = als(nrw, Funktion.MITGLIED).hole(adresse)
    for seite in (leitung, mitglied):
        assert "Die Gründe fehlen noch." in seite
        assert "Zur Fahndung ausgeschrieben" in seite
        assert "Noch nicht abgewogen." in seite
        assert "Zur Befangenheit ist keine Regel hinterlegt" in seite
        assert "Nachbarn" not in seite
        assert "Ein Vermerk" in seite
    for name in ("grund_abwaegen", "antrag_begruenden", "antrag_zurueckziehen", "papier_einsehen"):
        assert f"/schritt/{name}/" in leitung
        assert f"/schritt/{name}/" not in mitglied
        assert SCHRITTE[name].titel in als(nrw, Funktion.GESCHAEFTSSTELLE).hole(
            f"/nrw/sitzungen/{sitzung.pk}/schritt/{name}/"
        )
    assert "/schritt/gemeinsam_festhalten/" not in leitung
    nrw.tue("antrag_begruenden", **hier, antrag=str(punkt.antraege.get().pk), begruendung="Darum.")
    nrw.tue("grund_abwaegen", **hier, grund=grund, satz="Der Haftbefehl ist aufgehoben.")
    mitglied = als(nrw, Funktion.MITGLIED).hole(adresse)
    assert "Die Gründe fehlen noch." not in mitglied
    assert "Der Haftbefehl ist aufgehoben." in mitglied


def test_it_is_there_only_while_the_session_runs(nrw: Spiel, als: Als) -> None:
    hier = f"/nrw/sitzungen/{nrw.sitzung().pk}/"
    antwort = als(nrw, Funktion.MITGLIED).client.get(f"{hier}live/")
    assert (antwort.status_code, antwort["Location"]) == (302, hier)


def test_it_leads_from_a_question_to_its_answer(nrw: Spiel, als: Als) -> None:
    """No motion is needed to close what is no case."""
    sitzung, buero = nrw.einladen(), als(nrw, Funktion.GESCHAEFTSSTELLE)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    nrw.tue("punkt_aufsetzen", **hier)
    nrw.tue("sitzung_eroeffnen", **hier)
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    live, ziel = f"/nrw/sitzungen/{sitzung.pk}/live/", "/schritt/punkt_schliessen/"
    assert ziel in buero.hole(live)
    blatt = buero.hole(live.replace("live/", "schritt/antrag_stellen/"))
    for nur_am_fall in ("Nur für einzelne Personen", "Art der Gründe", "bevor ein Ersuchen"):
        assert nur_am_fall not in blatt
    beantrage(nrw, sitzung, "allgemeine_aussage", text="Kürzer warten.")
    assert ziel not in buero.hole(live)  # First it is decided.
    stimmt(nrw, sitzung, 6, 0, 0, festgestellt="angenommen")
    assert ziel in buero.hole(live)
    nrw.tue("punkt_schliessen", **hier, antwort="Drei Monate.")
    assert "Allgemeine Aussage: angenommen" in buero.hole(live)


def test_it_offers_to_take_the_opening_back_until_something_happens(nrw: Spiel, als: Als) -> None:
    sitzung, buero = nrw.einladen(), als(nrw, Funktion.GESCHAEFTSSTELLE)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    hier = f"/nrw/sitzungen/{sitzung.pk}/"
    ziel = f'href="{hier}schritt/eroeffnung_zuruecknehmen/"'
    assert ziel in buero.hole(f"{hier}live/")
    assert ziel in buero.hole(hier)
    assert ziel not in als(nrw, Funktion.MITGLIED).hole(hier)
    da(nrw, sitzung, 1)
    assert ziel not in buero.hole(f"{hier}live/")
    assert ziel not in buero.hole(hier)


def test_it_answers_the_pulse_with_few_queries_and_without_a_trace(
    nrw: Spiel, sitzung: Sitzung, als: Als
) -> None:
    """20 members ask every five seconds: nothing is written, nearly nothing is sent."""
    besuch = als(nrw, Funktion.MITGLIED)
    voll = besuch.hole(f"/nrw/sitzungen/{sitzung.pk}/live/")
    puls = f"/nrw/sitzungen/{sitzung.pk}/live/puls/"
    besuch.hole(puls)
    spuren = Zugriff.objects.count()
    with versucht_nichts(), CaptureQueriesContext(connection) as mitschrift:
        antwort = besuch.hole(puls)
    assert antwort == str(sitzung.version)
    assert len(mitschrift) <= 3  # sign-in, account with Funktion, version
    assert len(antwort) * 10 < len(voll)
    assert Zugriff.objects.count() == spuren
    als(nrw, Funktion.RAT).hole(puls, 404)


def test_it_ends_the_pulse_at_once_with_the_right_to_it(
    nrw: Spiel, sitzung: Sitzung, als: Als
) -> None:
    """Few queries, but everything is asked anew: Funktion, session of the browser, account."""
    puls = f"/nrw/sitzungen/{sitzung.pk}/live/puls/"

    def tablet() -> Besuch:
        besuch = als(nrw, Funktion.MITGLIED)
        besuch.hole(puls)
        return besuch

    abgemeldet, gesperrt, abgelaufen = tablet(), tablet(), tablet()
    schluessel = abgemeldet.client.session.session_key or ""
    Session.objects.filter(session_key=ablage_von(schluessel)).delete()
    abgemeldet.hole(puls, 302)
    konto = gesperrt.amt.konto
    konto.is_active = False
    konto.save()
    gesperrt.hole(puls, 302)
    konto.is_active = True
    konto.save()
    abgelaufen.hole(puls)
    Amt.objects.filter(konto=konto).update(bis=heute() - timedelta(days=1))
    abgelaufen.hole(puls, 302)
    assert "_auth_user_id" not in abgelaufen.client.session


def test_it_leads_from_the_screen_to_the_session_once_it_is_closed(
    nrw: Spiel, sitzung: Sitzung, als: Als
) -> None:
    """Whoever followed it is not left with an error."""
    besuch = als(nrw, Funktion.MITGLIED)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    for amt in sitzung.teilnahmen.exclude(amt=None)[:5]:
        nrw.tue("anwesenheit_festhalten", **hier, teilnahme=str(amt.pk), wie="da")
    nrw.tue("antrag_stellen", **hier, gegenstand="vertagung")
    antrag = Antrag.objects.get()
    nrw.tue(
        "abstimmung_festhalten",
        **hier,
        antrag=str(antrag.pk),
        ja=3,
        nein=0,
        enthaltung=0,
        festgestellt="angenommen",
    )
    nrw.tue("punkt_schliessen", **hier)
    nrw.tue("sitzung_beenden", **hier)
    antwort = besuch.client.get(f"/nrw/sitzungen/{sitzung.pk}/live/")
    assert (antwort.status_code, antwort["Location"]) == (302, f"/nrw/sitzungen/{sitzung.pk}/")
    assert besuch.hole(f"/nrw/sitzungen/{sitzung.pk}/live/puls/") != str(sitzung.version)


def _am_antrag(nrw: Spiel, sitzung: Sitzung) -> dict[str, Any]:
    """Six members there, an open motion."""
    da(nrw, sitzung, 6)
    nrw.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand="ersuchen", begruendung="Darum.")
    return {"sitzung": sitzung.pk, "antrag": str(sitzung.punkte.get().antraege.get().pk)}


def test_it_shows_names_only_to_whom_the_ordnung_lets_see_them(
    nrw: Spiel, sitzung: Sitzung, als: Als, hausordnung: Callable[[str, str], None]
) -> None:
    adresse = f"/nrw/sitzungen/{sitzung.pk}/live/"
    hier = _am_antrag(nrw, sitzung)
    assert "/schritt/namentlich_abstimmen/" not in als(nrw, Funktion.VORSITZ).hole(adresse)
    hausordnung("nrw", NAMENTLICH)
    assert "/schritt/namentlich_abstimmen/" in als(nrw, Funktion.VORSITZ).hole(adresse)
    wer = sitzung.teilnahmen.filter(anwesenheiten__isnull=False, anwesenheiten__bis=None)
    stimmen: dict[str, Any] = {f"stimme_{t.pk.hex}": "nein" for t in wer}
    nrw.tue("namentlich_abstimmen", **hier, **stimmen)
    for funktion, sieht in (
        (Funktion.VORSITZ, True),
        (Funktion.MITGLIED, False),
        (Funktion.GESCHAEFTSSTELLE, False),
    ):
        seite = als(nrw, funktion).hole(adresse)
        assert "Namentlich abgestimmt." in seite
        assert (f"<bdi>{wer[0].name}</bdi>: Nein" in seite) is sieht


def test_it_leads_to_the_secret_vote_and_shows_what_came_out(
    nrw: Spiel, sitzung: Sitzung, als: Als
) -> None:
    adresse, geheim = f"/nrw/sitzungen/{sitzung.pk}/live/", f"/nrw/sitzungen/{sitzung.pk}/geheim/"
    hier = _am_antrag(nrw, sitzung)
    leitung, mitglied = als(nrw, Funktion.GESCHAEFTSSTELLE), als(nrw, Funktion.MITGLIED)
    assert "/schritt/geheim_eroeffnen/" not in leitung.hole(adresse)  # Nobody has resolved it.
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Geheim, wenn jemand es wünscht.")
    assert "/schritt/geheim_eroeffnen/" in leitung.hole(adresse)
    nrw.tue("geheim_eroeffnen", **hier)
    for besuch in (leitung, mitglied):
        seite = besuch.hole(adresse)
        assert "Es wird geheim abgestimmt." in seite
        assert geheim in seite
        assert "/schritt/abstimmung_festhalten/" not in seite
    urne = str(Urne.objects.get().pk)
    nrw.tue("geheim_schliessen", sitzung=sitzung.pk, urne=urne, unvollstaendig="on")
    satz = "Gezählt: 0 Ja, 0 Nein, 0 Enthaltungen."
    for seite in (leitung.hole(adresse), mitglied.hole(adresse), leitung.hole(geheim)):
        assert satz in seite
        assert "§ 6 Abs. 3 Satz 2 HFKVO NRW" in seite
    assert "/schritt/zaehlung_berichtigen/" not in leitung.hole(adresse)


def test_it_shows_what_an_urn_held_to_who_must_establish_the_result(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """No rule says how a session is adjourned: the chair needs the totals for it."""
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    da(nrw, sitzung, 6)
    beantrage(nrw, sitzung, "vertagung")
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Geheim, wenn jemand es wünscht.")
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    nrw.tue("geheim_eroeffnen", **hier, antrag=antrag)
    urne, geheim = str(Urne.objects.get().pk), f"/nrw/sitzungen/{sitzung.pk}/geheim/"
    assert "/schritt/geheim_eroeffnen/" not in buero.hole(geheim)  # One at a time.
    nrw.tue("geheim_schliessen", **hier, urne=urne, unvollstaendig="on")
    seite = text(buero.hole(f"/nrw/sitzungen/{sitzung.pk}/live/"))
    assert "Geheim abgestimmt: 0 Ja, 0 Nein, 0 Enthaltungen" in seite
    assert "/schritt/geheim_eroeffnen/" in buero.hole(geheim)


def test_it_shows_what_is_expected_of_whom_and_why(nrw: Spiel, sitzung: Sitzung, als: Als) -> None:
    erwartung: dict[str, Any] = {
        "erwartungen_1_was1": "Ein Pass.",
        "erwartungen_1_zumutbar1": "Die Botschaft hat Termine.",
    }
    nrw.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand="ersuchen", **erwartung)
    seite = als(nrw, Funktion.MITGLIED).hole(f"/nrw/sitzungen/{sitzung.pk}/live/")
    assert "Ein Pass." in seite
    assert "Zumutbar, weil: Die Botschaft hat Termine." in seite


def test_it_keeps_the_typed_expectations_on_the_page(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """Without JavaScript, in fields of their own; what misses its sentence comes back filled."""
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/antrag_stellen/"
    assert "Warum ist das zumutbar?" in buero.hole(adresse)
    getippt = {
        "einmal": str(uuid4()),
        "version": str(sitzung.version),
        "gegenstand": "ersuchen",
        "erwartungen_1_was3": "Ein Pass.",
    }
    seite = unescape(buero.sende(adresse, getippt, 422).content.decode())
    assert "Zu jeder Erwartung gehört ein Satz" in seite
    assert "Ein Pass." in seite
    assert '<details class="hf-falte hf-falte--klein" open>' in seite
