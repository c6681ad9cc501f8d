"""A tie: it does not carry, unless an Ordnung lets the vote of the chair decide."""

from collections.abc import Callable
from typing import Any

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Abstimmung, Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.beratung.zusatzregeln import STICHENTSCHEID
from tests.schritte.pruefstand import fehlerfelder, frisch

Hausordnung = Callable[[str, str], None]


def test_it_does_not_carry_where_no_ordnung_lets_the_chair_decide(
    nrw: Spiel, sitzung: Sitzung
) -> None:
    """§ 6 Abs. 3 Satz 2 HFKVO gives the chair's vote no more weight; nobody is asked for it."""
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 4, 4, 0, stimme_vorsitz="ja")
    zaehlung = Abstimmung.objects.get()
    zaehlung.punkt.sitzung = sitzung
    assert (zaehlung.angenommen, zaehlung.durch) == (False, "regel")
    assert "Stimmengleichheit genügt nicht." in zaehlung.feststellung
    assert "entscheidet der Vorsitz" not in zaehlung.feststellung


def test_it_asks_how_the_chair_voted_only_at_a_tie(
    nrw: Spiel, sitzung: Sitzung, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", STICHENTSCHEID)
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "vertagung")
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    gleich: dict[str, Any] = {"antrag": antrag, "ja": 4, "nein": 4, "enthaltung": 0}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=sitzung.pk, **gleich)
    assert meldung == {"stimme_vorsitz": ["Es steht gleich. Wie hat der Vorsitz gestimmt?"]}
    stimmt(nrw, sitzung, 4, 4, 0, stimme_vorsitz="nein")
    for ja, nein, wie, getragen in ((4, 4, "ja", True), (5, 3, "", True), (3, 5, "ja", False)):
        neu: dict[str, Any] = {"antrag": antrag, "ja": ja, "nein": nein, "enthaltung": 0}
        nrw.tue(
            "zaehlung_berichtigen", sitzung=sitzung.pk, **neu, stimme_vorsitz=wie, grund="Verzählt."
        )
        letzte = Abstimmung.objects.latest("um")
        assert (letzte.angenommen, letzte.durch) == (getragen, "regel")
    erste = Abstimmung.objects.earliest("um")
    erste.punkt.sitzung = sitzung
    assert erste.angenommen is False
    assert "Bei Stimmengleichheit entscheidet der Vorsitz: mit Nein." in erste.feststellung
    assert "Formatprobe" in erste.feststellung


def test_it_holds_for_a_session_on_paper_too(
    nrw: Spiel, fall: Fall, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", STICHENTSCHEID.replace('"vertagung"', '"nichtbefassung"'))
    fall = nrw.bis(Stand(frisch(fall).stand))  # A case that came in under this version.
    gleich: dict[str, Any] = {"mitglieder": 10, "anwesende": 8, "ja": 4, "nein": 4, "enthaltung": 0}
    bogen: dict[str, Any] = {"ausgang": "nichtbefassung", "fall": fall, **gleich}
    meldung = fehlerfelder(nrw, "ergebnis_feststellen", **bogen, festgestellt="")
    assert meldung == {"stimme_vorsitz": ["Es steht gleich. Wie hat der Vorsitz gestimmt?"]}
    nrw.zug(fall, "ergebnis_feststellen", "nichtbefassung", **gleich, stimme_vorsitz="ja")
    assert fall.ergebnisse.get().durch == "regel"
