"""Messages of third parties on the page of a case."""

from collections.abc import Callable

import pytest

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]
WORTE = "Sie hilft mir jeden Tag beim Einkaufen"


@pytest.mark.parametrize(
    ("funktion", "liest", "status"),
    [
        (Funktion.GESCHAEFTSSTELLE, True, 200),
        (Funktion.MITGLIED, True, 200),
        (Funktion.AUSLAENDERBEHOERDE, False, 200),
        (Funktion.FACHAUFSICHT, False, 404),
    ],
)
def test_it_stands_in_the_file_for_those_inside(
    nrw: Spiel, als: Als, funktion: Funktion, liest: bool, status: int
) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "nachricht_dritter_eintragen", absender="Herr Nachbar", text=WORTE)
    besuch = als(nrw, funktion)
    seite = text(besuch.hole(besuch.fall(fall), status))
    assert (WORTE in seite) is liest
    assert ("Herr Nachbar" in seite) is liest
