"""Where nothing is stored the pages of a session say so, at every place, and compute nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def duisburg(spielplatz: Callable[..., list[Spiel]]) -> Spiel:
    """A body of whose sessions no rule is known."""
    return spielplatz("duisburg")[0]


@pytest.fixture
def sitzung(duisburg: Spiel) -> Sitzung:
    """It runs, everybody there, a motion is open."""
    fall = duisburg.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    duisburg.tue("sitzung_eroeffnen", **hier)
    for teilnahme in sitzung.teilnahmen.all():
        duisburg.tue("anwesenheit_festhalten", **hier, teilnahme=str(teilnahme.pk), wie="da")
    duisburg.tue("punkt_aufrufen", **hier, punkt=str(fall.tagesordnungspunkte.get().pk))
    duisburg.tue("antrag_stellen", **hier, gegenstand="vertagung")
    return sitzung


def test_it_says_so_before_the_session(duisburg: Spiel, als: Als) -> None:
    besuch = als(duisburg, Funktion.GESCHAEFTSSTELLE)
    assert "Wie oft zu tagen ist: keine Regel hinterlegt." in text(
        besuch.hole("/duisburg/sitzungen/")
    )
    assert "/schritt/umlauf_einleiten/" not in besuch.hole("/duisburg/sitzungen/")
    bogen = text(besuch.hole("/duisburg/schritt/sitzung_anberaumen/"))
    assert "Zur Videokonferenz ist keine Regel hinterlegt." in bogen
    assert "Hier ist keine Regel hinterlegt." in text(
        besuch.hole("/duisburg/schritt/umlauf_einleiten/")
    )
    seite = text(besuch.hole(f"/duisburg/sitzungen/{duisburg.sitzung().pk}/"))
    assert "Zur Ladungsfrist ist keine Regel hinterlegt." in seite


def test_it_says_so_at_every_place_of_the_running_session(
    duisburg: Spiel, sitzung: Sitzung, als: Als
) -> None:
    besuch = als(duisburg, Funktion.GESCHAEFTSSTELLE)
    adresse = f"/duisburg/sitzungen/{sitzung.pk}/"
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    wer = str(sitzung.teilnahmen.exclude(amt=None)[0].pk)
    duisburg.tue("befangenheit_erklaeren", **hier, teilnahme=wer)
    seite = text(besuch.hole(f"{adresse}live/"))
    assert "Für die Beschlussfähigkeit ist keine Regel hinterlegt." in seite
    assert "Zur Befangenheit ist keine Regel hinterlegt; es folgt nichts daraus." in seite
    for schritt, satz in (
        ("befangenheit_erklaeren", "Zur Befangenheit ist keine Regel hinterlegt"),
        ("punkt_aufsetzen", "Zu allgemeinen Fragen und ständigen Punkten ist keine Regel"),
        ("ruecknahme_aufsetzen", "Zur Rücknahme eines Ersuchens ist keine Regel hinterlegt."),
        ("abstimmung_festhalten", "Dazu ist keine Regel hinterlegt."),
    ):
        assert satz in text(besuch.hole(f"{adresse}schritt/{schritt}/")), schritt
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    zahlen: dict[str, Any] = {"antrag": antrag, "ja": 1, "nein": 0, "enthaltung": 0}
    duisburg.tue("abstimmung_festhalten", **hier, **zahlen, festgestellt="angenommen")
    seite = text(besuch.hole(f"{adresse}live/"))
    assert "Vertagung: keine Regel hinterlegt; eine Person stellt das Ergebnis fest." in seite
    duisburg.tue("punkt_schliessen", **hier)
    duisburg.tue("sitzung_beenden", **hier)
    assert "Keine Regel hinterlegt." in text(besuch.hole(f"{adresse}niederschrift/"))
