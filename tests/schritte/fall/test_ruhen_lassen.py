"""A case rests by agreement: with whom, what is awaited, next look (report, ch. 6.3)."""

from datetime import date

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.ERSUCHEN_ZUGELEITET)


def test_it_rests_without_changing_the_state(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "ruhen_lassen", kategorie="krankheit", naechster_blick="2999-01-31")
    zeile = fall.ruhezeiten.get()
    zeile.fall = frisch(fall)
    assert (fall.ruht, fall.stand) == (True, Stand.ERSUCHEN_ZUGELEITET)
    assert (zeile.ab, zeile.bis, zeile.kategorie) == (heute(), None, "krankheit")
    assert (zeile.mit_wem, zeile.naechster_blick) == (
        "Frau Beispiel, Ausländerbehörde",
        date(2999, 1, 31),
    )
    assert fall.wiedervorlagen.get(anlass="ruhen").faellig_am == date(2999, 1, 31)
    assert (gezaehlt(fall).ruht, gezaehlt(fall).folge) == ("krankheit", "offen")
    eintrag = letzter_eintrag(fall)
    assert eintrag.beleg.startswith("Praxis: Bericht der Geschäftsstelle")
    assert "Frau Beispiel" not in str(eintrag.angaben)


def test_it_rests_once_at_a_time(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "ruhen_lassen")
    fehler = fehlerfelder(nrw, "ruhen_lassen", fall=fall)
    assert fehler["__all__"] == ["Der Fall ruht schon."]


def test_it_wants_the_agreement(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(
        nrw,
        "ruhen_lassen",
        fall=fall,
        kategorie="urlaub",
        worauf="",
        mit_wem="",
        naechster_blick="2020-01-01",
    )
    assert fehler.keys() == {"kategorie", "worauf", "mit_wem", "naechster_blick"}


def test_it_goes_on_resting_while_the_authority_acts(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "ruhen_lassen")
    nrw.zug(fall, "absicht_eintragen")
    assert (fall.stand, fall.ruht) == (Stand.ANGEKUENDIGT, True)


@pytest.mark.parametrize("womit", ["ablehnung_eintragen", "anderweitig_erledigen"])
def test_it_ends_with_the_case(nrw: Spiel, fall: Fall, womit: str) -> None:
    nrw.zug(fall, "ruhen_lassen")
    nrw.zug(fall, womit)
    assert (fall.stand, fall.ruht) == (Stand.ABGESCHLOSSEN, False)
    assert fall.ruhezeiten.get().bis == heute()
    assert gezaehlt(fall).ruht == ""
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()


def test_it_ends_where_nobody_could_end_it(nrw: Spiel) -> None:
    """On the agenda a case cannot rest, and the act that ends a rest is not possible there."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(fall, "ruhen_lassen")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    assert not fall.ruht
    assert (fall.ruhezeiten.get().bis, gezaehlt(fall).ruht) == (heute(), "")


def test_it_is_refused_in_other_states_and_to_others(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Kap. 6.3" in verboten(nrw, "ruhen_lassen", fall=fall)
    nrw.bis(Stand.ERSUCHEN_ZUGELEITET, fall)
    grund = verboten(nrw, "ruhen_lassen", fall=fall, als=Funktion.MITGLIED)
    assert "Zuständig: Geschäftsstelle" in grund
