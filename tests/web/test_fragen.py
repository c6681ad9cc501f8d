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


def test_it_records_why_an_answer_is_open_and_the_paper_that_proves_it(
    nrw: Spiel, buero: Besuch
) -> None:
    fall = nrw.neuer_fall()
    for _ in range(2):
        nrw.zug(fall, "dokument_hinzufuegen")
    erstes, zweites = fall.dokumente.order_by("nummer")
    bogen = _bogen(
        fall,
        dokument=str(erstes.pk),
        wohnsitz_im_land="ungeklaert",
        wohnsitz_im_land__offen_weil="nachweis",
        im_bundesgebiet="ja",
        im_bundesgebiet__dokument=str(zweites.pk),
        ausreisepflichtig="ungeklaert",
    )
    buero.sende(buero.fall(fall, "fragen/"), bogen)
    gesagt = {a.merkmal: (a.antwort, a.offen_weil, a.dokument_id) for a in fall.angaben.all()}
    assert gesagt == {
        "wohnsitz_im_land": ("ungeklaert", "nachweis", erstes.pk),
        "im_bundesgebiet": ("ja", "", zweites.pk),
        "ausreisepflichtig": ("ungeklaert", "", erstes.pk),
    }
    assert "Ein Nachweis fehlt" in text(buero.hole(buero.fall(fall, "gruende/")))


@pytest.mark.parametrize("grund", ["tatsache", "nachweis", "wertung", "recht"])
def test_it_knows_the_four_reasons_for_being_open(nrw: Spiel, buero: Besuch, grund: str) -> None:
    fall = nrw.neuer_fall()
    bogen = _bogen(fall, wohnsitz_im_land="ungeklaert", wohnsitz_im_land__offen_weil=grund)
    buero.sende(buero.fall(fall, "fragen/"), bogen)
    assert fall.angaben.get().offen_weil == grund


def test_it_keeps_reason_and_paper_when_something_is_wrong(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "dokument_hinzufuegen")
    papier = fall.dokumente.get()
    bogen = _bogen(
        fall,
        wohnsitz_im_land="ja",
        wohnsitz_im_land__offen_weil="recht",
        im_bundesgebiet__dokument=str(papier.pk),
        ausreisepflichtig="ungeklaert",
        ausreisepflichtig__offen_weil="wertung",
    )
    inhalt = buero.sende(buero.fall(fall, "fragen/"), bogen, 422).content.decode()
    assert "Das gehört nur zu „Ungeklärt“" in inhalt
    assert "Bitte beantworten Sie dazu auch die Frage" in inhalt
    gewaehlt = [
        'value="recht" selected',
        'value="wertung" selected',
        f'value="{papier.pk}" selected',
    ]
    assert [inhalt.count(wahl) for wahl in gewaehlt] == [1, 1, 1]
    # What is filled in stands open, so that the error can be seen.
    assert inhalt.count('hf-falte--klein" open') == 3
    assert not Angabe.objects.exists()


def test_it_offers_only_papers_of_this_case(nrw: Spiel, buero: Besuch) -> None:
    fall, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    assert "Nachweis in der Akte" not in buero.hole(buero.fall(fall, "fragen/"))
    nrw.zug(anderer, "dokument_hinzufuegen")
    fremd = str(anderer.dokumente.get().pk)
    for feld in ("dokument", "wohnsitz_im_land__dokument"):
        bogen = _bogen(fall, wohnsitz_im_land="ja", **{feld: fremd})
        buero.sende(buero.fall(fall, "fragen/"), bogen, 422)
    assert not Angabe.objects.exists()
