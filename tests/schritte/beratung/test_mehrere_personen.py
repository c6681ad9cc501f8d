"""One case, several people: what is decided for one is not decided for the others."""

from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import fehlerfelder, frisch


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
    assert (anderes.gegenstand, anderes.durch) == ("kein_ersuchen", "regel")
    assert "Gezählt: 2 Ja, 6 Nein" in (anderes.rechnung or ""), anderes.rechnung
    assert anderes.gruende is None


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
    ohne_antrag = fall.ergebnisse.get(person=mutter)
    assert (ohne_antrag.durch, ohne_antrag.rechnung) == ("person", None)  # Nothing was moved.


def test_it_recommends_for_one_beside_an_ersuchen_for_another(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """§ 6 Abs. 3 Satz 4: no Ersuchen is made for the son; what was carried for him holds."""
    mutter, sohn = fall.personen.order_by("nummer")
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen", personen=[str(mutter.pk)], begruendung="Für die Mutter.")
    stimmt(nrw, sitzung, 8, 0, 0)
    for wen in ({}, {"personen": [str(mutter.pk)]}):
        meldung = fehlerfelder(
            nrw, "antrag_stellen", sitzung=sitzung.pk, gegenstand="empfehlung", **wen
        )
        assert "Nur, wo kein Ersuchen ergeht" in meldung["gegenstand"][0]
    beantrage(nrw, sitzung, "empfehlung", personen=[str(sohn.pk)], begruendung="Für den Sohn.")
    stimmt(nrw, sitzung, 7, 1, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    eines, anderes = fall.ergebnisse.order_by("person__nummer")
    eines.fall = anderes.fall = frisch(fall)
    assert (eines.gegenstand, eines.durch) == ("ersuchen", "regel")
    assert (anderes.gegenstand, anderes.durch) == ("empfehlung", "regel")
    assert "Gezählt: 7 Ja, 1 Nein" in (anderes.rechnung or ""), anderes.rechnung
    # The authority reads the reasons of the Ersuchen: nothing about whom none is made for.
    assert (eines.gruende, anderes.gruende) == ("Für die Mutter.", "Für den Sohn.")


def test_it_loses_no_recommendation_that_came_before_the_ersuchen_for_another(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    mutter, sohn = fall.personen.order_by("nummer")
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "empfehlung")
    stimmt(nrw, sitzung, 8, 0, 0)
    beantrage(nrw, sitzung, "ersuchen", personen=[str(mutter.pk)], begruendung="Für die Mutter.")
    stimmt(nrw, sitzung, 8, 0, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    je_person = dict(fall.ergebnisse.values_list("person", "gegenstand"))
    assert je_person == {mutter.pk: "ersuchen", sohn.pk: "empfehlung"}


def test_it_adjourns_the_whole_case_and_refuses_nobody_meanwhile(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """An Ersuchen for the mother and an adjournment are no „kein Ersuchen“ for the son."""
    mutter, sohn = fall.personen.order_by("nummer")
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    nur = {"personen": [str(sohn.pk)]}
    meldung = fehlerfelder(nrw, "antrag_stellen", sitzung=sitzung.pk, gegenstand="vertagung", **nur)
    assert "der ganze Fall" in meldung["personen"][0]
    beantrage(nrw, sitzung, "ersuchen", personen=[str(mutter.pk)], begruendung="Für die Mutter.")
    stimmt(nrw, sitzung, 8, 0, 0)
    beantrage(nrw, sitzung, "vertagung")
    stimmt(nrw, sitzung, 8, 0, 0, festgestellt="angenommen")
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=sitzung.pk)
    assert "nur für einzelne Personen" in meldung["__all__"][0]
    assert not fall.ergebnisse.exists()
    beantrage(nrw, sitzung, "ersuchen", **nur)
    stimmt(nrw, sitzung, 0, 8, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    eines, anderes = fall.ergebnisse.order_by("person__nummer")
    eines.fall = anderes.fall = frisch(fall)
    assert (eines.gegenstand, eines.durch) == ("ersuchen", "regel")
    # What did not carry for him was counted, and the rule says so; no person established it.
    assert (anderes.gegenstand, anderes.durch) == ("kein_ersuchen", "regel")
    assert "Gezählt: 0 Ja, 8 Nein" in (anderes.rechnung or ""), anderes.rechnung


def test_it_gives_nobody_a_count_that_was_about_somebody_else(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """The only motion was for the mother and did not carry: nor is anything expected of her."""
    mutter, _ = fall.personen.order_by("nummer")
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    nur: dict[str, Any] = {"personen": [str(mutter.pk)]}
    erwartet = {"erwartungen_1_was1": "Ein Kurs.", "erwartungen_1_zumutbar1": "Es gibt Plätze."}
    beantrage(nrw, sitzung, "ersuchen", **nur, **erwartet)
    stimmt(nrw, sitzung, 1, 7, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    eines, anderes = fall.ergebnisse.order_by("person__nummer")
    eines.fall = anderes.fall = frisch(fall)
    assert (eines.gegenstand, eines.durch) == ("kein_ersuchen", "regel")
    assert "Gezählt: 1 Ja, 7 Nein" in (eines.rechnung or "")
    assert (anderes.gegenstand, anderes.durch) == ("kein_ersuchen", "person")
    assert anderes.rechnung is None
    assert (eines.erwartungen, anderes.erwartungen) == ([], [])
