"""What belongs to an item besides votes: reasons, withdrawal, weighing, papers, who is not free."""

from datetime import timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Zugang
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.akteure import akteur_aus
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Niederschrift, Sitzung, Teilnahme
from haertefall.sitzungen.niederschrift import zum_punkt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, jetzt
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import fehlerfelder, frisch, unsichtbar, verboten

AM_PUNKT = (
    "antrag_begruenden",
    "antrag_zurueckziehen",
    "gemeinsam_festhalten",
    "abseits_festhalten",
    "grund_abwaegen",
    "befangenheit_erklaeren",
    "befangenheit_zuruecknehmen",
    "papier_mitbringen",
    "papier_einsehen",
)


def anwesend(sitzung: Sitzung) -> list[Teilnahme]:
    """Who is there, in the order of the seats."""
    return list(sitzung.teilnahmen.filter(anwesenheiten__isnull=False, anwesenheiten__bis=None))


def test_it_takes_reasons_later_and_sends_them_with_the_ersuchen(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 6, 0, 0)
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    hier: dict[str, Any] = {"sitzung": sitzung.pk, "antrag": antrag}
    meldung = fehlerfelder(nrw, "antrag_begruenden", **hier, begruendung="")
    assert set(meldung) == {"begruendung"}
    nrw.tue("antrag_begruenden", **hier, begruendung="Später diktiert.")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    ergebnis = fall.ergebnisse.get()
    assert ergebnis.gruende == "Später diktiert."
    # It waits for no Niederschrift.
    nrw.zug(frisch(fall), "ersuchen_zuleiten", gruende="")
    assert frisch(fall).stand == Stand.ERSUCHEN_ZUGELEITET
    assert not Niederschrift.objects.exists()


def test_it_keeps_reasons_in_the_minutes_that_came_when_the_ersuchen_left(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """§ 6 Abs. 3 Satz 3: they are kept in the minutes, whenever somebody wrote them down."""
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 6, 0, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    nrw.zug(frisch(fall), "ersuchen_zuleiten", gruende="Am Abend diktiert.")
    assert zum_punkt(sitzung.punkte.get()).text.endswith(
        "Ergebnis: Ersuchen.\nGründe: Am Abend diktiert."
    )


def test_it_withdraws_a_motion_only_before_it_is_decided(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    erster = sitzung.punkte.get().antraege.get()
    nrw.tue("antrag_zurueckziehen", sitzung=sitzung.pk, antrag=str(erster.pk))
    erster.refresh_from_db()
    assert erster.zurueckgezogen_um is not None
    zahlen: dict[str, Any] = {"antrag": str(erster.pk), "ja": 6, "nein": 0, "enthaltung": 0}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=sitzung.pk, **zahlen)
    assert set(meldung) == {"antrag"}
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=sitzung.pk)
    assert "noch nichts beschlossen" in meldung["__all__"][0]
    beantrage(nrw, sitzung, "ersuchen")
    zweiter = sitzung.punkte.get().antraege.get(zurueckgezogen_um=None)
    zahlen["antrag"] = str(zweiter.pk)
    nrw.tue("abstimmung_festhalten", sitzung=sitzung.pk, **zahlen)
    meldung = fehlerfelder(nrw, "antrag_zurueckziehen", sitzung=sitzung.pk, antrag=str(zweiter.pk))
    assert set(meldung) == {"antrag"}


def test_it_has_no_joint_text_where_the_ordnung_votes(nrw: Spiel, sitzung: Sitzung) -> None:
    ruf(nrw, sitzung)
    meldung = fehlerfelder(nrw, "gemeinsam_festhalten", sitzung=sitzung.pk, text="T", gegenstand="")
    assert "nicht vorgesehen" in str(meldung)


def test_it_finds_a_text_jointly_and_records_who_stands_apart(dortmund: Spiel) -> None:
    """Arbeitsgrundsätze Nr. 2: no vote; who was there; apart only who wishes it recorded."""
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    dortmund.tue("sitzung_eroeffnen", **hier)
    for teilnahme in sitzung.teilnahmen.all():
        wer: dict[str, Any] = {"teilnahme": str(teilnahme.pk), "wie": "da"}
        dortmund.tue("anwesenheit_festhalten", **hier, **wer)
    ruf(dortmund, sitzung)
    dortmund.tue("gemeinsam_festhalten", **hier, gegenstand="einschaetzung", text="Bleiben lassen.")
    punkt = sitzung.punkte.get()
    antrag = punkt.antraege.get()
    assert (antrag.ohne_abstimmung, antrag.angenommen, antrag.durch) == (True, True, "person")
    assert punkt.anwesenheiten.count() == sitzung.teilnahmen.count() > 0
    einer = anwesend(sitzung)[0]
    abseits: dict[str, Any] = {"antrag": str(antrag.pk), "teilnahme": str(einer.pk)}
    dortmund.tue("abseits_festhalten", **hier, **abseits, wort="Nicht ich.")
    meldung = fehlerfelder(dortmund, "abseits_festhalten", **hier, **abseits, wort="")
    assert "schon festgehalten" in meldung["teilnahme"][0]
    text = zum_punkt(sitzung.punkte.get()).text
    assert f"{einer.name} steht abseits: Nicht ich." in text
    dortmund.tue("punkt_schliessen", **hier)
    ergebnis = fall.ergebnisse.get()
    assert (ergebnis.gegenstand, ergebnis.gruende) == ("einschaetzung", "Bleiben lassen.")
    assert not punkt.abstimmungen.exists()


def test_it_asks_for_a_sentence_on_every_soll_ground_before_an_ersuchen(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """§ 5 Abs. 2 HFKVO: found grounds only; the program weighs nothing."""
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    gruende = ["zur_fahndung_ausgeschrieben", "ausgewiesen_schwerwiegend"]
    for grund in gruende:
        bogen: dict[str, Any] = {"sitzung": sitzung.pk, "grund": grund, "satz": "S"}
        assert set(fehlerfelder(nrw, "grund_abwaegen", **bogen)) == {"grund"}  # Not found here.
        nrw.zug(frisch(fall), "angabe_festhalten", merkmal=grund, antwort="ja")
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 6, 0, 0)
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=sitzung.pk)
    assert len(meldung["__all__"]) == len(gruende)
    assert "Noch nicht abgewogen" in meldung["__all__"][0]
    for grund in gruende:
        for satz in ("Erster Satz.", "Lange her."):
            nrw.tue("grund_abwaegen", sitzung=sitzung.pk, grund=grund, satz=satz)
    punkt = sitzung.punkte.get()
    assert {a.grund for a in punkt.abwaegungen.all()} == set(gruende)
    assert punkt.abwaegungen.count() == len(gruende)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert fall.ergebnisse.get().gegenstand == "ersuchen"
    text = zum_punkt(sitzung.punkte.get()).text
    assert "Lange her." in text
    assert "Erster Satz." not in text


def test_it_records_who_is_not_free_and_takes_nothing_where_nothing_is_regulated(
    nrw: Spiel, sitzung: Sitzung
) -> None:
    """The HFKVO has no rule: recorded, the vote stays."""
    da(nrw, sitzung, 5)
    ruf(nrw, sitzung)
    einer = anwesend(sitzung)[0]
    wer: dict[str, Any] = {"sitzung": sitzung.pk, "teilnahme": str(einer.pk)}
    nrw.tue("befangenheit_erklaeren", **wer, grund="Ich kenne die Familie.")
    meldung = fehlerfelder(nrw, "befangenheit_erklaeren", **wer)
    assert "schon festgehalten" in meldung["teilnahme"][0]
    punkt = sitzung.punkte.get()
    erklaert = punkt.befangenheiten.get()
    folgen = (erklaert.ohne_stimme, erklaert.ohne_einsicht, erklaert.vertretung_moeglich)
    assert (folgen, erklaert.beleg) == ((False, False, False), "")
    assert erklaert.grund == "Ich kenne die Familie."
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    assert lage(sitzung, fassung, punkt).besetzung().anwesende == 5
    folge = f"{einer.name} hat sich für befangen erklärt (eine Folge ist nicht geregelt)."
    assert folge in zum_punkt(punkt).text
    nrw.tue("befangenheit_zuruecknehmen", sitzung=sitzung.pk, befangenheit=str(erklaert.pk))
    assert folge not in zum_punkt(sitzung.punkte.get()).text
    nrw.tue("befangenheit_erklaeren", **wer)
    assert punkt.befangenheiten.count() == 2


def test_it_lists_papers_brought_looked_at_and_given_back(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 2)
    ruf(nrw, sitzung)
    bringt, liest = anwesend(sitzung)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    nrw.tue("papier_mitbringen", **hier, von=str(bringt.pk), was="Vermerk, drei Seiten")
    papier = sitzung.punkte.get().mitgebrachtes.get()
    einsicht: dict[str, Any] = {"papier": str(papier.pk), "wer": [str(liest.pk)]}
    nrw.tue("papier_einsehen", **hier, **einsicht)
    einsicht["wer"].append(str(bringt.pk))
    meldung = fehlerfelder(nrw, "papier_einsehen", **hier, **einsicht)
    assert meldung["wer"] == [f"Schon festgehalten für: {liest.name}."]
    nrw.tue("papier_zurueckgeben", **hier, papier=str(papier.pk))
    meldung = fehlerfelder(nrw, "papier_zurueckgeben", **hier, papier=str(papier.pk))
    assert set(meldung) == {"papier"}
    assert (
        f"Zur Einsicht mitgebracht von {bringt.name}: Vermerk, drei Seiten, eingesehen von "
        f"{liest.name}, zurückgegeben." in zum_punkt(sitzung.punkte.get()).text
    )


def nur_lesen(nrw: Spiel, sitzung: Sitzung) -> None:
    """For the chair the case is open by a Notzugang alone."""
    amt = sitzung.teilnahmen.get(amt__funktion=Funktion.VORSITZ).amt
    fall = sitzung.punkte.get().fall
    assert amt is not None and fall is not None
    nrw.aemter[Funktion.VORSITZ] = amt
    fall.zugaenge.all().delete()
    tage: dict[str, Any] = {"ab": heute(), "bis": heute(), "bis_um": jetzt() + timedelta(hours=1)}
    Zugang.objects.create(fall=fall, art="notzugang", amt=amt, **tage)
    assert sichtbar_fuer(akteur_aus(amt)).filter(pk=fall.pk).exists()


def test_it_takes_papers_back_after_their_item(nrw: Spiel, sitzung: Sitzung) -> None:
    """Who forgot it at the item must not be left with papers that nobody can give back."""
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    bringt, *lesen = anwesend(sitzung)
    nrw.tue("papier_mitbringen", **hier, von=str(bringt.pk), was="Vermerk, drei Seiten")
    papier = sitzung.punkte.get().mitgebrachtes.get()
    alle: dict[str, Any] = {"papier": str(papier.pk), "wer": [str(t.pk) for t in lesen]}
    nrw.tue("papier_einsehen", **hier, **alle)
    assert papier.einsichtnahmen.count() == 5
    beantrage(nrw, sitzung, "vertagung")
    stimmt(nrw, sitzung, 6, 0, 0, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", **hier)
    nur_lesen(nrw, sitzung)  # An emergency opens a case to read, not to act on it.
    meldung = fehlerfelder(
        nrw, "papier_zurueckgeben", **hier, papier=str(papier.pk), als=Funktion.VORSITZ
    )
    assert set(meldung) == {"papier"}
    fremd = Funktion.AUSLAENDERBEHOERDE
    unsichtbar(nrw, "papier_zurueckgeben", **hier, papier=str(papier.pk), als=fremd)
    verboten(nrw, "papier_zurueckgeben", **hier, papier=str(papier.pk), als=Funktion.MITGLIED)
    nrw.tue("papier_zurueckgeben", **hier, papier=str(papier.pk))
    papier.refresh_from_db()
    assert papier.zurueck_um is not None
    nrw.tue("sitzung_beenden", **hier)
    meldung = fehlerfelder(nrw, "papier_zurueckgeben", **hier, papier=str(papier.pk))
    assert "Diese Sitzung läuft nicht." in meldung["__all__"]


@pytest.mark.parametrize("schritt", AM_PUNKT)
def test_it_is_recorded_by_office_and_chair_of_this_body_only(
    nrw: Spiel, sitzung: Sitzung, schritt: str
) -> None:
    ruf(nrw, sitzung)
    grund = verboten(nrw, schritt, sitzung=sitzung.pk, als=Funktion.MITGLIED)
    assert "nicht Aufgabe Ihrer Funktion" in grund
    unsichtbar(nrw, schritt, sitzung=sitzung.pk, als=Funktion.AUSLAENDERBEHOERDE)


@pytest.mark.parametrize("schritt", AM_PUNKT)
def test_it_needs_an_item_that_is_on(nrw: Spiel, sitzung: Sitzung, schritt: str) -> None:
    assert "Es ist kein Punkt aufgerufen." in str(fehlerfelder(nrw, schritt, sitzung=sitzung.pk))
