"""The seats of the guided tour, reached by acts."""

import pytest

from haertefall.gremien.amtszeiten import auslaufende
from haertefall.gremien.besetzung import Zusammensetzung, besetzung_am, lage_von
from haertefall.gremien.models import Berufung, Gremium
from haertefall.gremien.ruhen import ruht
from haertefall.recht.zusammensetzung import Gewicht, befunde
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.besetzungsleben import sitze_spielen
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.zeit import heute

GREMIEN = ["nrw", "krefeld", "leverkusen-beratungsgremium"]


@pytest.fixture
def gremien(db: None) -> dict[str, Gremium]:
    alle = grundausstattung(GREMIEN, laufende_amtszeit())
    for gremium in alle:
        sitze_spielen(gremium)
    return {g.kennung: g for g in alle}


def besetzung(gremium: Gremium, klein: str = "") -> Zusammensetzung:
    return besetzung_am(gremium, fassung_des_gremiums(gremium, heute()), heute(), klein)


def test_it_shows_a_commission_that_keeps_its_rules(gremien: dict[str, Gremium]) -> None:
    nrw = gremien["nrw"]
    fassung = fassung_des_gremiums(nrw, heute())
    lage = besetzung(nrw)
    assert (lage.zahl_sitze, lage.zahl_besetzt, lage.stimmberechtigte()) == (10, 10, 10)
    gefunden = befunde(fassung.ordnung, lage_von(lage))
    assert not [b for b in gefunden if b.gewicht is Gewicht.ABWEICHUNG]
    assert any("Pro Asyl" in b.satz for b in gefunden if b.gewicht is Gewicht.OFFEN)
    assert besetzung(nrw, "vorpruefungsausschuss").zahl_besetzt == 3
    assert [a.berufung.sitz for a in auslaufende(nrw, fassung, heute())] == ["aerztlich"]
    offen = Berufung.objects.get(gremium=nrw, amt=None, hinfaellig_am=None)
    assert offen.name == "Adele Heilmann-Nrw"
    assert Berufung.objects.filter(gremium=nrw).exclude(verpflichtet_am=None).count() >= 4


def test_it_shows_seats_that_follow_the_council(gremien: dict[str, Gremium]) -> None:
    fraktionen = {
        s.fraktion.name: s.berufung is not None
        for s in besetzung(gremien["krefeld"]).sitze
        if s.fraktion
    }
    assert fraktionen == {"Beispielfraktion": True, "Beispielgruppe": False}


def test_it_shows_a_body_that_lapsed(gremien: dict[str, Gremium]) -> None:
    ruhe = ruht(gremien["leverkusen-beratungsgremium"], heute())
    assert ruhe is not None
    assert ruhe.seit == heute()
    assert ruhe.regelung is not None
    assert ruhe.regelung.offene_faelle == "warten"
