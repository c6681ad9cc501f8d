"""The statement of the authority is recorded, by the office or by the authority itself."""

import pytest

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.einrichten import behoerde_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    letzter_eintrag,
    unsichtbar,
    verboten,
)

ANTWORT, BUERO = "stellungnahme_eintragen", Funktion.GESCHAEFTSSTELLE


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.STELLUNGNAHME)


@pytest.mark.parametrize("als", [Funktion.GESCHAEFTSSTELLE, Funktion.AUSLAENDERBEHOERDE])
def test_it_answers_the_open_request(nrw: Spiel, fall: Fall, als: Funktion) -> None:
    nrw.tue("stellungnahme_eintragen", fall=fall, als=als, sachverhalt="Stimmt.", votum="Ja.")
    fall.refresh_from_db()
    zeile = fall.stellungnahmen.get()
    zeile.fall = frisch(fall)
    assert (zeile.eingegangen_am, zeile.sachverhalt, zeile.votum) == (heute(), "Stimmt.", "Ja.")
    assert fall.stand == Stand.BERATUNGSREIF
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()
    eintrag = letzter_eintrag(fall)
    assert (eintrag.funktion, eintrag.zaehlt) == (als, {})
    assert "Stimmt." not in str(eintrag.angaben)


def test_it_puts_a_supplement_beside_the_first(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "stellungnahme_eintragen", sachverhalt="Zuerst.")
    nrw.zug(fall, "stellungnahme_eintragen", sachverhalt="Dann.", votum="")
    texte = []
    for zeile in fall.stellungnahmen.all():
        zeile.fall = frisch(fall)
        texte.append(zeile.sachverhalt)
    assert sorted(texte) == ["Dann.", "Zuerst."]
    assert fall.stand == Stand.BERATUNGSREIF
    assert letzter_eintrag(fall).grundlage == "annahme"


def test_it_lets_an_authority_answer_only_for_itself(nrw: Spiel, fall: Fall) -> None:
    """The first authority was asked and did not answer; another one is asked and answers."""
    nrw.zug(fall, "zur_beratung_vorsehen")
    nrw.zug(fall, "auf_tagesordnung_setzen", ohne_stellungnahme="on")
    nrw.zug(fall, "ergebnis_feststellen", "weitere_aufklaerung")
    amt = Amt.objects.exclude(behoerde=fall.behoerde_id).get(funktion="auslaenderbehoerde")
    nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(amt.behoerde_id))
    nrw.aemter[Funktion.AUSLAENDERBEHOERDE] = amt
    nrw.tue("stellungnahme_eintragen", fall=fall, als=Funktion.AUSLAENDERBEHOERDE)
    beantwortet = fall.stellungnahmen.get(eingegangen_am__isnull=False)
    assert beantwortet.behoerde_id == amt.behoerde_id
    assert fall.stellungnahmen.count() == 2


def test_it_lets_the_office_say_whose_answer_came(nrw: Spiel, fall: Fall) -> None:
    """Two were asked; the late letter of the first is not read by the second as its own."""
    erste = fall.behoerde_id
    nrw.zug(fall, "zur_beratung_vorsehen")
    nrw.zug(fall, "auf_tagesordnung_setzen", ohne_stellungnahme="on")
    nrw.zug(fall, "ergebnis_feststellen", "weitere_aufklaerung")
    zweite, dritte = (behoerde_anlegen(name, name).pk for name in ("neustadt", "fernstadt"))
    nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(zweite))
    for falsch in ("", str(dritte)):
        fehler = fehlerfelder(nrw, ANTWORT, fall=fall, als=BUERO, behoerde=falsch)
        assert fehler.keys() == {"behoerde"}
    nrw.zug(fall, ANTWORT, als=BUERO, behoerde=str(erste), sachverhalt="Von der ersten.")
    beantwortet = fall.stellungnahmen.get(eingegangen_am__isnull=False)
    assert beantwortet.behoerde_id == erste
    assert fall.wiedervorlagen.filter(anlass="stellungnahme", erledigt_am=None).exists()
    nrw.zug(fall, ANTWORT, als=BUERO, behoerde=str(erste), sachverhalt="Nachtrag.")
    assert fall.stellungnahmen.get(eingegangen_am=None).behoerde_id == zweite
    nrw.zug(fall, ANTWORT, als=BUERO, behoerde=str(zweite))
    assert not fall.stellungnahmen.filter(eingegangen_am=None).exists()
    assert not fall.wiedervorlagen.filter(anlass="stellungnahme", erledigt_am=None).exists()


def test_it_wants_the_facts_and_a_day_that_has_come(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(
        nrw, "stellungnahme_eintragen", fall=fall, sachverhalt="", am="2999-01-01"
    )
    assert fehler.keys() == {"sachverhalt", "am"}


def test_it_comes_when_it_was_asked_for(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUFGENOMMEN)
    grund = verboten(nrw, "stellungnahme_eintragen", fall=fall, als=Funktion.GESCHAEFTSSTELLE)
    assert "nur im Stand „Stellungnahme der Ausländerbehörde erbeten“" in grund
    assert "§ 3 Abs. 2 Satz 2" in grund
    unsichtbar(nrw, "stellungnahme_eintragen", fall=fall, als=Funktion.AUSLAENDERBEHOERDE)


def test_it_is_not_written_by_members(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    grund = verboten(nrw, "stellungnahme_eintragen", fall=fall, als=Funktion.MITGLIED)
    assert "Zuständig: Ausländerbehörde oder Geschäftsstelle" in grund
