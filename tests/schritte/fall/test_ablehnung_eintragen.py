"""The authority does not follow: reasons belong before the refusal (§ 7 Abs. 3 Satz 2 HFKVO)."""

from datetime import timedelta

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    verboten,
    vormittags,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    with gestellt(vormittags(30)):
        return nrw.bis(Stand.ERSUCHEN_ZUGELEITET)


def test_it_closes_the_case_and_counts_why(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_nicht_folgen", gruende="Straftaten.")
    nrw.zug(fall, "ablehnung_eintragen", kategorie="straftaten", gruende="Wie angekündigt.")
    zeile = fall.folgen.get(art="ablehnung")
    zeile.fall = frisch(fall)
    assert (fall.stand, fall.abgeschlossen_am) == (Stand.ABGESCHLOSSEN, heute())
    assert (zeile.kategorie, zeile.gruende, zeile.gruende_vorher) == (
        "straftaten",
        "Wie angekündigt.",
        True,
    )
    assert (gezaehlt(fall).folge, gezaehlt(fall).grund) == ("nicht_gefolgt", "straftaten")
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()
    assert "Wie angekündigt" not in str(letzter_eintrag(fall).angaben)


def test_it_records_that_no_reasons_came_before(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_nicht_folgen", gruende="")
    nrw.zug(fall, "ablehnung_eintragen")
    assert fall.folgen.get(art="ablehnung").gruende_vorher is False


def test_it_does_not_take_reasons_that_came_after_the_refusal(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_nicht_folgen", gruende="Straftaten.")
    nrw.zug(fall, "ablehnung_eintragen", am=(heute() - timedelta(days=1)).isoformat())
    assert fall.folgen.get(art="ablehnung").gruende_vorher is False


def test_it_does_not_take_reasons_for_following_as_those_for_refusing(
    nrw: Spiel, fall: Fall
) -> None:
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_folgen", gruende="Alles erfüllt.")
    nrw.zug(fall, "ablehnung_eintragen")
    assert fall.folgen.get(art="ablehnung").gruende_vorher is False


def test_it_wants_a_day_and_a_known_reason(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(nrw, "ablehnung_eintragen", fall=fall, kategorie="laune", am="2999-01-01")
    assert fehler.keys() == {"kategorie", "am"}
    vorher = (fall.eingegangen_am - timedelta(days=1)).isoformat()
    assert fehlerfelder(nrw, "ablehnung_eintragen", fall=fall, am=vorher).keys() == {"am"}


def test_it_needs_an_ersuchen_and_the_right_hand(nrw: Spiel, fall: Fall) -> None:
    grund = verboten(nrw, "ablehnung_eintragen", fall=fall, als=Funktion.VORSITZ)
    assert "Zuständig:" in grund
    neu = nrw.neuer_fall()
    assert "§ 7" in verboten(nrw, "ablehnung_eintragen", fall=neu)
