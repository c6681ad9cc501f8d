"""End of access: a house setting with who decided and since when, computed by date."""

from datetime import timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Zugang, Zugangsart, Zugangsende
from haertefall.faelle.sicht import Tiefe, tiefe
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.pruefstand import fehlerfelder, verboten


def lege_fest(spiel: Spiel, tage: Any, **eingabe: Any) -> None:
    spiel.tue("zugangsende_festlegen", tage=tage, **eingabe)


def sieht(spiel: Spiel, fall: Fall, tage: int) -> bool:
    """Whether members see the case in full so many days from today."""
    tag = heute() + timedelta(days=tage)
    wie_tief = tiefe(spiel.akteur(Funktion.MITGLIED), fall, tag)
    assert wie_tief in (Tiefe.AKTE, Tiefe.NICHTS)
    return wie_tief is Tiefe.AKTE


def liegt_vor(spiel: Spiel, fall: Fall) -> Sitzung:
    """Another session, invited, that is to speak of taking the Ersuchen back."""
    sitzung = Sitzung.objects.get(pk=str(spiel.tue("sitzung_anberaumen").objekt_id))
    spiel.tue("ruecknahme_aufsetzen", fall=fall, sitzung=sitzung.pk, anlass="Ein Hinweis.")
    return spiel.einladen(sitzung)


@pytest.fixture
def beraten(nrw: Spiel) -> Fall:
    """Decided today, after the house set the end of access to ten days."""
    lege_fest(nrw, 10)
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen")
    return fall


def test_it_ends_so_many_days_after_the_session(nrw: Spiel, beraten: Fall) -> None:
    assert [sieht(nrw, beraten, tage) for tage in (0, 10, 11)] == [True, True, False]


def test_it_says_who_decided_when(nrw: Spiel) -> None:
    lege_fest(nrw, 10, entschieden_von="Beschluss vom 3. Mai", entschieden_am="2025-05-03")
    zeile = Zugangsende.objects.select_related("gremium__schluessel").get()
    assert (zeile.tage, zeile.entschieden_von) == (10, "Beschluss vom 3. Mai")
    assert f"{zeile.entschieden_am}" == "2025-05-03"
    assert zeile.konto == nrw.akteur(Funktion.GESCHAEFTSSTELLE).konto_id


def test_it_keeps_what_was_decided_before(nrw: Spiel) -> None:
    lege_fest(nrw, 10)
    lege_fest(nrw, 20)
    assert list(Zugangsende.objects.values_list("tage", flat=True)) == [20, 10]
    with pytest.raises(TypeError):
        Zugangsende.objects.all().delete()


def test_it_counts_from_the_day_of_the_session(nrw: Spiel) -> None:
    """The result is entered days later: the days since the session count."""
    lege_fest(nrw, 10)
    frueher = jetzt() - timedelta(days=8)
    with gestellt(frueher):
        fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
        am = heute()
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen", am=am.isoformat())
    assert Zugang.objects.get(fall=fall, art=Zugangsart.VORGELEGT).beraten_am == am
    assert [sieht(nrw, fall, tage) for tage in (2, 3)] == [True, False]


def test_it_never_ends_in_the_past(nrw: Spiel) -> None:
    lege_fest(nrw, 0)
    with gestellt(jetzt() - timedelta(days=30)):
        fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
        am = heute()
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen", am=am.isoformat())
    assert [sieht(nrw, fall, tage) for tage in (0, 1)] == [True, False]


def test_it_holds_for_access_that_runs(nrw: Spiel, beraten: Fall) -> None:
    lege_fest(nrw, 30)
    assert [sieht(nrw, beraten, tage) for tage in (30, 31)] == [True, False]
    lege_fest(nrw, 3)
    assert [sieht(nrw, beraten, tage) for tage in (3, 4)] == [True, False]
    lege_fest(nrw, "")
    assert sieht(nrw, beraten, 3650)


def test_it_gives_no_access_back_that_has_ended(nrw: Spiel, beraten: Fall) -> None:
    with gestellt(jetzt() + timedelta(days=11)):
        lege_fest(nrw, 300)
        assert not sieht(nrw, beraten, 0)


def test_it_ends_earlier_when_the_case_is_closed(nrw: Spiel, beraten: Fall) -> None:
    nrw.bis(Stand.ABGESCHLOSSEN, beraten)
    assert [sieht(nrw, beraten, tage) for tage in (0, 1)] == [True, False]


def test_it_gives_none_back_that_an_act_has_ended(nrw: Spiel, beraten: Fall) -> None:
    """On the very day: the case was closed, or taken off the agenda undealt with."""
    nrw.bis(Stand.ABGESCHLOSSEN, beraten)
    fort = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fort, "von_tagesordnung_nehmen")
    for tage in (30, ""):
        lege_fest(nrw, tage)
        for fall in (beraten, fort):
            assert [sieht(nrw, fall, tag) for tag in (0, 1)] == [True, False]


def test_it_leaves_open_what_lies_before_them_anew(nrw: Spiel) -> None:
    """Deliberated when nothing was decided yet; now its withdrawal is on an agenda."""
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    sitzung = liegt_vor(nrw, fall)
    assert Zugang.objects.get(fall=fall, art=Zugangsart.VORGELEGT).beraten_am
    lege_fest(nrw, 0)
    assert sieht(nrw, fall, 400)
    punkt = sitzung.punkte.get(fall=fall)
    nrw.tue("punkt_streichen", sitzung=sitzung.pk, punkt=str(punkt.pk))
    assert [sieht(nrw, fall, tage) for tage in (0, 1)] == [True, False]


def test_it_opens_once_what_ends_and_lies_before_them_anew(nrw: Spiel) -> None:
    """The house takes its decision back, beside access that has no end: one row is enough."""
    lege_fest(nrw, 10)
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    liegt_vor(nrw, fall)
    lege_fest(nrw, "")
    vorgelegt = Zugang.objects.filter(fall=fall, art=Zugangsart.VORGELEGT)
    assert vorgelegt.filter(bis=None).count() == 1 and vorgelegt.count() == 2
    assert sieht(nrw, fall, 400)


def test_it_leaves_a_case_on_the_agenda_alone(nrw: Spiel) -> None:
    """A session put off does not take the case from those who prepare it."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    lege_fest(nrw, 1)
    assert sieht(nrw, fall, 400)


def test_it_leaves_what_a_member_took_up_alone(nrw: Spiel) -> None:
    lege_fest(nrw, 1)
    mitglied = nrw.akteur(Funktion.MITGLIED)
    fall = nrw.neuer_fall(eingebracht_von=str(mitglied.amt_id))
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen")
    assert sieht(nrw, fall, 400)


def test_it_lasts_until_the_case_is_closed_without_a_decision(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen")
    assert sieht(nrw, fall, 3650)


def test_it_is_decided_by_body_for_itself(spielplatz: Any) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    lege_fest(nrw, 1)
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    dortmund.zug(fall, "ergebnis_feststellen", "einschaetzung")
    assert sieht(dortmund, fall, 400)
    with pytest.raises(fehler.NichtVorhanden):
        Spiel(nrw.gremium, aemter=dortmund.aemter).tue("zugangsende_festlegen", tage=5)


def test_it_asks_who_decided(nrw: Spiel) -> None:
    felder = fehlerfelder(nrw, "zugangsende_festlegen", tage="-1", entschieden_von="")
    assert set(felder) == {"tage", "entschieden_von"}


@pytest.mark.parametrize("funktion", [Funktion.MITGLIED, Funktion.DATENSCHUTZ, Funktion.RAT])
def test_it_is_for_office_and_chair(nrw: Spiel, funktion: Funktion) -> None:
    assert "nicht Aufgabe" in verboten(nrw, "zugangsende_festlegen", als=funktion)
