"""Everything that can be done, tried by everybody on everything that is not theirs.

Pages and downloads stand in `rechtematrix.toml`, jobs and commands in `test_auftraege_befehle`;
here are sent forms and the door itself. Lists come from the program: a new act is tried too.
"""

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.db import models
from pytest_django import DjangoDbBlocker

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Behoerde, Gremium, Konto
from haertefall.recht.begriffe import Funktion
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren, vorbereiten
from haertefall.schritte.register import SCHRITTE
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.schritt import OHNE_SEITE
from tests.grundlage import zurueck
from tests.schritte.pruefstand import versucht_nichts
from tests.web.besuch import Besuch
from tests.web.rundgang import adressen, schritte_an, ziele
from tests.web.test_rechtematrix import GIBT_ES_NICHT, welt_bauen

AM_FALL = sorted(name for name, s in SCHRITTE.items() if s.objekt == "fall")
SONST = sorted(name for name, s in SCHRITTE.items() if s.objekt != "fall")


@pytest.fixture(scope="module")
def eine_welt(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, installationsschluessel: Path
) -> Iterator[dict[str, Any]]:
    """The world of the matrix, built once for all tests here and rolled back at the end."""
    with django_db_blocker.unblock(), zurueck():
        yield welt_bauen(*(Spiel(g) for g in grundausstattung(["nrw", "dortmund"])))


@pytest.fixture
def welt(eine_welt: dict[str, Any], db: None) -> dict[str, Any]:
    """For one test; what it does is taken back."""
    return eine_welt


def fremde(amt: Amt, faelle: dict[str, Fall]) -> dict[str, Fall]:
    """Cases that do not exist for who acts in this Amt."""
    sichtbar = set(sichtbar_fuer(akteur_aus(amt)).values_list("pk", flat=True))
    return {art: fall for art, fall in faelle.items() if fall.pk not in sichtbar}


# --- acts ----------------------------------------------------------------------------------------


def test_it_refuses_every_act_on_every_foreign_case(welt: dict[str, Any]) -> None:
    """At the door itself: every act as every Funktion; every foreign case in turn, all of them."""
    versucht = set()
    with versucht_nichts():
        for funktion, amt in welt["aemter"].items():
            gegen = cycle(fremde(amt, welt["faelle"]).items())
            for name in AM_FALL:
                art, fall = next(gegen)
                with pytest.raises(fehler.NichtVorhanden):
                    _tue(amt, name, fall_id=fall.pk)
                versucht.add((funktion, art))
    for funktion, amt in welt["aemter"].items():
        assert {(funktion, art) for art in fremde(amt, welt["faelle"])} <= versucht


def test_it_refuses_every_act_in_every_foreign_room(welt: dict[str, Any]) -> None:
    """Acts that open a case, concern a body or a session: in another body they are not there."""
    fremd = Gremium.objects.get(kennung="dortmund")
    sitzung = welt["sitzungen"]["fremd"]
    for funktion, amt in welt["aemter"].items():
        for name in [*SONST, "antrag_erfassen"]:
            for ort in ({"gremium_id": fremd.pk}, {"sitzung_id": sitzung}):
                with versucht_nichts(), pytest.raises(fehler.Schrittfehler) as grund:
                    _tue(amt, name, **ort)
                erwartet = (fehler.NichtVorhanden, fehler.NichtErlaubt)
                assert isinstance(grund.value, erwartet), (funktion, name)


def test_it_permits_acts_outside_a_case_to_nobody_but_those_named(welt: dict[str, Any]) -> None:
    """In their own body: who is not named by the act is refused before any form is read."""
    hier = Gremium.objects.get(kennung="nrw")
    for funktion, amt in welt["aemter"].items():
        for name in SONST:
            if funktion in SCHRITTE[name].wer or SCHRITTE[name].objekt == "sitzung":
                continue
            with versucht_nichts(), pytest.raises(fehler.Schrittfehler) as grund:
                _tue(amt, name, gremium_id=hier.pk)
            assert isinstance(grund.value, fehler.NichtErlaubt | fehler.NichtVorhanden), name


def test_it_sends_every_form_to_a_foreign_case_in_vain(welt: dict[str, Any]) -> None:
    """Through the pages: each act once as every Funktion, on foreign cases in turn.

    That somebody tried stays in the trace, and nothing else anywhere.
    """
    for amt in welt["aemter"].values():
        besuch, gegen = Besuch(amt), cycle(fremde(amt, welt["faelle"]).values())
        for name in AM_FALL:
            fall = next(gegen)
            with versucht_nichts(ausser=Zugriff._meta.db_table):
                antwort = besuch.client.post(
                    besuch.fall(fall, f"schritt/{name}/"), {"version": fall.version}
                )
            assert antwort.status_code == 404, (amt.funktion, name)


def test_it_takes_a_form_exactly_where_it_shows_one(welt: dict[str, Any]) -> None:
    """What a page refuses to show it refuses to take; on a case that is theirs."""
    for amt in welt["aemter"].values():
        besuch = Besuch(amt)
        for fall in sichtbar_fuer(akteur_aus(amt)).order_by("nummer")[:1]:
            for name in AM_FALL:
                adresse = besuch.fall(fall, f"schritt/{name}/")
                gezeigt = besuch.client.get(adresse).status_code
                with zurueck():
                    genommen = besuch.client.post(adresse, {"version": "0"}).status_code
                if name in OHNE_SEITE:
                    assert (gezeigt, genommen) == (404, 404)
                elif gezeigt == 200:
                    assert genommen in (409, 422), (amt.funktion, name, genommen)
                else:
                    assert genommen == gezeigt, (amt.funktion, name, genommen)


def test_it_knows_an_act_only_where_its_object_is(welt: dict[str, Any]) -> None:
    """At the door for everybody: an act on a session is none on a case, a check or the room."""
    hier = {
        "<uuid:fall_id>": {"fall_id": welt["faelle"]["vorgelegt"].pk},
        "<uuid:sitzung_id>": {"sitzung_id": welt["sitzungen"]["eigen"]},
        "<uuid:vollzug_id>": {"vollzug_id": welt["pruefungen"]["eigen"]},
    }
    for amt in welt["aemter"].values():
        akteur = akteur_aus(amt)
        raum = {"gremium_id": akteur.gremium_id, "behoerde_id": akteur.behoerde_id}
        for muster, ort in {**hier, "": raum}.items():
            for name in SCHRITTE.keys() - schritte_an(muster):
                with pytest.raises(fehler.NichtVorhanden):
                    vorbereiten(SCHRITTE[name], akteur, **ort)


@pytest.mark.parametrize("funktion", [Funktion.GESCHAEFTSSTELLE, Funktion.AUSLAENDERBEHOERDE])
def test_it_has_no_page_for_an_act_elsewhere(welt: dict[str, Any], funktion: Funktion) -> None:
    """For those who lead: what `schritte_an` leaves out is neither shown nor taken."""
    besuch = Besuch(welt["aemter"][funktion])
    hier: dict[str, list[Any]] = {
        "<uuid:fall_id>": [welt["faelle"]["bei_der_behoerde"].pk],
        "<uuid:sitzung_id>": [welt["sitzungen"]["eigen"]],
        "<uuid:vollzug_id>": [welt["pruefungen"]["eigen"]],
    }
    versucht = 0
    for muster in adressen():
        if "<slug:name>" not in muster or muster.startswith("/abh/") != (
            besuch.amt.gremium is None
        ):
            continue
        for name in SCHRITTE.keys() - schritte_an(muster):
            (ziel,) = ziele(besuch, muster, {**hier, "<slug:name>": [name]})
            antworten = (besuch.client.get(ziel), besuch.client.post(ziel))
            assert [a.status_code for a in antworten] == [404, 404], ziel
            versucht += 1
    assert versucht > len(SCHRITTE)


def _tue(amt: Amt, name: str, **ort: Any) -> None:
    ausfuehren(name, akteur=akteur_aus(amt), eingabe={}, einmal=uuid4(), **ort)


# --- what answers tell ---------------------------------------------------------------------------


def test_it_answers_for_a_foreign_case_as_for_none(welt: dict[str, Any]) -> None:
    """Word for word: neither page nor head tells that there is something."""
    for funktion, amt in welt["aemter"].items():
        besuch = Besuch(amt)
        for rest in ("", "fragen/", "schritt/fall_aufgreifen/", "vorbereitung/"):
            keiner = _antwort(besuch, f"{besuch.basis}faelle/{GIBT_ES_NICHT}/{rest}")
            for art, fall in fremde(amt, welt["faelle"]).items():
                da = _antwort(besuch, f"{besuch.basis}faelle/{fall.pk}/{rest}")
                assert da == keiner, (funktion, art, rest)


def _antwort(besuch: Besuch, adresse: str) -> tuple[int, str, str]:
    antwort = besuch.client.get(adresse)
    text = re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "NUMMER", antwort.content.decode())
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)
    kopf = {k: v for k, v in antwort.headers.items() if k not in ("X-Anfrage", "Content-Length")}
    return antwort.status_code, text, str(sorted(kopf.items()))


def test_it_suggests_nothing_of_another_body(welt: dict[str, Any]) -> None:
    """Every choice of every form that somebody may see belongs to the body or to everybody."""
    gesehen: set[str] = set()
    for amt in welt["aemter"].values():
        akteur = akteur_aus(amt)
        for fall in sichtbar_fuer(akteur):
            for name in AM_FALL:
                gesehen |= _pruefe_auswahl(name, akteur, fall.gremium, fall_id=fall.pk)
        if amt.gremium:
            for name in [*SONST, "antrag_erfassen"]:
                ort = {"gremium_id": amt.gremium.pk}
                gesehen |= _pruefe_auswahl(name, akteur, amt.gremium, **ort)
    assert {"antrag_erfassen", "notzugang_entscheiden"} <= gesehen


def _pruefe_auswahl(name: str, akteur: Any, gremium: Gremium, **ort: Any) -> set[str]:
    try:
        vorgang = vorbereiten(SCHRITTE[name], akteur, **ort)
    except fehler.Schrittfehler:
        return set()
    formular = SCHRITTE[name].eingabe(vorgang=vorgang)
    gefunden = set()
    for feld in formular.fields.values():
        if isinstance(feld, forms.ModelChoiceField):
            gefunden.add(name)
            for zeile in feld.queryset or ():
                assert _gehoert(zeile, gremium), (name, akteur.funktion, zeile)
    return gefunden


def _gehoert(zeile: models.Model, gremium: Gremium) -> bool:
    """Whether a row is of this body: itself, or what it hangs on."""
    if isinstance(zeile, Behoerde | Konto):
        return True  # All authorities are named to every office.
    if hasattr(zeile, "gremium_id"):
        return bool(zeile.gremium_id == gremium.pk)
    for oben in ("fall", "sitzung", "punkt", "antrag", "teilnahme", "abstimmung", "mitgebrachtes"):
        if getattr(zeile, f"{oben}_id", None) is not None:
            return _gehoert(getattr(zeile, oben), gremium)
    raise AssertionError(f"{zeile!r}: Bitte sagen, zu welchem Gremium das gehört")


@pytest.mark.parametrize("schritt", ["vorbefassung_verknuepfen", "fall_zusammenfuehren"])
def test_it_says_the_same_of_a_number_elsewhere_and_of_none(
    welt: dict[str, Any], schritt: str
) -> None:
    besuch, fall = Besuch(welt["aemter"][Funktion.GESCHAEFTSSTELLE]), welt["faelle"]["neu"]
    antworten = set()
    for nummer in (welt["faelle"]["fremd"].aktenzeichen, "DORTMUND-1999-0001"):
        antwort = besuch.schritt(fall, schritt, 422, aktenzeichen=nummer, grund="Beispiel")
        seite = antwort.content.decode().replace(nummer, "ZEICHEN")
        antworten.add(re.sub(r'value="[^"]*"|[0-9A-Z]{4}-[0-9A-Z]{4}', "", seite))
    assert len(antworten) == 1


def test_it_counts_only_what_one_sees(welt: dict[str, Any]) -> None:
    """The number above the list, the numbers of „Meine Arbeit“, with every filter."""
    for funktion, amt in welt["aemter"].items():
        besuch = Besuch(amt)
        antwort = besuch.client.get(f"{besuch.basis}faelle/")
        if antwort.status_code == 404:
            continue
        sichtbar = sichtbar_fuer(besuch.akteur).count()
        assert antwort.context["anzahl"] == sichtbar, funktion
        gruppen = besuch.client.get(besuch.basis).context.get("warten") or ()
        assert sum(g.anzahl for g in gruppen) <= sichtbar, funktion
        # A filter over what one may not read narrows nothing and so tells nothing.
        for frage in ("stand=vorpruefung", "behoerde=x", "ruhend=ja"):
            if frage.partition("=")[0] in antwort.context["felder"]:
                continue
            gefiltert = besuch.client.get(f"{besuch.basis}faelle/?{frage}").context["anzahl"]
            assert gefiltert <= sichtbar, (funktion, frage)


def test_it_counts_only_the_items_of_a_session_that_one_sees(welt: dict[str, Any]) -> None:
    """The Vorprüfungsausschuss and an unannounced deputy see that a session is, not of how many."""
    gezeigt: dict[Funktion, set[int]] = {}
    for funktion, amt in welt["aemter"].items():
        besuch = Besuch(amt)
        antwort = besuch.client.get(f"{besuch.basis}sitzungen/")
        if antwort.status_code == 404:
            continue
        sichtbar = set(sichtbar_fuer(besuch.akteur).values_list("pk", flat=True))
        for sitzung in (*antwort.context["kommende"], *antwort.context["vergangene"]):
            punkte = sitzung.punkte.filter(abgesetzt=False)
            erwartet = sum(p.fall_id is None or p.fall_id in sichtbar for p in punkte)
            assert sitzung.anzahl == erwartet, funktion
            gezeigt.setdefault(funktion, set()).add(sitzung.anzahl)
    assert max(gezeigt[Funktion.GESCHAEFTSSTELLE]) > 0
    assert gezeigt[Funktion.STELLVERTRETUNG] == {0}


def test_it_names_no_case_in_the_figures(welt: dict[str, Any]) -> None:
    """The report speaks of results and years."""
    fall = welt["faelle"]["in_vorpruefung"]
    for funktion in (Funktion.RAT, Funktion.FACHAUFSICHT, Funktion.GESCHAEFTSSTELLE):
        besuch = Besuch(welt["aemter"][funktion])
        for seite in ("bericht/", "bericht/behoerden/", "bericht/tabellen.json"):
            inhalt = besuch.client.get(f"{besuch.basis}{seite}").content.decode()
            assert fall.aktenzeichen not in inhalt
            assert str(fall.zaehl_vorgang) not in inhalt
