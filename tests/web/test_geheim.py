"""The page of the secret vote."""

from collections.abc import Callable

import pytest

from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.geheim.wahl import Wahl, wahl
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


def hier(probe: Wahl, rest: str = "geheim/") -> str:
    return f"/nrw/sitzungen/{probe.punkt.sitzung_id}/{rest}"


def test_it_votes_on_the_page_and_is_told_that_it_is_in(nrw: Spiel, als: Als) -> None:
    probe = wahl(nrw)
    urne, wer = probe.eroeffne(), Besuch(probe.waehlende[0])
    assert "Ihre Stimme lässt sich nicht mehr ändern." in text(wer.hole(hier(probe)))
    daten = {"urne": str(urne.pk), "stimme": "nein", "einmal": str(urne.pk)}
    antwort = wer.sende(hier(probe, "schritt/geheim_abstimmen/"), daten)
    assert antwort["Location"] == hier(probe)
    seite = text(wer.hole(hier(probe)))
    assert "1 von 5 hat abgestimmt." in seite
    assert "Ihre Stimme ist in der Urne." in seite
    assert 'name="stimme"' not in wer.hole(hier(probe))
    # Where the answer leads does not depend on what was chosen, and others see the number only.
    buero = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole(hier(probe)))
    assert "1 von 5 hat abgestimmt." in buero
    assert wer.amt.konto.name not in buero


def test_it_leads_back_to_the_session_that_runs_and_chooses_the_one_urn(
    nrw: Spiel, als: Als
) -> None:
    probe = wahl(nrw)
    urne, wer = probe.eroeffne(), Besuch(probe.waehlende[0])
    probe.stimme(wer.amt, urne, "ja")
    live = hier(probe, "live/")
    assert live not in wer.hole(hier(probe))
    nrw.tue("sitzung_eroeffnen", sitzung=probe.punkt.sitzung_id)
    assert wer.hole(hier(probe)).count(f'href="{live}"') == 2  # Path, and where one has voted.
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert f'<option value="{urne.pk}" selected>' in buero.hole(
        hier(probe, "schritt/geheim_schliessen/")
    )
    probe.schliesse(urne)
    assert buero.hole(hier(probe)).count(f'href="{live}"') == 2


def test_it_says_on_the_page_that_the_vote_must_be_repeated(nrw: Spiel, als: Als) -> None:
    probe = wahl(nrw)
    urne = probe.eroeffne()
    fluechtig.vernichten({urne.pk})
    for besuch in (Besuch(probe.waehlende[0]), als(nrw, Funktion.GESCHAEFTSSTELLE)):
        seite = besuch.hole(hier(probe))
        assert "Diese Abstimmung muss wiederholt werden" in seite
        assert 'name="stimme"' not in seite
    beginnen = ("geheim_eroeffnen", "geheim_wiederholen")
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert all(schritt in buero.hole(hier(probe)) for schritt in beginnen)
    Sitzung.objects.update(stand=Sitzungsstand.BEENDET)
    seite = buero.hole(hier(probe))
    assert "Nicht ausgezählt." in seite
    assert not any(schritt in seite for schritt in beginnen)


def test_it_warns_of_small_numbers_on_the_page(nrw: Spiel) -> None:
    probe = wahl(nrw, 3)
    probe.eroeffne()
    seite = Besuch(probe.waehlende[0]).hole(hier(probe))
    assert seite.index("Wenige Stimmberechtigte.") < seite.index('name="stimme"')  # Before.


def test_it_warns_when_memory_may_be_written_to_a_disk(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    wer, warnung = Besuch(wahl(nrw).waehlende[0]), "ist die Auslagerung eingeschaltet"
    adresse = f"/nrw/sitzungen/{nrw.sitzung().pk}/geheim/"
    monkeypatch.setattr(fluechtig, "wird_ausgelagert", lambda: False)
    assert warnung not in wer.hole(adresse)
    monkeypatch.setattr(fluechtig, "wird_ausgelagert", lambda: True)
    assert warnung in wer.hole(adresse)


def test_it_offers_nothing_where_the_body_has_not_resolved_it(nrw: Spiel, als: Als) -> None:
    sitzung = nrw.sitzung()
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole(f"/nrw/sitzungen/{sitzung.pk}/geheim/")
    assert "Das Gremium hat sie nicht beschlossen." in seite
    assert "geheim_eroeffnen" not in seite
