"""A secret vote on a motion of a running session: its totals become the count, untyped."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Urne
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, ruf
from tests.schritte.beratung.zusatzregeln import STICHENTSCHEID
from tests.schritte.pruefstand import fehlerfelder


@pytest.fixture
def offen(nrw: Spiel, sitzung: Sitzung) -> Sitzung:
    """Nine are there, a motion for an Ersuchen is open, secret votes are resolved."""
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Geheim, wenn jemand es wünscht.")
    da(nrw, sitzung, 9)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Die Kinder.")
    return sitzung


def hier(sitzung: Sitzung) -> dict[str, Any]:
    """The open motion."""
    antrag = sitzung.punkte.get().antraege.get(angenommen=None, zurueckgezogen_um=None)
    return {"sitzung": sitzung.pk, "antrag": str(antrag.pk)}


def waehle(nrw: Spiel, sitzung: Sitzung, *stimmen: str) -> Urne:
    """Open, vote in the order of the seats, close."""
    nrw.tue("geheim_eroeffnen", **hier(sitzung))
    urne = Urne.objects.get(inhalt__isnull=False)
    wer = sitzung.teilnahmen.filter(anwesenheiten__isnull=False, anwesenheiten__bis=None)
    for teilnahme, stimme in zip(wer.select_related("amt__konto"), stimmen, strict=False):
        assert teilnahme.amt is not None
        ausfuehren(
            "geheim_abstimmen",
            akteur=akteur_aus(teilnahme.amt),
            eingabe={"urne": str(urne.pk), "stimme": stimme},
            einmal=uuid4(),
            sitzung_id=sitzung.pk,
        )
    bogen: dict[str, Any] = {"urne": str(urne.pk), "unvollstaendig": "on", "klein": "on"}
    nrw.tue("geheim_schliessen", sitzung=sitzung.pk, **bogen)
    urne.refresh_from_db()
    return urne


def test_it_makes_the_totals_the_count_of_the_motion(
    nrw: Spiel, offen: Sitzung, fall: Fall
) -> None:
    """Nobody types a number; the result is computed by § 6 Abs. 3 Satz 2 and goes into the case."""
    waehle(nrw, offen, *["ja"] * 6, "nein", "nein", "enthaltung")
    zaehlung = Abstimmung.objects.get()
    zaehlung.punkt.sitzung = offen
    assert (zaehlung.ja, zaehlung.nein, zaehlung.enthaltung) == (6, 2, 1)
    assert (zaehlung.anwesende, zaehlung.angenommen, zaehlung.durch) == (9, True, "regel")
    assert "Grundlage: 9 anwesende Mitglieder." in zaehlung.feststellung
    assert "also 5 Ja-Stimmen" in zaehlung.feststellung
    assert "§ 6 Abs. 3 Satz 2 HFKVO NRW" in zaehlung.feststellung
    assert offen.punkte.get().antraege.get().angenommen is True
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    ergebnis = fall.ergebnisse.get()
    assert (ergebnis.gegenstand, ergebnis.durch) == ("ersuchen", "regel")
    assert "Gezählt: 6 Ja" in (ergebnis.rechnung or "")


def test_it_lets_the_chair_establish_without_typing_where_readings_differ(
    nrw: Spiel, offen: Sitzung
) -> None:
    waehle(nrw, offen, *["ja"] * 4, *["nein"] * 3, "enthaltung", "enthaltung")
    assert not Abstimmung.objects.exists()
    erfunden: dict[str, Any] = {"ja": 9, "nein": 0, "enthaltung": 0}  # Never taken.
    bogen = hier(offen) | erfunden
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", **bogen)
    assert "je nach Lesart verschieden" in meldung["festgestellt"][0]
    nrw.tue("abstimmung_festhalten", **bogen, festgestellt="abgelehnt")
    zaehlung = Abstimmung.objects.get()
    assert (zaehlung.ja, zaehlung.nein, zaehlung.enthaltung) == (4, 3, 2)
    assert (zaehlung.angenommen, zaehlung.durch) == (False, "person")
    recount = bogen | {"antrag": str(zaehlung.antrag_id), "grund": "G"}
    assert set(fehlerfelder(nrw, "zaehlung_berichtigen", **recount)) == {"antrag"}


def test_it_lets_the_chair_decide_a_secret_tie_where_an_ordnung_says_so(
    nrw: Spiel, offen: Sitzung, hausordnung: Callable[[str, str], None]
) -> None:
    hausordnung("nrw", STICHENTSCHEID)
    nrw.tue("antrag_zurueckziehen", **hier(offen))
    beantrage(nrw, offen, "vertagung")
    waehle(nrw, offen, *["ja"] * 4, *["nein"] * 4)
    assert set(fehlerfelder(nrw, "abstimmung_festhalten", **hier(offen))) == {"stimme_vorsitz"}
    nrw.tue("abstimmung_festhalten", **hier(offen), stimme_vorsitz="ja")
    assert Abstimmung.objects.get().angenommen is True


def test_it_counts_who_was_there_when_it_was_opened(nrw: Spiel, offen: Sitzung) -> None:
    """Who leaves before the count had the vote; more votes than people it never sees."""
    nrw.tue("geheim_eroeffnen", **hier(offen))
    urne = Urne.objects.get()
    assert (urne.stimmberechtigte, urne.stimmrechte.count()) == (9, 9)
    for strecke in Anwesenheit.objects.filter(bis=None)[:3]:
        weg: dict[str, Any] = {"teilnahme": str(strecke.teilnahme_id), "wie": "weg"}
        nrw.tue("anwesenheit_festhalten", sitzung=offen.pk, **weg)
    for konto in list(urne.stimmrechte.values_list("konto", flat=True)):
        teilnahme = offen.teilnahmen.select_related("amt__konto").get(amt__konto=konto)
        assert teilnahme.amt is not None
        ausfuehren(
            "geheim_abstimmen",
            akteur=akteur_aus(teilnahme.amt),
            eingabe={"urne": str(urne.pk), "stimme": "ja"},
            einmal=uuid4(),
            sitzung_id=offen.pk,
        )
    nrw.tue("geheim_schliessen", sitzung=offen.pk, urne=str(urne.pk))
    zaehlung = Abstimmung.objects.get()
    assert (zaehlung.ja, zaehlung.anwesende) == (9, 9)
    assert offen.punkte.get().anwesenheiten.count() == 9


def test_it_lets_nothing_else_decide_the_motion_while_the_urn_is_open(
    nrw: Spiel, offen: Sitzung
) -> None:
    bogen = hier(offen)
    nrw.tue("geheim_eroeffnen", **bogen)
    zahlen: dict[str, Any] = {"ja": 9, "nein": 0, "enthaltung": 0}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", **bogen, **zahlen)
    assert "gerade geheim" in meldung["antrag"][0]
    assert set(fehlerfelder(nrw, "antrag_zurueckziehen", **bogen)) == {"antrag"}
    assert "noch nicht entschieden" in str(fehlerfelder(nrw, "punkt_schliessen", sitzung=offen.pk))
    meldung = fehlerfelder(nrw, "geheim_eroeffnen", **bogen)
    assert "nehmen Sie zuerst den Antrag auf" in meldung["__all__"][0]


def test_it_needs_a_motion_and_a_quorum(nrw: Spiel, offen: Sitzung) -> None:
    for strecke in Anwesenheit.objects.filter(bis=None)[:5]:
        weg: dict[str, Any] = {"teilnahme": str(strecke.teilnahme_id), "wie": "weg"}
        nrw.tue("anwesenheit_festhalten", sitzung=offen.pk, **weg)
    meldung = fehlerfelder(nrw, "geheim_eroeffnen", **hier(offen), klein="on")
    assert "nicht beschlussfähig" in meldung["antrag"][0]
    nrw.tue("antrag_zurueckziehen", **hier(offen))
    meldung = fehlerfelder(nrw, "geheim_eroeffnen", sitzung=offen.pk, antrag="")
    assert "nehmen Sie zuerst den Antrag auf" in str(meldung)
