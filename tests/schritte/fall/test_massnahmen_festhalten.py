"""Measures of the authority: the whole list; what the authority reports stays inside."""

from datetime import date

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.pruefhilfe.sachverhalt import Massnahmeart
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.fall.test_rechtsangabe_festhalten import bekannt
from tests.schritte.pruefstand import fehlerfelder, verboten


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


def test_it_keeps_the_measures_an_authority_reports_inside(nrw: Spiel, fall: Fall) -> None:
    """§ 97a AufenthG."""
    zeile = {"art_0": "transport", "von_0": "2026-11-02"}
    nrw.zug(fall, "massnahmen_festhalten", **zeile, seite="behoerde")
    massnahme = bekannt(fall).sachverhalt.massnahmen.massnahmen[0]
    assert (massnahme.art, massnahme.von) == (Massnahmeart.TRANSPORT, date(2026, 11, 2))
    assert fall.rechtsangaben.get().geheim
    assert bekannt(fall, nach_aussen=True).sachverhalt.massnahmen is None
    fehler = fehlerfelder(
        nrw, "massnahmen_festhalten", fall=fall, von_0="2026-11-02", bis_0="2026-11-01"
    )
    assert fehler.keys() == {"art_0", "bis_0"}


def test_it_is_not_for_members_or_after_the_end(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Zuständig" in verboten(nrw, "massnahmen_festhalten", fall=fall, als=Funktion.MITGLIED)
    nrw.bis(Stand.ABGESCHLOSSEN, fall)
    assert "Abgeschlossen" in verboten(nrw, "massnahmen_festhalten", fall=fall)
