"""The withdrawal of an Ersuchen is decided in a session, and flows into the case."""

from datetime import date, timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Zugang
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.besetzung import besetzung_am
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import vorbereiten
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import hole
from haertefall.schritte.schritt import Eingabe
from haertefall.sitzungen.models import Abstimmung, Punktart, Sitzung
from haertefall.sitzungen.niederschrift import zum_punkt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, rechtstag
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import fehlerfelder, frisch, gezaehlt, unsichtbar, verboten

ANLASS = "Der Pass war gefälscht."
GRUENDE = "Das Verfahren wurde unter falschen Personalien geführt."


@pytest.fixture
def ersucht(nrw: Spiel) -> Fall:
    """An Ersuchen lies with the authority; the members' access of then is over."""
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    Zugang.objects.filter(fall=fall, art="vorgelegt").delete()
    return fall


@pytest.fixture
def sitzung(nrw: Spiel, ersucht: Fall) -> Sitzung:
    """Planned, the withdrawal on its agenda, nobody invited."""
    pk = nrw.tue("sitzung_anberaumen").objekt_id
    nrw.tue("ruecknahme_aufsetzen", fall=ersucht, sitzung=pk, anlass=ANLASS)
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=str(pk))


@pytest.fixture
def offen(nrw: Spiel, sitzung: Sitzung) -> Sitzung:
    """Eight are there, the item is on."""
    nrw.tue("sitzung_einladen", sitzung=sitzung.pk)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    return sitzung


def test_it_is_put_on_an_agenda_and_read_by_the_members_from_the_invitation_on(
    nrw: Spiel, sitzung: Sitzung, ersucht: Fall
) -> None:
    punkt = sitzung.punkte.get()
    assert (punkt.art, punkt.frage) == (Punktart.RUECKNAHME, ANLASS)
    assert frisch(ersucht).stand == Stand.ERSUCHEN_ZUGELEITET  # The Ersuchen stands.
    mitglied = nrw.akteur(Funktion.MITGLIED)
    assert not sichtbar_fuer(mitglied).filter(pk=ersucht.pk).exists()
    nrw.tue("sitzung_einladen", sitzung=sitzung.pk)
    assert sichtbar_fuer(mitglied).filter(pk=ersucht.pk).exists()


def test_it_takes_the_ersuchen_back_through_the_door(
    nrw: Spiel, offen: Sitzung, ersucht: Fall
) -> None:
    """Report of the office, ch. 5; which majority it takes, no rule says: a person establishes."""
    hier: dict[str, Any] = {"gegenstand": "ersuchen"}
    assert set(fehlerfelder(nrw, "antrag_stellen", sitzung=offen.pk, **hier)) == {"gegenstand"}
    beantrage(nrw, offen, "ruecknahme_ersuchen")
    antrag = str(offen.punkte.get().antraege.get().pk)
    zahlen: dict[str, Any] = {"antrag": antrag, "ja": 7, "nein": 0, "enthaltung": 1}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=offen.pk, **zahlen)
    assert "keine Regel hinterlegt" in meldung["festgestellt"][0]
    stimmt(nrw, offen, 7, 0, 1, festgestellt="angenommen")
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=offen.pk)
    assert meldung == {"__all__": ["Die Gründe der Rücknahme fehlen noch."]}
    nrw.tue("antrag_begruenden", sitzung=offen.pk, antrag=antrag, begruendung=GRUENDE)
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    assert frisch(ersucht).stand == Stand.ENTSCHIEDEN
    assert gezaehlt(ersucht).folge == "zurueckgenommen"
    assert ersucht.ergebnisse.get().zurueckgenommen_am is not None
    assert Abstimmung.objects.get(punkt__sitzung=offen).durch == "person"
    eintrag = ersucht.verlauf.get(schritt="ersuchen_zuruecknehmen")
    eintrag.fall = frisch(ersucht)
    assert eintrag.angaben["gruende"] == GRUENDE
    text = zum_punkt(offen.punkte.get()).text
    for satz in (
        "Rücknahme eines Ersuchens",
        ANLASS,
        GRUENDE,
        "Angenommen, so festgestellt vom Vorsitz oder der Runde.",
    ):
        assert satz in text
    nrw.tue("sitzung_beenden", sitzung=offen.pk)


def test_it_leaves_the_ersuchen_standing_where_it_does_not_carry(
    nrw: Spiel, offen: Sitzung, ersucht: Fall
) -> None:
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=offen.pk)
    assert "noch nichts beschlossen" in meldung["__all__"][0]
    beantrage(nrw, offen, "ruecknahme_ersuchen", begruendung=GRUENDE)
    stimmt(nrw, offen, 1, 7, 0, festgestellt="abgelehnt")
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    assert frisch(ersucht).stand == Stand.ERSUCHEN_ZUGELEITET
    assert ersucht.ergebnisse.get().zurueckgenommen_am is None


@pytest.mark.parametrize("carried", [True, False])
def test_it_ends_the_access_as_the_house_decided_from_the_day_of_the_session(
    nrw: Spiel, offen: Sitzung, ersucht: Fall, carried: bool
) -> None:
    """Whether the Ersuchen goes or stands: what was opened for this item was deliberated today."""
    nrw.tue("zugangsende_festlegen", tage="14")
    beantrage(nrw, offen, "ruecknahme_ersuchen", begruendung=GRUENDE)
    zahlen = (7, 0, 1) if carried else (1, 7, 0)
    stimmt(nrw, offen, *zahlen, festgestellt="angenommen" if carried else "abgelehnt")
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    ende = heute() + timedelta(days=14)
    zugaenge = Zugang.objects.filter(fall=ersucht, art="vorgelegt")
    assert set(zugaenge.values_list("beraten_am", "bis")) == {(heute(), ende)}


def test_it_stays_open_for_another_session_that_has_it_on_its_agenda(
    nrw: Spiel, offen: Sitzung, ersucht: Fall
) -> None:
    nrw.tue("zugangsende_festlegen", tage="0")
    zweite = nrw.tue("sitzung_anberaumen").objekt_id
    nrw.tue("ruecknahme_aufsetzen", fall=ersucht, sitzung=zweite, anlass=ANLASS)
    nrw.tue("sitzung_einladen", sitzung=zweite)
    beantrage(nrw, offen, "ruecknahme_ersuchen", begruendung=GRUENDE)
    stimmt(nrw, offen, 1, 7, 0, festgestellt="abgelehnt")
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    assert Zugang.objects.filter(fall=ersucht, art="vorgelegt", bis=None).exists()


@pytest.mark.parametrize("schritt", ["ablehnung_eintragen", "ersuchen_zuruecknehmen"])
def test_it_hangs_no_session_on_an_ersuchen_that_went_meanwhile(
    nrw: Spiel, offen: Sitzung, ersucht: Fall, schritt: str
) -> None:
    """Carried, and then the authority refused: the item closes, and the case stays as it is."""
    beantrage(nrw, offen, "ruecknahme_ersuchen", begruendung=GRUENDE)
    stimmt(nrw, offen, 7, 0, 1, festgestellt="angenommen")
    ersucht.refresh_from_db()
    assert "lässt sich nicht mehr" not in _hinweis(nrw, offen)
    nrw.zug(ersucht, schritt)
    vorher = frisch(ersucht).version
    assert "lässt sich nicht mehr zurücknehmen" in _hinweis(nrw, offen)
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    nrw.tue("sitzung_beenden", sitzung=offen.pk)
    assert frisch(ersucht).version == vorher


def _hinweis(spiel: Spiel, sitzung: Sitzung) -> str:
    """What the form says beside the note."""
    return str(_schluss(spiel, sitzung).fields["vermerk"].help_text)


def test_it_asks_for_no_answer_to_the_reason_it_was_put_on_for(nrw: Spiel, offen: Sitzung) -> None:
    assert set(_schluss(nrw, offen).fields) == {"zu_punkt", "vermerk"}


def _schluss(spiel: Spiel, sitzung: Sitzung) -> Eingabe:
    schritt = hole("punkt_schliessen")
    buero = spiel.akteur(Funktion.GESCHAEFTSSTELLE)
    vorgang = vorbereiten(schritt, buero, sitzung_id=sitzung.pk)
    return schritt.eingabe(vorgang=vorgang)


def test_it_is_moved_only_where_an_ersuchen_stands(nrw: Spiel, sitzung: Sitzung) -> None:
    """Not twice on one agenda, not for a case that has none; a case item never takes one back."""
    ohne = nrw.bis(Stand.BERATUNGSREIF)
    bogen: dict[str, Any] = {"sitzung": sitzung.pk, "anlass": ANLASS}
    schon = sitzung.punkte.get().fall
    assert schon is not None
    for fall in (ohne, schon):
        assert set(fehlerfelder(nrw, "ruecknahme_aufsetzen", fall=fall, **bogen)) == {"fall"}
    nrw.zug(ohne, "auf_tagesordnung_setzen", sitzung=str(sitzung.pk))
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    ruf(nrw, sitzung, fall=ohne)
    bogen = {"sitzung": sitzung.pk, "gegenstand": "ruecknahme_ersuchen"}
    assert set(fehlerfelder(nrw, "antrag_stellen", **bogen)) == {"gegenstand"}


def test_it_is_not_there_where_no_ordnung_knows_it(dortmund: Spiel) -> None:
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    bogen: dict[str, Any] = {"sitzung": sitzung.pk, "anlass": ANLASS}
    assert set(fehlerfelder(dortmund, "ruecknahme_aufsetzen", fall=fall, **bogen)) == {"fall"}


def test_it_is_struck_again_and_is_work_of_the_office(
    nrw: Spiel, sitzung: Sitzung, ersucht: Fall
) -> None:
    bogen: dict[str, Any] = {"sitzung": sitzung.pk, "anlass": ANLASS}
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ):
        grund = verboten(nrw, "ruecknahme_aufsetzen", fall=ersucht, **bogen, als=funktion)
        assert "nicht Aufgabe Ihrer Funktion" in grund
    unsichtbar(nrw, "ruecknahme_aufsetzen", fall=ersucht, **bogen, als=Funktion.AUSLAENDERBEHOERDE)
    nrw.tue("punkt_streichen", sitzung=sitzung.pk, punkt=str(sitzung.punkte.get().pk))
    assert sitzung.punkte.get().abgesetzt
    nrw.tue("ruecknahme_aufsetzen", fall=ersucht, **bogen)


def test_it_closes_the_case_again_where_the_item_is_struck(
    nrw: Spiel, sitzung: Sitzung, ersucht: Fall
) -> None:
    """What was opened for this item only ends with the day (§ 3 Abs. 2 Satz 2 HFKVO)."""
    zweite = Sitzung.objects.get(pk=str(nrw.tue("sitzung_anberaumen").objekt_id))
    nrw.tue("ruecknahme_aufsetzen", fall=ersucht, sitzung=zweite.pk, anlass=ANLASS)
    nrw.tue("sitzung_einladen", sitzung=sitzung.pk)
    offen = Zugang.objects.filter(fall=ersucht, art="vorgelegt", bis=None)
    assert offen.exists()
    for eine, bleibt in ((zweite, True), (sitzung, False)):
        punkt = str(eine.punkte.get().pk)
        nrw.tue("punkt_streichen", sitzung=eine.pk, punkt=punkt)
        assert offen.exists() is bleibt


def test_it_strikes_nothing_after_the_end(nrw: Spiel, sitzung: Sitzung) -> None:
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 8)
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
    punkt = str(sitzung.punkte.get().pk)
    fehler = fehlerfelder(nrw, "punkt_streichen", sitzung=sitzung.pk, punkt=punkt)
    assert fehler["__all__"] == ["Diese Sitzung ist vorbei."]


def _enden(fall: Fall) -> set[tuple[date | None, date | None]]:
    """On which day it was deliberated, and when the members' access ends."""
    zugaenge = Zugang.objects.filter(fall=fall, art="vorgelegt")
    return set(zugaenge.values_list("beraten_am", "bis"))


def test_it_leaves_no_case_open_that_no_session_speaks_of_any_more(
    nrw: Spiel, ersucht: Fall
) -> None:
    """Never called: what was opened for it ends. Called, and undecided: it was deliberated."""
    nrw.tue("zugangsende_festlegen", tage="14")
    zweiter = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    Zugang.objects.filter(fall=zweiter, art="vorgelegt").delete()
    sitzung = Sitzung.objects.get(pk=str(nrw.tue("sitzung_anberaumen").objekt_id))
    for fall in (ersucht, zweiter):
        nrw.tue("ruecknahme_aufsetzen", fall=fall, sitzung=sitzung.pk, anlass=ANLASS)
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 3)
    ruf(nrw, sitzung, fall=ersucht)
    assert _enden(ersucht) == _enden(zweiter) == {(None, None)}
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
    assert _enden(zweiter) == {(None, heute())}
    assert _enden(ersucht) == {(heute(), heute() + timedelta(days=14))}


def test_it_counts_the_access_from_the_day_of_a_session_on_paper(
    nrw: Spiel, sitzung: Sitzung, ersucht: Fall
) -> None:
    """Nobody calls its items in the program: they were dealt with on its day."""
    nrw.tue("zugangsende_festlegen", tage="14")
    nrw.tue("sitzung_einladen", sitzung=sitzung.pk)
    tag = rechtstag(sitzung.beginn)
    with gestellt(sitzung.beginn + timedelta(days=2)):
        nrw.tue("sitzung_beenden", sitzung=sitzung.pk, mitglieder="10", anwesende="8")
    assert _enden(ersucht) == {(tag, tag + timedelta(days=14))}


def test_it_opens_no_case_again_that_the_session_is_done_with(
    nrw: Spiel, offen: Sitzung, ersucht: Fall
) -> None:
    """Neither to the members by a late item nor to a deputy who comes late."""
    nrw.tue("zugangsende_festlegen", tage="0")
    beantrage(nrw, offen, "ruecknahme_ersuchen", begruendung=GRUENDE)
    stimmt(nrw, offen, 1, 7, 0, festgestellt="abgelehnt")
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    beraten = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(beraten, "auf_tagesordnung_setzen", sitzung=str(offen.pk))
    ruf(nrw, offen)
    beantrage(nrw, offen, "ersuchen", begruendung=GRUENDE)
    stimmt(nrw, offen, 7, 1, 0)
    nrw.tue("punkt_schliessen", sitzung=offen.pk)
    assert _enden(ersucht) == _enden(beraten) == {(heute(), heute())}
    spaeter = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.tue("ruecknahme_aufsetzen", fall=spaeter, sitzung=offen.pk, anlass=ANLASS)
    besetzung = besetzung_am(nrw.gremium, fassung_des_gremiums(nrw.gremium, heute()), heute())
    sitz = next(s for s in besetzung.besetzte if s.stellvertretende)
    fehlt = str(offen.teilnahmen.get(amt=sitz.mitglied).pk)
    statt: dict[str, Any] = {"teilnahme": fehlt, "vertretung": str(sitz.stellvertretende[0].pk)}
    nrw.tue("anwesenheit_festhalten", sitzung=offen.pk, wie="weg", **statt)
    assert _enden(ersucht) == _enden(beraten) == {(heute(), heute())}
    assert spaeter.zugaenge.filter(amt=sitz.stellvertretende[0], bis=None).exists()
