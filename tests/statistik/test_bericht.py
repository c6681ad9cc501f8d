"""The official report comes out of the facts."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from haertefall.gremien.fassungen import Fassung, gueltig_am
from haertefall.recht.ordnung.bericht import KleineZahlen
from haertefall.statistik import altbestand, ausgabe
from haertefall.statistik.bericht import Taetigkeitsbericht, erstelle
from haertefall.statistik.druck import DATEN
from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import Berichtsfehler
from tests.grundlage import zurueck
from tests.statistik.conftest import STICHTAG, UEBERNOMMEN

REFERENZ = DATEN / "nrw_2024"
pytestmark = pytest.mark.usefixtures("uebernommen", "db")


@pytest.fixture(scope="module")
def uebernommen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The historical stock, once for all tests here and rolled back at the end."""
    with django_db_blocker.unblock(), zurueck():
        altbestand.uebernehmen("nrw", altbestand.mitgeliefert("nrw_2024"), UEBERNOMMEN)
        yield


def bericht(
    fassung: Fassung,
    *,
    von: int = 2007,
    bis: int = 2023,
    stichtag: date = STICHTAG,
    kenntnisstand: date = UEBERNOMMEN,
) -> Taetigkeitsbericht:
    """The report as the office makes it."""
    return erstelle(fassung, von=von, bis=bis, stichtag=stichtag, kenntnisstand=kenntnisstand)


def test_it_reproduces_every_number_of_the_official_report(fassung: Fassung) -> None:
    """Line by line; but for the contradiction of 2014 and the pair of 2019."""
    anders = {}
    for tabelle in bericht(fassung).tabellen:
        name = f"{tabelle.art.datei}.csv"
        gezaehlt = ausgabe.als_csv(tabelle).splitlines()
        gedruckt = (REFERENZ / name).read_text("utf-8").splitlines()
        assert len(gezaehlt) == len(gedruckt)
        unterschied = [(d, g) for d, g in zip(gedruckt, gezaehlt, strict=True) if d != g]
        if unterschied:
            anders[tabelle.art.nummer] = unterschied
    assert anders == {
        "6.2": [
            ("2019,Aserbaidschan,42", "2019,Albanien,42"),
            ("2019,Albanien,42", "2019,Aserbaidschan,42"),
        ],
        "6.6": [("2014,65,0,1,5", "2014,65,0,1,3")],
    }


def test_it_reports_both_differences_to_the_print_and_no_other(fassung: Fassung) -> None:
    vergleich = bericht(fassung).vergleich
    assert vergleich is not None
    assert [(a.tabelle, a.jahr, a.zelle) for a in vergleich.abweichungen] == [
        ("6.2", 2019, "Reihenfolge"),
        ("6.6", 2014, "offen"),
    ]
    paar, zelle = vergleich.abweichungen
    assert (paar.gedruckt, paar.gezaehlt) == (
        "Aserbaidschan vor Albanien",
        "Albanien vor Aserbaidschan",
    )
    assert (zelle.gedruckt, zelle.gezaehlt) == ("5", "3")
    assert "Nur mit 3 geht die Summe auf" in zelle.anmerkung


def test_it_shows_a_changed_fact_as_a_difference_to_the_print(fassung: Fassung) -> None:
    ein_fall = Tatsache.objects.filter(jahr=2010, folge="gefolgt", land="SRB").order_by("id")[0]
    Tatsache.objects.filter(pk=ein_fall.pk).update(folge="nicht_gefolgt")
    vergleich = bericht(fassung).vergleich
    assert vergleich is not None
    assert [(a.tabelle, a.jahr, a.zelle) for a in vergleich.abweichungen] == [
        ("6.2", 2019, "Reihenfolge"),
        ("6.5", 2010, "gefolgt"),
        ("6.6", 2010, "nicht_gefolgt"),
        ("6.6", 2014, "offen"),
    ]


def test_it_finds_nothing_wrong_with_its_own_tables(fassung: Fassung) -> None:
    assert not bericht(fassung).befunde


def test_it_asks_the_database_at_most_three_times(fassung: Fassung) -> None:
    with CaptureQueriesContext(connection) as anfragen:
        bericht(fassung)
    assert len(anfragen) <= 3


def test_it_reads_facts_and_nothing_else(fassung: Fassung) -> None:
    """What a case file knows is gone, the figures stay: no other table is asked."""
    with CaptureQueriesContext(connection) as anfragen:
        bericht(fassung)
    for anfrage in anfragen.captured_queries:
        assert "statistik_tatsache" in anfrage["sql"]
        assert "faelle_" not in anfrage["sql"]


def test_it_knew_nothing_before_the_stock_was_taken_over(fassung: Fassung) -> None:
    ergebnis = bericht(fassung, kenntnisstand=date(2026, 1, 6))
    assert "keine Fälle bekannt" in ergebnis.hinweise[0]
    assert ergebnis.vergleich is None


def test_it_does_not_compare_with_a_report_of_another_day(fassung: Fassung) -> None:
    assert bericht(fassung, stichtag=date(2024, 11, 14)).vergleich is None


def test_it_warns_of_a_year_that_is_not_over(fassung: Fassung) -> None:
    assert "noch nicht zu Ende" in " ".join(bericht(fassung, bis=2024).hinweise)
    assert "noch nicht zu Ende" not in " ".join(bericht(fassung).hinweise)


def test_it_says_when_no_version_is_proven_for_the_day() -> None:
    tag = date(2019, 6, 30)
    hinweise = " ".join(bericht(gueltig_am("nrw", tag), bis=2018, stichtag=tag).hinweise)
    assert "keine Fassung der Ordnung belegt" in hinweise


def test_it_says_when_cases_are_older_than_the_first_year(fassung: Fassung) -> None:
    Tatsache.objects.create(
        vorgang=UUID(int=1),
        gremium="nrw",
        gilt_ab=date(2004, 5, 1),
        bekannt_ab=date(2004, 5, 1),
        jahr=2004,
        land="SRB",
        personen=1,
    )
    assert "1 Fälle aus Jahren vor 2005" in " ".join(bericht(fassung).hinweise)


@pytest.mark.parametrize(
    ("angaben", "text"),
    [
        ({"von": 2010, "bis": 2009}, "nach dem letzten"),
        ({"bis": 2025}, "noch nicht begonnen"),
        ({"von": 1999, "bis": 2001}, "beginnt mit dem Jahr 2005"),
    ],
)
def test_it_refuses_years_that_do_not_fit(
    fassung: Fassung, angaben: dict[str, int], text: str
) -> None:
    with pytest.raises(Berichtsfehler, match=text):
        erstelle(
            fassung,
            von=angaben.get("von", 2007),
            bis=angaben["bis"],
            stichtag=STICHTAG,
            kenntnisstand=UEBERNOMMEN,
        )


def test_it_shows_no_number_that_the_ordnung_protects(fassung: Fassung) -> None:
    schutz = KleineZahlen(unter=5, norm="§ 1 Mustersatzung")
    regeln = fassung.ordnung.bericht.model_copy(update={"kleine_zahlen": schutz})
    geschuetzt = Fassung(
        fassung.gremium,
        fassung.datei,
        fassung.ordnung.model_copy(update={"bericht": regeln}),
        fassung.hash,
        fassung.ablauf,
    )
    with pytest.raises(Berichtsfehler, match="schützt Zahlen unter 5"):
        bericht(geschuetzt)


def test_it_marks_every_choice_that_the_source_leaves_open(fassung: Fassung) -> None:
    gegenstaende = " ".join(f.gegenstand for f in bericht(fassung).festlegungen)
    for wort in (
        "Jahr, in dem ein Fall zählt",
        "verschiedenen Ergebnissen",
        "Abgeschoben, obwohl ein Ersuchen vorlag",
        "Ersuchen zurückgenommen",
        "Ersuchen teilweise gefolgt",
    ):
        assert wort in gegenstaende
    assert all(f.text and f.zweifel and f.beleg for f in bericht(fassung).festlegungen)


def test_it_names_the_source_of_every_column(fassung: Fassung) -> None:
    assert all(zeile.beleg for zeile in bericht(fassung).zuordnung)
