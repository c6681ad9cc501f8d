"""Country papers of the office."""

from collections.abc import Callable
from typing import Any

import pytest

from haertefall.gremien.akteure import akteur_aus
from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import Laenderpapier
from haertefall.sitzungen.vorbereitung import INNEN, laenderpapiere
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, verboten
from tests.web.besuch import amt_von

PAPIER: dict[str, Any] = {
    "land": "SRB",
    "titel": "Zugang zu Schulen",
    "stand_am": "2024-05-02",
    "quelle": "Erfundener Bericht, S. 12",
    "guete": "ungeprueft",
    "text": "Erfundener Inhalt.",
}


def test_it_says_country_day_source_and_how_far_it_was_checked(nrw: Spiel) -> None:
    nrw.tue("laenderpapier_einstellen", **PAPIER)
    papier = laenderpapiere(nrw.akteur(Funktion.MITGLIED)).get()
    assert (papier.land, papier.stand_am.isoformat(), papier.get_guete_display()) == (
        "SRB",
        "2024-05-02",
        "nicht geprüft",
    )
    assert (papier.titel, papier.quelle, papier.text) == (
        PAPIER["titel"],
        PAPIER["quelle"],
        PAPIER["text"],
    )


def test_it_stays_when_it_is_outdated(nrw: Spiel) -> None:
    nrw.tue("laenderpapier_einstellen", **PAPIER)
    papier: dict[str, Any] = {
        "papier": str(Laenderpapier.objects.get().pk),
        "weil": "Neuer Bericht",
    }
    nrw.tue("laenderpapier_ueberholen", **papier)
    alt = laenderpapiere(nrw.akteur(Funktion.MITGLIED)).get()
    assert (alt.ueberholt_am, alt.ueberholt_weil) == (heute(), "Neuer Bericht")
    assert fehlerfelder(nrw, "laenderpapier_ueberholen", **papier)["papier"] == [
        "Dieses Papier gilt schon als überholt."
    ]


def test_it_is_for_those_within_the_body_only(spielplatz: Callable[..., list[Spiel]]) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    nrw.tue("laenderpapier_einstellen", **PAPIER)
    for funktion in Funktion:
        if funktion in (Funktion.AUSLAENDERBEHOERDE, Funktion.BETRIEB):
            akteur = akteur_aus(amt_von(f"Zusatz {funktion}", funktion))
        else:
            akteur = akteur_aus(amt_von(f"Zusatz {funktion}", funktion, nrw.gremium))
        assert laenderpapiere(akteur).exists() == (funktion in INNEN), funktion
    assert not laenderpapiere(dortmund.akteur(Funktion.MITGLIED)).exists()


@pytest.mark.parametrize("schritt", ["laenderpapier_einstellen", "laenderpapier_ueberholen"])
def test_it_is_kept_by_the_office(nrw: Spiel, schritt: str) -> None:
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT):
        assert "nicht Aufgabe" in verboten(nrw, schritt, als=funktion)


def test_it_refuses_a_day_to_come_and_an_unknown_country(nrw: Spiel) -> None:
    felder = fehlerfelder(
        nrw, "laenderpapier_einstellen", **{**PAPIER, "land": "Atlantis", "stand_am": "2999-01-01"}
    )
    assert felder["stand_am"] == ["Der Tag liegt in der Zukunft."]
    assert "land" in felder
