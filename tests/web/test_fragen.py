"""All questions on one page."""

import uuid
from collections.abc import Callable

import pytest

from haertefall.faelle.models import Angabe, Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.web.besuch import Besuch, text
from tests.web.marken import GEHEIM

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def buero(nrw: Spiel, als: Als) -> Besuch:
    return als(nrw, Funktion.GESCHAEFTSSTELLE)


def _bogen(fall: Fall, **antworten: str) -> dict[str, str]:
    return {
        "einmal": str(uuid.uuid4()),
        "version": str(fall.version),
        "person": "",
        "seite": "geschaeftsstelle",
        "am": heute().isoformat(),
        "beleg": "Bescheid vom Mai",
        **antworten,
    }


def test_it_records_each_answer_as_an_act(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    version = fall.version
    bogen = _bogen(fall, wohnsitz_im_land="ja", im_bundesgebiet="ja", ausreisepflichtig="nein")
    antwort = buero.sende(buero.fall(fall, "fragen/"), bogen)
    assert antwort.headers["Location"] == buero.fall(fall) + "#gruende"
    fall.refresh_from_db()
    assert fall.version == version + 3
    gesagt = {a.merkmal: (a.antwort, a.beleg) for a in fall.angaben.all()}
    assert gesagt == {
        "wohnsitz_im_land": ("ja", "Bescheid vom Mai"),
        "im_bundesgebiet": ("ja", "Bescheid vom Mai"),
        "ausreisepflichtig": ("nein", "Bescheid vom Mai"),
    }
    assert fall.verlauf.filter(schritt="angabe_festhalten").count() == 3


def test_it_records_for_all_persons_or_for_one(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "person_hinzufuegen")
    buero.sende(buero.fall(fall, "fragen/"), _bogen(fall, wohnsitz_im_land="ja"))
    assert fall.angaben.count() == 2
    fall.refresh_from_db()
    zweite = fall.personen.get(nummer=2)
    bogen = _bogen(fall, person=str(zweite.pk), ausreisepflichtig="ja")
    buero.sende(buero.fall(fall, "fragen/"), bogen)
    assert fall.angaben.get(merkmal="ausreisepflichtig").person_id == zweite.pk


def test_it_does_a_form_once(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    bogen = _bogen(fall, wohnsitz_im_land="ja", im_bundesgebiet="ja")
    for _ in range(2):
        buero.sende(buero.fall(fall, "fragen/"), bogen)
    assert Angabe.objects.count() == 2


def test_it_records_all_answers_or_none(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    bogen = _bogen(fall, wohnsitz_im_land="ja", im_bundesgebiet="ja")
    buero.sende(buero.fall(fall, "fragen/"), bogen)
    # The same key with other answers: the first act is new, the second contradicts.
    fall.refresh_from_db()
    anders = bogen | {"ausreisepflichtig": "ja", "im_bundesgebiet": "nein"}
    antwort = buero.sende(buero.fall(fall, "fragen/"), anders, 409)
    assert "schon einmal abgesendet" in antwort.content.decode()
    assert not Angabe.objects.filter(merkmal="ausreisepflichtig").exists()


def test_it_loses_no_answer_when_somebody_else_was_faster(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    bogen = _bogen(fall, wohnsitz_im_land="ja")
    nrw.zug(fall, "person_hinzufuegen")
    inhalt = buero.sende(buero.fall(fall, "fragen/"), bogen, 409).content.decode()
    assert "in der Zwischenzeit geändert" in inhalt
    assert "Bescheid vom Mai" in inhalt
    assert 'name="wohnsitz_im_land" value="ja" id="id_wohnsitz_im_land_0" checked' in inhalt
    assert f'name="version" value="{fall.version}"' in inhalt


def test_it_asks_for_an_answer_and_a_day_that_has_come(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    antwort = buero.sende(buero.fall(fall, "fragen/"), _bogen(fall), 422)
    assert "mindestens eine Frage" in antwort.content.decode()
    bogen = _bogen(fall, wohnsitz_im_land="ja", am="2999-01-01")
    antwort = buero.sende(buero.fall(fall, "fragen/"), bogen, 422)
    assert "Der Tag liegt in der Zukunft" in antwort.content.decode()
    assert not Angabe.objects.exists()


def test_it_shows_what_was_said_so_far(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "angabe_festhalten", merkmal="wohnsitz_im_land", antwort="nein", seite="antrag")
    seite = text(buero.hole(buero.fall(fall, "fragen/")))
    assert "Bisher: Antragsteller oder Beratung: Nein" in seite


def test_it_is_there_only_while_one_may_answer(nrw: Spiel, buero: Besuch, als: Als) -> None:
    fall = nrw.bis(Stand.ABGESCHLOSSEN)
    assert "nicht möglich" in text(buero.hole(buero.fall(fall, "fragen/"), 403))
    offen = nrw.bis(Stand.AUF_TAGESORDNUNG)
    mitglied = als(nrw, Funktion.MITGLIED)
    mitglied.hole(mitglied.fall(offen, "fragen/"), 403)
    mitglied.sende(mitglied.fall(offen, "fragen/"), _bogen(offen, wohnsitz_im_land="ja"), 403)
    rat = als(nrw, Funktion.RAT)
    rat.hole(rat.fall(offen, "fragen/"), 404)


def test_it_marks_what_an_authority_says_about_a_removal(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    buero.sende(buero.fall(fall, "fragen/"), _bogen(fall, **{GEHEIM: "ja", "seite": "behoerde"}))
    assert fall.angaben.get().geheim
