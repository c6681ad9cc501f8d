"""Every form, address and upload under random fire.

A fixed small set runs in `make test`; `make test-lang` fires BESCHUSS=100000 with free chance.
What it finds becomes a fixed example below.
"""

import os
from random import Random

import pytest

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.wegeformular import Wegeformular
from tests.web.beschuss.schiessen import beschiessen
from tests.web.beschuss.ziele import schuetzen
from tests.web.besuch import Besuch, amt_in

FEST = 1_500
TEILE = 4
FREI = int(os.environ.get("BESCHUSS", "0"))


@pytest.mark.parametrize("teil", range(TEILE if FREI else 1))
def test_it_survives_random_fire(nrw: Spiel, teil: int) -> None:
    start = Random().randrange(2**32) if FREI else 20_261_127
    anzahl = FREI // TEILE if FREI else FEST
    alle = schuetzen(nrw)
    bilanz = beschiessen(alle, Random(start), anzahl)
    print(f"Teil {teil}, Startwert {start}: {anzahl} Eingaben, {sorted(bilanz.status.items())}")
    kuerzel = {befund.split(" bei ")[0]: befund for befund in bilanz.befunde}
    assert list(kuerzel.values()) == [], f"{len(bilanz.befunde)} Befunde"
    # It must also hit: pages that open, acts that happen, forms that come back.
    for status in (200, 302, 403, 404, 409, 422):
        assert bilanz.status[status] > anzahl // 50, status


# What the free run found, and its neighbours.
@pytest.mark.parametrize(
    "frage", ["von=9999-12-01&bis=9999-12-31", "von=0001-01-01&bis=0001-02-01", "bis=9999-12-31"]
)
@pytest.mark.parametrize("weg", ["/nrw/spur/", "/nrw/spur/auffaellig/"])
def test_it_knows_no_day_at_the_ends_of_the_calendar(nrw: Spiel, weg: str, frage: str) -> None:
    besuch = Besuch(amt_in(nrw, Funktion.DATENSCHUTZ))
    assert "ab dem Jahr 2000" in besuch.hole(f"{weg}?{frage}", 422)


@pytest.mark.parametrize("tag", ["9999-12-31", "0001-01-01"])
def test_it_looks_at_the_law_of_no_day_at_the_ends_of_the_calendar(nrw: Spiel, tag: str) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    assert "kein Tag" in besuch.hole(f"/nrw/faelle/{fall.pk}/pruefhilfe/?person=1&stichtag={tag}")
    for formular in (Wegeformular({"stichtag": tag}), Wegeformular({"stichtag": "2999-12-31"})):
        assert formular.is_valid() == (formular.data["stichtag"] != tag)


def test_it_finds_the_forms_of_the_pages(nrw: Spiel) -> None:
    """Else the fire would hit nothing and prove nothing."""
    alle = schuetzen(nrw)
    formulare = [f for s in alle for f in s.formulare]
    namen = {feld.name for f in formulare for feld in f.felder}
    assert {"einmal", "version", "nachname", "am", "gruende", "email", "passwort", "amt"} <= namen
    assert len({f.adresse.rsplit("/schritt/", 1)[-1] for f in formulare}) > 20
    assert {f.methode for f in formulare} == {"GET", "POST"}
