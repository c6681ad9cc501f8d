"""The page about access: the house setting, and the Notzugang from request to its end."""

from collections.abc import Callable

import pytest
from django.db import connection

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall, Notzugang
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]
GRUND = "Die Beratung ruft nachts an."


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


def beantrage(besuch: Besuch, fall: Fall) -> Notzugang:
    besuch.sende(
        "/nrw/schritt/notzugang_beantragen/",
        {"aktenzeichen": fall.aktenzeichen, "grund": GRUND, "stunden": "4"},
    )
    return Notzugang.objects.get(aktenzeichen=fall.aktenzeichen)


def test_it_says_that_nothing_was_decided_yet(nrw: Spiel, als: Als) -> None:
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/zugang/"))
    assert "Bis der Fall abgeschlossen ist Annahme des Programms" in seite


def test_it_shows_who_decided_since_when(nrw: Spiel, als: Als) -> None:
    office = als(nrw, Funktion.GESCHAEFTSSTELLE)
    for tage in ("14", "1"):
        office.sende(
            "/nrw/schritt/zugangsende_festlegen/",
            {
                "tage": tage,
                "entschieden_von": f"Beschluss Nummer {tage}",
                "entschieden_am": heute().isoformat(),
            },
        )
    seite = text(office.hole("/nrw/zugang/"))
    assert "1 Tag nach der Sitzung" in seite
    assert f"Entschieden am {heute():%d.%m.%Y} : Beschluss Nummer 1." in seite
    assert "Frühere Festlegungen (1)" in seite and "Beschluss Nummer 14" in seite
    mitglied = als(nrw, Funktion.MITGLIED).hole("/nrw/zugang/")
    assert "Beschluss Nummer 1" in mitglied
    assert "zugangsende_festlegen" not in mitglied


def test_it_leads_from_the_request_to_the_case_and_back(nrw: Spiel, als: Als, fall: Fall) -> None:
    mitglied, office = als(nrw, Funktion.MITGLIED), als(nrw, Funktion.GESCHAEFTSSTELLE)
    antrag = beantrage(mitglied, fall)
    mitglied.hole(mitglied.fall(fall), 404)
    assert "wartet auf eine zweite Person" in text(office.hole("/nrw/zugang/"))
    office.sende(
        "/nrw/schritt/notzugang_entscheiden/",
        {"notzugang": str(antrag.pk), "entscheidung": "gewaehren"},
    )
    akte = mitglied.hole(mitglied.fall(fall))
    assert "Notzugang" in text(akte)
    assert "/schritt/" not in akte
    spur = Zugriff.objects.get(was="fall_geoeffnet", objekt=fall.pk)
    assert spur.zusatz["notzugang"] is True
    for name in ("wiedervorlage_setzen", "fall_aufgreifen", "angabe_festhalten"):
        adresse = mitglied.fall(fall, f"schritt/{name}/")
        assert mitglied.client.get(adresse).status_code == 404
        assert mitglied.client.post(adresse, {"version": fall.version}).status_code == 404
    office.sende("/nrw/schritt/notzugang_beenden/", {"notzugang": str(antrag.pk)})
    mitglied.hole(mitglied.fall(fall), 404)


def test_it_shows_requests_to_those_they_concern(nrw: Spiel, als: Als, fall: Fall) -> None:
    erste, zweite = Amt.objects.filter(gremium=nrw.gremium, funktion="mitglied").order_by("id")
    antrag = beantrage(Besuch(erste), fall)
    liest = {
        "erste": Besuch(erste),
        "zweite": Besuch(zweite),
        "office": als(nrw, Funktion.GESCHAEFTSSTELLE),
        "datenschutz": als(nrw, Funktion.DATENSCHUTZ),
    }
    assert all(GRUND in b.hole("/nrw/zugang/") for b in liest.values())
    liest["office"].sende(
        "/nrw/schritt/notzugang_entscheiden/",
        {"notzugang": str(antrag.pk), "entscheidung": "ablehnen"},
    )
    gezeigt = {name for name, b in liest.items() if GRUND in b.hole("/nrw/zugang/")}
    assert gezeigt == {"erste", "office", "datenschutz"}


def test_it_gives_one_answer_for_every_number(nrw: Spiel, als: Als, fall: Fall) -> None:
    mitglied = als(nrw, Funktion.MITGLIED)
    antworten = []
    for nummer in (fall.aktenzeichen, "NRW-1999-1"):
        antwort = mitglied.client.post(
            "/nrw/schritt/notzugang_beantragen/",
            {"aktenzeichen": nummer, "grund": GRUND, "stunden": "1"},
            follow=True,
        )
        seite = antwort.content.decode().replace(nummer, "NUMMER")
        antworten.append(seite.count("NUMMER"))
        assert antwort.redirect_chain == [("/nrw/zugang/", 302)]
    assert antworten[0] == 1 and antworten[1] == 1


def test_it_is_not_there_for_authorities_ministry_and_council(nrw: Spiel, als: Als) -> None:
    als(nrw, Funktion.FACHAUFSICHT).hole("/nrw/zugang/", 404)
    als(nrw, Funktion.RAT).hole("/nrw/zugang/", 404)
    als(nrw, Funktion.AUSLAENDERBEHOERDE).hole("/nrw/zugang/", 404)


def test_it_lists_a_case_only_while_it_is_open(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    mitglied, office = als(nrw, Funktion.MITGLIED), als(nrw, Funktion.GESCHAEFTSSTELLE)
    antrag = beantrage(mitglied, fall)
    assert fall.aktenzeichen not in mitglied.hole("/nrw/faelle/")
    office.sende(
        "/nrw/schritt/notzugang_entscheiden/",
        {"notzugang": str(antrag.pk), "entscheidung": "gewaehren"},
    )
    assert fall.aktenzeichen in mitglied.hole("/nrw/faelle/")
    office.sende("/nrw/schritt/notzugang_beenden/", {"notzugang": str(antrag.pk)})
    assert fall.aktenzeichen not in mitglied.hole("/nrw/faelle/")


def test_it_shows_the_other_requests_beside_one_that_was_tampered_with(
    nrw: Spiel, als: Als, fall: Fall
) -> None:
    member, office = als(nrw, Funktion.MITGLIED), als(nrw, Funktion.GESCHAEFTSSTELLE)
    beantrage(member, fall)
    nichts = {"aktenzeichen": "NRW-1900-0001", "grund": "Vertippt.", "stunden": "4"}
    member.sende("/nrw/schritt/notzugang_beantragen/", nichts)
    with connection.cursor() as zeiger:
        zeiger.execute("UPDATE faelle_notzugang SET grund = %s", [b"\x01kein Siegel"])
    beantrage(member, heil := nrw.neuer_fall())
    seite = text(office.hole("/nrw/zugang/"))
    assert seite.count("Grund nicht lesbar: Eintrag verändert") == 2
    assert seite.count(GRUND) == 1
    assert heil.aktenzeichen in seite
    spuren = Zugriff.objects.filter(was="inhalt_verfaelscht")
    assert {(s.objektart, s.objekt) for s in spuren} == {
        ("fall", fall.pk),
        ("gremium", nrw.gremium.pk),
    }
