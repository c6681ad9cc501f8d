"""The door for acts on a session: found, permitted, versioned, traced; and what moves cases."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django import forms

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import Erledigung, ausfuehren
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    frisch,
    gezaehlt,
    letzter_eintrag,
    schreibt_nichts,
    verboten,
)

ABSAGE = {"grund": "Zu viele sind krank."}


def am_termin(
    spiel: Spiel, sitzung: Sitzung, schritt: str, eingabe: dict[str, Any], **weiteres: Any
) -> Erledigung:
    weiteres.setdefault("akteur", spiel.akteur(Funktion.GESCHAEFTSSTELLE))
    weiteres.setdefault("einmal", uuid4())
    return ausfuehren(schritt, eingabe=eingabe, sitzung_id=sitzung.pk, **weiteres)


def neu(sitzung: Sitzung) -> Sitzung:
    return Sitzung.objects.get(pk=sitzung.pk)


def test_it_counts_a_version_of_the_session(nrw: Spiel) -> None:
    sitzung = nrw.sitzung()
    erledigt = am_termin(nrw, sitzung, "sitzung_absagen", ABSAGE, version=sitzung.version)
    assert (erledigt.objekt_id, erledigt.fall_id) == (sitzung.pk, None)
    assert (neu(sitzung).stand, neu(sitzung).version) == (Sitzungsstand.ABGESAGT, 2)


def test_it_overwrites_nothing_that_was_not_seen(nrw: Spiel) -> None:
    """The agenda grew meanwhile: who saw the session before cannot cancel it unseen."""
    sitzung = nrw.sitzung()
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert neu(sitzung).version > sitzung.version
    with schreibt_nichts(), pytest.raises(fehler.Zwischenzeitlich) as grund:
        am_termin(nrw, sitzung, "sitzung_absagen", ABSAGE, version=sitzung.version)
    assert str(grund.value).startswith("Die Sitzung wurde in der Zwischenzeit geändert.")


def test_it_does_a_double_click_once(nrw: Spiel) -> None:
    sitzung, einmal = nrw.sitzung(), uuid4()
    klicks = [
        am_termin(nrw, sitzung, "sitzung_absagen", ABSAGE, einmal=einmal, version=1)
        for _ in range(3)
    ]
    assert [k.wiederholt for k in klicks] == [False, True, True]
    assert neu(sitzung).version == 2
    with pytest.raises(fehler.AndereEingabe):
        am_termin(nrw, sitzung, "sitzung_absagen", {"grund": "anders"}, einmal=einmal)


def test_it_traces_the_act_on_the_session(nrw: Spiel) -> None:
    sitzung = nrw.sitzung()
    am_termin(nrw, sitzung, "sitzung_absagen", ABSAGE)
    spur = Zugriff.objects.latest("id")
    assert (spur.was, spur.objektart, spur.objekt, spur.zusatz) == (
        "schritt:sitzung_absagen",
        "sitzung",
        sitzung.pk,
        {},
    )


def test_it_knows_no_session_of_another_body(spielplatz: Callable[..., list[Spiel]]) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    sitzung = dortmund.sitzung()
    with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
        am_termin(nrw, sitzung, "sitzung_absagen", ABSAGE)


@pytest.mark.parametrize("als", [Funktion.FACHAUFSICHT, Funktion.AUSLAENDERBEHOERDE, Funktion.RAT])
def test_it_does_not_exist_for_who_sees_no_sessions(nrw: Spiel, als: Funktion) -> None:
    sitzung = nrw.sitzung()
    with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
        am_termin(nrw, sitzung, "sitzung_absagen", ABSAGE, akteur=nrw.akteur(als))


@pytest.mark.parametrize("als", [Funktion.MITGLIED, Funktion.VORSITZ])
def test_it_is_not_everybodys_work(nrw: Spiel, als: Funktion) -> None:
    grund = verboten(nrw, "sitzung_absagen", sitzung=nrw.sitzung().pk, als=als)
    assert grund == "„Sitzung absagen“ ist nicht Aufgabe Ihrer Funktion."


def test_it_does_no_act_on_a_session_elsewhere(nrw: Spiel) -> None:
    fall, office = nrw.bis(Stand.BERATUNGSREIF), nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    orte: list[dict[str, Any]] = [
        {},
        {"fall_id": fall.pk},
        {"gremium_id": nrw.gremium.pk},
        {"sitzung_id": uuid4()},
    ]
    for ort in orte:
        with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
            ausfuehren("sitzung_absagen", akteur=office, eingabe=ABSAGE, einmal=uuid4(), **ort)


def test_it_locks_the_session_before_every_case_that_may_leave_or_enter_an_agenda() -> None:
    """One order of locks everywhere: else two could wait for each other."""
    bewegend = {
        zeile.schritt
        for kennung in fassungen.kennungen()
        for fassung in fassungen.alle(kennung)
        for zeile in fassung.ablauf
        if Stand.AUF_TAGESORDNUNG in zeile.ziele().values()
        or (
            Stand.AUF_TAGESORDNUNG in zeile.von
            and set(zeile.ziele().values()) - {None, Stand.AUF_TAGESORDNUNG}
        )
    }
    assert {s.name for s in SCHRITTE.values() if s.tagesordnung} == bewegend


# --- an act on a session that moves a case -------------------------------------------------------


class Welcher(Eingabe):
    """The case and what is established."""

    fall = forms.UUIDField()
    ausgang = forms.CharField()


def _wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    vorgang.am_fall(
        "ergebnis_feststellen",
        daten["fall"],
        ausgang=daten["ausgang"],
        am=vorgang.heute.isoformat(),
        mitglieder=10,
        anwesende=8,
        ja=6,
        nein=1,
        enthaltung=1,
    )


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    wer = frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED})
    schritt = Schritt("probe", "Probe", Welcher, _wirkung, objekt="sitzung", wer=wer)
    monkeypatch.setitem(SCHRITTE, "probe", schritt)
    yield "probe"


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUF_TAGESORDNUNG)


def test_it_moves_a_case_by_an_act_of_its_own(nrw: Spiel, probe: str, fall: Fall) -> None:
    sitzung = neu(nrw.sitzung())
    eingabe = {"fall": str(fall.pk), "ausgang": "ersuchen"}
    einmal = uuid4()
    klicks = [
        am_termin(nrw, sitzung, probe, eingabe, einmal=einmal, version=sitzung.version)
        for _ in range(2)
    ]
    assert [k.wiederholt for k in klicks] == [False, True]
    eintrag, jetzt = letzter_eintrag(fall), frisch(fall)
    assert (jetzt.stand, jetzt.version) == (Stand.ERSUCHEN_BESCHLOSSEN, fall.version + 1)
    assert (eintrag.schritt, eintrag.ausgang) == ("ergebnis_feststellen", "ersuchen")
    assert eintrag.beleg == "§ 6 Abs. 3 HFKVO NRW"
    assert gezaehlt(fall).ergebnis == "ersuchen"
    assert neu(sitzung).version == sitzung.version + 1
    spur = list(Zugriff.objects.order_by("id").values_list("was", "objekt"))[-2:]
    assert spur == [("schritt:ergebnis_feststellen", fall.pk), ("schritt:probe", sitzung.pk)]


def test_it_does_neither_when_the_case_refuses(nrw: Spiel, probe: str, fall: Fall) -> None:
    """Wrong outcome for the count, wrong Funktion, wrong state: nothing is written anywhere."""
    sitzung = nrw.sitzung()
    falsch = {"fall": str(fall.pk), "ausgang": "einschaetzung"}
    with schreibt_nichts(), pytest.raises(fehler.FolgeNichtMoeglich) as grund:
        am_termin(nrw, sitzung, probe, falsch)
    assert fall.aktenzeichen in str(grund.value)
    richtig = {"fall": str(fall.pk), "ausgang": "ersuchen"}
    mitglied = nrw.akteur(Funktion.MITGLIED)
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt):
        am_termin(nrw, sitzung, probe, richtig, akteur=mitglied)
    nrw.zug(fall, "von_tagesordnung_nehmen")
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt):
        am_termin(nrw, sitzung, probe, richtig)


def test_it_undoes_the_case_when_the_session_fails(
    nrw: Spiel, probe: str, fall: Fall, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Absturz(RuntimeError):
        pass

    def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
        _wirkung(vorgang, daten)
        raise Absturz

    kaputt = Schritt(
        "probe", "Probe", Welcher, wirkung, objekt="sitzung", wer=SCHRITTE["probe"].wer
    )
    monkeypatch.setitem(SCHRITTE, "probe", kaputt)
    with schreibt_nichts(), pytest.raises(Absturz):
        am_termin(nrw, nrw.sitzung(), probe, {"fall": str(fall.pk), "ausgang": "ersuchen"})
