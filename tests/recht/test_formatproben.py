"""The format expresses every extreme of the sixteen Länder (fixtures, no law in force)."""

from datetime import date

import pytest

from haertefall.recht.begriffe import Antwort, Funktion, Gegenstand, Wirkung
from haertefall.recht.beschluss import Ausgang, Beschluss, Besetzung, Faehigkeit, Stimmen, beschluss
from haertefall.recht.durchsicht import Schwere, durchsehen
from haertefall.recht.fristen import frist_ende
from haertefall.recht.ordnung import Vertretung
from haertefall.recht.zulaessigkeit import Zulaessigkeit, pruefen
from tests.recht.bau import PROBEN, geruest, merkmale, probe


def ersuchen(land: str, stimmen: Stimmen, besetzung: Besetzung, **mehr: str) -> Beschluss:
    klein = mehr.get("kleines_gremium")
    return beschluss(
        probe(land), Gegenstand(mehr.get("was", "ersuchen")), stimmen, besetzung,
        kleines_gremium=klein,
    )  # fmt: skip


def besetzung(zahl: int, anwesend: int, *, alle_geladen: bool | None = None) -> Besetzung:
    return Besetzung(zahl, zahl, zahl, anwesend, alle_geladen)


def test_it_expresses_unanimity_in_hamburg() -> None:
    assert ersuchen("hh", Stimmen(4, 0), besetzung(5, 4)).ausgang is Ausgang.ANGENOMMEN
    assert ersuchen("hh", Stimmen(3, 0, 1), besetzung(5, 4)).ausgang is Ausgang.ABGELEHNT


def test_it_expresses_seats_by_formula_with_two_deputies_each() -> None:
    regeln = probe("hh")
    sitz = regeln.sitz[0]
    assert sitz.formel == regeln.mitgliederzahl[0].formel == "je_fraktion"
    assert sitz.vertretung is Vertretung.JE_ZWEI
    assert (sitz.schlaegt_vor, sitz.waehlt, sitz.beruft) == (["Fraktion"], "Bürgerschaft", "Senat")
    assert regeln.mitgliederzahl[0].arbeitsfaehig_ab == "2/3"


def test_it_expresses_an_end_bound_to_an_event() -> None:
    assert probe("hh").ordnung.endet_mit == "Ende der Wahlperiode der Bürgerschaft"
    assert probe("hh").ordnung.ausserkrafttreten is None


def test_it_expresses_two_thirds_of_all_who_may_vote_in_bavaria() -> None:
    alle = besetzung(9, 7, alle_geladen=True)
    assert ersuchen("by", Stimmen(6, 1), alle).ausgang is Ausgang.ANGENOMMEN
    assert ersuchen("by", Stimmen(5, 0, 2), alle).ausgang is Ausgang.ABGELEHNT
    nicht_alle = ersuchen("by", Stimmen(7, 0), besetzung(9, 7, alle_geladen=False))
    assert nicht_alle.ausgang is Ausgang.NICHT_BESCHLUSSFAEHIG
    wahl = ersuchen("by", Stimmen(6, 0), alle, was="wahl_vorsitz")
    assert wahl.ausgang is Ausgang.ANGENOMMEN


def test_it_expresses_a_vote_on_some_matters_only() -> None:
    sitz = next(s for s in probe("by").sitz if s.stimmrecht == "nur")
    assert sitz.stimmrecht_nur == [Gegenstand.ERSUCHEN]


def test_it_expresses_an_absolute_number_in_lower_saxony() -> None:
    assert ersuchen("ni", Stimmen(6, 2), besetzung(8, 8)).ausgang is Ausgang.ANGENOMMEN
    assert ersuchen("ni", Stimmen(5, 0), besetzung(8, 5)).ausgang is Ausgang.ABGELEHNT
    zu_wenige = ersuchen("ni", Stimmen(4, 0), besetzung(8, 4))
    assert zu_wenige.faehigkeit.ergebnis is Faehigkeit.NEIN


def test_it_expresses_a_small_body_with_its_own_quorum_and_the_last_word() -> None:
    klein = probe("ni").kleines_gremium[0]
    assert klein.abschliessend
    assert Gegenstand.NICHTBEFASSUNG in klein.entscheidet
    ergebnis = ersuchen(
        "ni", Stimmen(2, 1), besetzung(3, 3), was="befassung", kleines_gremium="vorpruefung"
    )
    assert ergebnis.faehigkeit.ergebnis is Faehigkeit.JA
    assert ergebnis.ausgang is Ausgang.ANGENOMMEN


def test_it_expresses_a_blocking_third_in_hesse() -> None:
    assert ersuchen("he", Stimmen(14, 7), besetzung(23, 21)).ausgang is Ausgang.ABGELEHNT
    assert ersuchen("he", Stimmen(14, 6, 1), besetzung(23, 21)).ausgang is Ausgang.ANGENOMMEN


def test_it_expresses_an_invitation_six_days_backwards() -> None:
    regel = next(r for r in probe("he").sitzungsregel if r.gegenstand == "ladungsfrist")
    assert (regel.tage, regel.rueckwaerts) == (6, True)
    # A Wednesday; the last day for the invitation is a Sunday's Wednesday before, never moved.
    ende = frist_ende(probe("he").frist[0], date(2024, 6, 23), "HE")
    assert ende.tag == date(2024, 6, 16)
    assert ende.tag.weekday() == 6


def test_it_expresses_a_chair_without_a_vote_and_advisers() -> None:
    regeln = probe("th")
    assert regeln.vorsitz[0].stimmrecht == "nein"
    assert [s.kennung for s in regeln.sitz if s.beratend] == ["sachverstand"]


@pytest.mark.parametrize("land", ["hh", "he"])
def test_it_expresses_a_petition_that_must_come_first(land: str) -> None:
    assert pruefen(probe(land), {"petition_gewesen": Antwort.NEIN}).ergebnis is (
        Zulaessigkeit.AUSGESCHLOSSEN
    )


def test_it_expresses_a_petition_that_blocks() -> None:
    laeuft = pruefen(probe("by"), {"petition_anhaengig": Antwort.JA})
    assert laeuft.ergebnis is Zulaessigkeit.AUSGESCHLOSSEN


def test_it_expresses_who_finds_lifts_and_weighs_a_ground() -> None:
    je_grund = {g.kennung: g for land in ("he", "ni", "rp") for g in probe(land).ausschlussgrund}
    assert je_grund["gesetzlicher_grund"].stellt_fest == [Funktion.GESCHAEFTSSTELLE]
    assert je_grund["gesetzlicher_grund"].hebt_auf == [Funktion.VORPRUEFUNGSAUSSCHUSS]
    assert je_grund["grund_der_geschaeftsordnung"].stellt_fest == [Funktion.MITGLIED]
    assert je_grund["ausgewiesen"].hebt_auf == [Funktion.VORPRUEFUNGSAUSSCHUSS]
    assert je_grund["zu_spaet"].wirkung is Wirkung.KANN
    assert je_grund["zu_spaet"].frist_tage == 28
    assert je_grund["straftaten"].erfasst_alle
    assert je_grund["straftaten"].verfaellt_nach_jahren == 5


def test_it_expresses_recipients_of_every_kind() -> None:
    empfaenger = {land: probe(land).ergebnis[0].empfaenger for land in ("hh", "by")}
    assert empfaenger == {"hh": ["Senatorin oder Senator"], "by": ["Staatsministerium"]}
    assert probe("hh").rueckmeldung[0].an == ["Härtefallkommission", "Bürgerschaft"]


def test_it_expresses_a_stay_of_removal_with_its_start() -> None:
    aussetzung = probe("bw").aussetzung[0]
    assert aussetzung.art_der_wirkung == "rechtlich"
    assert aussetzung.beginn == "Zugang der Mitteilung bei der Ausländerbehörde"
    assert aussetzung.ausnahmen
    assert aussetzung.mitteilung_an


def test_it_expresses_transition_rules_and_duties_to_inform() -> None:
    regeln = probe("ni")
    assert regeln.uebergang[0].laufende_faelle == "alte_fassung"
    pflicht = regeln.informationspflicht[0]
    assert (pflicht.frist, pflicht.wiederholung_nach_jahren) == ("vor_abschiebung", 5)


def test_it_expresses_a_text_in_force_before_it_was_published() -> None:
    kopf = probe("rp").ordnung
    assert kopf.inkrafttreten and kopf.verkuendet_am
    assert kopf.inkrafttreten < kopf.verkuendet_am


def test_it_expresses_reservations() -> None:
    ergebnis = ersuchen("mv", Stimmen(8, 0), besetzung(8, 8))
    assert [v.form for v in ergebnis.vorbehalte] == ["zustimmung", "widerspruch"]
    assert probe("mv").sitz[0].gemeinsamer_vorschlag


def test_it_expresses_periods_that_somebody_sets() -> None:
    assert probe("sh").frist[0].gesetzt_von is Funktion.GESCHAEFTSSTELLE


@pytest.mark.parametrize("land", sorted(p.stem for p in PROBEN.glob("*.toml")))
def test_it_refers_only_to_rows_that_are_there(land: str) -> None:
    fragen = {**merkmale()}
    gefunden = durchsehen(probe(land), geruest=geruest(), merkmale=fragen)
    verweise = [a for a in gefunden if a.schwere is Schwere.FEHLER and "gibt es unter" in a.was]
    assert verweise == []


def test_it_expresses_a_ground_that_stands_in_a_text_below_the_statute() -> None:
    je_grund = {g.kennung: g.nachrangig for g in probe("he").ausschlussgrund}
    assert je_grund == {
        "gesetzlicher_grund": None,
        "grund_der_geschaeftsordnung": "geschaeftsordnung",
    }
    assert probe("he").nachrangiges[0].kennung == "geschaeftsordnung"
