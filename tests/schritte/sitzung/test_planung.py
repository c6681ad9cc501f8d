"""A session is planned, invited to, moved; who comes; who sees the cases from when on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien import fassungen
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.ordnung.laden import lesen
from haertefall.schritte import ladung
from haertefall.schritte.ausfuehren import vorbereiten
from haertefall.schritte.register import hole
from haertefall.sitzungen.models import MIT_FALL, Punktart, Sitzung, Sitzungsstand, Zusage
from haertefall.sitzungen.niederschrift import zur_sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, post, verboten

PROBEN = Path(__file__).parents[2] / "recht" / "fixtures"


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    """On the agenda of a session to which nobody is invited yet."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.tue("auf_tagesordnung_setzen", fall=fall)
    fall.refresh_from_db()
    return fall


def sieht(spiel: Spiel, funktion: Funktion, fall: Fall) -> bool:
    return sichtbar_fuer(spiel.akteur(funktion)).filter(pk=fall.pk).exists()


def frisch(sitzung: Sitzung) -> Sitzung:
    return Sitzung.objects.select_related("schluessel", "gremium").get(pk=sitzung.pk)


def antworten(spiel: Spiel, zusage: str, als: Funktion = Funktion.MITGLIED, **mehr: Any) -> None:
    sitzung = spiel.sitzung()
    eigene = sitzung.teilnahmen.get(amt=spiel.akteur(Funktion.MITGLIED).amt_id)
    mehr = {"teilnahme": str(eigene.pk), "zusage": zusage, **mehr}
    spiel.tue("sitzung_zusagen", sitzung=sitzung.pk, als=als, **mehr)


def test_it_shows_a_case_from_the_invitation_on_and_not_earlier(nrw: Spiel, fall: Fall) -> None:
    """§ 3 Abs. 2 Satz 2: laid before the members before the session."""
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ):
        assert not sieht(nrw, funktion, fall)
    sitzung = nrw.einladen()
    assert sitzung.stand == Sitzungsstand.EINGELADEN
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ):
        assert sieht(nrw, funktion, fall)
    assert not sieht(nrw, Funktion.FACHAUFSICHT, fall)


def test_it_shows_a_late_item_at_once(nrw: Spiel, fall: Fall) -> None:
    nrw.einladen()
    spaeter = nrw.bis(Stand.BERATUNGSREIF)
    assert not sieht(nrw, Funktion.MITGLIED, spaeter)
    nrw.zug(spaeter, "auf_tagesordnung_setzen")
    assert sieht(nrw, Funktion.MITGLIED, spaeter)
    assert spaeter.tagesordnungspunkte.get().nachgereicht
    assert not fall.tagesordnungspunkte.get().nachgereicht


def test_it_puts_a_late_item_before_a_deputy_who_sits_there_without_announcement(
    nrw: Spiel, fall: Fall, vertretung: Amt
) -> None:
    """Who counts and votes reads what is voted on; who has gone again reads nothing new."""
    sitzung = nrw.einladen()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    fehlt = str(sitzung.teilnahmen.get(amt=nrw.akteur(Funktion.MITGLIED).amt_id).pk)
    hier: dict[str, Any] = {"sitzung": sitzung.pk, "teilnahme": fehlt}
    nrw.tue("anwesenheit_festhalten", **hier, wie="weg", vertretung=str(vertretung.pk))
    assert sieht(nrw, Funktion.STELLVERTRETUNG, fall)
    ersucht = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.tue("ruecknahme_aufsetzen", fall=ersucht, sitzung=sitzung.pk, anlass="Ein Hinweis.")
    assert sieht(nrw, Funktion.STELLVERTRETUNG, ersucht)
    spaeter, zuletzt = (nrw.bis(Stand.BERATUNGSREIF) for _ in range(2))
    nrw.zug(spaeter, "auf_tagesordnung_setzen", sitzung=str(sitzung.pk))
    assert sieht(nrw, Funktion.STELLVERTRETUNG, spaeter)
    nrw.tue("anwesenheit_festhalten", **hier, wie="da")
    nrw.zug(zuletzt, "auf_tagesordnung_setzen", sitzung=str(sitzung.pk))
    assert not sieht(nrw, Funktion.STELLVERTRETUNG, zuletzt)


def test_it_shows_cases_to_a_deputy_from_the_announcement(
    nrw: Spiel, fall: Fall, vertretung: Amt
) -> None:
    nrw.einladen()
    assert not sieht(nrw, Funktion.STELLVERTRETUNG, fall)
    antworten(nrw, "kommt_nicht", vertretung=str(vertretung.pk))
    assert sieht(nrw, Funktion.STELLVERTRETUNG, fall)
    spaeter = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(spaeter, "auf_tagesordnung_setzen")
    assert sieht(nrw, Funktion.STELLVERTRETUNG, spaeter)
    antworten(nrw, "kommt")
    zugaenge = fall.zugaenge.filter(amt=vertretung)
    assert [z.bis for z in zugaenge] == [heute()]


def test_it_takes_a_deputy_only_for_who_does_not_come(
    nrw: Spiel, fall: Fall, vertretung: Amt
) -> None:
    sitzung = nrw.einladen()
    mitglied = sitzung.teilnahmen.get(amt=nrw.akteur(Funktion.MITGLIED).amt_id)
    eingabe: dict[str, Any] = {"teilnahme": str(mitglied.pk), "vertretung": str(vertretung.pk)}
    fehler = fehlerfelder(
        nrw, "sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, zusage="kommt", **eingabe
    )
    assert fehler == {"vertretung": ["Wer kommt, wird nicht vertreten."]}
    andere = Amt.objects.filter(gremium=nrw.gremium, funktion=Funktion.STELLVERTRETUNG)
    eingabe["vertretung"] = str(andere.exclude(pk=vertretung.pk)[0].pk)
    fehler = fehlerfelder(
        nrw,
        "sitzung_zusagen",
        sitzung=sitzung.pk,
        als=Funktion.MITGLIED,
        zusage="kommt_nicht",
        **eingabe,
    )
    assert fehler.keys() == {"vertretung"}


def test_it_lets_a_member_answer_for_themselves_and_the_office_for_all(nrw: Spiel) -> None:
    sitzung = nrw.einladen()
    vorsitz = sitzung.teilnahmen.exclude(amt=nrw.akteur(Funktion.MITGLIED).amt_id)[0]
    fremd: dict[str, Any] = {"teilnahme": str(vorsitz.pk), "zusage": "kommt"}
    fehler = fehlerfelder(
        nrw, "sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, **fremd
    )
    assert fehler.keys() == {"teilnahme"}
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.GESCHAEFTSSTELLE, **fremd)
    vorsitz.refresh_from_db()
    assert vorsitz.zusage == Zusage.KOMMT


def test_it_asks_a_member_about_nobody_else_and_shows_what_they_said(nrw: Spiel) -> None:
    sitzung = nrw.einladen()
    eigene = sitzung.teilnahmen.get(amt=nrw.akteur(Funktion.MITGLIED).amt_id)
    video: dict[str, Any] = {"teilnahme": str(eigene.pk), "zusage": "per_video"}
    formular = ladung_form(nrw, sitzung)
    assert formular["teilnahme"].is_hidden
    assert formular["teilnahme"].value() == eigene.pk
    assert formular["zusage"].value() == Zusage.OFFEN
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, **video)
    formular = ladung_form(nrw, sitzung)
    assert formular["zusage"].value() == Zusage.PER_VIDEO
    assert ("per_video", "Ja, per Video") in formular.feld("zusage").choices


def test_it_knows_no_deputy_where_there_is_none(dortmund: Spiel) -> None:
    """Dortmund Nr. 2: „ist eine Vertretung nicht vorgesehen“."""
    sitzung = dortmund.einladen()
    formular = ladung_form(dortmund, sitzung)
    assert "Eine Vertretung ist nicht vorgesehen" in str(formular.feld("zusage").help_text)


def ladung_form(spiel: Spiel, sitzung: Sitzung) -> Any:
    schritt = hole("sitzung_zusagen")
    vorgang = vorbereiten(schritt, spiel.akteur(Funktion.MITGLIED), sitzung_id=sitzung.pk)
    return schritt.eingabe(vorgang=vorgang)


@pytest.mark.django_db(transaction=True)
def test_it_writes_mails_without_a_case_and_with_a_date(nrw: Spiel, fall: Fall) -> None:
    post()
    sitzung = nrw.einladen()
    briefe = post()
    eingeladene = set(sitzung.teilnahmen.values_list("amt__konto__email", flat=True))
    assert {b.to[0] for b in briefe} == eingeladene
    assert len(briefe) == len(eingeladene) > 5
    for brief in briefe:
        ((name, inhalt, art),) = brief.attachments
        assert (name, art) == ("sitzung.ics", "text/calendar")
        assert f"DTSTART:{sitzung.beginn:%Y%m%dT%H%M%SZ}" in inhalt
        for verraten in (fall.aktenzeichen, *(p.nachname for p in fall.personen.all())):
            assert verraten not in brief.body + brief.subject + inhalt
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk, einwahl="https://video.example/geheim")
    briefe = post()
    assert len(briefe) == len(eingeladene)
    assert "verlegt" in briefe[0].subject
    assert "SEQUENCE:1" in briefe[0].attachments[0][1]
    assert not any("geheim" in b.body + b.attachments[0][1] for b in briefe)
    absage = hole("sitzung_absagen")
    office = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    blatt = absage.eingabe(vorgang=vorbereiten(absage, office, sitzung_id=sitzung.pk))
    assert "stehen noch Fälle" in blatt.feld("grund").help_text  # Before one writes the reason.
    meldung = fehlerfelder(nrw, "sitzung_absagen", sitzung=sitzung.pk)
    assert "stehen noch Fälle" in meldung["__all__"][0]
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.tue("sitzung_absagen", sitzung=sitzung.pk)
    assert "METHOD:CANCEL" in post()[0].attachments[0][1]


def test_it_asks_again_who_comes_when_the_day_moves(nrw: Spiel) -> None:
    sitzung = nrw.einladen()
    antworten(nrw, "kommt")
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk)
    neu = frisch(sitzung)
    assert neu.beginn > sitzung.beginn
    assert set(neu.teilnahmen.values_list("zusage", flat=True)) == {Zusage.OFFEN}
    verlegung = neu.verlegungen.get()
    assert (verlegung.von, verlegung.auf) == (sitzung.beginn, neu.beginn)
    assert verlegung.grund == "Der Saal ist belegt."


def test_it_moves_and_invites_only_what_is_planned(nrw: Spiel) -> None:
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_absagen", sitzung=sitzung.pk)
    assert frisch(sitzung).vermerk == "Zu viele sind verhindert."
    for schritt in ("sitzung_verlegen", "sitzung_einladen", "sitzung_absagen"):
        fehler = fehlerfelder(nrw, schritt, sitzung=sitzung.pk)
        assert fehler == {"__all__": ["Diese Sitzung ist schon „Abgesagt“."]}


def test_it_invites_nobody_twice(nrw: Spiel) -> None:
    sitzung = nrw.einladen()
    assert fehlerfelder(nrw, "sitzung_einladen", sitzung=sitzung.pk) == {
        "__all__": ["Alle Mitglieder sind schon eingeladen."]
    }
    vergessen = sitzung.teilnahmen.earliest("pk")
    amt = vergessen.amt
    vergessen.delete()
    nrw.tue("sitzung_einladen", sitzung=sitzung.pk)
    assert sitzung.teilnahmen.filter(amt=amt).count() == 1


def test_it_holds_to_the_period_of_the_ordnung(nrw: Spiel, monkeypatch: pytest.MonkeyPatch) -> None:
    """No shipped body has a period; with one, being late takes a recorded decision."""
    sitzung = nrw.sitzung()
    assert ladung.letzter_tag_der_ladung(fassungen.alle("nrw")[-1].ordnung, sitzung.beginn) is None
    gestern = heute() - timedelta(days=1)
    monkeypatch.setattr(ladung, "letzter_tag_der_ladung", lambda *_: gestern)
    fehler = fehlerfelder(nrw, "sitzung_einladen", sitzung=sitzung.pk)
    assert "Eingeladen werden musste bis" in fehler["trotz_frist"][0]
    fehler = fehlerfelder(nrw, "sitzung_einladen", sitzung=sitzung.pk, trotz_frist="on")
    assert fehler == {"grund_frist": ["Bitte nennen Sie den Grund."]}
    grund = "Der Termin der Abschiebung drängt."
    nrw.tue("sitzung_einladen", sitzung=sitzung.pk, trotz_frist="on", grund_frist=grund)
    assert frisch(sitzung).vermerk == grund


def test_it_counts_the_period_back_from_the_day() -> None:
    """Format probe: „Die Einladung geht sechs Tage vor der Sitzung zu.“"""
    beginn = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    tage = {
        datei.stem: ladung.letzter_tag_der_ladung(lesen(datei.read_text("utf-8"), "probe"), beginn)
        for datei in PROBEN.glob("*.toml")
    }
    assert {land: tag for land, tag in tage.items() if tag} == {"he": date(2026, 12, 4)}


def test_it_has_general_questions_as_a_track_where_there_is_one(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """Dortmund Nr. 1: an exchange about general questions beside the cases."""
    dortmund, nrw = spielplatz("dortmund", "nrw")
    erledigt = dortmund.tue("sitzung_anberaumen", spur="allgemeine_fragen")
    sitzung = Sitzung.objects.get(pk=str(erledigt.objekt_id))
    assert sitzung.spur == "allgemeine_fragen"
    dortmund.tue("punkt_aufsetzen", sitzung=sitzung.pk)
    punkt = sitzung.punkte.get()
    assert (punkt.art, punkt.frage) == (
        Punktart.FRAGE,
        "Wie lange wartet man zurzeit auf einen Termin?",
    )
    erledigt = nrw.tue("sitzung_anberaumen", spur="allgemeine_fragen")
    assert Sitzung.objects.get(pk=str(erledigt.objekt_id)).spur == "einzelfaelle"


def test_it_has_the_standing_item_where_there_is_one(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """Krefeld 2013: what became of the cases so far."""
    krefeld, nrw = spielplatz("krefeld", "nrw")
    punkt = krefeld.sitzung().punkte.get()
    assert punkt.art == Punktart.STAENDIG
    assert "Sachstand der bisher beratenen Einzelfälle" in (punkt.titel or "")
    assert not nrw.sitzung().punkte.exists()


@pytest.mark.parametrize("art", MIT_FALL)
def test_it_puts_no_item_about_a_case_on_the_agenda_without_the_case(
    nrw: Spiel, art: Punktart
) -> None:
    fehler = fehlerfelder(nrw, "punkt_aufsetzen", sitzung=nrw.sitzung().pk, art=art)
    assert fehler.keys() == {"art"}


def test_it_strikes_only_items_that_are_no_case(nrw: Spiel, fall: Fall) -> None:
    sitzung = nrw.sitzung()
    fall_punkt = str(fall.tagesordnungspunkte.get().pk)
    fehler = fehlerfelder(nrw, "punkt_streichen", sitzung=sitzung.pk, punkt=fall_punkt)
    assert fehler.keys() == {"punkt"}
    assert "Aufgabe" in verboten(nrw, "punkt_aufsetzen", sitzung=sitzung.pk, als=Funktion.MITGLIED)


@pytest.mark.parametrize(
    ("form", "worte", "ort"),
    [
        ("raum", "Vor Ort", "Saal 2"),
        ("video", "Videokonferenz", ""),
        ("beides", "Vor Ort und Video", "Saal 2"),
    ],
)
def test_it_meets_in_a_room_by_video_or_both(nrw: Spiel, form: str, worte: str, ort: str) -> None:
    """The form stands in mail, calendar and minutes; the dial-in in none of them."""
    zugang = "https://video.example/geheim"
    pk = nrw.tue("sitzung_anberaumen", form=form, ort=ort, einwahl=zugang).objekt_id
    sitzung = Sitzung.objects.select_related("gremium", "schluessel").get(pk=str(pk))
    assert (sitzung.form, sitzung.ort, sitzung.einwahl) == (form, ort, zugang)
    post()
    nrw.einladen(sitzung)
    wo = f"{worte}, {ort}" if ort else worte
    for brief in post():
        ((_, kalender, _),) = brief.attachments
        assert f"\n{wo}\n" in brief.body
        assert worte in kalender.replace("\\,", ",")
        assert "video.example" not in brief.body + brief.subject + kalender
    einer = sitzung.teilnahmen.exclude(amt=None)[0]
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    nrw.tue("sitzung_zusagen", **hier, teilnahme=str(einer.pk), zusage="per_video")
    nrw.tue("sitzung_eroeffnen", **hier, zugesagte_anwesend="on")
    strecken = list(einer.anwesenheiten.all())
    assert all(strecke.per_video for strecke in strecken)
    nrw.tue("anwesenheit_festhalten", **hier, teilnahme=str(einer.pk), wie="video")
    text = zur_sitzung(frisch(sitzung)).text
    assert f"Uhr, {wo}." in text
    assert ", per Video" in text
    assert "video.example" not in text
