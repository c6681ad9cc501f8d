"""Kinds of reason reach a figure: cases and people without a name, and never a criterion."""

from datetime import date
from uuid import uuid4

import pytest

from haertefall.gremien.fassungen import gueltig_am
from haertefall.recht.begriffe import Stand
from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.grundarten import Artentafel, als_csv, zaehle_arten
from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import Berichtsfehler
from haertefall.statistik.tatsachen import fortschreiben
from haertefall.statistik.zeitleiste import UnbekannteAngabe, Wert, Zaehlereignis
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.recht.bau import probe
from tests.schritte.pruefstand import gezaehlt

pytestmark = pytest.mark.django_db
TAG = date(2024, 12, 31)


def fall(jahr: int, personen: int, *aenderungen: dict[str, Wert]) -> None:
    """A case with so many people; one change a month."""
    angaben: dict[str, Wert] = {"personen": personen, "land": "IRQ"}
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


def ersuchen(arten: str) -> dict[str, Wert]:
    return {"ergebnis": "ersuchen", "grundarten": arten}


def tafel(von: int = 2023, bis: int = 2024) -> Artentafel:
    regeln = gueltig_am("nrw", heute()).ordnung.bericht
    return zaehle_arten("nrw", regeln, von=von, bis=bis, stichtag=TAG, kenntnisstand=TAG)


def test_it_counts_ersuchen_and_people_for_each_kind() -> None:
    """One Ersuchen on two kinds counts in both, and once in the sum."""
    fall(2023, 3, ersuchen("gesundheit integration"))
    fall(2024, 1, ersuchen("integration"), {"folge": "gefolgt"})
    fall(2024, 2, ersuchen(""))
    fall(2024, 5, {"ergebnis": "kein_ersuchen"})
    fall(2019, 9, ersuchen("schicksal"))
    gezaehlt = {z.art: (z.faelle, z.personen) for z in tafel().zeilen}
    assert gezaehlt == {
        "verletzlichkeit": (0, 0),
        "integration": (2, 4),
        "schicksal": (0, 0),
        "gesundheit": (1, 3),
        "ohne_angabe": (1, 2),
    }
    assert (tafel().faelle, tafel().personen) == (3, 6)
    assert als_csv(tafel()).splitlines()[:2] == ["art,ersuchen,personen", "verletzlichkeit,0,0"]


def test_it_goes_with_the_result_it_belonged_to() -> None:
    fall(2024, 1, ersuchen("integration"), {"ergebnis": "kein_ersuchen"})
    assert Tatsache.objects.filter(ergebnis="kein_ersuchen").get().grundarten == ""
    assert tafel().faelle == 0


def test_it_knows_no_other_kinds() -> None:
    with pytest.raises(UnbekannteAngabe, match="keine Arten von Gründen"):
        fall(2024, 1, ersuchen("verdienst"))


def test_it_is_not_shown_where_the_ordnung_protects_small_numbers() -> None:
    geschuetzt: Berichtsregeln = probe("sl").bericht
    assert geschuetzt.kleine_zahlen is not None
    with pytest.raises(Berichtsfehler, match="schützt Zahlen unter"):
        zaehle_arten("sl", geschuetzt, von=2023, bis=2024, stichtag=TAG, kenntnisstand=TAG)


def test_it_comes_from_the_act_that_records_the_result(nrw: Spiel) -> None:
    """Optional; what is recorded on paper and in a running session is counted alike."""
    mit, ohne = (nrw.bis(Stand.AUF_TAGESORDNUNG) for _ in range(2))
    nrw.zug(mit, "ergebnis_feststellen", "ersuchen", grundarten=["schicksal", "gesundheit"])
    nrw.zug(ohne, "ergebnis_feststellen", "ersuchen")
    assert (gezaehlt(mit).grundarten, gezaehlt(ohne).grundarten) == ("gesundheit schicksal", "")
