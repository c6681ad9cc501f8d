"""The screen of a running session, and the small question that keeps it fresh."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Amt
from haertefall.konten.speicher import ablage_von
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Antrag, Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import versucht_nichts
from tests.web.besuch import Besuch

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def sitzung(nrw: Spiel) -> Sitzung:
    """Open, one case on, the chair there."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    punkt = fall.tagesordnungspunkte.get()
    nrw.tue("punkt_aufrufen", sitzung=sitzung.pk, punkt=str(punkt.pk))
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
    assert "wie=da" in leitung
    for seite in (leitung, mitglied):
        assert "TOP 1" in seite
        assert "nicht beschlussfähig" in seite
        assert "§ 6 Abs. 2 Satz 3 HFKVO NRW" in seite
        assert f'data-version="{sitzung.version}"' in seite
    als(nrw, Funktion.RAT).hole(adresse, 404)


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
        assert "keine Wirkung geregelt" in seite
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
    geplant = nrw.sitzung()
    als(nrw, Funktion.MITGLIED).hole(f"/nrw/sitzungen/{geplant.pk}/live/", 404)


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
