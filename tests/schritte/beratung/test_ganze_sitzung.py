"""A running session: people come and go, motions, votes, results that flow into the cases."""

from typing import Any
from uuid import uuid4

import pytest

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.besetzung import besetzung_am
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren, vorbereiten
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import hole
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Sitzungsstand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import fehlerfelder, frisch, gezaehlt, verboten


def test_it_takes_a_case_from_the_call_to_the_ersuchen(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """§ 6 Abs. 3: 8 of 10 there, 6 for it; reasons and expectations go with it."""
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(
        nrw,
        sitzung,
        "ersuchen",
        begruendung="Die Tochter ist hier aufgewachsen.",
        erwartungen_1_was1="Mitwirkung bei der Passbeschaffung",
        erwartungen_1_zumutbar1="Die Botschaft stellt Pässe aus.",
        grundarten=["integration", "gesundheit"],
    )
    stimmt(nrw, sitzung, 6, 1, 1)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk, vermerk="Ruhige Beratung.")
    assert frisch(fall).stand == Stand.ERSUCHEN_BESCHLOSSEN
    assert gezaehlt(fall).ergebnis == "ersuchen"
    assert gezaehlt(fall).grundarten == "gesundheit integration"
    ergebnis = fall.ergebnisse.get()
    ergebnis.fall = frisch(fall)
    assert (ergebnis.durch, ergebnis.gruende) == ("regel", "Die Tochter ist hier aufgewachsen.")
    assert ergebnis.erwartungen == [
        "Mitwirkung bei der Passbeschaffung – zumutbar: Die Botschaft stellt Pässe aus."
    ]
    assert "§ 6 Abs. 3 Satz 2 HFKVO NRW" in (ergebnis.rechnung or "")
    zaehlung = Abstimmung.objects.get()
    assert (zaehlung.anwesende, zaehlung.mitglieder, zaehlung.ja) == (8, 10, 6)
    punkt = sitzung.punkte.get()
    assert punkt.geschlossen_um is not None
    assert (punkt.anwesenheiten.count(), punkt.anwesenheiten.filter(stimmt=True).count()) == (8, 8)
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk, mitglieder=3, anwesende=1)
    zu = Sitzung.objects.get(pk=sitzung.pk)
    assert zu.stand == Sitzungsstand.BEENDET
    assert (zu.mitglieder, zu.anwesende) == (10, 8)  # As recorded, whatever was typed.
    assert not Anwesenheit.objects.filter(bis=None).exists()


def test_it_lets_the_chair_establish_where_readings_differ(
    nrw: Spiel, sitzung: Sitzung, fall: Fall
) -> None:
    """4 Ja, 3 Nein, 2 Enthaltungen: among those present no majority, among votes cast one."""
    da(nrw, sitzung, 9)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    antrag = sitzung.punkte.get().antraege.get()
    zahlen: dict[str, Any] = {"antrag": str(antrag.pk), "ja": 4, "nein": 3, "enthaltung": 2}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=sitzung.pk, **zahlen)
    assert "je nach Lesart verschieden" in meldung["festgestellt"][0]
    stimmt(nrw, sitzung, 4, 3, 2, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert fall.ergebnisse.get().durch == "person"


def test_it_needs_no_second_vote_for_no_ersuchen(nrw: Spiel, sitzung: Sitzung, fall: Fall) -> None:
    """A reading: what does not carry is „kein Ersuchen“."""
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 2, 6, 0)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert fall.ergebnisse.get().gegenstand == "kein_ersuchen"
    assert frisch(fall).stand == Stand.ENTSCHIEDEN
    assert Abstimmung.objects.count() == 1


def test_it_decides_nothing_without_a_quorum(nrw: Spiel, sitzung: Sitzung, fall: Fall) -> None:
    """§ 6 Abs. 2 Satz 3: half of ten is five."""
    da(nrw, sitzung, 5)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    geht = Anwesenheit.objects.filter(bis=None).latest("von").teilnahme_id
    weg: dict[str, Any] = {"teilnahme": str(geht), "wie": "weg"}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg)
    antrag = sitzung.punkte.get().antraege.get()
    zahlen: dict[str, Any] = {"antrag": str(antrag.pk), "ja": 4, "nein": 0, "enthaltung": 0}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=sitzung.pk, **zahlen)
    assert "nicht beschlussfähig" in meldung["__all__"][0]
    vertretung = _vertretung(nrw, sitzung, geht)
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg, vertretung=vertretung)
    stimmt(nrw, sitzung, 5, 0, 0)
    assert sitzung.punkte.get().antraege.get().angenommen


def _vertretung(spiel: Spiel, sitzung: Sitzung, teilnahme: Any) -> str:
    amt_id = sitzung.teilnahmen.get(pk=teilnahme).amt_id
    fassung = fassung_des_gremiums(spiel.gremium, heute())
    for sitz in besetzung_am(spiel.gremium, fassung, heute()).besetzte:
        if sitz.mitglied and sitz.mitglied.pk == amt_id and sitz.stellvertretende:
            return str(sitz.stellvertretende[0].pk)
    raise AssertionError("Dieser Sitz hat keine Vertretung.")


def test_it_lets_a_deputy_stand_in_only_for_the_absent_member_of_the_seat(
    nrw: Spiel, sitzung: Sitzung
) -> None:
    da(nrw, sitzung, 6)
    wer = [a.teilnahme_id for a in Anwesenheit.objects.filter(bis=None)]
    mit = next(t for t in wer if _hat_vertretung(nrw, sitzung, t))
    vertretung = _vertretung(nrw, sitzung, mit)
    bogen: dict[str, Any] = {"teilnahme": str(mit), "vertretung": vertretung}
    meldung = fehlerfelder(nrw, "anwesenheit_festhalten", sitzung=sitzung.pk, wie="da", **bogen)
    assert meldung == {"vertretung": ["Wer da ist, wird nicht vertreten."]}
    andere = next(t for t in wer if t != mit)
    meldung = fehlerfelder(
        nrw,
        "anwesenheit_festhalten",
        sitzung=sitzung.pk,
        teilnahme=str(andere),
        wie="weg",
        vertretung=vertretung,
    )
    assert meldung == {"vertretung": ["Diese Person ist keine Vertretung dieses Sitzes."]}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, wie="weg", **bogen)
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    assert lage(sitzung, fassung).besetzung().anwesende == 6
    zurueck: dict[str, Any] = {"teilnahme": str(mit), "wie": "video"}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **zurueck)
    assert lage(sitzung, fassung).besetzung().anwesende == 6
    assert not Anwesenheit.objects.filter(bis=None, fuer__isnull=False).exists()


def _hat_vertretung(spiel: Spiel, sitzung: Sitzung, teilnahme: Any) -> bool:
    try:
        return bool(_vertretung(spiel, sitzung, teilnahme))
    except AssertionError:
        return False


def test_it_shows_what_was_counted_to_who_corrects_it(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Darum.")
    stimmt(nrw, sitzung, 6, 1, 1)
    schritt = hole("zaehlung_berichtigen")
    leitung = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    vorgang = vorbereiten(schritt, leitung, sitzung_id=sitzung.pk)
    antrag = str(schritt.eingabe(vorgang=vorgang)["antrag"])
    assert "1. Ersuchen (gezählt: 6 Ja, 1 Nein, 1 enthalten)" in antrag


def test_it_corrects_a_miscount_and_keeps_the_first(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 5, 3, 0)
    antrag = sitzung.punkte.get().antraege.get()
    neu: dict[str, Any] = {"antrag": str(antrag.pk), "ja": 3, "nein": 5, "enthaltung": 0}
    grund = "Zwei Hände wurden doppelt gezählt."
    nrw.tue("zaehlung_berichtigen", sitzung=sitzung.pk, grund=grund, **neu)
    antrag.refresh_from_db()
    assert antrag.angenommen is False
    erste, zweite = Abstimmung.objects.order_by("um")
    assert (erste.ja, zweite.ja, zweite.ersetzt_id) == (5, 3, erste.pk)
    zweite.punkt.sitzung = sitzung
    assert zweite.grund == grund


def test_it_refuses_more_votes_than_people(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    antrag = sitzung.punkte.get().antraege.get()
    zahlen: dict[str, Any] = {"antrag": str(antrag.pk), "ja": 6, "nein": 1, "enthaltung": 0}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=sitzung.pk, **zahlen)
    assert "7 Stimmen gezählt, aber nur 6 Anwesende" in meldung["ja"][0]


def test_it_recommends_only_where_no_ersuchen_is_made(nrw: Spiel, sitzung: Sitzung) -> None:
    """§ 6 Abs. 3 Satz 4."""
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    stimmt(nrw, sitzung, 6, 0, 0)
    meldung = fehlerfelder(nrw, "antrag_stellen", sitzung=sitzung.pk, gegenstand="empfehlung")
    assert "Nur, wo kein Ersuchen ergeht" in meldung["gegenstand"][0]


def test_it_asks_why_an_expectation_can_be_met(nrw: Spiel, sitzung: Sitzung) -> None:
    ruf(nrw, sitzung)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    was, warum = {"erwartungen_1_was2": "Pass"}, {"erwartungen_1_zumutbar2": "Das geht."}
    for zeile, wort in ((was, "gehört ein Satz"), (warum, "Was wird erwartet?")):
        bogen: dict[str, Any] = {"gegenstand": "ersuchen", **zeile}
        meldung = fehlerfelder(nrw, "antrag_stellen", **hier, **bogen)
        assert wort in meldung["erwartungen_1"][0]
    bogen = {"gegenstand": "vertagung", **was, **warum}
    meldung = fehlerfelder(nrw, "antrag_stellen", **hier, **bogen)
    assert [*meldung] == ["erwartungen_1"]
    assert "Hierzu gibt es keine Erwartungen" in meldung["erwartungen_1"][0]


def test_it_closes_no_item_without_a_result(nrw: Spiel, sitzung: Sitzung, fall: Fall) -> None:
    da(nrw, sitzung, 6)
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=sitzung.pk)
    assert meldung == {"__all__": ["Es ist kein Punkt aufgerufen."]}
    ruf(nrw, sitzung)
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=sitzung.pk)
    assert "noch nichts beschlossen" in meldung["__all__"][0]
    beantrage(nrw, sitzung, "vertagung")
    meldung = fehlerfelder(nrw, "punkt_schliessen", sitzung=sitzung.pk)
    assert "noch nicht entschieden" in meldung["__all__"][0]
    stimmt(nrw, sitzung, 6, 0, 0, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert frisch(fall).stand == Stand.BERATUNGSREIF


def test_it_is_led_by_office_and_chair(nrw: Spiel, sitzung: Sitzung) -> None:
    for schritt in ("punkt_aufrufen", "antrag_stellen", "punkt_schliessen", "sitzung_eroeffnen"):
        grund = verboten(nrw, schritt, sitzung=sitzung.pk, als=Funktion.MITGLIED)
        assert "nicht Aufgabe Ihrer Funktion" in grund


def test_it_lets_one_of_two_secretaries_win(nrw: Spiel, sitzung: Sitzung) -> None:
    """Both saw the item open; the second gets the page again, nothing counts twice."""
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    gesehen = Sitzung.objects.get(pk=sitzung.pk).version
    antrag = sitzung.punkte.get().antraege.get()
    eingabe = {"antrag": str(antrag.pk), "ja": "6", "nein": "2", "enthaltung": "0"}
    for erwartet in (None, fehler.Zwischenzeitlich):
        aufruf: dict[str, Any] = {
            "akteur": nrw.akteur(Funktion.GESCHAEFTSSTELLE),
            "eingabe": eingabe,
            "einmal": uuid4(),
            "sitzung_id": sitzung.pk,
            "version": gesehen,
        }
        if erwartet is None:
            ausfuehren("abstimmung_festhalten", **aufruf)
        else:
            with pytest.raises(erwartet):
                ausfuehren("abstimmung_festhalten", **aufruf)
    assert Abstimmung.objects.count() == 1


def test_it_opens_the_cases_to_who_is_in_the_room_without_invitation(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.tue("auf_tagesordnung_setzen", fall=fall)
    mitglied = nrw.akteur(Funktion.MITGLIED)
    assert not sichtbar_fuer(mitglied).filter(pk=fall.pk).exists()
    nrw.tue("sitzung_eroeffnen", sitzung=nrw.sitzung().pk)
    assert sichtbar_fuer(mitglied).filter(pk=fall.pk).exists()
