"""A decision without a meeting: only where an Ordnung has it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Sitzungsform
from haertefall.sitzungen.niederschrift import zum_punkt, zur_sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.entschaedigung import zeilen
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import beantrage, da, ruf
from tests.schritte.pruefstand import fehlerfelder, frisch, post, verboten

Hausordnung = Callable[[str, str], None]
UMLAUF = """
[[sitzungsregel]]
gegenstand = "umlauf"
inhalt     = "In Eilfällen wird schriftlich im Umlauf beschlossen."
erlaubt    = true
tage       = 7
quelle     = "Formatprobe"

[[beschlussfaehigkeit]]
anzahl = 3
umlauf = true
quelle = "Formatprobe"

[[mehrheit]]
gegenstand = ["ersuchen"]
einstimmig = true
von        = "stimmberechtigte"
umlauf     = true
quelle     = "Formatprobe"
"""

LADUNG = """
[[sitzungsregel]]
gegenstand  = "ladungsfrist"
inhalt      = "Die Einladung geht sechs Tage vor der Sitzung zu."
tage        = 6
rueckwaerts = true
quelle      = "Formatprobe"
"""


@pytest.fixture
def umlauf(nrw: Spiel, hausordnung: Hausordnung) -> tuple[Sitzung, Fall]:
    """Sent round with one case."""
    hausordnung("nrw", UMLAUF)
    fall = nrw.bis(Stand.BERATUNGSREIF)
    pk = nrw.tue("umlauf_einleiten", tag=_in(7)).objekt_id
    nrw.zug(fall, "auf_tagesordnung_setzen", sitzung=str(pk))
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=str(pk)), fall


def _in(tage: int) -> str:
    return (heute() + timedelta(days=tage)).isoformat()


def zaehle(nrw: Spiel, sitzung: Sitzung, ja: int, **mehr: Any) -> dict[str, Any]:
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    return {"sitzung": sitzung.pk, "antrag": antrag, "ja": ja, "nein": 0, "enthaltung": 0, **mehr}


def test_it_is_refused_with_the_reason_where_no_ordnung_has_it(nrw: Spiel) -> None:
    """The HFKVO has no rule on it, so there is none."""
    meldung = fehlerfelder(nrw, "umlauf_einleiten", tag=_in(14))
    assert "nur, wo eine Ordnung ihn vorsieht" in meldung["__all__"][0]
    assert "keine Regel hinterlegt" in meldung["__all__"][0]
    meldung = fehlerfelder(nrw, "sitzung_anberaumen", form="umlauf")
    assert set(meldung) == {"form"}  # Nor by the back door.
    grund = verboten(nrw, "umlauf_einleiten", tag=_in(14), als=Funktion.VORSITZ)
    assert "nicht Aufgabe Ihrer Funktion" in grund


def test_it_leaves_the_time_to_answer_that_the_ordnung_gives(
    nrw: Spiel, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", UMLAUF)
    meldung = fehlerfelder(nrw, "umlauf_einleiten", tag=_in(6))
    assert f"{heute() + timedelta(days=7):%d.%m.%Y}" in meldung["tag"][0]
    assert "Formatprobe" in meldung["tag"][0]


def test_it_is_read_and_counted_like_the_rows_about_it_say(
    nrw: Spiel, umlauf: tuple[Sitzung, Fall]
) -> None:
    """„Present“ is who has answered; rows about meetings do not speak here."""
    sitzung, fall = umlauf
    assert sitzung.form == Sitzungsform.UMLAUF
    assert str(sitzung).startswith("Umlauf bis ")
    assert sichtbar_fuer(nrw.akteur(Funktion.MITGLIED)).filter(pk=fall.pk).exists()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 2)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Eile.")
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", **zaehle(nrw, sitzung, 2))
    assert "Nötig: 3 Antworten; geantwortet: 2." in meldung["__all__"][0]
    da(nrw, sitzung, 10)
    nrw.tue("abstimmung_festhalten", **zaehle(nrw, sitzung, 10))
    zaehlung = Abstimmung.objects.get()
    zaehlung.punkt.sitzung = sitzung
    assert (zaehlung.angenommen, zaehlung.durch) == (True, "regel")
    assert "Einstimmigkeit" in zaehlung.feststellung
    assert "§ 6 Abs. 3" not in zaehlung.feststellung
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    assert frisch(fall).stand == Stand.ERSUCHEN_BESCHLOSSEN
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
    sitzung.refresh_from_db()
    kopf, punkt = zur_sitzung(sitzung).text, zum_punkt(sitzung.punkte.get()).text
    assert "Umlauf ohne Sitzung, Antworten bis" in kopf
    assert "Geantwortet: 10 von 10 Mitgliedern." in kopf
    assert "Auszählung begonnen: " in kopf
    assert " bis 1" not in kopf.partition("Antworten:\n")[2]  # No hours of presence.
    assert "Geantwortet haben: " in punkt
    assert {z.teilnahme for z in zeilen(sitzung, None)} == {"im Umlauf"}


def test_it_computes_nothing_where_only_meetings_are_regulated(
    nrw: Spiel, hausordnung: Hausordnung
) -> None:
    nur_erlaubt = UMLAUF[: UMLAUF.index("[[beschlussfaehigkeit]]")]
    hausordnung("nrw", nur_erlaubt)
    fall = nrw.bis(Stand.BERATUNGSREIF)
    pk = nrw.tue("umlauf_einleiten", tag=_in(7)).objekt_id
    nrw.zug(fall, "auf_tagesordnung_setzen", sitzung=str(pk))
    sitzung = Sitzung.objects.get(pk=str(pk))
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 10)
    ruf(nrw, sitzung)
    beantrage(nrw, sitzung, "ersuchen")
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", **zaehle(nrw, sitzung, 10))
    assert "keine Regel hinterlegt" in meldung["festgestellt"][0]


def test_it_has_no_deputies_guests_or_urns(nrw: Spiel, umlauf: tuple[Sitzung, Fall]) -> None:
    sitzung, _ = umlauf
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Geheim.")
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    bogen: dict[str, Any] = {"sitzung": sitzung.pk, "gast": "Gitta Gast", "wie": "da"}
    assert set(fehlerfelder(nrw, "anwesenheit_festhalten", **bogen)) == {"teilnahme"}
    meldung = fehlerfelder(nrw, "geheim_eroeffnen", sitzung=sitzung.pk)
    assert "nur in einer Sitzung" in str(meldung)


def test_it_forgets_an_answer_that_was_none(nrw: Spiel, umlauf: tuple[Sitzung, Fall]) -> None:
    """Nobody leaves an Umlauf: a click by mistake must not count among the answers at the end."""
    sitzung, _ = umlauf
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 4)
    versehen = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung)[0].teilnahme
    doch_nicht: dict[str, Any] = {"teilnahme": str(versehen.pk), "wie": "weg"}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **doch_nicht)
    assert Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).count() == 3
    assert versehen.name not in {z.name for z in zeilen(sitzung, None)}


def test_it_asks_nobody_whether_they_come(nrw: Spiel, umlauf: tuple[Sitzung, Fall]) -> None:
    sitzung, _ = umlauf
    wer = str(sitzung.teilnahmen.all()[0].pk)
    bogen: dict[str, Any] = {"teilnahme": wer, "zusage": "kommt"}
    meldung = fehlerfelder(nrw, "sitzung_zusagen", sitzung=sitzung.pk, **bogen)
    assert "Zu einem Umlauf kommt niemand." in meldung["__all__"][0]


def test_it_becomes_a_meeting_when_it_is_moved(nrw: Spiel, umlauf: tuple[Sitzung, Fall]) -> None:
    sitzung, _ = umlauf
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk)
    sitzung.refresh_from_db()
    assert sitzung.form == Sitzungsform.RAUM
    letzte = post()[-1]
    assert "Statt eines Umlaufs eine Sitzung" in letzte.subject
    assert "sagen Sie in Härtefall, ob Sie kommen" in letzte.body


def test_it_becomes_no_meeting_too_late_without_a_decision(
    nrw: Spiel, umlauf: tuple[Sitzung, Fall], hausordnung: Hausordnung
) -> None:
    """The answers have their period, a meeting has that of its invitation."""
    sitzung, _ = umlauf
    hausordnung("nrw", UMLAUF + LADUNG)
    fehler = fehlerfelder(nrw, "sitzung_verlegen", sitzung=sitzung.pk, tag=_in(2))
    assert "Eingeladen werden musste bis" in fehler["trotz_frist"][0]
    trotz: dict[str, Any] = {"trotz_frist": "on", "grund_frist": "Die Abschiebung ist angesetzt."}
    nrw.tue("sitzung_verlegen", sitzung=sitzung.pk, tag=_in(2), **trotz)
    sitzung.refresh_from_db()
    assert (sitzung.form, sitzung.vermerk) == (Sitzungsform.RAUM, trotz["grund_frist"])


def test_it_tells_those_who_were_asked_in_its_own_words(
    nrw: Spiel, umlauf: tuple[Sitzung, Fall]
) -> None:
    """No mail about an Umlauf speaks of a meeting that falls through, or of a video conference."""
    sitzung, fall = umlauf
    nrw.tue("punkt_aufsetzen", sitzung=sitzung.pk)
    assert "auch dazu" in post()[-1].body
    fall.refresh_from_db()
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.tue("sitzung_absagen", sitzung=sitzung.pk)
    letzte = post()[-1]
    assert "Sie brauchen nicht zu antworten." in letzte.body
    for wort in ("fällt aus", "Videokonferenz"):
        assert wort not in letzte.body


def test_it_says_in_the_mail_what_it_is_and_nothing_of_a_case(
    nrw: Spiel, umlauf: tuple[Sitzung, Fall]
) -> None:
    sitzung, fall = umlauf
    briefe = [b for b in post() if "Umlauf" in b.subject]
    assert len(briefe) == sitzung.teilnahmen.count() > 5
    for brief in briefe:
        ((_, kalender, _),) = brief.attachments
        assert "ohne Sitzung" in brief.body
        assert "schriftlich" in brief.body
        assert "SUMMARY:Umlauf" in kalender
        for verraten in (fall.aktenzeichen, *(p.nachname for p in fall.personen.all())):
            assert verraten not in brief.body + brief.subject + kalender
