"""Worked examples of corrections: day and outcome, file, state, and the count in both times."""

from datetime import date, datetime
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt
from tests.schritte.pruefstand import (
    bekannte_tatsachen,
    fehlerfelder,
    frisch,
    gezaehlt,
    kollegen,
    letzter_eintrag,
    tue_als,
    verboten,
)


def am(tag: int, monat: int = 3) -> Any:
    """Let the clock stand at noon of a day in 2026."""
    return gestellt(datetime(2026, monat, tag, 12, tzinfo=BERLIN))


def eintrag(fall: Fall, schritt: str) -> Verlaufseintrag:
    """The standing entry of an act."""
    return Verlaufseintrag.objects.get(fall=fall, schritt=schritt, ersetzt_durch=None)


def wusste(fall: Fall, stichtag: date, kenntnis: date) -> tuple[str, str] | None:
    """What was known on one day about another: result and what followed."""
    zeile = Tatsache.objects.filter(
        vorgang=fall.zaehl_vorgang,
        gilt_ab__lte=stichtag,
        gilt_bis__gt=stichtag,
        bekannt_ab__lte=kenntnis,
        bekannt_bis__gt=kenntnis,
    ).first()
    return (zeile.ergebnis, zeile.folge) if zeile else None


def leiste(fall: Fall) -> list[tuple[date, date, str, str]]:
    return [(t.gilt_ab, t.gilt_bis, t.ergebnis, t.folge) for t in bekannte_tatsachen(fall)]


def berichtige(spiel: Spiel, fall: Fall, was: Verlaufseintrag, **eingabe: Any) -> None:
    spiel.zug(fall, "berichtigen", eintrag=str(was.pk), **eingabe)


def bestaetige(spiel: Spiel, fall: Fall, entscheidung: str = "bestaetigt") -> None:
    offen = fall.berichtigungen.get(bestaetigt_um=None)
    tue_als(
        kollegen(spiel)[1],
        "berichtigung_bestaetigen",
        {"berichtigung": str(offen.pk), "entscheidung": entscheidung},
        fall=fall,
    )
    fall.refresh_from_db()


@pytest.fixture
def entschieden(nrw: Spiel) -> Fall:
    """Received on 2 March, declined by the body on 20 March."""
    with am(2):
        fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    with am(20):
        nrw.zug(fall, "ergebnis_feststellen", "kein_ersuchen")
    return fall


def test_it_corrects_the_day_of_a_result_at_once(nrw: Spiel, entschieden: Fall) -> None:
    fall = entschieden
    falsch = eintrag(fall, "ergebnis_feststellen")
    with am(25):
        berichtige(nrw, fall, falsch, am="2026-03-18", grund="Die Sitzung war am 18.")
    assert leiste(fall) == [
        (date(2026, 3, 2), date(2026, 3, 18), "offen", ""),
        (date(2026, 3, 18), OFFEN, "kein_ersuchen", ""),
    ]
    # Until the correction the 19th counted as open; that stays readable.
    assert wusste(fall, date(2026, 3, 19), date(2026, 3, 24)) == ("offen", "")
    assert wusste(fall, date(2026, 3, 19), date(2026, 3, 25)) == ("kein_ersuchen", "")
    assert gezaehlt(fall).ergebnis_am == date(2026, 3, 18)
    assert set(fall.ergebnisse.values_list("am", flat=True)) == {date(2026, 3, 18)}
    assert (fall.stand, fall.zaehlt_als) == (Stand.ENTSCHIEDEN, "kein_ersuchen")


def test_it_keeps_the_original_beside_its_correction(nrw: Spiel, entschieden: Fall) -> None:
    fall = entschieden
    falsch = eintrag(fall, "ergebnis_feststellen")
    with am(25):
        berichtige(nrw, fall, falsch, am="2026-03-18", grund="Die Sitzung war am 18.")
    original = Verlaufseintrag.objects.get(pk=falsch.pk)
    neu = letzter_eintrag(fall)
    assert (original.am, original.zaehlt) == (date(2026, 3, 20), {"ergebnis": "kein_ersuchen"})
    assert (neu.ersetzt, neu.stelle, neu.am) == (original, original.stelle, date(2026, 3, 18))
    assert neu.schritt == "berichtigen"
    assert neu.angaben["grund"] == "Die Sitzung war am 18."
    assert (neu.von, neu.nach) == (Stand.ENTSCHIEDEN, Stand.ENTSCHIEDEN)
    berichtigung = fall.berichtigungen.get()
    berichtigung.fall = frisch(fall)
    assert berichtigung.grund == "Die Sitzung war am 18."
    assert berichtigung.bestaetigt_von is None


def test_it_lets_a_second_person_confirm_another_result(nrw: Spiel, entschieden: Fall) -> None:
    fall = entschieden
    falsch = eintrag(fall, "ergebnis_feststellen")
    vorher = leiste(fall)
    with am(25):
        berichtige(nrw, fall, falsch, am="2026-03-20", wert="ergebnis:ersuchen")
        assert (fall.stand, leiste(fall)) == (Stand.ENTSCHIEDEN, vorher)
    with am(27):
        bestaetige(nrw, fall)
    assert leiste(fall) == [
        (date(2026, 3, 2), date(2026, 3, 20), "offen", ""),
        (date(2026, 3, 20), OFFEN, "ersuchen", "offen"),
    ]
    assert wusste(fall, date(2026, 3, 21), date(2026, 3, 26)) == ("kein_ersuchen", "")
    assert wusste(fall, date(2026, 3, 21), date(2026, 3, 27)) == ("ersuchen", "offen")
    assert (fall.stand, fall.zaehlt_als) == (Stand.ERSUCHEN_BESCHLOSSEN, "ersuchen")
    ergebnis = fall.ergebnisse.get()
    assert (ergebnis.gegenstand, ergebnis.durch) == ("ersuchen", "person")
    neu = letzter_eintrag(fall)
    assert (neu.von, neu.nach) == (Stand.ENTSCHIEDEN, Stand.ERSUCHEN_BESCHLOSSEN)
    nrw.zug(fall, "ersuchen_zuleiten")


def test_it_takes_two_persons_not_two_funktionen(nrw: Spiel, entschieden: Fall) -> None:
    fall = entschieden
    berichtige(
        nrw, fall, eintrag(fall, "ergebnis_feststellen"), wert="ergebnis:ersuchen", am="2026-03-20"
    )
    offen = fall.berichtigungen.get()
    fehler = fehlerfelder(
        nrw,
        "berichtigung_bestaetigen",
        fall=fall,
        berichtigung=str(offen.pk),
        entscheidung="bestaetigt",
    )
    assert "Eine andere Person muss sie bestätigen" in fehler["__all__"][0]


def test_it_leaves_everything_as_it_was_when_the_second_person_declines(
    nrw: Spiel, entschieden: Fall
) -> None:
    fall = entschieden
    falsch = eintrag(fall, "ergebnis_feststellen")
    vorher = leiste(fall)
    berichtige(nrw, fall, falsch, wert="ergebnis:ersuchen", am="2026-03-20")
    bestaetige(nrw, fall, "abgelehnt")
    assert (leiste(fall), fall.stand) == (vorher, Stand.ENTSCHIEDEN)
    assert not fall.berichtigungen.exists()
    assert letzter_eintrag(fall).angaben["entscheidung"] == "abgelehnt"
    assert not hasattr(falsch, "ersetzt_durch")


def test_it_corrects_a_correction_and_the_state_still_follows(
    nrw: Spiel, entschieden: Fall
) -> None:
    fall = entschieden
    with am(25):
        berichtige(
            nrw,
            fall,
            eintrag(fall, "ergebnis_feststellen"),
            wert="ergebnis:ersuchen",
            am="2026-03-20",
        )
        bestaetige(nrw, fall)
    with am(28):
        berichtige(
            nrw,
            fall,
            eintrag(fall, "berichtigung_bestaetigen"),
            wert="ergebnis:empfehlung",
            am="2026-03-20",
        )
        bestaetige(nrw, fall)
    assert (fall.stand, fall.zaehlt_als) == (Stand.ENTSCHIEDEN, "empfehlung")
    assert gezaehlt(fall).ergebnis == "empfehlung"
    assert fall.ergebnisse.get().gegenstand == "empfehlung"
    assert wusste(fall, date(2026, 3, 21), date(2026, 3, 24)) == ("kein_ersuchen", "")
    assert wusste(fall, date(2026, 3, 21), date(2026, 3, 25)) == ("ersuchen", "offen")
    assert wusste(fall, date(2026, 3, 21), date(2026, 3, 28)) == ("empfehlung", "")
    # The third entry stands in the place of the first.
    assert letzter_eintrag(fall).stelle == fall.verlauf.get(schritt="ergebnis_feststellen").stelle


def test_it_lists_later_acts_and_leaves_them_to_a_person(nrw: Spiel, entschieden: Fall) -> None:
    fall = entschieden
    falsch = eintrag(fall, "ergebnis_feststellen")
    nrw.zug(fall, "wiedervorlage_setzen")
    nrw.zug(fall, "ergebnis_mitteilen", "rueckmeldung_abwarten")
    mitteilung = letzter_eintrag(fall)
    berichtige(nrw, fall, falsch, wert="ergebnis:empfehlung", am="2026-03-20")
    assert letzter_eintrag(fall).angaben["spaeter"] == [mitteilung.nummer]
    bestaetige(nrw, fall)
    assert (fall.stand, fall.zaehlt_als) == (Stand.MITGETEILT, "empfehlung")
    assert gezaehlt(fall).ergebnis == "empfehlung"


def test_it_reopens_a_closed_case_when_an_ersuchen_was_overlooked(
    nrw: Spiel, entschieden: Fall
) -> None:
    """Else the Ersuchen would count as open for ever, and nobody could forward it."""
    fall = entschieden
    nrw.zug(fall, "ergebnis_mitteilen", "abschluss")
    berichtige(
        nrw, fall, eintrag(fall, "ergebnis_feststellen"), wert="ergebnis:ersuchen", am="2026-03-20"
    )
    bestaetige(nrw, fall)
    assert (fall.stand, fall.abgeschlossen_am) == (Stand.ERSUCHEN_BESCHLOSSEN, None)
    assert letzter_eintrag(fall).von == Stand.ABGESCHLOSSEN
    nrw.zug(fall, "ersuchen_zuleiten")


def test_it_takes_the_case_back_from_the_authority_when_there_was_no_ersuchen(
    nrw: Spiel,
) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    falsch = eintrag(fall, "ergebnis_feststellen")
    berichtige(nrw, fall, falsch, wert="ergebnis:kein_ersuchen")
    bestaetige(nrw, fall)
    assert (fall.stand, fall.zaehlt_als) == (Stand.ENTSCHIEDEN, "kein_ersuchen")
    assert (gezaehlt(fall).ergebnis, gezaehlt(fall).folge) == ("kein_ersuchen", "")


def test_it_moves_the_receipt_with_year_country_and_people(nrw: Spiel) -> None:
    with am(5, 1):
        fall = nrw.neuer_fall(land="")
        nrw.zug(fall, "person_hinzufuegen")
        nrw.zug(fall, "herkunftsland_festlegen", land="IRQ")
    with am(9, 1):
        berichtige(nrw, fall, eintrag(fall, "antrag_erfassen"), am="2025-12-30")
    assert fall.eingegangen_am == date(2025, 12, 30)
    (zeile,) = bekannte_tatsachen(fall)
    assert (zeile.gilt_ab, zeile.jahr) == (date(2025, 12, 30), 2025)
    assert (zeile.land, zeile.personen) == ("IRQ", 2)
    assert fall.aktenzeichen == "NRW-2026-0001"


def test_it_moves_the_day_of_closing(nrw: Spiel) -> None:
    with am(2):
        fall = nrw.neuer_fall()
    with am(20):
        nrw.zug(fall, "anderweitig_erledigen", wodurch="tod")
        assert fall.abgeschlossen_am == date(2026, 3, 20)
    with am(21):
        berichtige(nrw, fall, eintrag(fall, "anderweitig_erledigen"), am="2026-03-11")
    assert (fall.stand, fall.abgeschlossen_am) == (Stand.ABGESCHLOSSEN, date(2026, 3, 11))
    assert leiste(fall)[-1] == (date(2026, 3, 11), OFFEN, "tod", "")


def test_it_exchanges_what_followed_and_what_hung_on_it(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.zug(fall, "anderweitig_erledigen", wodurch="abschiebung")
    assert gezaehlt(fall).entfernt_trotz
    berichtige(nrw, fall, eintrag(fall, "anderweitig_erledigen"), wert="folge:nicht_gefolgt")
    bestaetige(nrw, fall)
    zeile = gezaehlt(fall)
    assert (zeile.folge, zeile.grund, zeile.entfernt_trotz) == (
        "nicht_gefolgt",
        "keine_angabe",
        False,
    )
    assert (fall.folgen.get().art, fall.folgen.get().kategorie) == ("ablehnung", "keine_angabe")
    berichtige(nrw, fall, eintrag(fall, "berichtigung_bestaetigen"), wert="folge:gefolgt")
    bestaetige(nrw, fall)
    assert (gezaehlt(fall).folge, gezaehlt(fall).grund) == ("gefolgt", "")
    assert fall.folgen.get().art == "erlaubnis"
    assert fall.stand == Stand.ABGESCHLOSSEN


def test_it_corrects_the_category_of_a_refusal_without_a_second_person(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ANGEKUENDIGT)
    nrw.zug(fall, "ablehnung_eintragen", kategorie="andere_bewertung")
    berichtige(nrw, fall, eintrag(fall, "ablehnung_eintragen"), kategorie="identitaet")
    assert (gezaehlt(fall).folge, gezaehlt(fall).grund) == ("nicht_gefolgt", "identitaet")
    assert fall.folgen.get(art="ablehnung").kategorie == "identitaet"


def test_it_corrects_days_that_do_not_count(nrw: Spiel) -> None:
    """The announcement of the authority (§ 7 Abs. 3) is a fact of the file, not of the count."""
    with am(2):
        fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    with am(20):
        nrw.zug(fall, "absicht_eintragen")
        berichtige(nrw, fall, eintrag(fall, "absicht_eintragen"), am="2026-03-17")
    assert fall.folgen.get().am == date(2026, 3, 17)
    assert fall.stand == Stand.ANGEKUENDIGT


def test_it_does_not_touch_the_result_of_another_entry(nrw: Spiel) -> None:
    """The refusal of the Vorprüfungsausschuss is corrected after the commission has decided."""
    with am(2):
        fall = nrw.bis(Stand.VORPRUEFUNG)
    with am(5):
        nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
        nrw.zug(fall, "fall_aufgreifen")
    with am(20):
        nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, fall)
        berichtige(nrw, fall, eintrag(fall, "befassung_entscheiden"), am="2026-03-04")
    assert (fall.stand, fall.zaehlt_als) == (Stand.ERSUCHEN_BESCHLOSSEN, "ersuchen")
    assert [(von, ergebnis) for von, _, ergebnis, _ in leiste(fall)] == [
        (date(2026, 3, 2), "offen"),
        (date(2026, 3, 4), "nichtbefassung_vorpruefung"),
        (date(2026, 3, 5), "offen"),
        (date(2026, 3, 20), "ersuchen"),
    ]


WERTE_DIE_NICHT_PASSEN = [
    ("antrag_erfassen", "ergebnis:ersuchen"),
    ("antrag_erfassen", "folge:gefolgt"),
    ("befassung_entscheiden", "ergebnis:ersuchen"),
    ("ergebnis_feststellen", "ergebnis:tod"),
    ("ergebnis_feststellen", "ergebnis:einschaetzung"),
    ("ergebnis_feststellen", "folge:gefolgt"),
    ("ersuchen_zuleiten", "folge:gefolgt"),
]


@pytest.mark.parametrize(("schritt", "wert"), WERTE_DIE_NICHT_PASSEN)
def test_it_refuses_a_result_that_the_act_could_not_have_had(
    nrw: Spiel, schritt: str, wert: str
) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    nrw.zug(fall, "fall_aufgreifen")
    nrw.bis(Stand.ERSUCHEN_ZUGELEITET, fall)
    fehler = fehlerfelder(
        nrw, "berichtigen", fall=fall, eintrag=str(eintrag(fall, schritt).pk), wert=wert
    )
    assert fehler == {"wert": ["Dieses Ergebnis passt nicht zu diesem Eintrag."]}


def test_it_refuses_a_correction_that_changes_nothing(nrw: Spiel, entschieden: Fall) -> None:
    falsch = eintrag(entschieden, "ergebnis_feststellen")
    for wert in ("", "ergebnis:kein_ersuchen"):
        fehler = fehlerfelder(
            nrw, "berichtigen", fall=entschieden, eintrag=str(falsch.pk), am="2026-03-20", wert=wert
        )
        assert fehler == {"__all__": ["Es ändert sich nichts."]}


def test_it_waits_for_the_second_person_before_another_correction(
    nrw: Spiel, entschieden: Fall
) -> None:
    falsch = eintrag(entschieden, "ergebnis_feststellen")
    eingabe = {"eintrag": str(falsch.pk), "am": "2026-03-20", "wert": "ergebnis:ersuchen"}
    nrw.zug(entschieden, "berichtigen", **eingabe)
    fehler = fehlerfelder(nrw, "berichtigen", fall=entschieden, **eingabe)
    assert "wartet schon eine Berichtigung" in fehler["__all__"][0]


def test_it_wants_a_reason_an_entry_and_a_day_that_has_come(nrw: Spiel, entschieden: Fall) -> None:
    fehler = fehlerfelder(
        nrw, "berichtigen", fall=entschieden, eintrag="?", am="2999-01-01", grund=""
    )
    assert fehler["am"] == ["Der Tag liegt in der Zukunft."]
    assert {"eintrag", "grund"} <= fehler.keys()


def test_it_needs_a_legal_basis_for_another_title(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    nrw.zug(fall, "anderweitig_erledigen", wodurch="ausreise")
    falsch = str(eintrag(fall, "anderweitig_erledigen").pk)
    fehler = fehlerfelder(nrw, "berichtigen", fall=fall, eintrag=falsch, wert="folge:anderer_titel")
    assert fehler.keys() == {"rechtsgrund"}
    nrw.zug(
        fall,
        "berichtigen",
        eintrag=falsch,
        wert="folge:anderer_titel",
        rechtsgrund="§ 25b AufenthG",
    )
    bestaetige(nrw, fall)
    assert (gezaehlt(fall).folge, gezaehlt(fall).rechtsgrund) == (
        "anderer_titel",
        "§ 25b AufenthG",
    )


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    grund = verboten(nrw, "berichtigen", fall=fall, als=Funktion.MITGLIED)
    assert "Zuständig: Geschäftsstelle" in grund
    assert "Annahme des Programms" in grund
