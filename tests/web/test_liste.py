"""The list of cases: who sees which, filters, paging, names, queries."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.blaettern import JE_SEITE
from haertefall.web.worte import faellig_in_worten
from haertefall.zeit import gestellt, heute
from tests.schritte.pruefstand import vormittags
from tests.web.besuch import Besuch, amt_in, text

Als = Callable[[Spiel, Funktion], Besuch]


def _nummern(seite: str, faelle: list[Fall]) -> list[str]:
    """File numbers in the order in which the page shows them."""
    gefunden = [(seite.find(f.aktenzeichen), f.aktenzeichen) for f in faelle]
    return [nummer for stelle, nummer in sorted(gefunden) if stelle >= 0]


def _viele(nrw: Spiel, anzahl: int) -> list[Fall]:
    """Cases of several days; some share a day."""
    faelle = []
    for nummer in range(anzahl):
        tag = heute() - timedelta(days=nummer // 3)
        faelle.append(nrw.neuer_fall(eingegangen_am=tag.isoformat()))
    return faelle


def test_it_shows_the_newest_first(nrw: Spiel, als: Als) -> None:
    alt = nrw.neuer_fall(eingegangen_am=(heute() - timedelta(days=5)).isoformat())
    neu = nrw.neuer_fall()
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = besuch.hole("/nrw/faelle/")
    assert _nummern(seite, [alt, neu]) == [neu.aktenzeichen, alt.aktenzeichen]
    assert "2 Fälle" in text(seite)


def test_it_shows_no_case_of_another_body(spielplatz: Callable[..., list[Spiel]], als: Als) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fremd = dortmund.neuer_fall()
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/faelle/")
    assert fremd.aktenzeichen not in seite
    assert "Keine Fälle" in seite


def test_it_walks_through_all_pages_and_back(nrw: Spiel, als: Als) -> None:
    faelle = _viele(nrw, 2 * JE_SEITE + 7)
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    vorwaerts = _blaettern(besuch, "/nrw/faelle/", "next", faelle)
    assert list(chain(*vorwaerts)) == _nummern_sortiert(faelle)
    rueckwaerts = _blaettern(besuch, "/nrw/faelle/?seite=letzte", "prev", faelle)
    assert sorted(chain(*rueckwaerts)) == sorted(f.aktenzeichen for f in faelle)
    assert len(rueckwaerts) == 3
    assert rueckwaerts[0][-1] == vorwaerts[-1][-1]


def _nummern_sortiert(faelle: list[Fall]) -> list[str]:
    ordnung = sorted(faelle, key=lambda f: (f.eingegangen_am, f.pk), reverse=True)
    return [f.aktenzeichen for f in ordnung]


def _blaettern(besuch: Besuch, adresse: str, wohin: str, faelle: list[Fall]) -> list[list[str]]:
    """Follow the links from page to page."""
    seiten = []
    while adresse:
        seite = besuch.hole(adresse)
        seiten.append(_nummern(seite, faelle))
        stelle = seite.find(f'rel="{wohin}"')
        adresse = ""
        if stelle >= 0:
            anfang = seite.rfind('href="', 0, stelle) + 6
            adresse = seite[anfang : seite.find('"', anfang)]
    return seiten


def test_it_keeps_the_filter_while_paging(nrw: Spiel, als: Als) -> None:
    _viele(nrw, JE_SEITE + 1)
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/faelle/?stand=eingegangen&land=")
    assert "?stand=eingegangen&nach=" in seite
    assert "?stand=eingegangen&seite=letzte" in seite


@pytest.mark.parametrize("ort", ["unsinn", "00000000-0000-0000-0000-000000000000", "2020-01-01_x"])
def test_it_begins_at_the_first_page_for_a_place_that_is_none(
    nrw: Spiel, als: Als, ort: str
) -> None:
    fall = nrw.neuer_fall()
    for wort in ("vor", "nach", "seite"):
        assert fall.aktenzeichen in als(nrw, Funktion.GESCHAEFTSSTELLE).hole(
            f"/nrw/faelle/?{wort}={ort}"
        )


def test_it_filters(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    andere = Behoerde.objects.exclude(aemter=amt_in(nrw, Funktion.AUSLAENDERBEHOERDE)).get()
    eins = nrw.neuer_fall(land="SRB", eingegangen_am="2021-03-04")
    zwei = nrw.neuer_fall(land="ALB", behoerde=str(andere.pk))
    drei = nrw.bis(Stand.VORPRUEFUNG, land="IRN")
    nrw.zug(drei, "ruhen_lassen")
    alle = [eins, zwei, drei]

    def zeigt(frage: str) -> set[str]:
        return set(_nummern(besuch.hole(f"/nrw/faelle/?{frage}"), alle))

    assert zeigt("land=SRB") == {eins.aktenzeichen}
    assert zeigt("jahr=2021") == {eins.aktenzeichen}
    assert zeigt(f"behoerde={andere.pk}") == {zwei.aktenzeichen}
    assert zeigt("stand=vorpruefung") == {drei.aktenzeichen}
    assert zeigt("stand=offen") == {f.aktenzeichen for f in alle}
    assert zeigt("ruhend=ja") == {drei.aktenzeichen}
    assert zeigt("ruhend=nein") == {eins.aktenzeichen, zwei.aktenzeichen}
    assert zeigt("stand=eingegangen&land=ALB") == {zwei.aktenzeichen}
    assert zeigt("stand=abgeschlossen") == set()


@pytest.mark.parametrize("eingabe", ["{az}", "{kurz}", "  {kurz} ", "{teil}", "{klein}"])
def test_it_finds_a_case_by_its_number(nrw: Spiel, als: Als, eingabe: str) -> None:
    _, gesucht, _ = _viele(nrw, 3)
    formen = {
        "az": gesucht.aktenzeichen,
        "klein": gesucht.aktenzeichen.lower(),
        "kurz": f"{gesucht.jahr}-{gesucht.nummer}",
        "teil": f"{gesucht.nummer:04d}",
    }
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).client.get(
        "/nrw/faelle/", {"aktenzeichen": eingabe.format(**formen)}
    )
    assert gesucht.aktenzeichen in seite.content.decode()
    assert "Ein Fall nach diesem Filter" in text(seite.content.decode())


def test_it_says_what_is_wrong_with_a_filter(nrw: Spiel, als: Als) -> None:
    fall = nrw.neuer_fall()
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/faelle/?jahr=neulich")
    assert "ganze Zahl" in seite
    assert fall.aktenzeichen in seite


def test_it_names_people_only_to_those_who_may_read_them(nrw: Spiel, als: Als) -> None:
    akte = nrw.bis(Stand.AUF_TAGESORDNUNG, nachname="Vorgelegt", kurz="Zwei Zeilen A")
    offen = nrw.bis(Stand.VORPRUEFUNG, nachname="Angeboten", kurz="Zwei Zeilen B")
    nrw.zug(offen, "befassung_entscheiden", "keine_befassung")
    nrw.neuer_fall(nachname="Unsichtbar", kurz="Zwei Zeilen C")
    seite = als(nrw, Funktion.MITGLIED).hole("/nrw/faelle/")
    assert _nummern(seite, [akte, offen]) != []
    assert "Vorgelegt" in seite
    assert "Zwei Zeilen B" in seite
    assert "Zum Aufgreifen angeboten" in seite
    for wort in ("Angeboten</bdi>", "Unsichtbar", "Zwei Zeilen A", "Zwei Zeilen C"):
        assert wort not in seite
    assert "2 Fälle" in text(seite)


def test_it_tells_nothing_of_an_offered_case_but_number_country_and_two_lines(
    nrw: Spiel, als: Als
) -> None:
    tag = date(2020, 12, 24)
    fall = nrw.bis(Stand.VORPRUEFUNG, land="SRB", eingegangen_am=tag.isoformat())
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    seite = als(nrw, Funktion.MITGLIED).hole("/nrw/faelle/")
    assert "Serbien" in seite
    assert "24.12.2020" not in seite
    assert "2020-12-24" not in seite
    assert str(fall.behoerde).removeprefix("Ausländerbehörde ") not in seite


def test_it_tells_no_day_of_receipt_by_the_order(nrw: Spiel, als: Als) -> None:
    """Own cases stand with their day: what lies between them would be dated too."""
    faelle = []
    for tage in (3, 9, 1):
        tag = (heute() - timedelta(days=tage)).isoformat()
        faelle.append(nrw.bis(Stand.VORPRUEFUNG, eingegangen_am=tag))
        nrw.zug(faelle[-1], "befassung_entscheiden", "keine_befassung")
    nummern = [f.aktenzeichen for f in faelle]
    mitglied = als(nrw, Funktion.MITGLIED)
    seite = mitglied.hole("/nrw/faelle/")
    assert _nummern(seite, faelle) == nummern[::-1]
    assert "höchste Nummer zuerst" in text(seite)
    nach = mitglied.hole(f"/nrw/faelle/?nach={faelle[1].pk}")
    assert _nummern(nach, faelle) == nummern[:1]
    assert _nummern(mitglied.hole(f"/nrw/faelle/?vor={faelle[1].pk}"), faelle) == nummern[2:]
    assert _nummern(mitglied.hole("/nrw/faelle/?seite=letzte"), faelle) == nummern[::-1]
    assert _nummern(mitglied.hole("/nrw/"), faelle) == nummern
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/faelle/")
    assert _nummern(buero, faelle) == [nummern[2], nummern[0], nummern[1]]


def test_it_tells_the_ministry_of_an_ersuchen_no_more_than_its_page(nrw: Spiel, als: Als) -> None:
    tag = (heute() - timedelta(days=400)).isoformat()
    fall = nrw.bis(Stand.ANGEKUENDIGT, eingegangen_am=tag, nachname="Unbekannt")
    besuch = als(nrw, Funktion.FACHAUFSICHT)
    for adresse in ("/nrw/faelle/", "/nrw/"):
        seite = besuch.hole(adresse)
        assert f"{fall.eingegangen_am:%d.%m.%Y}" not in seite
        assert "Unbekannt" not in seite
    assert fall.aktenzeichen in besuch.hole("/nrw/faelle/")


def test_it_offers_no_filter_over_what_one_may_not_read(nrw: Spiel, als: Als) -> None:
    def felder(funktion: Funktion) -> set[str]:
        besuch = als(nrw, funktion)
        seite = besuch.hole(f"{besuch.basis}faelle/")
        alle = ("aktenzeichen", "stand", "jahr", "behoerde", "land", "ruhend")
        return {name for name in alle if f'name="{name}"' in seite}

    assert felder(Funktion.MITGLIED) == {"aktenzeichen", "jahr", "land"}
    assert felder(Funktion.AUSLAENDERBEHOERDE) == {"aktenzeichen", "jahr", "land"}
    assert "stand" not in felder(Funktion.FACHAUFSICHT)
    assert felder(Funktion.GESCHAEFTSSTELLE) == {
        "aktenzeichen", "stand", "jahr", "behoerde", "land", "ruhend",
    }  # fmt: skip


def test_it_ignores_a_filter_that_is_not_offered(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    andere = Behoerde.objects.exclude(faelle=fall).get()
    seite = als(nrw, Funktion.MITGLIED).hole(f"/nrw/faelle/?behoerde={andere.pk}&ruhend=ja")
    assert fall.aktenzeichen in seite


def test_it_hides_the_deliberation_from_the_authority(nrw: Spiel, als: Als) -> None:
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    gefragt = nrw.bis(Stand.STELLUNGNAHME)
    besuch = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    seite = text(besuch.hole(f"{besuch.basis}faelle/"))
    assert "2 Fälle" in seite
    assert "Beim Gremium" in seite
    assert gefragt.stand_wort in seite
    assert "Tagesordnung" not in seite


def test_it_says_what_is_overdue_in_words(nrw: Spiel, als: Als) -> None:
    with gestellt(vormittags(40)):
        nrw.bis(Stand.STELLUNGNAHME)
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole("/nrw/faelle/"))
    assert "seit 19 Tagen überfällig" in seite


@pytest.mark.parametrize(
    ("tage", "wort"),
    [
        (-2, "seit 2 Tagen überfällig"),
        (-1, "seit gestern überfällig"),
        (0, "heute fällig"),
        (1, "morgen fällig"),
        (5, "in 5 Tagen fällig"),
    ],
)
def test_it_says_how_a_day_lies_to_today(tage: int, wort: str) -> None:
    tag = date(2026, 3, 10)
    assert faellig_in_worten(tag + timedelta(days=tage), tag) == wort


@pytest.mark.parametrize("funktion", [Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED])
def test_it_asks_the_database_no_more_for_many_cases(
    nrw: Spiel, als: Als, funktion: Funktion
) -> None:
    besuch = als(nrw, funktion)
    for _ in range(2):
        offen = nrw.bis(Stand.VORPRUEFUNG)
        nrw.zug(offen, "befassung_entscheiden", "keine_befassung")
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    wenige = _anfragen(besuch, "/nrw/faelle/?stand=entschieden&aktenzeichen=NRW")
    assert wenige <= 12
    _viele(nrw, JE_SEITE)
    for _ in range(3):
        offen = nrw.bis(Stand.VORPRUEFUNG)
        nrw.zug(offen, "befassung_entscheiden", "keine_befassung")
    assert _anfragen(besuch, "/nrw/faelle/?stand=entschieden&aktenzeichen=NRW") == wenige
    assert _anfragen(besuch, "/nrw/faelle/?seite=letzte") <= 12


def _anfragen(besuch: Besuch, adresse: str) -> int:
    besuch.hole(adresse)
    with CaptureQueriesContext(connection) as anfragen:
        besuch.hole(adresse)
    return len(anfragen)
