"""Before the measure: what an authority lays before a body, and what the body then sees."""

import uuid
from typing import Any

import pytest
from django.db.models import ProtectedError

from haertefall.faelle.models import Fall, Zugang
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.vollzug.vorlegen import offene_wege
from haertefall.tresor.models import Schluessel
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.tresor.vernichtung import vernichten
from haertefall.vollzug.models import Vollzugspruefung, Vorlage
from haertefall.vollzug.sicht import sichtbare_pruefungen, sichtbare_vorlagen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import schreibt_nichts


@pytest.fixture
def amt(nrw: Spiel) -> Pruefspiel:
    return Pruefspiel(Behoerde.objects.get(kennung="beispielstadt"))


def fehlerfelder(
    amt: Pruefspiel, pruefung: Vollzugspruefung, **eingabe: Any
) -> dict[str, list[str]]:
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        amt.tue("vollzug_vorlegen", pruefung, **eingabe)
    return {feld: [str(m) for m in liste] for feld, liste in grund.value.errors.items()}


def test_it_reaches_only_bodies_whose_rules_are_open_for_it(nrw: Spiel) -> None:
    wege = offene_wege(heute())
    assert list(wege) == ["nrw:sonstiger_einzelfall"]
    _, weg = wege["nrw:sonstiger_einzelfall"]
    assert weg.beleg == "§ 4 Abs. 3 HFKVO NRW"


def test_it_is_not_possible_where_no_rules_allow_it(dortmund: Spiel) -> None:
    amt = Pruefspiel(Behoerde.objects.get(kennung="beispielstadt"))
    assert "wohin" in fehlerfelder(amt, amt.neue())


def test_it_hands_over_a_copy_and_nothing_of_the_check(nrw: Spiel, amt: Pruefspiel) -> None:
    pruefung = amt.neue(nachname="Uebergeben")
    amt.tue("vollzug_person_eintragen", pruefung, nachname="Nichtgenannt")
    amt.tue("vollzug_massnahme_planen", pruefung, ablauf="MarkeGeheim")
    erste = str(pruefung.betroffene.get(nummer=1).pk)
    amt.tue("vollzug_vorlegen", pruefung, personen=[erste])
    buero = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    vorlage = sichtbare_vorlagen(buero).get()
    assert [p["nachname"] for p in vorlage.personen] == ["Uebergeben"]
    assert vorlage.schluessel.eltern_id == nrw.gremium.schluessel_id
    alles = f"{vorlage.personen}{vorlage.votum}{vorlage.gruende}{vorlage.verfahren}"
    assert "MarkeGeheim" not in alles and "Nichtgenannt" not in alles
    assert not sichtbare_pruefungen(buero).exists()


def test_it_is_seen_by_the_office_and_the_authority_alone(nrw: Spiel, amt: Pruefspiel) -> None:
    amt.tue("vollzug_vorlegen", amt.neue())
    fremde = Pruefspiel(Behoerde.objects.get(kennung="musterkreis"))
    assert sichtbare_vorlagen(amt.leute[0]).count() == 1
    assert not sichtbare_vorlagen(fremde.leute[0]).exists()
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT, Funktion.FACHAUFSICHT):
        assert not sichtbare_vorlagen(nrw.akteur(funktion)).exists()


def test_it_asks_for_consent_people_and_reasons(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    leer = dict.fromkeys(("einwilligung_am", "einwilligung", "votum", "gruende"), "")
    assert set(leer) | {"personen"} <= set(fehlerfelder(amt, pruefung, personen=[], **leer))


def test_it_comes_once_and_before_the_measure(amt: Pruefspiel) -> None:
    pruefung, zu_spaet = amt.neue(), amt.neue()
    amt.tue("vollzug_vorlegen", pruefung)
    assert "wohin" in fehlerfelder(amt, pruefung)
    amt.tue("vollzug_ausgang_eintragen", zu_spaet)
    assert "schon vorbei" in str(fehlerfelder(amt, zu_spaet))


def _erfasst(nrw: Spiel, vorlage: Vorlage) -> Fall:
    erledigt = nrw.tue(
        "antrag_erfassen", vorlage=str(vorlage.pk), antragsweg=vorlage.antragsweg, behoerde=""
    )
    return Fall.objects.get(pk=str(erledigt.fall_id))


def test_it_becomes_a_case_by_an_act_of_the_office(nrw: Spiel, amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    amt.tue("vollzug_person_eintragen", pruefung, nachname="Zweite")
    amt.tue("vollzug_vorlegen", pruefung)
    vorlage = Vorlage.objects.get()
    fall = _erfasst(nrw, vorlage)
    vorlage.refresh_from_db()
    assert (vorlage.fall_id, vorlage.angenommen_am) == (fall.pk, heute())
    assert (fall.stand, fall.behoerde_id) == (Stand.EINGEGANGEN, amt.behoerde.pk)
    assert (fall.personenzahl, fall.personen.count()) == (2, 2)
    # The authority sees its case, by Zugang; another one does not.
    assert Zugang.objects.filter(fall=fall, behoerde=amt.behoerde, bis=None).count() == 1
    # It cannot become a second case.
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig):
        _erfasst(nrw, vorlage)


def test_it_goes_with_the_key_of_the_case_it_became(nrw: Spiel, amt: Pruefspiel) -> None:
    amt.tue("vollzug_vorlegen", amt.neue(nachname="Abschrift"), gruende="Handgeschrieben")
    frueherer = Vorlage.objects.get().schluessel_id
    fall = _erfasst(nrw, Vorlage.objects.get())
    vorlage = Vorlage.objects.get()
    assert (vorlage.personen[0]["nachname"], vorlage.gruende) == ("Abschrift", "Handgeschrieben")
    assert vorlage.schluessel.eltern_id == fall.schluessel_id
    assert not Schluessel.objects.filter(pk=frueherer).exists()
    # The database does not let the key of the case go while something of it would be left.
    with pytest.raises(ProtectedError):
        vernichten(fall.schluessel)
    Schluessel.objects.filter(pk=fall.schluessel_id).update(huelle=b"")
    with pytest.raises(Verfaelscht):
        _ = Vorlage.objects.get().gruende


def test_it_takes_no_hand_over_of_another_body(nrw: Spiel, amt: Pruefspiel) -> None:
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        nrw.tue("antrag_erfassen", vorlage=str(uuid.uuid4()))
    assert "vorlage" in grund.value.errors
