"""Votes by name: only where an Ordnung provides for them, and seen only by whom it names."""

from collections.abc import Callable
from typing import Any

import pytest

from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import (
    Abstimmung,
    Anwesenheit,
    NamentlicheStimme,
    Sitzung,
    Teilnahme,
)
from haertefall.sitzungen.niederschrift import zum_punkt
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, ruf
from tests.schritte.beratung.zusatzregeln import NAMENTLICH
from tests.schritte.pruefstand import fehlerfelder, verboten

Hausordnung = Callable[[str, str], None]


def anwesend(sitzung: Sitzung) -> list[Teilnahme]:
    return list(sitzung.teilnahmen.filter(anwesenheiten__isnull=False, anwesenheiten__bis=None))


def liste(sitzung: Sitzung, *stimmen: str) -> dict[str, Any]:
    """One vote for each person who is there, in the order of the seats."""
    antrag = sitzung.punkte.get().antraege.get()
    namen = [f"stimme_{t.pk.hex}" for t in anwesend(sitzung)]
    return {"sitzung": sitzung.pk, "antrag": str(antrag.pk)} | dict(
        zip(namen, stimmen, strict=True)
    )


@pytest.fixture
def offen(nrw: Spiel, sitzung: Sitzung) -> Sitzung:
    """Six are there, a motion for an Ersuchen is open."""
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    return sitzung


def test_it_is_refused_where_no_ordnung_has_it(nrw: Spiel, offen: Sitzung) -> None:
    """The HFKVO keeps voting behaviour secret (§ 6 Abs. 2 Satz 5)."""
    antrag = str(offen.punkte.get().antraege.get().pk)
    meldung = fehlerfelder(nrw, "namentlich_abstimmen", sitzung=offen.pk, antrag=antrag)
    assert "nur, wo eine Ordnung sie vorsieht" in meldung["__all__"][0]
    assert "keine Regel hinterlegt" in meldung["__all__"][0]


def test_it_counts_the_names_by_the_rules_of_the_body(
    nrw: Spiel, offen: Sitzung, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", NAMENTLICH)
    stimmen = ("ja", "ja", "ja", "ja", "nein", "enthaltung")
    nrw.tue("namentlich_abstimmen", **liste(offen, *stimmen))
    zaehlung = Abstimmung.objects.get()
    assert (zaehlung.ja, zaehlung.nein, zaehlung.enthaltung) == (4, 1, 1)
    assert (zaehlung.angenommen, zaehlung.durch) == (True, "regel")
    zaehlung.punkt.sitzung = offen
    gespeichert = {}
    for stimme in zaehlung.namentliche_stimmen.all():
        stimme.abstimmung = zaehlung
        gespeichert[stimme.teilnahme_id] = stimme.stimme
    assert [gespeichert[t.pk] for t in anwesend(offen)] == list(stimmen)


def test_it_asks_everybody_who_is_there_and_nobody_else(
    nrw: Spiel, offen: Sitzung, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", NAMENTLICH)
    bogen = liste(offen, *["ja"] * 6)
    fehlt = f"stimme_{anwesend(offen)[2].pk.hex}"
    meldung = fehlerfelder(nrw, "namentlich_abstimmen", **(bogen | {fehlt: ""}))
    assert set(meldung) == {fehlt}
    fremd = offen.teilnahmen.exclude(pk__in=[t.pk for t in anwesend(offen)])[0]
    nrw.tue("namentlich_abstimmen", **(bogen | {f"stimme_{fremd.pk.hex}": "nein"}))
    assert NamentlicheStimme.objects.count() == 6
    grund = verboten(nrw, "namentlich_abstimmen", **bogen, als=Funktion.MITGLIED)
    assert "nicht Aufgabe Ihrer Funktion" in grund


def test_it_stands_in_the_part_of_the_minutes_that_never_leaves(
    nrw: Spiel, offen: Sitzung, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", NAMENTLICH)
    nrw.tue("namentlich_abstimmen", **liste(offen, "ja", "ja", "ja", "ja", "ja", "nein"))
    gegen = anwesend(offen)[-1].name
    entwurf = zum_punkt(offen.punkte.get())
    assert f"{gegen}: Nein" in entwurf.stimmen
    assert "Nein" not in entwurf.text


def test_it_corrects_the_list_with_a_reason_whoever_is_there_now(
    nrw: Spiel, offen: Sitzung, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", NAMENTLICH)
    bogen = liste(offen, "ja", "ja", "ja", "ja", "nein", "nein")
    nrw.tue("namentlich_abstimmen", **bogen)
    hand: dict[str, Any] = {"sitzung": offen.pk, "antrag": bogen["antrag"], "grund": "G"}
    meldung = fehlerfelder(nrw, "zaehlung_berichtigen", **hand, ja=3, nein=3, enthaltung=0)
    assert set(meldung) == {"antrag"}  # Not by totals: the names would say something else.
    geht = Anwesenheit.objects.filter(bis=None).latest("von").teilnahme_id
    nrw.tue("anwesenheit_festhalten", sitzung=offen.pk, teilnahme=str(geht), wie="weg")
    richtig = bogen | dict.fromkeys(list(bogen)[2:4], "nein")
    nrw.tue("namentlich_berichtigen", **richtig, grund="Zwei Zeilen verrutscht.")
    erste, zweite = Abstimmung.objects.order_by("um")
    assert (zweite.ersetzt_id, zweite.ja, zweite.nein, zweite.angenommen) == (erste.pk, 2, 4, False)
    assert (zweite.anwesende, zweite.namentliche_stimmen.count()) == (6, 6)
    assert offen.punkte.get().anwesenheiten.count() == 6


def test_it_corrects_the_one_of_two_votes_that_was_chosen(
    nrw: Spiel, offen: Sitzung, hausordnung: Hausordnung
) -> None:
    """Each motion has its own list: the other one stays as it was."""
    hausordnung("nrw", NAMENTLICH)
    bogen = liste(offen, "ja", "ja", "ja", "ja", "nein", "nein")
    nrw.tue("namentlich_abstimmen", **bogen)
    beantrage(nrw, offen, "vertagung")
    zweiter = offen.punkte.get().antraege.get(gegenstand="vertagung")
    hier = bogen | {"antrag": str(zweiter.pk)}
    nrw.tue("namentlich_abstimmen", **hier, festgestellt="angenommen")
    falsch = zweiter.abstimmungen.get()
    richtig = hier | dict.fromkeys(list(bogen)[2:], "nein")
    nrw.tue("namentlich_berichtigen", **richtig, festgestellt="abgelehnt", grund="Falscher Bogen.")
    neu = zweiter.abstimmungen.get(ersetzt=falsch)
    assert (neu.ja, neu.nein) == (0, 6)
    zweiter.refresh_from_db()
    assert zweiter.angenommen is False
    erster = offen.punkte.get().antraege.get(pk=bogen["antrag"])
    assert (erster.angenommen, erster.abstimmungen.get().ja) == (True, 4)
