"""Odd lives of seats: ends corrected, people who move, Fraktionen that dissolve."""

from datetime import timedelta
from typing import Any

import pytest

from haertefall.gremien.akteure import aemter_von
from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt, Berufung, Konto
from haertefall.gremien.posten import posten_des_gremiums
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.mitwirkende import ausgeschiedene
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, rechtstag
from tests.schritte.gremium.test_berufungen import (
    ANDERE,
    ARZT_VERTRETUNG,
    WER,
    am,
    berufe,
    schlage_vor,
)
from tests.schritte.pruefstand import fehlerfelder

MORGEN = timedelta(days=1)
FUENF = timedelta(days=5)
PRO_ASYL = "/pro_asyl/1//mitglied/1"


def geht(spiel: Spiel, berufung: Berufung, tage: int) -> dict[str, Any]:
    eingabe: dict[str, Any] = {"berufung": str(berufung.pk)}
    eingabe["letzter_tag"] = am(heute() + timedelta(days=tage))
    return eingabe


def test_it_seats_no_two_when_an_end_is_corrected(nrw: Spiel) -> None:
    erste = berufe(nrw, schlage_vor(nrw))
    nrw.tue("berufung_beenden", **geht(nrw, erste, 5))
    berufe(nrw, schlage_vor(nrw, **ANDERE), von=am(heute() + FUENF + MORGEN))
    felder = fehlerfelder(nrw, "berufung_beenden", **geht(nrw, erste, 20))
    assert "Der Sitz ist in dieser Zeit besetzt: Bo Beispiel" in felder["letzter_tag"][0]
    nrw.tue("berufung_beenden", **geht(nrw, erste, 3))
    nrw.tue("berufung_beenden", **geht(nrw, erste, 5))
    erste.refresh_from_db()
    assert erste.ende == heute() + FUENF


def test_it_gives_no_two_seats_when_an_end_is_corrected(nrw: Spiel) -> None:
    """Whoever moves to another seat does not come back to the first by a later last day."""
    erste = berufe(nrw, schlage_vor(nrw))
    nrw.tue("berufung_beenden", **geht(nrw, erste, 5))
    berufe(nrw, schlage_vor(nrw, PRO_ASYL), von=am(heute() + FUENF + MORGEN))
    felder = fehlerfelder(nrw, "berufung_beenden", **geht(nrw, erste, 20))
    assert "schon einen anderen Sitz" in felder["letzter_tag"][0]


def test_it_takes_an_appointment_back_after_the_person_was_invited(nrw: Spiel) -> None:
    """The invitation stays; the right never begins."""
    sitzung = nrw.sitzung()
    von = rechtstag(sitzung.beginn)
    kuenftig = berufe(nrw, schlage_vor(nrw), von=am(von))
    nrw.einladen(sitzung)
    assert kuenftig.amt in {t.amt for t in sitzung.teilnahmen.all()}
    nrw.tue("vorschlag_erledigen", berufung=str(kuenftig.pk), grund="Doch nicht")
    kuenftig.refresh_from_db()
    assert (kuenftig.amt, kuenftig.hinfaellig_am) == (None, heute())
    konto = Konto.objects.get(email=WER["email"])
    for tag in (heute(), von, von + MORGEN):
        assert aemter_von(konto, tag) == []
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    assert len(ausgeschiedene(sitzung, fassung)) == 1
    neu = berufe(nrw, schlage_vor(nrw), von=am(von))
    assert neu.amt is not None
    assert [a.pk for a in aemter_von(konto, von)] == [neu.amt.pk]


def test_it_gives_nothing_to_somebody_else_by_an_older_proposal(nrw: Spiel) -> None:
    """Two proposals under one mistyped address: the account belongs to who came first."""
    mit_tippfehler = schlage_vor(nrw, PRO_ASYL, name="Bo Beispiel")
    berufe(nrw, schlage_vor(nrw))
    felder = fehlerfelder(nrw, "person_berufen", berufung=str(mit_tippfehler.pk), von=am(heute()))
    assert "Konto mit einem anderen Namen" in felder["berufung"][0]
    assert Amt.objects.filter(konto__email=WER["email"]).count() == 1


def test_it_lets_nobody_stand_in_for_themselves(nrw: Spiel) -> None:
    """A deputy who becomes the member of that seat stops being its deputy."""
    vertritt = berufe(nrw, schlage_vor(nrw, ARZT_VERTRETUNG))
    wird_mitglied = schlage_vor(nrw)
    eingabe: dict[str, Any] = {"berufung": str(wird_mitglied.pk), "von": am(heute())}
    felder = fehlerfelder(nrw, "person_berufen", **eingabe)
    assert "niemand vertritt sich selbst" in felder["berufung"][0]
    nrw.tue("berufung_beenden", **geht(nrw, vertritt, 5))
    mitglied = berufe(nrw, wird_mitglied, von=am(heute() + FUENF + MORGEN))
    assert mitglied.amt is not None
    felder = fehlerfelder(nrw, "berufung_beenden", **geht(nrw, vertritt, 9))
    assert "niemand vertritt sich selbst" in felder["letzter_tag"][0]
    andere = berufe(nrw, schlage_vor(nrw, "/pro_asyl/1//stellvertretung/1"))
    assert andere.amt is not None


def test_it_has_a_place_in_the_running_session_for_who_comes_to_a_seat(volles_nrw: Spiel) -> None:
    """Whoever counts among the members in office can also be recorded as present."""
    nrw = volles_nrw
    Berufung.objects.filter(gremium=nrw.gremium, sitz="pro_asyl", rolle="mitglied").update(
        von=heute() - FUENF, beendet_am=heute() - MORGEN
    )
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    neu = berufe(nrw, schlage_vor(nrw, PRO_ASYL))
    teilnahme = sitzung.teilnahmen.get(amt=neu.amt)
    assert (teilnahme.sitz, teilnahme.eingeladen_um) == ("pro_asyl", None)
    bogen: dict[str, Any] = {"teilnahme": str(teilnahme.pk), "wie": "da"}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **bogen)
    sitzung.refresh_from_db()
    assert lage(sitzung, fassung_des_gremiums(nrw.gremium, heute())).besetzung().anwesende == 1


@pytest.fixture
def krefeld(spielplatz: Any) -> Spiel:
    spiel: Spiel = spielplatz("krefeld")[0]
    return spiel


def blau(spiel: Spiel) -> tuple[str, str]:
    erledigt = spiel.tue("fraktion_eintragen", name="Blau", art="fraktion", von=am(heute()))
    return str(erledigt.objekt_id), f"/fraktionen_und_gruppen/1/{erledigt.objekt_id}/mitglied/1"


def test_it_lets_nobody_come_to_the_seat_of_a_fraktion_that_is_gone(krefeld: Spiel) -> None:
    """Who would begin after its last day begins not at all, and keeps no right without a seat."""
    fraktion, posten = blau(krefeld)
    krefeld.tue("sitz_besetzen", posten=posten, **WER, von=am(heute()), bis=am(heute() + FUENF))
    ab = heute() + FUENF + MORGEN
    krefeld.tue("sitz_besetzen", posten=posten, **WER, von=am(ab))
    krefeld.tue("fraktion_beenden", fraktion=fraktion, letzter_tag=am(heute() + MORGEN))
    konto = Konto.objects.get(email=WER["email"])
    assert aemter_von(konto, heute() + MORGEN)
    for tag in (heute() + 2 * MORGEN, ab):
        assert aemter_von(konto, tag) == []
        lage = besetzung_am(krefeld.gremium, fassung_des_gremiums(krefeld.gremium, heute()), tag)
        assert [s.mitglied for s in lage.sitze if s.mitglied and s.mitglied.konto == konto] == []
    assert Berufung.objects.filter(email=WER["email"], hinfaellig_am=heute(), amt=None).count() == 1


def test_it_appoints_to_the_seat_of_a_fraktion_no_longer_than_it_is(krefeld: Spiel) -> None:
    fraktion, posten = blau(krefeld)
    letzter = heute() + timedelta(days=30)
    krefeld.tue("fraktion_beenden", fraktion=fraktion, letzter_tag=am(letzter))
    eingabe: dict[str, Any] = {"posten": posten, **WER, "von": am(heute())}
    laenger = fehlerfelder(krefeld, "sitz_besetzen", **eingabe, bis=am(letzter + MORGEN))
    assert "besteht nur bis" in laenger["bis"][0]
    frueher = fehlerfelder(krefeld, "sitz_besetzen", **eingabe | {"von": am(heute() - MORGEN)})
    assert "erst seit" in frueher["von"][0]
    danach = fehlerfelder(krefeld, "sitz_besetzen", **eingabe | {"von": am(letzter + MORGEN)})
    assert "besteht nur bis" in danach["von"][0]
    erledigt = krefeld.tue("sitz_besetzen", **eingabe)
    berufung = Berufung.objects.get(pk=erledigt.objekt_id or "")
    assert berufung.amt is not None
    assert (berufung.bis, berufung.amt.bis) == (letzter, letzter)
    assert berufung.amt.funktion == Funktion.MITGLIED


def test_it_always_has_a_next_seat_where_nobody_knows_how_many_there_are(spielplatz: Any) -> None:
    """Duisburg: the lower of two leaves, and a third person can still come."""
    (duisburg,) = spielplatz("duisburg")

    def posten() -> list[str]:
        fassung = fassung_des_gremiums(duisburg.gremium, heute())
        alle = posten_des_gremiums(duisburg.gremium, fassung, heute())
        return [p.schluessel for p in alle if p.rolle == "mitglied"]

    for berufung in Berufung.objects.filter(gremium=duisburg.gremium).exclude(amt=None):
        Berufung.objects.filter(pk=berufung.pk).update(
            von=heute() - FUENF, beendet_am=heute() - MORGEN
        )
    assert posten() == ["//1//mitglied/1"]
    duisburg.tue("sitz_besetzen", posten="//1//mitglied/1", **WER, von=am(heute()))
    assert posten() == ["//1//mitglied/1", "//2//mitglied/1"]
    duisburg.tue("sitz_besetzen", posten="//2//mitglied/1", **ANDERE, von=am(heute()))
    Berufung.objects.filter(email=WER["email"]).update(
        von=heute() - FUENF, beendet_am=heute() - MORGEN
    )
    assert posten() == ["//1//mitglied/1", "//2//mitglied/1"]
    dritte: dict[str, Any] = {"name": "Cleo Dritte", "email": "cleo@verein.example"}
    duisburg.tue("sitz_besetzen", posten="//1//mitglied/1", **dritte, von=am(heute()))
    assert posten() == ["//1//mitglied/1", "//2//mitglied/1", "//3//mitglied/1"]


def test_it_corrects_the_end_of_a_fraktion_until_it_has_come(krefeld: Spiel) -> None:
    """A mistyped day takes nobody's seat for good: the person stays by an act of their own."""
    fraktion, posten = blau(krefeld)
    erledigt = krefeld.tue("sitz_besetzen", posten=posten, **WER, von=am(heute()))
    berufung = Berufung.objects.get(pk=erledigt.objekt_id or "")
    for tage in (3, 30, 20):
        letzter = heute() + timedelta(days=tage)
        krefeld.tue("fraktion_beenden", fraktion=fraktion, letzter_tag=am(letzter))
    berufung.refresh_from_db()
    assert berufung.ende == heute() + timedelta(days=3)
    zu_spaet = fehlerfelder(krefeld, "berufung_beenden", **geht(krefeld, berufung, 21))
    assert "besteht nur bis" in zu_spaet["letzter_tag"][0]
    krefeld.tue("berufung_beenden", **geht(krefeld, berufung, 20))
    berufung.refresh_from_db()
    assert berufung.ende == letzter
