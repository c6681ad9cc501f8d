"""The one country by which a case is counted."""

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    bekannte_tatsachen,
    fehlerfelder,
    letzter_eintrag,
    verboten,
)


def test_it_counts_from_the_day_of_receipt(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ENTSCHIEDEN)
    nrw.zug(fall, "herkunftsland_festlegen", land="SRB")
    assert fall.land == "SRB"
    assert {t.land for t in bekannte_tatsachen(fall)} == {"SRB"}
    assert letzter_eintrag(fall).am == fall.eingegangen_am


def test_it_knows_countries_only(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    for land in ("", "Serbien", "XXX"):
        assert fehlerfelder(nrw, "herkunftsland_festlegen", fall=fall, land=land).keys() == {"land"}


def test_it_is_for_the_office(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Zuständig: Geschäftsstelle" in verboten(
        nrw, "herkunftsland_festlegen", fall=fall, als=Funktion.MITGLIED
    )
