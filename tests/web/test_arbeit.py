"""Meine Arbeit: what waits for whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import STAND_WORTE, Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.arbeit import JE_STAND
from haertefall.zeit import gestellt, heute
from tests.schritte.pruefstand import vormittags
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]


def _wartet(seite: str) -> str:
    """The part of the page that lists what waits for the reader."""
    return seite[seite.index('id="warten"') : seite.index("hf-akte__rand")]


def test_it_groups_what_waits_by_state_in_the_order_of_the_procedure(nrw: Spiel, als: Als) -> None:
    for stand in (Stand.ERSUCHEN_BESCHLOSSEN, Stand.EINGEGANGEN, Stand.BERATUNGSREIF):
        nrw.bis(stand)
    seite = text(_wartet(als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/")))
    stellen = [
        seite.index(STAND_WORTE[s])
        for s in (Stand.EINGEGANGEN, Stand.BERATUNGSREIF, Stand.ERSUCHEN_BESCHLOSSEN)
    ]
    assert stellen == sorted(stellen)
    assert "Nächster Schritt: Prüfung der Ausschlussgründe feststellen" in seite
    assert "Nächster Schritt: Ersuchen zuleiten" in seite


def test_it_shows_the_oldest_first(nrw: Spiel, als: Als) -> None:
    neu = nrw.neuer_fall()
    alt = nrw.neuer_fall(eingegangen_am=(heute() - timedelta(days=30)).isoformat())
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/")
    assert seite.index(alt.aktenzeichen) < seite.index(neu.aktenzeichen)


def test_it_shows_a_few_and_leads_to_the_rest(nrw: Spiel, als: Als) -> None:
    for _ in range(JE_STAND + 2):
        nrw.neuer_fall()
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = besuch.hole("/nrw/")
    assert f'<span class="hf-zahl">{JE_STAND + 2}</span>' in seite
    assert '<a class="hf-verweis" href="/nrw/faelle/?stand=eingegangen">2 weitere ansehen' in seite


def test_it_shows_the_office_what_waits_for_others_apart(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/")
    assert fall.aktenzeichen not in _wartet(seite)
    assert "Wartet auf andere" in seite
    assert '/nrw/faelle/?stand=ersuchen_zugeleitet">Ersuchen zugeleitet' in seite


@pytest.mark.parametrize(
    ("funktion", "stand", "schritt"),
    [
        (Funktion.VORPRUEFUNGSAUSSCHUSS, Stand.VORPRUEFUNG, "Über die Befassung entscheiden"),
        (Funktion.VORSITZ, Stand.AUF_TAGESORDNUNG, "Ergebnis festhalten"),
        (Funktion.AUSLAENDERBEHOERDE, Stand.STELLUNGNAHME, "Stellungnahme eintragen"),
        (Funktion.AUSLAENDERBEHOERDE, Stand.ERSUCHEN_ZUGELEITET, "Beabsichtigte Entscheidung"),
    ],
)
def test_it_shows_everybody_what_is_theirs_to_do(
    nrw: Spiel, als: Als, funktion: Funktion, stand: Stand, schritt: str
) -> None:
    fall = nrw.bis(stand)
    besuch = als(nrw, funktion)
    seite = _wartet(besuch.hole(besuch.basis))
    assert fall.aktenzeichen in seite
    assert schritt in seite


def test_it_offers_members_what_the_committee_declined(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG, nachname="Verborgen", kurz="Zwei Zeilen ohne Namen")
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    seite = _wartet(als(nrw, Funktion.MITGLIED).hole("/nrw/"))
    assert fall.aktenzeichen in seite
    assert "Zwei Zeilen ohne Namen" in seite
    assert "Verborgen" not in seite
    assert f"{fall.eingegangen_am:%d.%m.%Y}" not in seite


def test_it_lists_what_falls_due_overdue_first(nrw: Spiel, als: Als) -> None:
    with gestellt(vormittags(60)):
        ueberfaellig = nrw.bis(Stand.STELLUNGNAHME)
    spaeter = nrw.bis(Stand.STELLUNGNAHME)
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/")
    # On a phone it stands above the cases that wait, not below them all.
    faellig = seite[seite.index('id="fristen"') : seite.index('id="warten"')]
    assert faellig.index(ueberfaellig.aktenzeichen) < faellig.index(spaeter.aktenzeichen)
    assert "seit 39 Tagen überfällig" in faellig
    assert "in 21 Tagen fällig" in faellig
    # What is far off is folded away, and says how much it is.
    assert faellig.index("Überfällig") < faellig.index("Später (")
    assert "<details" in faellig[: faellig.index("in 21 Tagen fällig")]


def test_it_puts_resting_cases_apart(nrw: Spiel, als: Als) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "ruhen_lassen")
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/")
    assert fall.aktenzeichen not in _wartet(seite)
    assert fall.aktenzeichen in seite[seite.index("Ruhende Fälle, anzusehen") :]


def test_it_shows_the_next_sessions(nrw: Spiel, als: Als) -> None:
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED):
        seite = text(als(nrw, funktion).hole("/nrw/"))
        assert "Nächste Sitzungen" in seite
        assert "Sitzungssaal · 1 Punkt" in seite


def test_it_leads_everybody_into_the_session_that_runs(nrw: Spiel, als: Als) -> None:
    """Also when it began late: a session of today is not past until it was closed."""
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung, buero = nrw.sitzung(), als(nrw, Funktion.GESCHAEFTSSTELLE)
    rechts = 'id="sitzungen"'
    with gestellt(sitzung.beginn + timedelta(minutes=5)):
        for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED):
            besuch = als(nrw, funktion)
            assert str(sitzung.pk) in besuch.hole("/nrw/").split(rechts)[1]
            kommende = besuch.hole("/nrw/sitzungen/").split('id="turnus"')[0]
            assert str(sitzung.pk) in kommende
            assert "Zur laufenden Sitzung" not in kommende
        nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    # Opened early and over: it does not come any more.
    vorbei = str(nrw.tue("sitzung_anberaumen").objekt_id)
    nrw.tue("sitzung_eroeffnen", sitzung=vorbei)
    nrw.tue("sitzung_beenden", sitzung=vorbei, mitglieder=10, anwesende=7)
    assert vorbei in buero.hole("/nrw/sitzungen/").split('id="vergangene"')[1]
    # The next morning nobody has closed it yet.
    with gestellt(sitzung.beginn + timedelta(days=1)):
        live = f'/nrw/sitzungen/{sitzung.pk}/live/">Zur laufenden Sitzung'
        for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED):
            besuch = als(nrw, funktion)
            assert live in besuch.hole("/nrw/")
            assert live in besuch.hole("/nrw/sitzungen/").split('id="turnus"')[0]


@pytest.mark.parametrize("funktion", [Funktion.RAT, Funktion.DATENSCHUTZ])
def test_it_shows_no_cases_to_those_who_see_none(nrw: Spiel, als: Als, funktion: Funktion) -> None:
    fall = nrw.neuer_fall()
    besuch = als(nrw, funktion)
    seite = besuch.hole("/nrw/")
    assert fall.aktenzeichen not in seite
    assert "sehen Sie keine Fälle" in seite
    assert "/nrw/faelle/" not in seite
    assert "/nrw/bericht/" in seite


def test_it_shows_operators_the_jobs_and_no_case(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    besuch = Besuch(amt_von("Bert Betrieb", Funktion.BETRIEB))
    seite = besuch.hole("/haus/")
    assert "Aufträge" in seite
    assert fall.aktenzeichen not in seite
    besuch.hole("/nrw/", 404)


def test_it_asks_the_database_no_more_for_many_cases(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)
    wenige = _anfragen(besuch)
    for _ in range(12):
        nrw.neuer_fall()
    assert _anfragen(besuch) == wenige
    assert wenige <= 20
    assert Fall.objects.count() == 13


def _anfragen(besuch: Besuch) -> int:
    besuch.hole("/nrw/")
    with CaptureQueriesContext(connection) as anfragen:
        besuch.hole("/nrw/")
    return len(anfragen)
