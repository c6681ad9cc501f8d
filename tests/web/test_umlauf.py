"""The pages of an Umlauf, which is no meeting."""

from collections.abc import Callable

import pytest

from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.sitzungsbeispiele import sitzungsbeispiel
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, im_umlauf, ruf
from tests.schritte.sitzung.test_umlauf import UMLAUF
from tests.web.besuch import Besuch, amt_in, text

# What only people do who meet.
VON_SITZUNGEN = (
    "Wer kommt",
    "Teilnahme mitteilen",
    "Sitzung eröffnen",
    "Sitzung abschließen",
    "Sitzung verlegen",
    "Sitzung absagen",
    "Sitzung vorbereiten",
    "Anwesenheit festhalten",
    "Punkt aufrufen",
    "Mitgebrachte Unterlagen eintragen",
    "laufenden Sitzung",
    "wird beraten",
    "anwesend",
    "Geheime Abstimmung",
    "23:59",
)


@pytest.fixture
def nrw(spielplatz: Callable[..., list[Spiel]], hausordnung: Callable[[str, str], None]) -> Spiel:
    (spiel,) = spielplatz("nrw", voll=True)
    hausordnung("nrw", UMLAUF)
    return spiel


@pytest.fixture
def umlauf(nrw: Spiel) -> Sitzung:
    return im_umlauf(nrw)


def ohne_sitzung(seite: str) -> str:
    """The page, in which nobody meets."""
    zu_lesen = text(seite)
    for wort in VON_SITZUNGEN:
        assert wort not in zu_lesen, wort
    return seite


def test_it_speaks_of_answers_and_of_no_meeting(nrw: Spiel, umlauf: Sitzung) -> None:
    buero, hier = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)), f"/nrw/sitzungen/{umlauf.pk}/"
    seite = ohne_sitzung(buero.hole(hier))
    for wort in ("Wer gefragt ist", "Diesen Umlauf vorbereiten", "Auszählung beginnen"):
        assert wort in seite
    assert "Umlauf abbrechen" in seite
    assert "In einer Sitzung beraten" in seite
    ohne_sitzung(Besuch(amt_in(nrw, Funktion.MITGLIED)).hole(hier))
    assert "1 Fall, der Ihnen vorliegt" in ohne_sitzung(buero.hole(f"{hier}vorbereitung/"))
    assert f"{umlauf}</a>" in buero.hole("/nrw/sitzungen/")
    blatt = ohne_sitzung(buero.hole(f"{hier}schritt/sitzung_eroeffnen/"))
    assert "Wer zugesagt hat" not in blatt
    assert "Wer noch nicht geantwortet hat, kann es weiter tun." in blatt
    blatt = text(buero.hole(f"{hier}schritt/sitzung_absagen/"))
    assert "verlegen Sie die Sitzung" not in blatt  # That would make one of it.
    assert "machen Sie eine aus dem Umlauf" in blatt
    schrift = text(buero.hole(f"{hier}niederschrift/"))
    assert "Zu diesem Umlauf gibt es noch keine Niederschrift." in schrift
    assert "wenn die Sitzung" not in schrift
    assert ">Umlauf vorbereiten</a>" in ohne_sitzung(buero.hole(f"{hier}mappe/"))


def test_it_says_what_was_done_as_the_button_did(nrw: Spiel, umlauf: Sitzung) -> None:
    """Also when it has become a meeting by that."""
    buero, hier = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)), f"/nrw/sitzungen/{umlauf.pk}/"
    for schritt, titel in (
        ("sitzung_eroeffnen", "Auszählung beginnen"),
        ("eroeffnung_zuruecknehmen", "Auszählung zurücknehmen"),
        ("sitzung_verlegen", "In einer Sitzung beraten"),
    ):
        adresse = f"{hier}schritt/{schritt}/"
        veraltet = buero.sende(adresse, {"version": "0"}, 409).content.decode()
        assert "Der Umlauf wurde in der Zwischenzeit geändert." in text(veraltet)
        assert "Den Umlauf in einem neuen Fenster ansehen" in text(veraltet)
        umlauf.refresh_from_db()
        bogen = {"version": umlauf.version, "grund": "Ein Versehen.", **sitzungsbeispiel(schritt)}
        antwort = buero.sende(adresse, bogen)
        assert f"Erledigt: {titel}." in buero.hole(antwort.headers["Location"])


def test_it_is_counted_on_a_screen_without_a_meeting(nrw: Spiel, umlauf: Sitzung) -> None:
    buero, hier = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)), f"/nrw/sitzungen/{umlauf.pk}/"
    nrw.tue("sitzung_eroeffnen", sitzung=umlauf.pk)
    assert "Zur Auszählung" in ohne_sitzung(buero.hole(hier))
    assert f"Der {umlauf} wird ausgezählt." in buero.hole("/nrw/")
    da(nrw, umlauf, 4)
    seite = ohne_sitzung(buero.hole(f"{hier}live/"))
    assert "Punkt auszählen" in seite
    assert "Umlauf abschließen" in seite
    ruf(nrw, umlauf)
    beantrage(nrw, umlauf, "ersuchen")
    seite = ohne_sitzung(buero.hole(f"{hier}live/"))
    assert "TOP 1 wird ausgezählt" in seite
    assert "Antwort festhalten" in seite


def test_it_says_in_the_end_who_answered(nrw: Spiel, umlauf: Sitzung) -> None:
    """Not „keine Antwort“ beside everybody because nobody was asked whether they come."""
    buero, hier = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)), f"/nrw/sitzungen/{umlauf.pk}/"
    nrw.tue("sitzung_eroeffnen", sitzung=umlauf.pk)
    da(nrw, umlauf, 4)
    nrw.zug(umlauf.punkte.get().fall, "von_tagesordnung_nehmen")  # type: ignore[arg-type]
    nrw.tue("sitzung_beenden", sitzung=umlauf.pk)
    seite = ohne_sitzung(buero.hole(hier))
    assert seite.count(": hat geantwortet") == 4
    assert seite.count(": keine Antwort") == 6
    assert "4 von 10 Mitgliedern haben geantwortet" in seite
    nrw.tue("niederschrift_erstellen", sitzung=umlauf.pk)
    schrift = buero.hole(f"{hier}niederschrift/")
    assert "Zum Umlauf</h2>" in schrift
    assert "Wer geantwortet hat (Tabelle)" in schrift
