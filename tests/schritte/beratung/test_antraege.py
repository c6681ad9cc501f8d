"""Every motion that a body can decide, from the call to where the case goes."""

from collections.abc import Callable
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import fehlerfelder, frisch


@pytest.mark.parametrize(
    ("gegenstand", "stand", "ergebnis"),
    [
        ("ersuchen", Stand.ERSUCHEN_BESCHLOSSEN, "ersuchen"),
        ("empfehlung", Stand.ENTSCHIEDEN, "empfehlung"),
        ("nichtbefassung", Stand.ENTSCHIEDEN, "nichtbefassung"),
        ("vertagung", Stand.BERATUNGSREIF, None),
        ("weitere_aufklaerung", Stand.AUFGENOMMEN, None),
    ],
)
def test_it_takes_every_motion_to_its_result(
    nrw: Spiel, sitzung: Sitzung, fall: Fall, gegenstand: str, stand: Stand, ergebnis: str | None
) -> None:
    """Where the HFKVO has no majority for it, a person establishes the result."""
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, gegenstand, text="So soll es sein.")
    stimmt(nrw, sitzung, 8, 0, 0, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert frisch(fall).stand == stand
    assert [e.gegenstand for e in fall.ergebnisse.all()] == ([ergebnis] if ergebnis else [])
    nach_regel = gegenstand in ("ersuchen", "empfehlung")
    assert sitzung.punkte.get().antraege.get().durch == ("regel" if nach_regel else "person")


def test_it_offers_only_what_the_body_can_decide(nrw: Spiel, sitzung: Sitzung) -> None:
    ruf(nrw, sitzung)
    for gegenstand in ("kein_ersuchen", "unterstuetzung", "einschaetzung", "wahl_vorsitz"):
        bogen: dict[str, Any] = {"gegenstand": gegenstand}
        meldung = fehlerfelder(nrw, "antrag_stellen", sitzung=sitzung.pk, **bogen)
        assert set(meldung) == {"gegenstand"}


def test_it_supports_an_application_elsewhere_where_the_ordnung_has_that(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """Krefeld, of which no quorum and no majority is known: a person establishes everything."""
    (krefeld,) = spielplatz("krefeld")
    fall = krefeld.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    krefeld.tue("sitzung_eroeffnen", **hier)
    for teilnahme in sitzung.teilnahmen.all():
        krefeld.tue("anwesenheit_festhalten", **hier, teilnahme=str(teilnahme.pk), wie="da")
    ruf(krefeld, sitzung, fall=fall)
    beantrage(krefeld, sitzung, "unterstuetzung", text="Antrag bei der Kommission des Landes.")
    antrag = str(fall.tagesordnungspunkte.get().antraege.get().pk)
    zahlen: dict[str, Any] = {"antrag": antrag, "ja": 1, "nein": 0, "enthaltung": 0}
    meldung = fehlerfelder(krefeld, "abstimmung_festhalten", **hier, **zahlen)
    assert "keine Regel hinterlegt" in meldung["festgestellt"][0]
    krefeld.tue("abstimmung_festhalten", **hier, **zahlen, festgestellt="angenommen")
    krefeld.tue("punkt_schliessen", **hier)
    assert frisch(fall).stand == Stand.ENTSCHIEDEN
    assert fall.ergebnisse.get().gegenstand == "unterstuetzung"


def test_it_makes_a_general_statement_on_a_question(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 6)
    nrw.tue("punkt_aufsetzen", sitzung=sitzung.pk)
    ruf(nrw, sitzung, fall=None)
    meldung = fehlerfelder(nrw, "antrag_stellen", sitzung=sitzung.pk, gegenstand="ersuchen")
    assert set(meldung) == {"gegenstand", "text"}
    beantrage(nrw, sitzung, "allgemeine_aussage", text="Termine dauern zu lange.")
    stimmt(nrw, sitzung, 6, 0, 0, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk, antwort="Zwei Monate.")
    punkt = sitzung.punkte.get(fall=None)
    punkt.sitzung = sitzung
    assert punkt.antwort == "Zwei Monate."
    assert punkt.antraege.get().angenommen
