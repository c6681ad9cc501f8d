"""Reachable states, dead ends, ways to the end."""

from pathlib import Path

import pytest

from haertefall.recht.ablauf import vollstaendiger_ablauf
from haertefall.recht.ablaufgraph import (
    Strecke,
    erreichbar,
    kanten,
    sackgassen,
    strecken,
    weg_zum_ende,
)
from haertefall.recht.begriffe import Stand
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import ausgelieferte, geruest, ordnung

NUR_WEG = Strecke(None, None)


@pytest.mark.parametrize("datei", ausgelieferte(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_it_leads_from_every_reachable_state_to_the_end(datei: Path) -> None:
    regeln = lesen(datei.read_text("utf-8"), datei.name)
    ablauf = vollstaendiger_ablauf(regeln, geruest())
    for strecke in strecken(regeln):
        # Without the emergency exit: the regular flow itself has to come to an end.
        alle = kanten(ablauf, strecke)
        assert Stand.ABGESCHLOSSEN in erreichbar(alle), strecke
        assert sackgassen(alle) == frozenset(), strecke


def test_it_finds_states_without_a_way_out() -> None:
    regeln = ordnung(
        """
        [[ablauf]]
        schritt = "zur_beratung_vorsehen"
        von = ["aufgenommen"]
        nach = "stellungnahme"
        wer = ["geschaeftsstelle"]
        norm = "§ 1"
        """
    )
    alle = kanten(vollstaendiger_ablauf(regeln, geruest()), NUR_WEG)
    assert sackgassen(alle) == {Stand.AUFGENOMMEN, Stand.STELLUNGNAHME}
    assert weg_zum_ende(alle, Stand.STELLUNGNAHME) is None


def test_it_finds_the_shortest_way_to_the_end() -> None:
    alle = kanten(vollstaendiger_ablauf(ordnung(), geruest()), NUR_WEG)
    weg = weg_zum_ende(alle, None)
    assert weg is not None
    assert [k.zeile.schritt for k in weg] == [
        "antrag_erfassen",
        "zulaessigkeit_feststellen",
        "ergebnis_mitteilen",
    ]
    assert weg_zum_ende(alle, Stand.ABGESCHLOSSEN) == ()


def test_it_names_its_combinations() -> None:
    assert str(Strecke("text", "von_aussen")) == "Weg „text“, „von_aussen“"
    assert str(NUR_WEG) == "einziger Weg"
    assert strecken(ordnung()) == (NUR_WEG,)
