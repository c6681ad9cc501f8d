"""One case, several people: what is decided for one is not decided for the others."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import frisch


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    """A mother and her grown-up son."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(fall, "person_hinzufuegen")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    return fall


def test_it_gives_each_person_the_vote_that_was_about_them(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """An Ersuchen for the mother is carried, one for the son is not: two counts."""
    mutter, sohn = fall.personen.order_by("nummer")
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen", personen=[str(mutter.pk)], begruendung="Für die Mutter.")
    stimmt(nrw, sitzung, 6, 1, 1)
    beantrage(nrw, sitzung, "ersuchen", personen=[str(sohn.pk)], begruendung="Für den Sohn.")
    stimmt(nrw, sitzung, 2, 6, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    eines, anderes = fall.ergebnisse.order_by("person__nummer")
    eines.fall = anderes.fall = frisch(fall)
    assert (eines.gegenstand, eines.durch) == ("ersuchen", "regel")
    assert "Gezählt: 6 Ja, 1 Nein" in (eines.rechnung or ""), eines.rechnung
    assert eines.gruende == "Für die Mutter."
    assert (anderes.gegenstand, anderes.rechnung) == ("kein_ersuchen", None)


def test_it_recommends_for_those_only_for_whom_it_was_carried(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    mutter, sohn = fall.personen.order_by("nummer")
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "empfehlung", personen=[str(sohn.pk)])
    stimmt(nrw, sitzung, 8, 0, 0, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    je_person = dict(fall.ergebnisse.values_list("person", "gegenstand"))
    assert je_person == {mutter.pk: "kein_ersuchen", sohn.pk: "empfehlung"}
