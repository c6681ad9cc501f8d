"""A running session when things go wrong: a lost connection, a second secretary, a double click,
a crash in the middle. Nothing is lost, nothing counts twice, nothing lands at another item.
"""

import re
from collections.abc import Callable
from typing import Any
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.test import Client

from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import ausfuehren as tuer
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.leitung import ZumPunkt
from haertefall.schritte.models import Einmalschluessel
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import (
    Abstimmung,
    Antrag,
    Anwesenheit,
    Mitgebrachtes,
    Sitzung,
    Teilnahme,
)
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.pruefstand import schreibt_nichts, versucht_nichts
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]
ZUM_PUNKT = sorted(n for n, s in SCHRITTE.items() if issubclass(s.eingabe, ZumPunkt))


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """Every seat is held."""
    return volles_nrw


@pytest.fixture
def sitzung(nrw: Spiel) -> Sitzung:
    """Two cases, eight members, the first case is on with a motion."""
    for _ in range(2):
        nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = nrw.sitzung()
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung, nummer=1)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Für den ersten Fall.")
    sitzung.refresh_from_db()
    return sitzung


@pytest.fixture
def vorsitz(nrw: Spiel, als: Als) -> Besuch:
    """The second person who may lead."""
    return als(nrw, Funktion.VORSITZ)


def blatt(wer: Besuch, sitzung: Sitzung, name: str, **vorgaben: str) -> tuple[str, dict[str, str]]:
    """Open the form of an act: its address, and what the page put into it."""
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/{name}/"
    seite = wer.hole(f"{adresse}?{urlencode(vorgaben)}")
    felder = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', seite))
    del felder["csrfmiddlewaretoken"]
    return adresse, felder


def naechster_fall(nrw: Spiel, sitzung: Sitzung) -> None:
    """The first item is closed, the second one called."""
    stimmt(nrw, sitzung, 6, 1, 1)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    ruf(nrw, sitzung, nummer=2)


def zaehlung(sitzung: Sitzung) -> dict[str, str]:
    antrag = Antrag.objects.get(punkt__sitzung=sitzung, angenommen=None)
    return {"antrag": str(antrag.pk), "ja": "6", "nein": "1", "enthaltung": "1"}


def test_it_takes_nothing_that_was_meant_for_another_item(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """Somebody typed while a colleague went on to the next case; sent twice, it stays refused."""
    blaetter = {name: blatt(buero, sitzung, name) for name in ZUM_PUNKT}
    naechster_fall(nrw, sitzung)
    wer = str(Teilnahme.objects.filter(sitzung=sitzung)[0].pk)
    getippt = dict.fromkeys(("was", "vermerk", "text"), "Ein Attest von Frau Muster")
    for name, (adresse, felder) in blaetter.items():
        bogen = {**felder, **getippt, "gegenstand": "vertagung", "von": wer, "teilnahme": wer}
        for _ in range(2):
            with versucht_nichts():
                antwort = buero.client.post(adresse, bogen)
            assert antwort.status_code in (409, 422), name
            seite = antwort.content.decode()
            bogen["version"] = re.findall(r'name="version" value="(\d+)"', seite)[0]
        assert "Diese Eingabe galt TOP 1; inzwischen wird TOP 2 beraten." in text(seite), name
        if getippt.keys() & SCHRITTE[name].eingabe.base_fields.keys():
            assert "Ein Attest von Frau Muster" in seite, name


def test_it_says_to_which_item_a_form_belongs(sitzung: Sitzung, buero: Besuch) -> None:
    seite = text(buero.hole(f"/nrw/sitzungen/{sitzung.pk}/schritt/papier_mitbringen/"))
    assert "Zu TOP 1 der laufenden Sitzung" in seite


def test_it_counts_once_what_two_secretaries_count(
    sitzung: Sitzung, buero: Besuch, vorsitz: Besuch
) -> None:
    """The second gets the form back with what was typed; sent again, nothing is left to count."""
    adresse, eines = blatt(buero, sitzung, "abstimmung_festhalten")
    _, anderes = blatt(vorsitz, sitzung, "abstimmung_festhalten")
    gezaehlt = zaehlung(sitzung)
    buero.sende(adresse, {**eines, **gezaehlt})
    zweite = {**anderes, **gezaehlt, "ja": "5", "nein": "2"}
    antwort = vorsitz.sende(adresse, zweite, 409)
    seite = antwort.content.decode()
    assert "in der Zwischenzeit geändert" in seite
    for wert in ("5", "2", "1"):
        assert f'value="{wert}"' in seite
    zweite["version"] = re.findall(r'name="version" value="(\d+)"', seite)[0]
    vorsitz.sende(adresse, zweite, 422)
    assert (Abstimmung.objects.get().ja, Antrag.objects.get().angenommen) == (6, True)


def test_it_does_once_what_is_sent_again_after_a_lost_connection(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """The answer never came: the browser asks again, also after the session went on."""
    adresse, felder = blatt(buero, sitzung, "abstimmung_festhalten")
    gezaehlt = {**felder, **zaehlung(sitzung)}
    buero.sende(adresse, gezaehlt)
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    ruf(nrw, sitzung, nummer=2)
    version = Sitzung.objects.get(pk=sitzung.pk).version
    for _ in range(2):
        antwort = buero.sende(adresse, gezaehlt)
        assert antwort["Location"].endswith("/live/")
    assert Abstimmung.objects.count() == 1
    assert Sitzung.objects.get(pk=sitzung.pk).version == version


def test_it_lists_a_paper_once_after_a_double_click(sitzung: Sitzung, buero: Besuch) -> None:
    """The same without a version that could stop the second: what stands by itself."""
    adresse, felder = blatt(buero, sitzung, "papier_mitbringen")
    wer = Teilnahme.objects.filter(sitzung=sitzung)[0]
    for _ in range(2):
        buero.sende(adresse, {**felder, "von": str(wer.pk), "was": "Ein Vermerk"})
    assert Mitgebrachtes.objects.count() == 1
    antwort = buero.sende(adresse, {**felder, "von": str(wer.pk), "was": "Ein anderer"}, 409)
    assert "schon einmal abgesendet, mit anderem Inhalt" in antwort.content.decode()
    assert "Ein anderer" in antwort.content.decode()


def test_it_lets_somebody_leave_once(sitzung: Sitzung, buero: Besuch) -> None:
    """Two clicks on „Geht“ on two tablets: one stretch ends, none begins."""
    wer = Anwesenheit.objects.filter(bis=None)[0].teilnahme_id
    bogen = {"teilnahme": str(wer), "wie": "weg"}
    for _ in range(2):
        adresse, felder = blatt(buero, sitzung, "anwesenheit_festhalten")
        buero.sende(adresse, {**felder, **bogen})
    strecken = Anwesenheit.objects.filter(teilnahme=wer)
    assert [s.bis is not None for s in strecken] == [True]


def test_it_sends_no_deputy_away_who_came_meanwhile(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch, vorsitz: Besuch
) -> None:
    """Two hurried people record the same leaving; one of them with the deputy, and was faster."""
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/anwesenheit_festhalten/"
    geht, vertretung = next(
        (a.teilnahme, stellvertretende[0])
        for a in Anwesenheit.objects.filter(bis=None).select_related("teilnahme")
        if (stellvertretende := nachfolge(nrw, a.teilnahme))
    )
    bogen = {"teilnahme": str(geht.pk), "wie": "weg"}
    _, eines = blatt(buero, sitzung, "anwesenheit_festhalten", **bogen)
    _, anderes = blatt(vorsitz, sitzung, "anwesenheit_festhalten", **bogen)
    buero.sende(adresse, {**eines, **bogen, "vertretung": str(vertretung.pk)})
    seite = vorsitz.sende(adresse, {**anderes, **bogen}, 422).content.decode()
    assert "hat inzwischen jemand anderes festgehalten" in seite
    sitzt = Anwesenheit.objects.get(fuer=geht, bis=None)
    _, neu = blatt(vorsitz, sitzung, "anwesenheit_festhalten", **bogen)
    vorsitz.sende(adresse, {**neu, **bogen})  # Now it is the deputy who leaves.
    sitzt.refresh_from_db()
    assert sitzt.bis is not None
    bogen["wie"] = "da"
    _, neu = blatt(vorsitz, sitzung, "anwesenheit_festhalten", **bogen)
    vorsitz.sende(adresse, {**neu, **bogen})  # An empty place is seen as empty.
    assert Anwesenheit.objects.filter(teilnahme=geht, bis=None).exists()


def nachfolge(nrw: Spiel, teilnahme: Teilnahme) -> tuple[Amt, ...]:
    """The deputies of the seat this person holds."""
    besetzung = besetzung_am(nrw.gremium, fassung_des_gremiums(nrw.gremium, heute()), heute())
    sitze = (s for s in besetzung.besetzte if s.mitglied and s.mitglied.pk == teilnahme.amt_id)
    return next((s.stellvertretende for s in sitze), ())


@pytest.mark.parametrize(
    ("wo", "stelle"),
    [(tuer, "aufzeichnen"), (tuer, "einreihen"), (Einmalschluessel.objects, "create")],
)
def test_it_leaves_nothing_behind_when_it_is_cut_off(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch, wo: Any, stelle: str
) -> None:
    """Closing writes in session, item, case, history and facts: all or none; then once more."""
    stimmt(nrw, sitzung, 6, 1, 1)
    punkt = sitzung.punkte.get(nummer=1)
    adresse, felder = blatt(buero, sitzung, "punkt_schliessen")
    if stelle == "einreihen":
        adresse, felder = blatt(buero, sitzung, "punkt_aufsetzen")
        felder |= {"art": "frage", "titel": "Termine", "frage": "Wie lange dauert es?"}
    client = Client(raise_request_exception=False)
    client.cookies = buero.client.cookies
    with schreibt_nichts(), mock.patch.object(wo, stelle, side_effect=RuntimeError("Strom weg")):
        assert client.post(adresse, felder).status_code == 500
    buero.sende(adresse, felder)
    buero.sende(adresse, felder)
    punkt.refresh_from_db()
    assert punkt.fall is not None
    if stelle == "einreihen":
        assert sitzung.punkte.filter(art="frage").count() == 1
    else:
        assert punkt.geschlossen_um is not None
        assert punkt.fall.ergebnisse.count() == 1


def test_it_keeps_what_was_typed_when_the_browser_was_signed_out(
    sitzung: Sitzung, buero: Besuch
) -> None:
    adresse, felder = blatt(buero, sitzung, "antrag_begruenden")
    buero.client.logout()
    antwort = buero.client.post(adresse, {**felder, "begruendung": "Mühsam getippt"})
    assert "Mühsam getippt" in antwort.content.decode()
    assert "nicht mehr angemeldet" in antwort.content.decode()
