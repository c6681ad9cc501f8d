"""Who was there: by item also without a vote, and in numbers at the end of the session."""

from datetime import timedelta
from typing import Any

from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute
from tests.schritte.beratung.laufend import da, ruf
from tests.schritte.pruefstand import fehlerfelder, verboten


def _punkt(spiel: Spiel, sitzung: Sitzung) -> None:
    """Only an item without a case is called."""
    spiel.tue("punkt_aufsetzen", sitzung=sitzung.pk)
    ruf(spiel, sitzung, fall=None)


def test_it_keeps_who_was_there_for_an_item_without_a_vote(nrw: Spiel, sitzung: Sitzung) -> None:
    da(nrw, sitzung, 3)
    _punkt(nrw, sitzung)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    punkt = sitzung.punkte.get(fall=None)
    assert punkt.anwesenheiten.count() == 3
    erster = punkt.anwesenheiten.first()
    assert erster is not None
    weg: dict[str, Any] = {"teilnahme": str(erster.teilnahme_id), "wie": "weg"}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg)
    assert punkt.anwesenheiten.count() == 3  # As it stood at its end.


def test_it_seats_nobody_twice(nrw: Spiel, sitzung: Sitzung) -> None:
    """§ 6 Abs. 2 and 3 count members: a person deputising for two is one of them, with one vote."""
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    mit = [s for s in besetzung_am(nrw.gremium, fassung, heute()).besetzte if s.stellvertretende]
    erster, zweiter, dritter = (sitzung.teilnahmen.get(amt=s.mitglied) for s in mit[:3])
    person = mit[0].stellvertretende[0]
    assert erster.amt is not None
    Amt.objects.filter(pk=mit[1].stellvertretende[0].pk).update(konto=person.konto)
    Amt.objects.filter(pk=mit[2].stellvertretende[0].pk).update(konto=erster.amt.konto)
    hier: dict[str, Any] = {"sitzung": sitzung.pk, "wie": "weg"}
    nrw.tue("anwesenheit_festhalten", **hier, teilnahme=str(erster.pk), vertretung=str(person.pk))
    meldung = fehlerfelder(
        nrw,
        "anwesenheit_festhalten",
        **hier,
        teilnahme=str(zweiter.pk),
        vertretung=str(mit[1].stellvertretende[0].pk),
    )
    assert meldung == {"vertretung": [f"{person.konto.name} sitzt schon auf einem anderen Platz."]}
    nrw.tue(
        "anwesenheit_festhalten",
        **hier,
        teilnahme=str(dritter.pk),
        vertretung=str(mit[2].stellvertretende[0].pk),
    )
    kommt: dict[str, Any] = {"sitzung": sitzung.pk, "teilnahme": str(erster.pk), "wie": "da"}
    meldung = fehlerfelder(nrw, "anwesenheit_festhalten", **kommt)
    satz = f"{erster.name} sitzt schon auf einem anderen Platz."
    assert meldung == {"teilnahme": [satz]}
    mehrere: dict[str, Any] = {"sitzung": sitzung.pk, "wer": [str(zweiter.pk)], "wie": "da"}
    nrw.tue("anwesende_festhalten", **mehrere)
    assert lage(sitzung, fassung).besetzung().anwesende == 3
    nrw.tue("anwesenheit_festhalten", **hier, teilnahme=str(erster.pk))
    einer: dict[str, Any] = {"sitzung": sitzung.pk, "wer": [str(erster.pk)], "wie": "da"}
    meldung = fehlerfelder(nrw, "anwesende_festhalten", **einer)
    assert meldung == {"wer": [satz]}


def test_it_counts_seats_not_people_at_the_end(nrw: Spiel, sitzung: Sitzung) -> None:
    """Who left counts, who came back counts once; a guest is no member."""
    da(nrw, sitzung, 4)
    wer = sitzung.teilnahmen.filter(anwesenheiten__bis=None, anwesenheiten__isnull=False).first()
    assert wer is not None
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    for wie in ("weg", "video", "weg"):
        nrw.tue("anwesenheit_festhalten", **hier, teilnahme=str(wer.pk), wie=wie)
    nrw.tue("anwesenheit_festhalten", **hier, teilnahme="", gast="Gitta Gast", wie="da")
    fall = sitzung.punkte.get().fall
    assert fall is not None
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.tue("sitzung_beenden", **hier)
    sitzung.refresh_from_db()
    assert (sitzung.mitglieder, sitzung.anwesende) == (10, 4)


def test_it_asks_for_numbers_where_nothing_was_recorded(nrw: Spiel, sitzung: Sitzung) -> None:
    fall = sitzung.punkte.get().fall
    assert fall is not None
    nrw.zug(fall, "von_tagesordnung_nehmen")
    leer: dict[str, Any] = {"mitglieder": "", "anwesende": ""}
    meldung = fehlerfelder(nrw, "sitzung_beenden", sitzung=sitzung.pk, **leer)
    assert set(meldung) == {"mitglieder", "anwesende"}
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk, mitglieder=10, anwesende=7)
    sitzung.refresh_from_db()
    assert (sitzung.mitglieder, sitzung.anwesende) == (10, 7)


def test_it_is_ended_by_office_and_chair_only(nrw: Spiel, sitzung: Sitzung) -> None:
    grund = verboten(nrw, "sitzung_beenden", sitzung=sitzung.pk, als=Funktion.MITGLIED)
    assert "nicht Aufgabe Ihrer Funktion" in grund


def test_it_ends_when_it_ends_not_when_it_was_planned(nrw: Spiel, sitzung: Sitzung) -> None:
    """Opened early and over before its hour: the minutes say so."""
    fall = sitzung.punkte.get().fall
    assert fall is not None
    nrw.zug(fall, "von_tagesordnung_nehmen")
    assert sitzung.eroeffnet_um is not None
    with gestellt(sitzung.eroeffnet_um + timedelta(minutes=5)):
        nrw.tue("sitzung_beenden", sitzung=sitzung.pk, mitglieder=10, anwesende=7)
    sitzung.refresh_from_db()
    assert sitzung.geschlossen_um == sitzung.eroeffnet_um + timedelta(minutes=5)
    assert sitzung.geschlossen_um < sitzung.beginn
