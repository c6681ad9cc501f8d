"""What is known of each municipal body, and what is shown as not known."""

import pytest

from haertefall.recht.ordnung import Grundlage, Ordnung, Status, Vertretung
from haertefall.recht.ordnung.laden import lesen
from haertefall.recht.regelungsstand import regelungsstand
from tests.recht.bau import WURZEL, ausgelieferte

SPAETER_BEKANNT = ("duesseldorf", "duisburg", "koeln", "krefeld", "leverkusen", "moenchengladbach")


def ordnung(kennung: str) -> Ordnung:
    (datei,) = (WURZEL / kennung).glob("*.toml")
    return lesen(datei.read_text("utf-8"), datei.name)


def regel(regeln: Ordnung, gegenstand: str) -> str:
    return next(r.inhalt for r in regeln.sitzungsregel if r.gegenstand == gegenstand)


def test_it_has_a_folder_per_body_with_versions_by_day() -> None:
    for datei in ausgelieferte():
        kopf = lesen(datei.read_text("utf-8"), datei.name).ordnung
        tag = datei.stem[-10:]
        if datei.stem == tag:
            assert str(kopf.inkrafttreten) == tag
        else:
            # Without a proven day of entry into force the day is that of the source.
            assert datei.stem.startswith(("stand-", "entwurf-"))
            assert kopf.inkrafttreten is None
            assert str(kopf.stand) == tag


def test_it_says_of_every_row_how_far_it_was_compared() -> None:
    for datei in ausgelieferte():
        regeln = lesen(datei.read_text("utf-8"), datei.name)
        for name in type(regeln).model_fields:
            wert = getattr(regeln, name)
            for zeile in wert if isinstance(wert, list) else []:
                assert zeile.geprueft, (datei, name)
                if zeile.art is not Grundlage.ANNAHME:
                    assert zeile.norm or zeile.quelle, (datei, name)


def test_it_sits_four_persons_without_deputies_in_dortmund() -> None:
    dortmund = ordnung("dortmund")
    assert [(s.kennung, s.anzahl, s.vertretung) for s in dortmund.sitz] == [
        ("wohlfahrtsverbaende", 2, Vertretung.KEINE),
        ("ehrenamt", 1, Vertretung.KEINE),
        ("leitung_auslaenderbehoerde", 1, Vertretung.KEINE),
    ]
    assert (dortmund.mitgliederzahl[0].mindestens, dortmund.mitgliederzahl[0].hoechstens) == (4, 4)


def test_it_asks_no_condition_geduldet_in_dortmund() -> None:
    dortmund = ordnung("dortmund")
    assert {v.kennung for v in dortmund.voraussetzung} == {
        "mit_beratung_eingereicht",
        "einverstaendnis_liegt_vor",
    }
    gruende = {g.kennung: g for g in dortmund.ausschlussgrund}
    assert set(gruende) == {
        "andere_behoerde_zustaendig",
        "gerichtsverfahren_in_derselben_angelegenheit",
        "asylantrag_gestellt",
    }
    # Also when begun afterwards: asked again until the end.
    assert gruende["gerichtsverfahren_in_derselben_angelegenheit"].erneut_pruefen
    assert gruende["asylantrag_gestellt"].erneut_pruefen


def test_it_brings_papers_into_the_session_in_dortmund() -> None:
    dortmund = ordnung("dortmund")
    einsicht = next(r for r in dortmund.sitzungsregel if r.gegenstand == "einsicht_in_sitzung")
    assert (einsicht.wer, einsicht.erlaubt) == ("Leitung der Ausländerbehörde", True)
    assert any(
        "Leitung der Ausländerbehörde informiert" in (t.inhalt or "") for t in dortmund.geregelt
    )
    (einschaetzung,) = [e for e in dortmund.ergebnis if e.gegenstand == "einschaetzung"]
    assert "Antragstellende" in einschaetzung.empfaenger


def test_it_meets_as_needed_or_up_to_four_times_as_a_plan_in_dortmund() -> None:
    faelle, fragen = ordnung("dortmund").turnus
    assert (faelle.hoechstens, faelle.je, faelle.anlassbezogen, faelle.verbindlich) == (
        4,
        "jahr",
        True,
        "planung",
    )
    assert (fragen.spur, fragen.anlassbezogen, fragen.mindestens) == (
        "allgemeine_fragen",
        True,
        None,
    )


def test_it_keeps_minutes_out_of_alien_file_and_court_in_dortmund() -> None:
    verbleib = next(
        r for r in ordnung("dortmund").sitzungsregel if r.gegenstand == "niederschrift_verbleib"
    )
    assert verbleib.erlaubt is False
    assert "nicht Bestandteil der Ausländerpersonalakte" in verbleib.inhalt
    assert "binden ein Gericht nicht" in (verbleib.zweifel or "")


def test_it_is_meant_to_come_first_in_dortmund_and_bars_nobody_who_came_elsewhere_before() -> None:
    dortmund = ordnung("dortmund")
    satz = next(t.inhalt or "" for t in dortmund.geregelt if t.thema == "antragsweg")
    assert "bevor Petitionsausschuss oder Härtefallkommission" in satz
    fragen = {m for g in dortmund.ausschlussgrund for m in g.wenn}
    assert not fragen & {"petition_gewesen", "haertefallkommission_gewesen"}


def test_it_keeps_the_proposal_of_leverkusen_as_a_draft() -> None:
    entwurf = ordnung("leverkusen-beratungsgremium")
    assert entwurf.ordnung.status is Status.ENTWURF
    (weg,) = entwurf.antragsweg
    assert weg.wer == ["betroffene", "vertretung", "initiative"]
    assert weg.form == ["schriftlich", "zur Niederschrift"]
    assert {v.kennung for v in entwurf.voraussetzung} == {
        "wohnt_in_leverkusen",
        "aufenthaltsbeendigung_droht",
    }
    gruende = {g.kennung: g.es_sei_denn for g in entwurf.ausschlussgrund}
    assert gruende == {
        "schon_beraten": {"sachverhalt_entscheidend_geaendert": True},
        "petition_gewesen": {},
        "haertefallkommission_gewesen": {},
    }
    assert {str(e.gegenstand) for e in entwurf.ergebnis} >= {"empfehlung", "unterstuetzung"}


def test_it_has_a_second_track_in_moenchengladbach() -> None:
    (turnus,) = ordnung("moenchengladbach").turnus
    assert (turnus.spur, turnus.mindestens, turnus.je, turnus.verbindlich) == (
        "allgemeine_fragen",
        2,
        "jahr",
        "soll",
    )
    assert "allgemeinen ausländerrechtlichen Fragen" in regel(
        ordnung("moenchengladbach"), "allgemeine_fragen"
    )


def test_it_keeps_the_motion_of_gelsenkirchen_as_a_draft() -> None:
    gelsenkirchen = ordnung("gelsenkirchen")
    assert gelsenkirchen.ordnung.status is Status.ENTWURF
    assert gelsenkirchen.ergebnis == []


def test_it_asks_for_what_became_of_earlier_cases_in_krefeld() -> None:
    assert "Sachstand der bisher beratenen Einzelfälle" in regel(
        ordnung("krefeld"), "staendiger_punkt"
    )


@pytest.mark.parametrize("kennung", SPAETER_BEKANNT)
def test_it_shows_a_body_of_which_little_is_known_as_incomplete(kennung: str) -> None:
    regeln = ordnung(kennung)
    assert regeln.ordnung.status is Status.UNVOLLSTAENDIG
    assert regelungsstand(regeln).unvollstaendig
    # No majority is made up where no text is known.
    assert regeln.mehrheit == []
