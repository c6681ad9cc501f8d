"""Typing answers and lists: every answer is an act, nothing typed is lost."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Seite
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


def technisch(fall: Fall) -> dict[str, str]:
    fall.refresh_from_db()
    return {"einmal": str(uuid.uuid4()), "version": str(fall.version)}


def fragen(besuch: Besuch, fall: Fall, frage: str, status: int = 302, **daten: Any) -> Any:
    daten = {"seite": "antrag", "am": "2026-11-20", "belegt": "on", **daten}
    adresse = besuch.fall(fall, f"pruefhilfe/fragen/?{frage}")
    return besuch.sende(adresse, technisch(fall) | daten, status)


def test_it_asks_what_is_missing_and_records_each_answer_as_an_act(
    nrw: Spiel, buero: Besuch, fall: Fall
) -> None:
    bogen = text(buero.hole(buero.fall(fall, "pruefhilfe/fragen/?weg=25a")))
    assert "Wann ist die Person geboren?" in bogen
    inhalt = buero.hole(buero.fall(fall, "pruefhilfe/fragen/?weg=60a.1"))
    assert "Abschiebungsstopp" in inhalt
    fragen(buero, fall, "weg=60a.1", 302, **{"60a.1.stopp_antwort": "ja"})
    zeile = fall.rechtsangaben.get()
    assert (zeile.kennung, zeile.seite) == ("60a.1.stopp", Seite.ANTRAG)
    assert fall.verlauf.filter(schritt="rechtsangabe_festhalten").count() == 1


def test_it_asks_one_question_again(buero: Besuch, fall: Fall) -> None:
    fragen(buero, fall, "angabe=geburtstag", geburtstag_antwort="2008-03-10")
    fragen(buero, fall, "angabe=geburtstag", geburtstag_antwort="2008-03-11")
    assert [z.inhalt["wert"] for z in fall.rechtsangaben.select_related("fall__schluessel")] == [
        "2008-03-10",
        "2008-03-11",
    ]


def test_it_records_a_judgement_only_with_reasons(buero: Besuch, fall: Fall) -> None:
    frage = "angabe=integration_gewaehrleistet"
    antwort = fragen(buero, fall, frage, 422, integration_gewaehrleistet_antwort="ja")
    assert "Bitte sagen Sie, warum Sie es so bewerten." in antwort.content.decode()
    assert fall.rechtsangaben.count() == 0
    gut = {"begruendung": "Gute Noten, Ausbildungsvertrag."}
    fragen(buero, fall, frage, 302, integration_gewaehrleistet_antwort="ja", **gut)
    seite = text(buero.hole(buero.fall(fall, "pruefhilfe/")))
    assert "Gute Noten, Ausbildungsvertrag." in seite


def test_it_asks_once_for_the_reasons_of_several_judgements(buero: Besuch, fall: Fall) -> None:
    """In the list of errors, and beside the one field."""
    bewertet = ("bekenntnis_grundordnung", "ausweisungsinteresse_54_1_sonst")
    antworten = {f"{frage}_antwort": "ja" for frage in bewertet}
    seite = fragen(buero, fall, "weg=25b", 422, **antworten).content.decode()
    assert all(f'name="{name}"' in seite for name in antworten)
    assert seite.count("Bitte sagen Sie, warum Sie es so bewerten.") == 2


def test_it_records_all_answers_or_none(buero: Besuch, fall: Fall) -> None:
    inhalt = buero.hole(buero.fall(fall, "pruefhilfe/fragen/?weg=60a.2c"))
    gefragt = list(dict.fromkeys(re.findall(r'name="([^"]+_antwort)"', inhalt)))
    assert len(gefragt) > 7
    daten: dict[str, Any] = dict.fromkeys(gefragt[:7], "ja")
    fragen(buero, fall, "weg=60a.2c", 422, **daten, **{gefragt[7]: "vielleicht"})
    assert fall.rechtsangaben.count() == 0
    fragen(buero, fall, "weg=60a.2c", **daten)
    assert fall.rechtsangaben.count() == 7


def test_it_asks_for_an_answer_and_keeps_what_was_typed(buero: Besuch, fall: Fall) -> None:
    antwort = fragen(buero, fall, "angabe=geburtstag", 422, beleg="MarkeBeleg")
    inhalt = antwort.content.decode()
    assert "mindestens eine Frage" in inhalt and "MarkeBeleg" in inhalt


def test_it_loses_no_answer_when_somebody_else_was_faster(
    nrw: Spiel, buero: Besuch, fall: Fall
) -> None:
    alt = technisch(fall)
    nrw.zug(fall, "wiedervorlage_setzen")
    daten = {"seite": "antrag", "am": "2026-11-20", "geburtstag_antwort": "2008-03-10"}
    adresse = buero.fall(fall, "pruefhilfe/fragen/?angabe=geburtstag")
    antwort = buero.sende(adresse, alt | daten, 409)
    assert 'value="2008-03-10"' in antwort.content.decode()
    assert fall.rechtsangaben.count() == 0


def test_it_puts_no_answer_beside_another_question(buero: Besuch, fall: Fall) -> None:
    """Somebody answered the first question meanwhile: it is no longer missing."""
    inhalt = buero.hole(buero.fall(fall, "pruefhilfe/fragen/?weg=60a.2c"))
    erste, zweite = list(dict.fromkeys(re.findall(r'name="([^"]+_antwort)"', inhalt)))[:2]
    alt = technisch(fall)
    fragen(buero, fall, "weg=60a.2c", 302, **{erste: "nein"})
    daten = {"seite": "antrag", "am": "2026-11-20", erste: "ja", zweite: "nein"}
    adresse = buero.fall(fall, "pruefhilfe/fragen/?weg=60a.2c")
    seite = buero.sende(adresse, alt | daten, 409).content.decode()
    gewaehlt = dict(re.findall(r'name="([^"]+_antwort)" value="(\w+)"[^>]*checked', seite))
    assert gewaehlt == {erste: "ja", zweite: "nein"}
    assert fall.rechtsangaben.count() == 1


def test_it_does_a_form_once(buero: Besuch, fall: Fall) -> None:
    daten = technisch(fall) | {
        "seite": "antrag",
        "am": "2026-11-20",
        "geburtstag_antwort": "2008-03-10",
    }
    adresse = buero.fall(fall, "pruefhilfe/fragen/?angabe=geburtstag")
    buero.sende(adresse, daten)
    buero.sende(adresse, daten)
    assert fall.rechtsangaben.count() == 1


def test_it_takes_a_list_shows_it_again_and_replaces_it(buero: Besuch, fall: Fall) -> None:
    adresse = buero.fall(fall, "pruefhilfe/liste/?art=aufenthalt")
    leer = buero.hole(adresse)
    assert leer.count("<legend") == 4
    zeile = {"art_0": "duldung", "von_0": "2022-01-01", "bis_0": "2022-03-31"}
    gemeinsam = {"seite": "geschaeftsstelle", "am": "2026-11-20", "vollstaendig": "on"}
    buero.sende(adresse, technisch(fall) | gemeinsam | zeile)
    inhalt = buero.hole(adresse)
    assert inhalt.count("<legend") == 5 and 'value="2022-03-31"' in inhalt
    falsch = buero.sende(
        adresse, technisch(fall) | gemeinsam | zeile | {"bis_0": "2021-01-01"}, 422
    )
    assert "Der letzte Tag liegt vor dem ersten." in falsch.content.decode()
    for art in ("strafen", "massnahmen"):
        buero.sende(
            buero.fall(fall, f"pruefhilfe/liste/?art={art}"),
            technisch(fall) | gemeinsam | ({"wessen": "strafen"} if art == "strafen" else {}),
        )
    assert "Verurteilungen: keine" in text(buero.hole(buero.fall(fall, "pruefhilfe/")))


def test_it_lets_a_counsellor_add_facts_of_the_own_side(nrw: Spiel) -> None:
    amt = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    fall, beratung = nrw.neuer_fall(eingebracht_von=str(amt.pk)), Besuch(amt)
    fragen(beratung, fall, "angabe=geburtstag", geburtstag_antwort="2008-03-10")
    assert fall.rechtsangaben.get().seite == Seite.ANTRAG
    wertung = "angabe=integration_gewaehrleistet"
    seite = beratung.hole(beratung.fall(fall, f"pruefhilfe/fragen/?{wertung}"))
    assert "nichts zu beantworten" in seite
    fragen(beratung, fall, "angabe=ledig", 422, ledig_antwort="ja", seite="geschaeftsstelle")
    beratung.hole(beratung.fall(fall, "pruefhilfe/liste/?art=strafen"), 403)


def test_it_numbers_papers_as_the_reader_sees_them(nrw: Spiel) -> None:
    """A gap would tell a counsellor that the authority has brought a paper."""
    amt = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    fall, beratung = nrw.neuer_fall(eingebracht_von=str(amt.pk)), Besuch(amt)
    nrw.zug(fall, "dokument_hinzufuegen", titel="Flug", seite="behoerde", geheim="on")
    nrw.zug(fall, "dokument_hinzufuegen", titel="Zeugnis", seite="antrag")
    seite = beratung.hole(beratung.fall(fall, "pruefhilfe/fragen/?angabe=geburtstag"))
    assert "Nr. 1: Zeugnis" in seite and "Nr. 2" not in seite
    zeugnis = str(fall.dokumente.get(seite="antrag").pk)
    fragen(beratung, fall, "angabe=geburtstag", geburtstag_antwort="2008-03-10", dokument=zeugnis)
    seite = text(beratung.hole(beratung.fall(fall, "pruefhilfe/")))
    assert "Dokument Nr. 1" in seite and "Dokument Nr. 2" not in seite


def test_it_says_why_nothing_can_be_entered(nrw: Spiel, buero: Besuch, als: Als) -> None:
    zu = nrw.bis(Stand.ABGESCHLOSSEN)
    seite = buero.hole(buero.fall(zu, "pruefhilfe/fragen/?weg=25a"), 403)
    assert "wird hier nichts eingetragen" in seite
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    mitglied = als(nrw, Funktion.MITGLIED)
    seite = mitglied.hole(mitglied.fall(vorgelegt, "pruefhilfe/"))
    assert "eintragen</a>" not in seite and "pruefhilfe/fragen" not in seite


def test_it_keeps_the_partners_convictions_apart(buero: Besuch, fall: Fall) -> None:
    """The rows of one person never stand in the form of another."""
    gemeinsam = {"seite": "geschaeftsstelle", "am": "2026-11-20", "vollstaendig": "on"}
    eigene = {"art_0": "geldstrafe", "hoehe_0": "67", "vorsaetzlich_0": "ja"}
    buero.sende(
        buero.fall(fall, "pruefhilfe/liste/?art=strafen"), technisch(fall) | gemeinsam | eigene
    )
    partner = buero.fall(fall, "pruefhilfe/liste/?art=strafen_partner")
    bogen = buero.hole(partner)
    assert 'value="67"' not in bogen and "von Partnerin oder Partner" in bogen
    # Whose list it is says the page, whatever else is sent.
    buero.sende(partner, technisch(fall) | gemeinsam | {"wessen": "strafen"})
    zeilen = {z.kennung: len(z.inhalt["zeilen"]) for z in fall.rechtsangaben.all()}
    assert zeilen == {"strafen": 1, "strafen_partner": 0}
    seite = buero.hole(buero.fall(fall, "pruefhilfe/"))
    assert "art=strafen_partner" in seite and "Verurteilungen: 1 eingetragen" in text(seite)
