"""Private notes of members on a case."""

from typing import Any
from uuid import uuid4

import pytest

from haertefall.audit.akteur import Akteur, programm
from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.sitzungen.models import Notiz
from haertefall.sitzungen.vorbereitung import MITGLIEDER, eigene_notizen
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    kollegen,
    schreibt_nichts,
    tue_als,
)
from tests.web.besuch import amt_von

OHNE_AMT = {
    Funktion.AUSLAENDERBEHOERDE,
    Funktion.BETROFFENE,
    Funktion.DRITTE,
    Funktion.AUFTRAG,
    Funktion.BETRIEB,
}
TEXT = "Nachfragen, warum die Schule gewechselt wurde."


def schreibe(spiel: Spiel, fall: Fall, akteur: Akteur, text: str = TEXT) -> Any:
    return tue_als(
        akteur,
        "notiz_schreiben",
        {"fall": str(fall.pk), "text": text},
        gremium_id=spiel.gremium.pk,
    )


def texte(akteur: Akteur) -> list[str]:
    return [n.text for n in eigene_notizen(akteur)]


def alle_anderen(spiel: Spiel) -> list[Akteur]:
    """Somebody in every other Funktion, with and without access to the case."""
    andere = [
        akteur_aus(amt_von(f"Zusatz {funktion}", funktion, spiel.gremium))
        for funktion in Funktion
        if funktion not in OHNE_AMT and funktion is not Funktion.MITGLIED
    ]
    return [*andere, spiel.akteur(Funktion.AUSLAENDERBEHOERDE), programm("x", spiel.gremium.pk)]


def test_it_is_read_by_nobody_but_its_writer(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    wer, andere = kollegen(nrw, Funktion.MITGLIED)
    version = frisch(fall).version
    schreibe(nrw, fall, wer)
    assert texte(wer) == [TEXT]
    assert texte(andere) == []
    for akteur in alle_anderen(nrw):
        assert texte(akteur) == [], akteur.funktion
    # It leaves no mark in the file that others read.
    assert frisch(fall).version == version
    assert not fall.verlauf.filter(schritt="notiz_schreiben").exists()


def test_it_is_not_read_by_the_same_person_in_another_funktion(nrw: Spiel) -> None:
    """Rights never add up: who also heads the authority does not read there what a member noted."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    mitglied = nrw.akteur(Funktion.MITGLIED)
    schreibe(nrw, fall, mitglied)
    konto = nrw.aemter[Funktion.MITGLIED].konto
    buero = amt_von(konto.name, Funktion.GESCHAEFTSSTELLE, nrw.gremium)
    buero.konto = konto
    buero.save()
    assert texte(akteur_aus(buero)) == []
    zweite_amtszeit = amt_von(konto.name, Funktion.MITGLIED, nrw.gremium)
    zweite_amtszeit.konto = konto
    zweite_amtszeit.save()
    assert texte(akteur_aus(zweite_amtszeit)) == [TEXT]


def test_it_is_gone_with_the_access(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    wer = nrw.akteur(Funktion.MITGLIED)
    schreibe(nrw, fall, wer)
    fall.zugaenge.all().delete()
    assert texte(wer) == []


def test_it_lies_under_the_key_of_the_case(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    schreibe(nrw, fall, nrw.akteur(Funktion.MITGLIED))
    notiz = Notiz.objects.select_related("fall__schluessel").get()
    notiz.fall.schluessel = nrw.bis(Stand.EINGEGANGEN).schluessel
    with pytest.raises(Verfaelscht):
        _ = notiz.text


def test_it_can_be_removed_by_its_writer_only(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    wer, andere = kollegen(nrw, Funktion.MITGLIED)
    schreibe(nrw, fall, wer)
    weg = {"notiz": str(Notiz.objects.get().pk)}
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        tue_als(andere, "notiz_loeschen", weg, gremium_id=nrw.gremium.pk)
    assert grund.value.errors["notiz"] == ["Diese Notiz gibt es nicht mehr."]
    tue_als(wer, "notiz_loeschen", weg, gremium_id=nrw.gremium.pk)
    assert not Notiz.objects.exists()


@pytest.mark.parametrize("funktion", [f for f in Funktion if f not in MITGLIEDER])
def test_it_is_for_those_who_sit_in_the_body(nrw: Spiel, funktion: Funktion) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    akteur = Akteur(funktion, konto_id=uuid4(), amt_id=uuid4(), gremium_id=nrw.gremium.pk)
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt):
        schreibe(nrw, fall, akteur)


def test_it_needs_a_case_that_one_reads_with_names(nrw: Spiel) -> None:
    ungesehen, angeboten = nrw.neuer_fall(), nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    felder = fehlerfelder(nrw, "notiz_schreiben", als=Funktion.MITGLIED, text=TEXT)
    assert felder["fall"] == ["Bitte beginnen Sie auf der Seite des Falls."]
    for fall in (ungesehen, angeboten):
        with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
            schreibe(nrw, fall, nrw.akteur(Funktion.MITGLIED))
        assert grund.value.errors["fall"] == ["Diesen Fall gibt es hier nicht."]
