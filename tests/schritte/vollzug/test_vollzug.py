"""Acts in an authority's room: who may, who may not even see, what blocks, what is kept."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.register import SCHRITTE
from haertefall.vollzug.lage import Pruefungslage
from haertefall.vollzug.models import Pruefungsstand, Punktbefund, Vollzugspruefung
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import schreibt_nichts

AKTE = sorted(n for n, s in SCHRITTE.items() if s.objekt in ("vollzug", "behoerde"))


@pytest.fixture
def amt(nrw: Spiel) -> Pruefspiel:
    """Two people of one authority."""
    behoerde = Behoerde.objects.get(kennung="beispielstadt")
    amt_anlegen("Zoe Zweitkraft-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    return Pruefspiel(behoerde)


def fehlerfelder(
    amt: Pruefspiel, name: str, pruefung: Vollzugspruefung, kraft: int = 0, **eingabe: Any
) -> dict[str, list[str]]:
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        amt.tue(name, pruefung, kraft, **eingabe)
    return {feld: [str(m) for m in liste] for feld, liste in grund.value.errors.items()}


def test_it_numbers_checks_and_gives_each_a_key_of_its_own(amt: Pruefspiel) -> None:
    eins, zwei = amt.neue(), amt.neue()
    assert (eins.nummer, zwei.nummer) == (1, 2)
    assert eins.schluessel_id != zwei.schluessel_id
    assert {eins.schluessel.eltern_id, zwei.schluessel.eltern_id} == {amt.behoerde.schluessel_id}


@pytest.mark.parametrize("name", AKTE)
def test_it_is_done_by_nobody_but_the_authority_itself(
    name: str, spielplatz: Callable[..., list[Spiel]]
) -> None:
    nrw, *_ = spielplatz("nrw", "dortmund")
    behoerde, fremde = Behoerde.objects.order_by("kennung")
    pruefung = Pruefspiel(behoerde).neue()
    ort: dict[str, Any] = (
        {"behoerde_id": behoerde.pk}
        if SCHRITTE[name].objekt == "behoerde"
        else {"vollzug_id": pruefung.pk}
    )
    leute = [
        *Pruefspiel(fremde).leute,
        *(nrw.akteur(f) for f in (Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ, Funktion.RAT)),
    ]
    for akteur in leute:
        with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
            ausfuehren(name, akteur=akteur, eingabe={}, einmal=uuid.uuid4(), **ort)


def test_it_keeps_every_finding_and_lets_the_latest_count(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    for ergebnis, grund in (("zu_klaeren", "nachweis"), ("hindernis", "")):
        amt.tue(
            "vollzug_punkte_pruefen",
            pruefung,
            gruppe="gesundheit",
            V7_ergebnis=ergebnis,
            V7_grund=grund,
            V7_nachweis="Attest vom Mai",
        )
    assert Punktbefund.objects.filter(pruefung=pruefung).count() == 2
    befund = Pruefungslage(pruefung, heute()).befunde["V7"]
    assert (befund.ergebnis, befund.nachweis) == ("hindernis", "Attest vom Mai")
    assert befund.von == amt.leute[0].konto_id
    assert befund.am == heute()
    roh = Punktbefund.objects.filter(pk=befund.pk).values_list("nachweis").get()[0]
    assert roh is not None and b"Attest" not in bytes(roh)


@pytest.mark.parametrize(
    ("eingabe", "feld"),
    [
        ({}, "__all__"),
        ({"V7_ergebnis": "zu_klaeren"}, "V7_grund"),
        ({"V7_ergebnis": "hindernis"}, "V7_nachweis"),
        ({"V7_ergebnis": "kein_hindernis"}, "V7_nachweis"),
        ({"V7_nachweis": "Attest"}, "V7_ergebnis"),
        ({"V7_ergebnis": "vielleicht"}, "V7_ergebnis"),
        ({"gruppe": "familientrennung", "V12_ergebnis": "kein_hindernis"}, "gruppe"),
    ],
)
def test_it_asks_why_a_point_is_open_and_what_proves_the_rest(
    amt: Pruefspiel, eingabe: dict[str, Any], feld: str
) -> None:
    pruefung = amt.neue()
    gefunden = fehlerfelder(
        amt, "vollzug_punkte_pruefen", pruefung, **({"gruppe": "gesundheit"} | eingabe)
    )
    assert feld in gefunden


def test_it_asks_about_the_separation_of_a_family_by_itself(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    name = "vollzug_familientrennung_pruefen"
    assert {"wer", "bewertung"} <= set(fehlerfelder(amt, name, pruefung, getrennt="ja"))
    assert "grund" in fehlerfelder(amt, name, pruefung, getrennt="zu_klaeren")
    assert "nachweis" in fehlerfelder(amt, name, pruefung, getrennt="nein", nachweis="")
    amt.tue(
        name,
        pruefung,
        getrennt="ja",
        wer="Der Vater von drei Kindern, mindestens ein Jahr",
        bewertung="hindernis",
        jugendamt_am=heute().isoformat(),
    )
    befund = Pruefungslage(pruefung, heute()).befunde["V12"]
    assert befund.ergebnis == "hindernis"
    assert befund.angaben == {"getrennt": "ja", "jugendamt_am": heute().isoformat()}
    # No other act answers it: without it the check is never done.
    assert "V12" not in {p.kennung for p in Pruefungslage(pruefung, heute()).offen}


def test_it_is_not_done_while_a_point_or_a_decree_is_open(amt: Pruefspiel) -> None:
    pruefung = amt.neue(verletzlich=["kind_unter_14", "familie_mit_kindern"])
    gefunden = fehlerfelder(amt, "vollzug_abschliessen", pruefung)
    assert any("Offen sind noch: V1, V2" in satz for satz in gefunden["__all__"])
    amt.alles_ansehen(pruefung)
    gefunden = fehlerfelder(amt, "vollzug_abschliessen", pruefung)
    assert all("Erlass vom" in satz for satz in gefunden["__all__"])
    amt.erlasse_bedenken(pruefung)
    amt.tue(
        "vollzug_punkte_pruefen",
        pruefung,
        gruppe="verfahren",
        V18_ergebnis="zu_klaeren",
        V18_grund="recht",
    )
    gefunden = fehlerfelder(amt, "vollzug_abschliessen", pruefung)
    assert gefunden["__all__"] == ["Offen sind noch: V18."]


def test_it_needs_a_second_person_and_not_a_second_function(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    amt.alles_ansehen(pruefung)
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt, match="nur im Stand"):
        amt.tue("vollzug_bestaetigen", pruefung, kraft=1)
    amt.tue("vollzug_abschliessen", pruefung)
    assert "selbst als fertig" in str(fehlerfelder(amt, "vollzug_bestaetigen", pruefung))
    amt.tue("vollzug_bestaetigen", pruefung, kraft=1)
    assert pruefung.stand == Pruefungsstand.BESTAETIGT
    assert pruefung.geprueft_von == amt.leute[0].konto_id
    assert pruefung.bestaetigt_von == amt.leute[1].konto_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Vollzugspruefung.objects.filter(pk=pruefung.pk).update(bestaetigt_von=pruefung.geprueft_von)


def test_it_freezes_what_was_confirmed_and_opens_again_for_anything_new(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    amt.bestaetigt(pruefung)
    inhalt, abdruck = pruefung.festgehalten, pruefung.hash
    assert inhalt is not None and len(inhalt["punkte"]) == 27 and len(abdruck) == 64
    amt.tue(
        "vollzug_punkte_pruefen",
        pruefung,
        gruppe="gesundheit",
        V7_ergebnis="zu_klaeren",
        V7_grund="tatsache",
    )
    assert pruefung.stand == Pruefungsstand.OFFEN
    assert (pruefung.geprueft_von, pruefung.bestaetigt_von) == (None, None)
    assert pruefung.zuerst_bestaetigt_am == heute()
    assert (pruefung.festgehalten, pruefung.hash) == (inhalt, abdruck)


@pytest.mark.parametrize("antwort", ["", "Nein, ich reise nicht aus.", "Ja, gern."])
def test_it_never_lets_a_refusal_change_a_result(amt: Pruefspiel, antwort: str) -> None:
    pruefung = amt.neue()
    amt.bestaetigt(pruefung)

    def bild() -> Any:
        lage = Pruefungslage(pruefung, heute())
        return (
            lage.ergebnisse,
            lage.offen,
            lage.entgegen,
            lage.maengel(),
            pruefung.stand,
            pruefung.festgehalten,
            pruefung.hash,
        )

    vorher = bild()
    amt.tue("vollzug_rueckkehr_erklaeren", pruefung, antwort=antwort)
    assert bild() == vorher
    gesagt = pruefung.aufklaerungen.get()
    gesagt.pruefung = pruefung
    assert (gesagt.antwort or "", gesagt.sprache) == (antwort, "Serbisch, mit Sprachmittlung")


def test_it_records_when_the_leaflet_was_handed_out(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    gestern = (heute() - timedelta(days=1)).isoformat()
    amt.tue("vollzug_merkblatt_aushaendigen", pruefung, am=gestern)
    assert pruefung.aufklaerungen.get().am.isoformat() == gestern
    assert pruefung.stand == Pruefungsstand.OFFEN


def test_it_seals_the_planned_measure_and_forgets_it_afterwards(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    amt.tue("vollzug_massnahme_planen", pruefung, ablauf="MarkeAblauf")
    assert pruefung.massnahme is not None and pruefung.massnahme["ablauf"] == "MarkeAblauf"
    roh = Vollzugspruefung.objects.filter(pk=pruefung.pk).values_list("massnahme").get()[0]
    assert roh is not None and b"MarkeAblauf" not in bytes(roh)
    amt.tue("vollzug_ausgang_eintragen", pruefung)
    assert pruefung.massnahme is None
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt, match="schon eingetragen"):
        amt.tue("vollzug_ausgang_eintragen", pruefung)


def test_it_names_a_pending_case_only_if_the_authority_sees_it(nrw: Spiel, amt: Pruefspiel) -> None:
    nrw.aemter[Funktion.AUSLAENDERBEHOERDE] = amt.behoerde.aemter.order_by("konto__name")[0]

    eigener, fremder = nrw.bis(Stand.STELLUNGNAHME), nrw.neuer_fall()
    pruefung = amt.neue()
    name = "vollzug_verfahren_vermerken"
    leer: dict[str, Any] = {"wo": "", "seit": ""}
    assert "fall" in fehlerfelder(amt, name, pruefung, **leer, fall=str(fremder.pk))
    amt.tue(name, pruefung, **leer, fall=str(eigener.pk))
    zeile = pruefung.verfahren.get()
    zeile.pruefung = pruefung
    assert (zeile.fall_id, zeile.seit) == (eigener.pk, eigener.eingegangen_am)
    assert eigener.aktenzeichen in zeile.wo
    assert zeile.zusicherung is None
    assert "zugesichert_am" in fehlerfelder(amt, name, pruefung, zusicherung="Wir warten.")
    assert pruefung.stand == Pruefungsstand.OFFEN


def test_it_does_a_form_once_and_loses_no_update(amt: Pruefspiel) -> None:
    pruefung, schluessel = amt.neue(), uuid.uuid4()
    ruf = {
        "akteur": amt.leute[0],
        "eingabe": {"am": heute().isoformat(), "sprache": "Deutsch"},
        "einmal": schluessel,
        "vollzug_id": pruefung.pk,
        "version": pruefung.version,
    }
    ausfuehren("vollzug_merkblatt_aushaendigen", **ruf)  # type: ignore[arg-type]
    noch_einmal = ausfuehren("vollzug_merkblatt_aushaendigen", **ruf)  # type: ignore[arg-type]
    assert noch_einmal.wiederholt
    assert pruefung.aufklaerungen.count() == 1
    with schreibt_nichts(), pytest.raises(fehler.Zwischenzeitlich, match="Die Prüfung wurde"):
        amt.tue("vollzug_merkblatt_aushaendigen", pruefung)


def test_it_leaves_a_trace_with_the_authority_and_no_body(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    zeile = Zugriff.objects.get(was="schritt:vollzug_person_eintragen")
    assert (zeile.objektart, zeile.objekt) == ("vollzug", pruefung.pk)
    assert (zeile.behoerde, zeile.gremium) == (amt.behoerde.pk, None)
    assert zeile.zusatz == {}
