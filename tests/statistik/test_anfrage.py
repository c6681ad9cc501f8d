"""The inquiry by authority."""

from datetime import date
from uuid import uuid4

import pytest

from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.recht.ordnung.bericht import KleineZahlen
from haertefall.statistik import ausgabe
from haertefall.statistik.anfrage import (
    SPALTEN,
    Anfrage,
    als_csv,
    beantworte,
    gruende_in_worten,
    ruht_in_worten,
)
from haertefall.statistik.tabellen import Berichtsfehler
from haertefall.statistik.tatsachen import fortschreiben
from haertefall.statistik.zeitleiste import Wert, Zaehlereignis
from tests.statistik.conftest import STICHTAG, UEBERNOMMEN

pytestmark = pytest.mark.django_db


def fall(behoerde: str, jahr: int, *aenderungen: dict[str, Wert]) -> None:
    """A case of an authority; one change a month."""
    angaben: dict[str, Wert] = {"behoerde": behoerde, "land": "IRQ"}
    fortschreiben(
        vorgang=uuid4(),
        gremium="nrw",
        fassung="ab",
        ereignisse=[
            Zaehlereignis(date(jahr, nr, 3), nr, was)
            for nr, was in enumerate([angaben, *aenderungen], start=1)
        ],
        heute=date(jahr, 12, 30),
    )


def frage(regeln: Berichtsregeln, **angaben: str | int) -> Anfrage:
    """An inquiry on the last day of 2024."""
    rahmen = {"von": 2023, "bis": 2024, **angaben}
    return beantworte(
        "nrw",
        regeln,
        behoerde=str(rahmen.get("behoerde", "")),
        von=int(rahmen["von"]),
        bis=int(rahmen["bis"]),
        stichtag=date(2024, 12, 31),
        kenntnisstand=date(2024, 12, 31),
    )


@pytest.fixture
def faelle() -> None:
    """Two authorities."""
    ersuchen: dict[str, Wert] = {"ergebnis": "ersuchen"}
    fall("koeln", 2023, {"befragt": True}, ersuchen, {"folge": "gefolgt"})
    fall("koeln", 2023, ersuchen, {"folge": "nicht_gefolgt", "grund": "straftaten"})
    fall(
        "koeln",
        2024,
        ersuchen,
        {"folge": "nicht_gefolgt", "grund": "identitaet"},
        {"entfernt_trotz": True},
    )
    fall("koeln", 2024, ersuchen, {"ruht": "krankheit"})
    fall("koeln", 2024, {"ruht": "qualifikation"})
    fall("koeln", 2024)
    fall("bonn", 2024, {"befragt": True}, {"ergebnis": "kein_ersuchen"})
    fall("bonn", 2024, {"ergebnis": "zusammengefuehrt", "zaehlt": False})


@pytest.mark.usefixtures("faelle")
def test_it_puts_authorities_side_by_side(regeln: Berichtsregeln) -> None:
    antwort = frage(regeln)
    zahlen = {zeile.schluessel: [zeile.zahlen[s] for s in SPALTEN] for zeile in antwort.zeilen}
    assert zahlen == {
        #        cases asked ers. foll. not other open-answer open removed
        "bonn": [1, 1, 0, 0, 0, 0, 0, 0, 0],
        "koeln": [6, 1, 4, 1, 2, 0, 1, 2, 1],
    }
    assert [antwort.gesamt.zahlen[s] for s in SPALTEN] == [7, 2, 4, 1, 2, 0, 1, 2, 1]


@pytest.mark.usefixtures("faelle")
def test_it_shows_one_authority_year_by_year(regeln: Berichtsregeln) -> None:
    antwort = frage(regeln, behoerde="koeln")
    assert [(z.schluessel, z.zahlen["faelle"]) for z in antwort.zeilen] == [
        ("2023", 2),
        ("2024", 4),
    ]


@pytest.mark.usefixtures("faelle")
def test_it_says_why_authorities_did_not_follow(regeln: Berichtsregeln) -> None:
    assert gruende_in_worten(frage(regeln).gesamt) == [
        ("Identität ungeklärt oder falsch angegeben", 1),
        ("Straftaten", 1),
    ]


@pytest.mark.usefixtures("faelle")
def test_it_says_why_open_cases_rest(regeln: Berichtsregeln) -> None:
    assert sorted(ruht_in_worten(frage(regeln).gesamt)) == [
        ("Krankheit", 1),
        ("Qualifikationsmaßnahme", 1),
        ("ruht nicht", 1),
    ]


@pytest.mark.usefixtures("faelle")
def test_it_keeps_to_the_years(regeln: Berichtsregeln) -> None:
    assert frage(regeln, von=2024).gesamt.zahlen["faelle"] == 5
    with pytest.raises(Berichtsfehler, match="nach dem letzten"):
        frage(regeln, von=2025)


@pytest.mark.usefixtures("faelle")
def test_it_writes_one_flat_table(regeln: Berichtsregeln) -> None:
    kopf, bonn, koeln = als_csv(frage(regeln)).splitlines()
    werte = dict(zip(kopf.split(","), koeln.split(","), strict=True))
    assert bonn.startswith("bonn,1,1,0,")
    assert werte["behoerde"] == "koeln"
    assert (
        werte["nicht_gefolgt_straftaten"] == werte["ruht_krankheit"] == werte["ruht_nicht"] == "1"
    )


@pytest.mark.usefixtures("faelle")
def test_it_reads_well_in_a_terminal(regeln: Berichtsregeln) -> None:
    text = ausgabe.anfrage_als_text(frage(regeln))
    assert "alle Behörden, Eingänge 2023 bis 2024" in text
    assert "- Straftaten: 1" in text
    assert "- ruht nicht: 1" in text


def test_it_answers_even_when_nothing_is_known(regeln: Berichtsregeln) -> None:
    assert "- keine" in ausgabe.anfrage_als_text(frage(regeln))


def test_it_shows_no_numbers_that_the_ordnung_protects(regeln: Berichtsregeln) -> None:
    schutz = KleineZahlen(unter=5, norm="§ 1 Mustersatzung")
    with pytest.raises(Berichtsfehler, match="unter 5"):
        frage(regeln.model_copy(update={"kleine_zahlen": schutz}))


@pytest.mark.usefixtures("bestand")
def test_it_adds_up_to_the_report(regeln: Berichtsregeln) -> None:
    gesamt = beantworte(
        "nrw", regeln, von=2007, bis=2023, stichtag=STICHTAG, kenntnisstand=UEBERNOMMEN
    ).gesamt
    # Sums over the official tables 2007 to 2023.
    assert gesamt.zahlen["faelle"] == 6380
    assert gesamt.zahlen["ersuchen"] == 1978
    assert gesamt.zahlen["gefolgt"] == 1675
    assert gesamt.zahlen["nicht_gefolgt"] == sum(gesamt.gruende.values()) == 137
    offen = gesamt.zahlen["offen"] + gesamt.zahlen["ersuchen_offen"]
    assert sum(gesamt.ruht.values()) == offen
