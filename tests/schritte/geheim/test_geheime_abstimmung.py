"""The secret vote through the door: only where resolved, once per person, totals only."""

import random
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from haertefall.audit.models import Zugriff
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.schritte import fehler
from haertefall.schritte.models import Einmalschluessel
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.models import Geheimbeschluss, Stimmrecht, Urne
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt
from tests.schritte.geheim.wahl import Wahl, gezogene_stimmen, summen, wahl
from tests.schritte.pruefstand import fehlerfelder, schreibt_nichts, verboten
from tests.web.besuch import amt_von


@pytest.fixture
def probe(nrw: Spiel) -> Wahl:
    return wahl(nrw)


def abgewiesen(probe: Wahl, amt: Amt, urne: Urne, stimme: str = "ja") -> dict[str, list[str]]:
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        probe.stimme(amt, urne, stimme)
    return {feld: [str(m) for m in liste] for feld, liste in grund.value.errors.items()}


@pytest.mark.parametrize("saat", range(8))
def test_it_counts_what_was_cast(probe: Wahl, saat: int) -> None:
    stimmen = gezogene_stimmen(len(probe.waehlende), random.Random(saat))
    urne = probe.eroeffne()
    for amt, stimme in zip(probe.waehlende, stimmen, strict=True):
        probe.stimme(amt, urne, stimme)
    assert probe.schliesse(urne) == summen(stimmen)


def test_it_exists_only_where_the_body_has_resolved_it(nrw: Spiel) -> None:
    probe = wahl(nrw)
    Geheimbeschluss.objects.all().delete()
    ohne = {"punkt": str(probe.punkt.pk), "gegenstand": "ersuchen"}
    leute: dict[str, Any] = {"stimmberechtigte": [str(a.pk) for a in probe.waehlende]}
    grund = "nicht beschlossen"
    assert (
        grund
        in fehlerfelder(
            nrw, "geheim_eroeffnen", sitzung=str(probe.punkt.sitzung_id), **ohne, **leute
        )["__all__"][0]
    )
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Ja", am="2026-01-01")
    nrw.tue("geheim_beschliessen", erlaubt="nein", wortlaut="Nicht mehr", am="2026-02-01")
    assert (
        grund
        in fehlerfelder(
            nrw, "geheim_eroeffnen", sitzung=str(probe.punkt.sitzung_id), **ohne, **leute
        )["__all__"][0]
    )
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Doch", am="2026-03-01")
    probe.tue("geheim_eroeffnen", **ohne, **leute)
    assert Urne.objects.get().offen


def test_it_takes_one_vote_of_each_person(probe: Wahl) -> None:
    urne, amt = probe.eroeffne(), probe.waehlende[0]
    probe.stimme(amt, urne, "ja")
    assert "Sie haben schon abgestimmt" in abgewiesen(probe, amt, urne, "nein")["urne"][0]
    assert probe.schliesse(urne) == (1, 0, 0)


def test_it_counts_a_double_click_once_even_with_another_choice(probe: Wahl) -> None:
    """The key of a form knows nothing of the choice; the first that came is in the urn."""
    urne, einmal = probe.eroeffne(), uuid.uuid4()
    assert not probe.stimme(probe.waehlende[0], urne, "ja", einmal).wiederholt
    assert probe.stimme(probe.waehlende[0], urne, "nein", einmal).wiederholt
    assert probe.schliesse(urne) == (1, 0, 0)


def test_it_is_not_for_others(probe: Wahl) -> None:
    urne = probe.eroeffne()
    fremd = amt_von("Nicht Dabei", Funktion.MITGLIED, probe.spiel.gremium)
    assert "nicht stimmberechtigt" in abgewiesen(probe, fremd, urne)["urne"][0]
    buero = amt_von("Im Büro", Funktion.GESCHAEFTSSTELLE, probe.spiel.gremium)
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt):
        probe.stimme(buero, urne, "ja")
    for schritt in ("geheim_eroeffnen", "geheim_schliessen", "geheim_wiederholen"):
        assert "nicht Aufgabe" in verboten(
            probe.spiel, schritt, als=Funktion.MITGLIED, sitzung=str(probe.punkt.sitzung_id)
        )


def test_it_is_closed_for_good(probe: Wahl) -> None:
    urne = probe.eroeffne()
    probe.stimme(probe.waehlende[0], urne, "nein")
    probe.schliesse(urne)
    assert "nicht mehr abgestimmt" in abgewiesen(probe, probe.waehlende[1], urne)["urne"][0]
    felder = fehlerfelder(
        probe.spiel, "geheim_schliessen", sitzung=str(probe.punkt.sitzung_id), urne=str(urne.pk)
    )
    assert felder["urne"] == ["Diese Abstimmung ist geschlossen."]


def test_it_leaves_totals_and_nothing_else(
    probe: Wahl, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        urne = probe.eroeffne()
        for amt in probe.waehlende:
            probe.stimme(amt, urne, "enthaltung")
        probe.schliesse(urne)
    assert urne.inhalt is None
    assert not Stimmrecht.objects.exists()
    assert urne.pk not in fluechtig.wessen()


def test_it_changes_its_key_with_every_vote(
    probe: Wahl, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """A copy taken earlier cannot be opened with the key that is there now."""
    with django_capture_on_commit_callbacks(execute=True):
        urne = probe.eroeffne()
        probe.stimme(probe.waehlende[0], urne, "ja")
    assert [fluechtig.vorhanden(urne.pk, stufe) for stufe in (1, 2)] == [False, True]
    alt = bytes(urne.inhalt or b"")
    urne.refresh_from_db()
    neu = bytes(urne.inhalt or b"")
    assert len(alt) == len(neu)
    assert sum(a == b for a, b in zip(alt, neu, strict=True)) < len(neu) / 4


def test_it_says_that_a_restart_of_the_machine_means_to_vote_again(probe: Wahl) -> None:
    urne = probe.eroeffne()
    probe.stimme(probe.waehlende[0], urne, "ja")
    fluechtig.vernichten({urne.pk})  # what a restart does
    zweite = probe.waehlende[1]
    assert "neu gestartet" in abgewiesen(probe, zweite, urne)["urne"][0]
    felder = fehlerfelder(
        probe.spiel, "geheim_schliessen", sitzung=str(probe.punkt.sitzung_id), urne=str(urne.pk)
    )
    assert "wiederholen" in felder["urne"][0]
    probe.tue("geheim_wiederholen", urne=str(urne.pk))
    urne.refresh_from_db()
    assert urne.durchgang == 2
    for amt in probe.waehlende:
        probe.stimme(amt, urne, "nein")
    assert probe.schliesse(urne) == (0, 5, 0)


def test_it_is_never_repeated_after_the_session(probe: Wahl) -> None:
    """What nobody can open holds the end up no longer; and then nobody votes any more."""
    urne, sitzung = probe.eroeffne(), probe.punkt.sitzung
    fluechtig.vernichten({urne.pk})
    assert probe.punkt.fall is not None
    probe.spiel.zug(probe.punkt.fall, "von_tagesordnung_nehmen")
    with gestellt(sitzung.beginn + timedelta(hours=3)):
        probe.tue("sitzung_beenden", mitglieder="10", anwesende="5")
    felder = fehlerfelder(
        probe.spiel, "geheim_wiederholen", sitzung=str(sitzung.pk), urne=str(urne.pk)
    )
    assert felder["urne"] == ["Diese Sitzung ist vorbei: Abgestimmt wird nicht mehr."]


def test_it_holds_up_the_cancelling_of_its_session(probe: Wahl) -> None:
    """Else people would go on voting in a meeting that falls through."""
    urne = probe.eroeffne()
    assert probe.punkt.fall is not None
    probe.spiel.zug(probe.punkt.fall, "von_tagesordnung_nehmen")
    sitzung = str(probe.punkt.sitzung_id)
    fehler = fehlerfelder(probe.spiel, "sitzung_absagen", sitzung=sitzung)
    assert "wird noch geheim abgestimmt" in fehler["__all__"][0]
    probe.schliesse(urne)
    probe.tue("sitzung_absagen")


def test_it_is_never_repeated_because_somebody_expects_another_result(probe: Wahl) -> None:
    urne = probe.eroeffne()
    felder = fehlerfelder(
        probe.spiel, "geheim_wiederholen", sitzung=str(probe.punkt.sitzung_id), urne=str(urne.pk)
    )
    assert "Die Abstimmung läuft" in felder["urne"][0]


def test_it_warns_of_small_numbers(nrw: Spiel) -> None:
    probe = wahl(nrw, urnen.KLEIN - 1)
    daten: dict[str, Any] = {
        "punkt": str(probe.punkt.pk),
        "gegenstand": "ersuchen",
        "stimmberechtigte": [str(a.pk) for a in probe.waehlende],
    }
    assert (
        "Unter 5 Stimmen"
        in fehlerfelder(nrw, "geheim_eroeffnen", sitzung=str(probe.punkt.sitzung_id), **daten)[
            "klein"
        ][0]
    )
    urne = probe.eroeffne()
    probe.stimme(probe.waehlende[0], urne, "ja")
    felder = fehlerfelder(
        nrw, "geheim_schliessen", sitzung=str(probe.punkt.sitzung_id), urne=str(urne.pk)
    )
    assert "1 von 4" in felder["unvollstaendig"][0]
    assert "Unter 5 Stimmen" in felder["klein"][0]


def test_it_puts_the_case_before_a_deputy_who_votes_in_a_session_on_paper(probe: Wahl) -> None:
    fall = probe.punkt.fall
    assert fall is not None
    deputy = amt_von("Steht bereit", Funktion.STELLVERTRETUNG, probe.spiel.gremium)
    unbeteiligt = amt_von("Steht nicht bereit", Funktion.STELLVERTRETUNG, probe.spiel.gremium)
    probe.waehlende.append(deputy)
    urne = probe.eroeffne()
    lesen = [sichtbar_fuer(akteur_aus(a)).filter(pk=fall.pk) for a in (deputy, unbeteiligt)]
    assert [akten.exists() for akten in lesen] == [True, False]
    probe.stimme(deputy, urne, "ja")


def test_it_takes_each_person_once_and_one_urn_at_a_time(probe: Wahl) -> None:
    doppelt = amt_von("Zweites Amt", Funktion.STELLVERTRETUNG, probe.spiel.gremium)
    doppelt.konto = probe.waehlende[0].konto
    doppelt.save()
    probe.waehlende.append(doppelt)
    with pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        probe.eroeffne()
    assert "Eine Person ist zweimal gewählt" in str(grund.value.errors["stimmberechtigte"])
    probe.waehlende.pop()
    probe.eroeffne()
    with pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        probe.eroeffne()
    assert "läuft schon eine geheime Abstimmung" in str(grund.value.errors["punkt"])


def test_it_does_not_open_without_a_place_in_memory(
    probe: Wahl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fluechtig, "IM_SPEICHER", frozenset({"ramfs"}))
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        probe.eroeffne()
    assert "nicht im Arbeitsspeicher" in str(grund.value.errors["__all__"])


def test_it_remembers_no_choice_in_trace_or_keys(probe: Wahl) -> None:
    urne = probe.eroeffne()
    for stimme, amt in zip(("ja", "nein", "enthaltung"), probe.waehlende, strict=False):
        probe.stimme(amt, urne, stimme)
    spur = Zugriff.objects.filter(was="schritt:geheim_abstimmen")
    assert [z.zusatz for z in spur] == [{}, {}, {}]
    assert Einmalschluessel.objects.filter(schritt="geheim_abstimmen").count() == 3


@pytest.mark.parametrize("summe", [(3, 3, 0), (6, 0, 0)])
def test_it_holds_no_more_votes_than_people(probe: Wahl, summe: tuple[int, int, int]) -> None:
    urne = probe.eroeffne()
    urne.inhalt, (urne.ja, urne.nein, urne.enthaltung) = None, summe
    with pytest.raises(IntegrityError), transaction.atomic():
        urne.save()
    urne.inhalt = b"offen und ausgezaehlt zugleich"
    with pytest.raises(IntegrityError), transaction.atomic():
        urne.save()
