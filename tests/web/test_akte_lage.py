"""What the page of a case says about where it stands: session, whose turn, unregulated steps."""

from collections.abc import Callable

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]


def test_it_says_on_whose_agenda_a_case_is_to_those_who_see_sessions(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED):
        besuch = als(nrw, funktion)
        seite = besuch.hole(besuch.fall(fall))
        assert f'href="/nrw/sitzungen/{sitzung.pk}/">Sitzung am ' in seite
        assert f"{sitzung.beginn.astimezone(BERLIN):%d.%m.%Y}" in seite
    behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    assert "Sitzung am" not in behoerde.hole(behoerde.fall(fall))


def test_it_explains_steps_that_no_rules_have(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = text(besuch.hole(besuch.fall(nrw.neuer_fall())))
    assert "in keiner Ordnung geregelt" in seite
    assert "Niemand hat diesen Schritt vorgeschrieben" in seite


def test_it_says_whose_turn_it_is_when_nothing_is_expected(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = text(besuch.hole(besuch.fall(fall)))
    assert "nichts erwartet. Als Nächstes handelt: Vorprüfungsausschuss." in seite
    mitglied = als(nrw, Funktion.MITGLIED)
    beraten = text(mitglied.hole(mitglied.fall(nrw.bis(Stand.AUF_TAGESORDNUNG))))
    assert "Als Nächstes handelt: Geschäftsstelle oder Vorsitz." in beraten
    beratung = Besuch(amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium))
    eigener = nrw.neuer_fall(eingebracht_von=str(beratung.amt.pk))
    assert "Als Nächstes handelt" not in beratung.hole(beratung.fall(eigener))
