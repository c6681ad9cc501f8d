"""A deputy is announced, is no longer needed, or does not come either: who is told, who sees."""

from datetime import timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.models import Amt, Berufung
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import vorbereiten
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.mitwirkende import vertretungen_fuer, zusammensetzung
from haertefall.sitzungen.models import Sitzung, Teilnahme, Zusage
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.pruefstand import fehlerfelder, post
from tests.web.besuch import Besuch, amt_in, text


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """Every seat and every deputy."""
    return volles_nrw


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUF_TAGESORDNUNG)


@pytest.fixture
def sitzung(nrw: Spiel, fall: Fall) -> Sitzung:
    """Everybody is invited."""
    return nrw.sitzung()


@pytest.fixture
def paar(nrw: Spiel, sitzung: Sitzung) -> tuple[Teilnahme, Amt]:
    """A member who does not come, and the deputy they announced."""
    besetzung = zusammensetzung(sitzung, fassung_des_gremiums(nrw.gremium, heute()))
    leute = sitzung.teilnahmen.exclude(amt=None).select_related("amt__konto")
    mitglied, amt = next((t, v[0]) for t in leute if (v := vertretungen_fuer(besetzung, t)))
    antwort(nrw, mitglied, "kommt_nicht", vertretung=str(amt.pk))
    nrw.aemter[Funktion.STELLVERTRETUNG] = amt
    return mitglied, amt


def antwort(spiel: Spiel, wer: Teilnahme, zusage: str, **mehr: Any) -> None:
    buero = Funktion.GESCHAEFTSSTELLE
    mehr |= {"teilnahme": str(wer.pk), "zusage": zusage}
    spiel.tue("sitzung_zusagen", sitzung=wer.sitzung_id, als=buero, **mehr)


def sieht(spiel: Spiel, fall: Fall) -> bool:
    return sichtbar_fuer(spiel.akteur(Funktion.STELLVERTRETUNG)).filter(pk=fall.pk).exists()


def seite(spiel: Spiel, sitzung: Sitzung, funktion: Funktion = Funktion.GESCHAEFTSSTELLE) -> str:
    return text(Besuch(amt_in(spiel, funktion)).hole(f"/nrw/sitzungen/{sitzung.pk}/"))


def ausgefuellt(spiel: Spiel, mitglied: Teilnahme) -> dict[str, Any]:
    """The sheet as the member gets it, with what stands on it from the last answer."""
    assert mitglied.amt is not None
    spiel.aemter[Funktion.MITGLIED] = mitglied.amt
    schritt, wer = SCHRITTE["sitzung_zusagen"], spiel.akteur(Funktion.MITGLIED)
    bogen = schritt.eingabe(vorgang=vorbereiten(schritt, wer, sitzung_id=mitglied.sitzung_id))
    return {feld.name: feld.value() or "" for feld in bogen}


def test_it_needs_one_click_to_come_after_all(
    nrw: Spiel, sitzung: Sitzung, paar: tuple[Teilnahme, Amt]
) -> None:
    """The deputy of the last answer stands on the sheet: with the yes nobody is announced."""
    mitglied, amt = paar
    bogen = ausgefuellt(nrw, mitglied)
    assert (bogen["zusage"], bogen["vertretung"]) == (Zusage.KOMMT_NICHT, amt.pk)
    doch = bogen | {"zusage": "kommt"}
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, **doch)
    mitglied.refresh_from_db()
    assert (mitglied.vertretung, mitglied.zusage) == (None, Zusage.KOMMT)
    assert sitzung.teilnahmen.get(amt=amt).eingeladen_um is None


@pytest.mark.parametrize("zusage", ["kommt", "kommt_nicht"])
def test_it_lets_a_member_answer_whose_deputy_has_left(
    nrw: Spiel, sitzung: Sitzung, paar: tuple[Teilnahme, Amt], zusage: str
) -> None:
    """Nobody can choose them any more, and where no other is left the field is not even there."""
    mitglied, amt = paar
    Berufung.objects.filter(amt=amt).update(bis=heute() - timedelta(days=1))
    bogen = ausgefuellt(nrw, mitglied) | {"zusage": zusage}
    assert bogen["vertretung"] == ""
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, **bogen)
    mitglied.refresh_from_db()
    assert (mitglied.vertretung, mitglied.zusage) == (None, zusage)


def test_it_shows_nobody_as_represented_by_who_does_not_come(
    nrw: Spiel, fall: Fall, sitzung: Sitzung, paar: tuple[Teilnahme, Amt]
) -> None:
    mitglied, amt = paar
    assert f"Kommt nicht, vertreten durch {amt.konto}" in seite(nrw, sitzung)
    antwort(nrw, sitzung.teilnahmen.get(amt=amt), "kommt_nicht")
    gezeigt = seite(nrw, sitzung)
    assert "vertreten durch" not in gezeigt
    assert f"{amt.konto} : Kommt nicht" in gezeigt
    mitglied.refresh_from_db()
    assert (mitglied.vertretung, mitglied.zusage) == (None, Zusage.KOMMT_NICHT)
    assert [z.bis for z in fall.zugaenge.filter(amt=amt)] == [heute()]
    wer: dict[str, Any] = {"teilnahme": str(sitzung.teilnahmen.get(amt=amt).pk), "zusage": "kommt"}
    fehler = fehlerfelder(nrw, "sitzung_zusagen", sitzung=sitzung.pk, **wer)
    assert "vertritt niemanden" in fehler["zusage"][0]
    antwort(nrw, mitglied, "kommt_nicht", vertretung=str(amt.pk))
    antwort(nrw, sitzung.teilnahmen.get(amt=amt), "kommt")
    antwort(nrw, mitglied, "kommt")
    antwort(nrw, mitglied, "kommt_nicht", vertretung=str(amt.pk))
    assert sitzung.teilnahmen.get(amt=amt).zusage == Zusage.OFFEN
    assert sieht(nrw, fall)


@pytest.mark.django_db(transaction=True)
def test_it_tells_a_deputy_that_they_are_no_longer_needed(
    nrw: Spiel, fall: Fall, sitzung: Sitzung, paar: tuple[Teilnahme, Amt]
) -> None:
    mitglied, amt = paar
    (angekuendigt,) = [b for b in post() if "als Vertretung angekündigt" in b.body]
    assert angekuendigt.to == [amt.konto.email]
    antwort(nrw, mitglied, "kommt")
    (brief,) = post()
    assert brief.to == [amt.konto.email]
    assert "nicht mehr als Vertretung" in brief.body
    assert not brief.attachments
    assert str(amt.konto) not in seite(nrw, sitzung)
    hier = seite(nrw, sitzung, Funktion.STELLVERTRETUNG)
    assert "Teilnahme mitteilen" not in hier
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk)
    assert amt.konto.email not in {b.to[0] for b in post()}


def test_it_does_not_say_that_somebody_is_represented_on_a_day_nobody_answered_for(
    nrw: Spiel, sitzung: Sitzung, paar: tuple[Teilnahme, Amt]
) -> None:
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk)
    gezeigt = seite(nrw, sitzung)
    assert f"Noch keine Antwort; als Vertretung war {paar[1].konto} angekündigt" in gezeigt
    assert "vertreten durch" not in gezeigt


def test_it_offers_a_deputy_no_empty_choice_of_deputies(
    nrw: Spiel, sitzung: Sitzung, paar: tuple[Teilnahme, Amt]
) -> None:
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/sitzung_zusagen/"
    eigene = Besuch(paar[1]).hole(adresse)
    assert "Die Vertretung sieht die Fälle dieser Sitzung" not in eigene
    assert "Die Vertretung sieht die Fälle dieser Sitzung" in Besuch(
        amt_in(nrw, Funktion.GESCHAEFTSSTELLE)
    ).hole(adresse)


def test_it_lists_only_who_was_invited_and_offers_no_second_invitation(nrw: Spiel) -> None:
    """A session that was opened without an invitation: nobody owed an answer."""
    sitzung = nrw.sitzung()
    assert "Einladen" in seite(nrw, sitzung)
    nrw.einladen(sitzung)
    assert " Einladen " not in seite(nrw, sitzung)
    ohne = Sitzung.objects.get(pk=str(nrw.tue("sitzung_anberaumen").objekt_id))
    nrw.tue("sitzung_eroeffnen", sitzung=ohne.pk)
    assert ohne.teilnahmen.exists()
    assert "Noch keine Antwort" not in seite(nrw, ohne)


def test_it_invites_to_nothing_that_is_over(nrw: Spiel) -> None:
    sitzung = nrw.sitzung()
    with gestellt(sitzung.beginn + timedelta(minutes=1)):
        assert " Einladen " not in seite(nrw, sitzung)
        fehler = fehlerfelder(nrw, "sitzung_einladen", sitzung=sitzung.pk)
    assert "Der Termin ist schon vorbei." in fehler["__all__"][0]


def test_it_tells_two_sessions_of_one_day_apart(nrw: Spiel) -> None:
    tag = (jetzt() + timedelta(days=9)).date().isoformat()
    for uhrzeit in ("14:00", "10:00"):
        nrw.tue("sitzung_anberaumen", tag=tag, uhrzeit=uhrzeit)
    fall = nrw.bis(Stand.BERATUNGSREIF)
    buero = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    gezeigt = buero.hole(buero.fall(fall, "schritt/auf_tagesordnung_setzen/"))
    assert gezeigt.index(", 10:00 Uhr</option>") < gezeigt.index(", 14:00 Uhr</option>")


def test_it_says_whose_amt_ends_before_the_session(nrw: Spiel, sitzung: Sitzung) -> None:
    """Nobody waits for the answer of who does not belong to the body on that day."""
    morgen = heute() + timedelta(days=1)
    besetzung = zusammensetzung(sitzung, fassung_des_gremiums(nrw.gremium, heute()))
    satz = "(gehört am Tag der Sitzung nicht mehr dazu)"
    assert satz not in seite(nrw, sitzung)
    sitz = besetzung.besetzte[3]
    assert sitz.berufung is not None
    assert sitz.mitglied is not None
    nrw.tue("berufung_beenden", berufung=str(sitz.berufung.pk), letzter_tag=morgen.isoformat())
    gezeigt = seite(nrw, sitzung)
    assert gezeigt.count(satz) == 1
    assert f"{sitz.mitglied.konto} {satz}" in gezeigt
    frage = f'/sitzung_zusagen/?teilnahme={sitzung.teilnahmen.get(amt=sitz.mitglied).pk}"'
    assert frage not in gezeigt  # Nobody need ask.
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da: dict[str, Any] = {"teilnahme": str(sitzung.teilnahmen.get(amt=sitz.mitglied).pk)}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, wie="da", **da)
    live = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)).hole(f"/nrw/sitzungen/{sitzung.pk}/live/")
    assert f"{sitz.mitglied.konto}</bdi>, gehört am Tag der Sitzung nicht mehr dazu" in live


def test_it_warns_who_opens_a_session_on_another_day(nrw: Spiel, sitzung: Sitzung) -> None:
    """Once open it can be neither moved nor cancelled."""
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/sitzung_eroeffnen/"
    satz = f"für den {sitzung.beginn:%d.%m.%Y}, nicht für heute"
    assert satz in Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)).hole(adresse)
    with gestellt(sitzung.beginn):
        assert satz not in Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)).hole(adresse)
