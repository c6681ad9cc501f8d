"""Reporting a danger, and settling it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from haertefall.faelle.models import Gefahr, Gefahrart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.tresor.felder import Versiegelt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, letzter_eintrag, unsichtbar, verboten

MORGEN = (heute() + timedelta(days=1)).isoformat()


def test_it_keeps_day_and_words_sealed(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "gefahr_melden", tag=MORGEN, text="Beim Landtag", art="verfahren_laeuft")
    gefahr = fall.gefahren.get()
    assert (gefahr.tag, gefahr.text, gefahr.art) == (MORGEN, "Beim Landtag", "verfahren_laeuft")
    roh = Gefahr.objects.values_list("tag", "text").get()
    versiegelt = b"".join(bytes(wert) for wert in roh if wert is not None)
    assert MORGEN.encode() not in versiegelt and b"Landtag" not in versiegelt
    # The history of the case names the kind, not the day.
    assert MORGEN not in str(letzter_eintrag(fall).angaben)


@pytest.mark.parametrize(
    ("als", "seite", "geheim"),
    [
        (Funktion.GESCHAEFTSSTELLE, "behoerde", True),
        (Funktion.AUSLAENDERBEHOERDE, "behoerde", True),
        (Funktion.GESCHAEFTSSTELLE, "antrag", False),
        (Funktion.GESCHAEFTSSTELLE, "dritte", False),
    ],
)
def test_it_keeps_the_day_of_an_authority_secret(
    nrw: Spiel, als: Funktion, seite: str, geheim: bool
) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "gefahr_melden", als=als, art="abschiebung", tag=MORGEN, seite=seite)
    assert fall.gefahren.get().geheim is geheim


def test_it_never_stores_such_a_day_in_the_open(nrw: Spiel) -> None:
    """Nor that it is about a removal; what is sealed cannot be changed past the program."""
    fall = nrw.neuer_fall()
    nrw.zug(fall, "gefahr_melden", art="abschiebung", seite="behoerde")
    assert isinstance(fall.gefahren.values_list("art", flat=True).get(), Versiegelt)
    with pytest.raises(TypeError, match="verschlüsselt"):
        fall.gefahren.update(art=Gefahrart.HAFT)
    with pytest.raises(TypeError, match="verschlüsselt"):
        fall.gefahren.filter(art=Gefahrart.ABSCHIEBUNG).exists()


def test_it_lets_an_authority_and_a_counsellor_speak_for_themselves_only(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.bis(Stand.STELLUNGNAHME)
    meldungen = fehlerfelder(
        nrw, "gefahr_melden", fall=fall, als=Funktion.AUSLAENDERBEHOERDE, seite="antrag"
    )
    assert "seite" in meldungen
    eigener = dortmund.neuer_fall(eingebracht_von=dortmund.einbringende())
    meldungen = fehlerfelder(
        dortmund, "gefahr_melden", fall=eigener, als=Funktion.BERATUNG, seite="behoerde"
    )
    assert "seite" in meldungen
    dortmund.zug(eigener, "gefahr_melden", als=Funktion.BERATUNG, art="haft", tag=MORGEN)
    assert eigener.gefahren.get().seite == "antrag"


def test_it_is_not_for_everybody(spielplatz: Callable[..., list[Spiel]]) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    verboten(nrw, "gefahr_melden", fall=fall, als=Funktion.MITGLIED)
    unsichtbar(nrw, "gefahr_melden", fall=fall, als=Funktion.RAT)
    unsichtbar(dortmund, "gefahr_melden", fall=fall, als=Funktion.GESCHAEFTSSTELLE)
    verboten(nrw, "gefahr_melden", fall=nrw.bis(Stand.ABGESCHLOSSEN), als=Funktion.GESCHAEFTSSTELLE)


def test_it_asks_for_kind_and_day(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    meldungen = fehlerfelder(nrw, "gefahr_melden", fall=fall, art="", tag="")
    assert {"art", "tag"} <= set(meldungen)
