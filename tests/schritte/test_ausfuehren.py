"""The door: exactly once, nobody's work lost, invisible means absent, all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict

from haertefall.audit.models import Zugriff
from haertefall.auftraege import register as aufgaben
from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Fall, Verlaufseintrag, Wiedervorlage
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import ausfuehren as tuer
from haertefall.schritte import fehler, objekt
from haertefall.schritte.models import Einmalschluessel
from haertefall.schritte.objekt import ARTEN
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    bekannte_tatsachen,
    frisch,
    kollegen,
    letzter_eintrag,
    schreibt_nichts,
    tue_als,
    unsichtbar,
    verboten,
)

WIEDERVORLAGE = {"faellig_am": "2999-01-31", "text": "Nachfragen"}


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


@pytest.fixture
def office(nrw: Spiel) -> Any:
    return nrw.akteur(Funktion.GESCHAEFTSSTELLE)


# --- exactly once ------------------------------------------------------------------------------


def test_it_answers_the_same_form_sent_twice_with_the_first_answer(fall: Fall, office: Any) -> None:
    einmal = uuid4()
    erst = tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=einmal)
    with schreibt_nichts():
        wieder = tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=einmal)
    assert (erst.wiederholt, wieder.wiederholt) == (False, True)
    assert (wieder.fall_id, wieder.objekt_id) == (erst.fall_id, erst.objekt_id) == (fall.pk, None)


def test_it_answers_a_double_click_although_the_version_moved_on(fall: Fall, office: Any) -> None:
    einmal = uuid4()
    for _ in range(2):
        tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=einmal, version=1)
    assert frisch(fall).version == 2
    assert Wiedervorlage.objects.filter(fall=fall).count() == 1


def test_it_opens_one_case_for_one_form(nrw: Spiel, office: Any) -> None:
    eingabe, einmal = nrw._beispiel("antrag_erfassen", None, None), uuid4()
    antworten = [
        tue_als(office, "antrag_erfassen", eingabe, gremium_id=nrw.gremium.pk, einmal=einmal)
        for _ in range(2)
    ]
    assert antworten[0].fall_id == antworten[1].fall_id
    assert Fall.objects.count() == 1


def test_it_makes_one_session_for_one_form(nrw: Spiel, office: Any) -> None:
    eingabe, einmal = nrw._beispiel("sitzung_anberaumen", None, None), uuid4()
    antworten = [
        tue_als(office, "sitzung_anberaumen", eingabe, gremium_id=nrw.gremium.pk, einmal=einmal)
        for _ in range(2)
    ]
    assert antworten[0].objekt_id == antworten[1].objekt_id == Sitzung.objects.get().pk


@pytest.fixture
def gesendet(fall: Fall, office: Any) -> Any:
    """The key of a form that was sent."""
    einmal = uuid4()
    tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=einmal)
    return einmal


@pytest.mark.parametrize("version", [None, 1, 2])
def test_it_refuses_the_same_key_with_another_input(
    fall: Fall, office: Any, gesendet: Any, version: int | None
) -> None:
    anders = {**WIEDERVORLAGE, "text": "Etwas anderes"}
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        tue_als(office, "wiedervorlage_setzen", anders, fall=fall, einmal=gesendet, version=version)


def test_it_refuses_the_same_key_for_another_act(fall: Fall, office: Any, gesendet: Any) -> None:
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        tue_als(office, "zur_beratung_vorsehen", WIEDERVORLAGE, fall=fall, einmal=gesendet)


def test_it_refuses_the_same_key_from_another_person(nrw: Spiel, fall: Fall, gesendet: Any) -> None:
    kollegin = kollegen(nrw)[1]
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        tue_als(kollegin, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=gesendet)


def test_it_refuses_the_same_key_from_the_same_person_in_another_funktion(
    nrw: Spiel, fall: Fall, office: Any, gesendet: Any
) -> None:
    amt = Amt.objects.create(
        konto_id=office.konto_id,
        funktion=Funktion.GESCHAEFTSSTELLE,
        gremium=nrw.gremium,
        von=heute(),
    )
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        tue_als(akteur_aus(amt), "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=gesendet)


@pytest.mark.parametrize("version", [None, 1])
def test_it_refuses_the_same_key_for_another_case(
    nrw: Spiel, office: Any, gesendet: Any, version: int | None
) -> None:
    """Else the answer would speak of the first case, and nothing would be done on the second."""
    zweiter = nrw.neuer_fall()
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        tue_als(
            office,
            "wiedervorlage_setzen",
            WIEDERVORLAGE,
            fall=zweiter,
            einmal=gesendet,
            version=version,
        )


def test_it_tells_apart_choices_that_a_browser_sends_under_one_name(
    nrw: Spiel, office: Any
) -> None:
    fall = nrw.bis(Stand.ENTSCHIEDEN)
    einmal = uuid4()
    rest = f"am={heute().isoformat()}&weiter=abschluss&vermerk="
    tue_als(
        office, "ergebnis_mitteilen", QueryDict(f"an=antrag&an=mitglieder&{rest}"), fall=fall,
        einmal=einmal,
    )  # fmt: skip
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        tue_als(
            office, "ergebnis_mitteilen", QueryDict(f"an=behoerde&an=mitglieder&{rest}"),
            fall=fall, einmal=einmal,
        )  # fmt: skip


def test_it_leaves_the_key_of_a_refused_form_free(fall: Fall, office: Any) -> None:
    einmal = uuid4()
    with pytest.raises(fehler.EingabeUnvollstaendig):
        tue_als(office, "wiedervorlage_setzen", {"text": "ohne Tag"}, fall=fall, einmal=einmal)
    tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, einmal=einmal)
    assert frisch(fall).version == 2


def test_it_keeps_no_readable_input_beside_the_key(fall: Fall, office: Any, gesendet: Any) -> None:
    zeile = Einmalschluessel.objects.get(pk=gesendet)
    assert len(bytes(zeile.eingabe)) == 32
    assert b"Nachfragen" not in bytes(zeile.eingabe)


# --- nobody's work is lost ---------------------------------------------------------------------


def test_it_refuses_what_was_entered_on_an_outdated_page(nrw: Spiel, fall: Fall) -> None:
    erste, zweite = kollegen(nrw)
    gesehen = fall.version
    tue_als(erste, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, version=gesehen)
    with schreibt_nichts(), pytest.raises(fehler.Zwischenzeitlich) as grund:
        tue_als(zweite, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, version=gesehen)
    assert "Ihre Eingabe ist unten noch da" in str(grund.value)
    tue_als(zweite, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, version=gesehen + 1)
    assert frisch(fall).version == 3


# --- what one may not see does not exist ---------------------------------------------------------


@pytest.mark.parametrize(
    "als",
    [
        Funktion.MITGLIED,
        Funktion.VORSITZ,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
        Funktion.FACHAUFSICHT,
        Funktion.AUSLAENDERBEHOERDE,
        Funktion.RAT,
        Funktion.DATENSCHUTZ,
    ],
)
def test_it_knows_no_case_that_the_akteur_may_not_see(
    nrw: Spiel, fall: Fall, als: Funktion
) -> None:
    unsichtbar(nrw, "wiedervorlage_setzen", fall=fall, als=als)


def test_it_knows_no_case_of_another_body(spielplatz: Any) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.neuer_fall()
    unsichtbar(dortmund, "wiedervorlage_setzen", fall=fall)


def test_it_knows_no_other_body(spielplatz: Any) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fremd = dortmund.akteur(Funktion.GESCHAEFTSSTELLE)
    eingabe = nrw._beispiel("antrag_erfassen", None, None)
    for gremium_id in (nrw.gremium.pk, None, uuid4()):
        with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
            tue_als(fremd, "antrag_erfassen", eingabe, gremium_id=gremium_id)


def test_it_knows_no_case_with_an_unknown_number(nrw: Spiel, office: Any) -> None:
    with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
        tuer.ausfuehren(
            "wiedervorlage_setzen",
            akteur=office,
            eingabe=WIEDERVORLAGE,
            einmal=uuid4(),
            fall_id=uuid4(),
        )


def test_it_does_no_act_about_the_body_on_a_case(nrw: Spiel, fall: Fall, office: Any) -> None:
    eingabe = nrw._beispiel("sitzung_anberaumen", None, None)
    with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
        tue_als(office, "sitzung_anberaumen", eingabe, fall=fall)


def test_it_does_no_act_about_a_case_without_one(nrw: Spiel) -> None:
    assert "vor dem Erfassen eines Falls" in verboten(nrw, "zur_beratung_vorsehen")


def test_it_opens_no_case_inside_another(nrw: Spiel, fall: Fall) -> None:
    assert "dieser Fall besteht schon" in verboten(nrw, "antrag_erfassen", fall=fall)


# --- all or nothing ------------------------------------------------------------------------------


class Absturz(RuntimeError):
    """Something goes wrong in the middle."""


@pytest.fixture
def mit_auftrag(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every act also orders a job."""
    monkeypatch.setattr(aufgaben, "_aufgaben", {})

    @aufgaben.aufgabe("probe.nichts")
    def nichts(auftrag: Auftrag) -> None:
        """Does nothing."""

    wahr = ARTEN["fall"]

    def mit(schritt: Any, vorgang: Vorgang, *rest: Any) -> None:
        wahr.weiter(schritt, vorgang, *rest)
        vorgang.auftrag("probe.nichts")

    monkeypatch.setitem(ARTEN, "fall", replace(wahr, weiter=mit))
    yield


def test_it_orders_jobs_in_the_transaction_of_the_act(
    mit_auftrag: None, fall: Fall, office: Any
) -> None:
    vorher = Auftrag.objects.count()
    tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall)
    assert Auftrag.objects.count() == vorher + 1


@pytest.mark.parametrize(
    ("wo", "stelle"),
    [
        (objekt.fall, "mitziehen"),
        (objekt.fall, "fortschreiben"),
        (tuer, "einreihen"),
        (tuer, "aufzeichnen"),
    ],
)
@pytest.mark.parametrize("danach", [False, True])
def test_it_leaves_nothing_behind_when_something_fails(
    monkeypatch: pytest.MonkeyPatch,
    mit_auftrag: None,
    fall: Fall,
    office: Any,
    wo: Any,
    stelle: str,
    danach: bool,
) -> None:
    """History, facts, jobs, trace, Wiedervorlage and idempotency key go together or not at all."""
    wahr = getattr(wo, stelle)

    def stuerzt_ab(*argumente: Any, **namen: Any) -> Any:
        if danach:
            wahr(*argumente, **namen)
        raise Absturz

    einmal = uuid4()
    eingabe = {
        "kategorie": "sonstiges",
        "worauf": "Prüfung",
        "mit_wem": "Frau Beispiel",
        "naechster_blick": "2999-01-31",
    }
    with monkeypatch.context() as kaputt, schreibt_nichts(), pytest.raises(Absturz):
        kaputt.setattr(wo, stelle, stuerzt_ab)
        tue_als(office, "ruhen_lassen", eingabe, fall=fall, einmal=einmal)
    tue_als(office, "ruhen_lassen", eingabe, fall=fall, einmal=einmal)
    assert frisch(fall).ruht
    assert bekannte_tatsachen(fall)[-1].ruht == "sonstiges"


def test_it_leaves_nothing_behind_when_the_effect_fails(
    monkeypatch: pytest.MonkeyPatch, nrw: Spiel, office: Any
) -> None:
    """The opening act: number, key, case, person and access go as well."""
    schritt = SCHRITTE["antrag_erfassen"]

    def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
        schritt.wirkung(vorgang, daten)
        raise Absturz

    kaputt = type(schritt)(schritt.name, schritt.titel, schritt.eingabe, wirkung)
    with monkeypatch.context() as umgebung, schreibt_nichts(), pytest.raises(Absturz):
        umgebung.setitem(SCHRITTE, "antrag_erfassen", kaputt)
        nrw.neuer_fall()
    assert nrw.neuer_fall().nummer == 1


# --- history, trace, facts -----------------------------------------------------------------------


def test_it_writes_who_did_what_when_and_by_which_norm(nrw: Spiel, fall: Fall) -> None:
    office = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig")
    eintrag = letzter_eintrag(fall)
    assert (eintrag.nummer, eintrag.stelle) == (fall.version, fall.version)
    assert (eintrag.von, eintrag.nach) == (Stand.EINGEGANGEN, Stand.VORPRUEFUNG)
    assert (eintrag.konto, eintrag.funktion) == (office.konto_id, "geschaeftsstelle")
    assert (eintrag.schritt, eintrag.ausgang) == ("zulaessigkeit_feststellen", "zulaessig")
    assert (eintrag.beleg, eintrag.grundlage) == ("Praxis: § 5 Abs. 1 HFKVO NRW", "praxis")
    assert eintrag.am == heute()


def test_it_traces_every_act_without_content(nrw: Spiel, fall: Fall, office: Any) -> None:
    tue_als(office, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall)
    spur = Zugriff.objects.latest("id")
    assert (spur.was, spur.objektart, spur.objekt) == (
        "schritt:wiedervorlage_setzen",
        "fall",
        fall.pk,
    )
    assert (spur.konto, spur.funktion) == (office.konto_id, "geschaeftsstelle")
    assert (spur.gremium, spur.zusatz) == (nrw.gremium.pk, {})


def test_it_never_shows_history_to_be_changed(fall: Fall) -> None:
    eintrag = letzter_eintrag(fall)
    eintrag.schritt = "etwas_anderes"
    with pytest.raises(TypeError):
        eintrag.save()
    with pytest.raises(TypeError):
        eintrag.delete()
    with pytest.raises(TypeError):
        Verlaufseintrag.objects.filter(fall=fall).update(nummer=7)
    with pytest.raises(TypeError):
        Verlaufseintrag.objects.filter(fall=fall).delete()
