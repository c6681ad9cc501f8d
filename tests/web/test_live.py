"""The screen of a running session, and the small question that keeps it fresh."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
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
    assert len(mitschrift) <= 4  # sign-in, account, Funktion, version
    assert len(antwort) * 10 < len(voll)
    assert Zugriff.objects.count() == spuren
    als(nrw, Funktion.RAT).hole(puls, 404)
