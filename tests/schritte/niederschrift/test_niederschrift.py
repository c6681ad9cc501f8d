"""The Niederschrift through the door: written from what happened, edited, approved, frozen."""

import re

import pytest
from django.db import IntegrityError, transaction

from haertefall.recht.begriffe import Funktion
from haertefall.schritte import fehler
from haertefall.schritte.niederschrift.aendern import neueste_fassung
from haertefall.sitzungen.models import Auszug, Niederschrift
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.niederschrift.protokoll import (
    ERWARTUNG,
    GRUENDE,
    abschnitt,
    aendere,
    beendete_sitzung,
    stelle_fest,
    tue,
)
from tests.schritte.pruefstand import schreibt_nichts, verboten

STIMMENZAHL = re.compile(r"\d+ (Ja|Nein|Enthaltung|Stimm)")


def test_it_is_written_from_what_happened(nrw: Spiel) -> None:
    sitzung, fall = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    kopf = neueste_fassung(abschnitt(sitzung, 0))
    assert sitzung.gremium.name in kopf.text
    assert "Sitzungssaal" in kopf.text
    assert "Anwesend: 8 von 10 Mitgliedern." in kopf.text
    punkt = abschnitt(sitzung, 1)
    assert str(punkt) == f"TOP 1: {fall.aktenzeichen}"
    fassung = neueste_fassung(punkt)
    assert "Ergebnis: Ersuchen." in fassung.text
    assert GRUENDE in fassung.text
    assert all(satz in fassung.text for satz in ERWARTUNG.values())
    rechnung = fall.ergebnisse.get().rechnung
    assert rechnung
    assert fassung.stimmen == rechnung
    assert not STIMMENZAHL.search(fassung.text)


def test_it_puts_the_text_about_a_case_under_the_key_of_the_case(nrw: Spiel) -> None:
    sitzung, fall = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil = abschnitt(sitzung, 1)
    assert teil.tresor_schluessel == fall.schluessel
    assert abschnitt(sitzung, 0).tresor_schluessel == sitzung.schluessel
    fassung = teil.fassungen.get()
    assert teil.punkt is not None
    assert teil.punkt.fall is not None
    teil.punkt.fall.schluessel = sitzung.schluessel
    fassung.abschnitt = teil
    with pytest.raises(Verfaelscht):
        _ = fassung.text


def test_it_keeps_every_version(nrw: Spiel) -> None:
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil = abschnitt(sitzung, 1)
    erste = neueste_fassung(teil).text
    aendere(nrw, teil, "Neu gefasst.", 1, "6 Ja")
    assert [f.nummer for f in teil.fassungen.all()] == [1, 2]
    assert (neueste_fassung(teil).text, neueste_fassung(teil).stimmen) == ("Neu gefasst.", "6 Ja")
    alt = teil.fassungen.get(nummer=1)
    alt.abschnitt = teil
    assert alt.text == erste


def test_it_overwrites_nothing_unseen(nrw: Spiel) -> None:
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil = abschnitt(sitzung, 0)
    aendere(nrw, teil, "Die erste war schneller.", 1)
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        aendere(nrw, teil, "Zu spät.", 1)
    assert "Inzwischen gibt es Fassung 2" in str(grund.value.errors["__all__"])


@pytest.mark.parametrize("text", ["Mit 6 Ja, 1 Nein", "bei zwei Enthaltungen", "5 Gegenstimmen"])
def test_it_keeps_counts_of_votes_out_of_what_leaves(nrw: Spiel, text: str) -> None:
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil = abschnitt(sitzung, 1)
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        aendere(nrw, teil, f"Das Ersuchen wurde beschlossen. {text}.", 1)
    assert "gehört in das Feld" in str(grund.value.errors["text"])


def test_it_is_approved_and_frozen(nrw: Spiel) -> None:
    sitzung, fall = beendete_sitzung(nrw)
    with pytest.raises(fehler.EingabeUnvollstaendig):
        tue(nrw, sitzung, "niederschrift_genehmigen", wie="Noch nichts da")
    tue(nrw, sitzung, "niederschrift_erstellen")
    with pytest.raises(fehler.EingabeUnvollstaendig):
        tue(nrw, sitzung, "niederschrift_feststellen")
    tue(nrw, sitzung, "niederschrift_genehmigen", wie="Ohne Einwände")
    teil = abschnitt(sitzung, 0)
    aendere(nrw, teil, "Nach der Genehmigung geändert.", 1)
    assert Niederschrift.objects.get().stand == "entwurf"
    tue(nrw, sitzung, "niederschrift_genehmigen", wie="Noch einmal")
    tue(nrw, sitzung, "niederschrift_feststellen")
    assert Niederschrift.objects.get().stand == "festgestellt"
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        aendere(nrw, teil, "Zu spät.", 2)
    assert "nicht mehr geändert" in str(grund.value.errors["__all__"])
    with pytest.raises(fehler.EingabeUnvollstaendig):
        tue(nrw, sitzung, "niederschrift_feststellen")
    assert Auszug.objects.filter(fall=fall).count() == 1


def test_it_gives_an_extract_without_counts_to_the_file_of_the_body(nrw: Spiel) -> None:
    sitzung, fall = beendete_sitzung(nrw)
    stelle_fest(nrw, sitzung)
    auszug = Auszug.objects.select_related("fall__schluessel").get()
    assert auszug.fall == fall
    assert GRUENDE in auszug.text
    assert not STIMMENZAHL.search(auszug.text)
    rechnung = fall.ergebnisse.get().rechnung
    assert rechnung
    assert rechnung not in auszug.text
    assert "Mehrheit" not in auszug.text


def test_it_comes_once_and_after_the_session(nrw: Spiel) -> None:
    sitzung = nrw.sitzung()
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        nrw.tue("niederschrift_erstellen", sitzung=str(sitzung.pk))
    assert "wenn die Sitzung beendet ist" in str(grund.value.errors["__all__"])
    beendet, _ = beendete_sitzung(nrw)
    tue(nrw, beendet, "niederschrift_erstellen")
    with pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        tue(nrw, beendet, "niederschrift_erstellen")
    assert "schon eine Niederschrift" in str(grund.value.errors["__all__"])


def test_it_is_kept_by_the_office(nrw: Spiel) -> None:
    sitzung = {"sitzung": str(nrw.sitzung().pk)}
    for schritt in ("niederschrift_erstellen", "niederschrift_aendern"):
        for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.VORPRUEFUNGSAUSSCHUSS):
            assert "nicht Aufgabe" in verboten(nrw, schritt, als=funktion, **sitzung)
    for schritt in ("niederschrift_genehmigen", "niederschrift_feststellen"):
        assert "nicht Aufgabe" in verboten(nrw, schritt, als=Funktion.MITGLIED, **sitzung)


@pytest.mark.parametrize("stand", ["genehmigt", "festgestellt"])
def test_it_cannot_be_further_than_its_days_say(nrw: Spiel, stand: str) -> None:
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Niederschrift.objects.update(stand=stand)
