"""What is refused stands in the trace: who tries foreign cases, and never without an end."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from haertefall.audit.abweisung import JE_STUNDE
from haertefall.audit.models import Zugriff
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, jetzt
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]
ABGEWIESEN = Zugriff.objects.filter(was__startswith="abgewiesen")


@pytest.fixture
def zwei(spielplatz: Callable[..., list[Spiel]]) -> tuple[Spiel, Spiel]:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    return nrw, dortmund


def test_it_tells_both_officers_who_tried_a_foreign_case(
    zwei: tuple[Spiel, Spiel], als: Als
) -> None:
    nrw, dortmund = zwei
    fall = dortmund.neuer_fall()
    mitglied = als(nrw, Funktion.MITGLIED)
    mitglied.hole(mitglied.fall(fall), 404)
    zeile = ABGEWIESEN.get()
    assert (zeile.konto, zeile.objektart, zeile.objekt) == (
        mitglied.akteur.konto_id,
        "fall",
        fall.pk,
    )
    assert zeile.zusatz == {"seite": "fall", "status": 404}
    name = mitglied.amt.konto.name
    eigene = text(als(nrw, Funktion.DATENSCHUTZ).hole("/nrw/spur/?was=abgewiesen"))
    assert f"{name} Mitglied Abgewiesen: Seite „Fall“ kein Fall dieses Gremiums" in eigene
    assert fall.aktenzeichen not in eigene
    dort = text(als(dortmund, Funktion.DATENSCHUTZ).hole("/dortmund/spur/?was=abgewiesen"))
    assert f"{name} Mitglied Abgewiesen: Seite „Fall“ {fall.aktenzeichen}" in dort


def test_it_names_the_act_that_was_refused(nrw: Spiel, als: Als) -> None:
    fall = nrw.neuer_fall()
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    buero.hole(buero.fall(fall, "schritt/ersuchen_zuleiten/"), 403)
    buero.schritt(fall, "ersuchen_zuleiten", 403, grund="Getippt")
    assert {z.was for z in ABGEWIESEN.all()} == {"abgewiesen:ersuchen_zuleiten"}
    seite = text(als(nrw, Funktion.DATENSCHUTZ).hole("/nrw/spur/?was=abgewiesen"))
    assert seite.count("Abgewiesen: Ersuchen") == 2
    assert fall.aktenzeichen in seite and "Getippt" not in seite


def test_it_writes_down_pages_of_other_funktionen(nrw: Spiel, als: Als) -> None:
    als(nrw, Funktion.MITGLIED).hole("/nrw/konten/", 404)
    assert ABGEWIESEN.get().zusatz == {"seite": "konten", "status": 404}


def test_it_shows_the_officer_how_many_there_were(nrw: Spiel, als: Als) -> None:
    dsb = als(nrw, Funktion.DATENSCHUTZ)
    assert "In diesem Zeitraum wurde niemand abgewiesen." in dsb.hole("/nrw/spur/auffaellig/")
    als(nrw, Funktion.MITGLIED).hole("/nrw/konten/", 404)
    assert "ein abgewiesener Versuch" in dsb.hole("/nrw/spur/auffaellig/")
    als(nrw, Funktion.RAT).hole("/nrw/konten/", 404)
    assert "2 abgewiesene Versuche" in dsb.hole("/nrw/spur/auffaellig/")
    assert "niemand abgewiesen" in dsb.hole("/nrw/spur/auffaellig/?von=2020-01-01&bis=2020-01-02")


def test_it_cannot_be_filled_by_being_refused(nrw: Spiel, als: Als) -> None:
    mitglied = als(nrw, Funktion.MITGLIED)
    for _ in range(JE_STUNDE + 5):
        mitglied.hole(f"/nrw/faelle/{uuid4()}/", 404)
    assert ABGEWIESEN.count() == JE_STUNDE + 1
    letzte = ABGEWIESEN.latest("pk")
    assert (letzte.was, letzte.objekt) == ("abgewiesen_weitere", None)
    als(nrw, Funktion.RAT).hole(f"/nrw/faelle/{uuid4()}/", 404)
    assert ABGEWIESEN.count() == JE_STUNDE + 2, "anyone else is still written down"
    with gestellt(jetzt() + timedelta(minutes=61)):
        als(nrw, Funktion.MITGLIED).hole(f"/nrw/faelle/{uuid4()}/", 404)
    assert ABGEWIESEN.count() == JE_STUNDE + 3


def test_it_is_silent_where_nobody_tried_anything(nrw: Spiel, als: Als) -> None:
    """An address that no page has, a page that opens, what a screen asks by itself, nobody."""
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    buero.hole("/nrw/gibt-es-nicht/", 404)
    buero.hole("/nrw/")
    buero.hole(f"/nrw/sitzungen/{UUID(int=7)}/live/puls/", 404)
    buero.client.logout()
    buero.client.get("/nrw/konten/")
    buero.client.get("/einladung/")
    assert not ABGEWIESEN.exists()
