"""The public page: off by default, stores nothing, judges nothing, ends with counselling."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from haertefall.audit.protokoll import OhneInhalt
from haertefall.recht.pruefhilfe.katalog import rechtsfragen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from haertefall.web.wegeformular import Wegeformular, fragen_nach_thema
from tests.schritte.pruefstand import schreibt_nichts
from tests.web.besuch import text, titel

SEITE = "/wege/"


def feld(kennung: str, teil: str = "antwort") -> str:
    return f"f{Wegeformular().nummern[kennung]}_{teil}"


def strafe(nummer: int, art: str, liste: str = "s", **was: str) -> dict[str, str]:
    return {f"{liste}{nummer}_{name}": wert for name, wert in {"art": art, **was}.items()}


def bedingung(inhalt: str, norm: str, anfang: str) -> str:
    """What the result says about one condition."""
    worte = text(inhalt)
    stelle = worte.index(anfang, worte.index("Nach Ihren Angaben"))
    return worte[stelle : worte.index(norm, stelle)]


def zeile(nummer: int, art: str, von: str, bis: str = "") -> dict[str, str]:
    return {f"z{nummer}_art": art, f"z{nummer}_von": von, f"z{nummer}_bis": bis}


def sende(status: int = 200, *teile: dict[str, str]) -> str:
    daten = {"stichtag": "2026-11-20"}
    for teil in teile:
        daten |= teil
    antwort = Client().post(SEITE, daten)
    assert antwort.status_code == status
    return antwort.content.decode()


@pytest.mark.django_db
def test_it_is_not_there_until_the_operator_switches_it_on(settings: Settings) -> None:
    settings.OEFFENTLICHE_WEGE = False
    assert Client().get(SEITE).status_code == 404
    assert Client().post(SEITE, {}).status_code == 404
    settings.OEFFENTLICHE_WEGE = True
    assert Client().get(SEITE).status_code == 200


@pytest.mark.django_db
def test_it_stores_nothing_and_sets_no_cookie(caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    daten = {"stichtag": "2026-11-20", feld("geburtstag"): "2008-03-10"}
    daten |= zeile(0, "duldung", "2021-02-01")
    vorher = Session.objects.count()
    with CaptureQueriesContext(connection) as abfragen:
        antwort = client.post(SEITE, daten)
    assert antwort.status_code == 200 and not antwort.cookies
    assert antwort["Cache-Control"] == "no-store"
    assert antwort["Referrer-Policy"] == "no-referrer"
    assert Session.objects.count() == vorher
    assert not [a["sql"] for a in abfragen if not a["sql"].startswith("SELECT")]
    assert "2008-03-10" not in caplog.text and "2021" not in caplog.text


@pytest.mark.django_db
def test_it_writes_no_row_anywhere() -> None:
    with schreibt_nichts():
        sende(200, zeile(0, "duldung", "2021-02-01"), {"drucken": "ja"})


@pytest.mark.django_db
def test_it_computes_what_can_be_computed() -> None:
    """§ 25b: six years from 1 February 2021 without a child are full on 1 February 2027."""
    worte = text(
        sende(200, zeile(0, "duldung", "2021-02-01"), {feld("lebt_mit_ledigem_kind"): "nein"})
    )
    assert "Ab 01.02.2027 ." in worte
    assert "Kette der Duldungen: 1 Duldung" in worte


@pytest.mark.django_db
def test_it_leaves_to_people_what_needs_a_judgement() -> None:
    """Everything of T01 that can be typed here; without the recorded forecast it stays open."""
    daten = zeile(0, "gestattung", "2022-06-01", "2025-03-31") | zeile(1, "duldung", "2025-04-01")
    daten |= {
        feld("geburtstag"): "2008-03-10",
        feld("schulbesuch"): "2022-09-01",
        feld("in_schule_ausbildung_studium"): "ja",
        feld("passpflicht_erfuellt"): "ja",
        feld("identitaet_geklaert"): "ja",
        feld("eigene_falschangaben"): "nein",
        feld("ausweisungsinteresse"): "nein",
        feld("ablehnung_10_3_2"): "nein",
        feld("einreiseverbot"): "nein",
        feld("antrag_25a"): "nein",
        "s_vollstaendig": "on",
    }
    worte = text(sende(200, daten))
    weg = worte[worte.index("§ 25a Abs. 1 AufenthG") - 200 :][:200]
    assert "Zu klären" in weg
    assert "Was ein Mensch bewerten muss, bleibt immer „zu klären“." in worte


def test_it_asks_no_judgement_no_secret_and_every_computable_fact() -> None:
    gestellt = {f.kennung: f for fragen in fragen_nach_thema().values() for f in fragen}
    assert not any(f.ist_wertung or f.geheim_97a for f in gestellt.values())
    tatsachen = {
        k
        for k, f in rechtsfragen(ausgeliefert()).items()
        if k in ausgeliefert().angaben and not f.ist_wertung and f.art != "liste"
    }
    assert tatsachen - gestellt.keys() == set()


@pytest.mark.django_db
def test_it_shows_the_computed_ways_only_and_ends_with_counselling() -> None:
    inhalt = sende()
    worte = text(inhalt)
    gezeigt = re.findall(r'<span class="hf-thema__titel">(.*?)</span>', inhalt)
    gerechnet = [t.daten.titel for t in wegtafeln(ausgeliefert()) if not t.gefuehrt]
    assert gezeigt == gerechnet
    ende = worte[worte.index("Bitte lassen Sie sich beraten") :]
    assert "Flüchtlingsrat" in ende and "bevor Sie etwas beantragen" in ende
    assert "vorerst nur auf Deutsch" in worte
    assert "keine Rechtsberatung" in worte


@pytest.mark.django_db
def test_it_has_a_neutral_title_and_a_quick_way_out() -> None:
    inhalt = Client().get(SEITE).content.decode()
    assert titel(inhalt) == "Fragebogen"
    assert re.search(r'href="https://www\.dwd\.de/" rel="noreferrer"', inhalt)
    assert "csrfmiddlewaretoken" not in inhalt


@pytest.mark.django_db
def test_it_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    inhalt = sende(422, zeile(0, "", "2021-02-01"), zeile(1, "duldung", "2021-02-02", "2020-01-01"))
    assert "Bitte geben Sie den Status an." in inhalt
    assert "Der letzte Tag liegt vor dem ersten." in inhalt
    assert 'value="2021-02-01"' in inhalt
    falsch = {feld("antrag_25a"): "nein", feld("antrag_25a", "antwort_tag"): "2026-01-01"}
    assert "Ein Tag gehört nur zu" in sende(422, falsch)


@pytest.mark.django_db
def test_it_prints_a_request_for_the_individual_check() -> None:
    worte = text(sende(200, {feld("60a.2.2.zeuge"): "ja"}, {"drucken": "ja"}))
    assert "Bitte um Prüfung des Einzelfalls vor einer Abschiebung" in worte
    assert (
        "Wird die Person als Zeugin oder Zeuge" in worte and "§ 60a Abs. 2 Satz 2 AufenthG" in worte
    )
    assert "Erkrankungen und familiäre Bindungen" in worte and "22. Dezember 2014" in worte
    assert "Fragen Für welchen Tag" not in worte


@pytest.mark.django_db
def test_it_takes_the_day_that_is_asked_for() -> None:
    assert "104c" in sende()
    vorher, danach = (text(sende(200, {"stichtag": tag})) for tag in ("2022-12-30", "2022-12-31"))
    chance = r"Chancen-Aufenthaltsrecht An diesem Tag nicht in Kraft"
    assert re.search(chance, vorher) and not re.search(chance, danach)


ZEILE_STRAFEN = ausgeliefert().zeilen["19d.1.N7"].bedingung[:40]
VOLL = {"s_vollstaendig": "on"}
VORSATZ = {"vorsaetzlich": "ja", "nur_auslaender": "nein"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("eingabe", "erwartet"),
    [
        (strafe(0, "geldstrafe", hoehe="60", **VORSATZ) | VOLL, "Der Grund scheint vorzuliegen"),
        (
            strafe(0, "geldstrafe", hoehe="80", vorsaetzlich="ja", nur_auslaender="ja") | VOLL,
            "Der Grund liegt nicht vor",
        ),
        (
            strafe(0, "geldstrafe", hoehe="30", **VORSATZ)
            | strafe(1, "geldstrafe", hoehe="70", vorsaetzlich="ja", nur_auslaender="ja")
            | VOLL,
            "Zu klären",
        ),
        (strafe(0, "geldstrafe", hoehe="80", vorsaetzlich="nein") | VOLL, "Der Grund liegt nicht"),
        (strafe(0, "geldstrafe", hoehe="20", **VORSATZ), "Zu klären"),
        (strafe(0, "geldstrafe", **VORSATZ) | VOLL, "Zu klären"),
        (strafe(0, "jugendmassnahme", vorsaetzlich="ja") | VOLL, "Zu klären"),
        (VOLL, "Der Grund liegt nicht vor"),
        ({}, "Zu klären"),
    ],
    ids=["T06a", "T06b", "T06d", "fahrlaessig", "unvollstaendig", "ohne-hoehe", "jugend", "keine",
         "nichts"],
)  # fmt: skip
def test_it_asks_of_a_conviction_what_the_rules_ask(eingabe: dict[str, str], erwartet: str) -> None:
    """§ 19d Abs. 1 Nr. 7: the examples of T06; what is not known stays to be clarified."""
    gesagt = bedingung(sende(200, eingabe), "§ 19d Abs. 1 Nr. 7", ZEILE_STRAFEN)
    assert erwartet in gesagt


@pytest.mark.django_db
def test_it_tells_the_partners_convictions_from_ones_own() -> None:
    """§ 60d Abs. 1 Nr. 7 asks about both; without the partner's list it stays open."""
    partner = {feld("hat_partner"): "ja"}
    anfang = ausgeliefert().zeilen["60d.1.N7"].bedingung[:40]
    eigene = sende(200, VOLL, partner)
    beide = sende(200, VOLL, partner, {"p_vollstaendig": "on"})
    strafe_der_partnerin = strafe(0, "geldstrafe", "p", hoehe="5", **VORSATZ)
    verurteilt = sende(200, VOLL, partner, strafe_der_partnerin, {"p_vollstaendig": "on"})
    gesagt = [
        bedingung(seite, "§ 60d Abs. 1 Nr. 7", anfang) for seite in (eigene, beide, verurteilt)
    ]
    worte = ["Zu klären", "Der Grund liegt nicht vor", "Der Grund scheint vorzuliegen"]
    assert [wort for wort, g in zip(worte, gesagt, strict=True) if wort in g] == worte


@pytest.mark.django_db
def test_it_asks_only_for_measures_that_one_knows_of_and_never_calls_them_complete() -> None:
    seite = Client().get(SEITE).content.decode()
    gefragt = set(re.findall(r'<option value="(\w+)"', seite[seite.index('name="m0_art"') :]))
    assert {"reisefaehigkeit", "rueckkehrfoerderung", "zustaendiger_staat"} <= gefragt
    assert not {"transport", "vergleichbar"} & gefragt
    anfang = ausgeliefert().zeilen["60c.2.N5"].bedingung[:40]
    antrag = {
        feld("antrag_ausbildung"): "ja",
        feld("antrag_ausbildung", "antwort_tag"): "2026-10-01",
        feld("ausbildung_im_asylverfahren_begonnen"): "nein",
    }
    laeuft = {"m0_art": "rueckkehrfoerderung", "m0_von": "2026-09-01"}
    ohne, mit = (sende(200, antrag, teil) for teil in ({}, laeuft))
    assert "Zu klären" in bedingung(ohne, "§ 60c Abs. 2 Nr. 5", anfang)
    assert "Der Grund scheint vorzuliegen" in bedingung(mit, "§ 60c Abs. 2 Nr. 5", anfang)


@pytest.mark.django_db
def test_it_lists_the_documents_that_prove_each_way_and_what_to_find_out_first() -> None:
    inhalt = sende()
    worte = text(inhalt)
    for tafel in wegtafeln(ausgeliefert()):
        belegt = [n for k in tafel.zeilen for n in ausgeliefert().zeilen[k].nachweise]
        if not tafel.gefuehrt and belegt:
            assert all(text(n) in worte for n in belegt), tafel.daten.kennung
    assert worte.count("Unterlagen, die es beweisen") >= 7
    assert "Zuerst zu klären:" in worte and "(das bewertet ein Mensch)" in worte


@pytest.mark.django_db
def test_it_writes_nothing_of_the_answers_to_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of a good form, not of one with errors, not when the program breaks down."""
    caplog.set_level("DEBUG")
    eingabe = {"stichtag": "2026-11-20", feld("geburtstag"): "1987-06-05"}
    eingabe |= strafe(0, "geldstrafe", hoehe="67", **VORSATZ)
    client = Client(raise_request_exception=False)
    assert client.post(SEITE, eingabe).status_code == 200
    assert client.post(SEITE, eingabe | zeile(0, "", "1999-04-03")).status_code == 422

    def kaputt(*_: object) -> None:
        raise RuntimeError(str(eingabe))

    monkeypatch.setattr("haertefall.web.oeffentlich.pruefe", kaputt)
    assert client.post(SEITE, eingabe).status_code == 500
    protokoll = "\n".join(OhneInhalt().format(eintrag) for eintrag in caplog.records)
    assert "RuntimeError" in protokoll
    for marke in ("1987", "1999-04-03", "geldstrafe"):
        assert marke not in protokoll


@pytest.mark.django_db
def test_it_takes_the_answers_in_the_body_of_the_request_and_never_in_an_address() -> None:
    """An address stands in the log of every proxy and in the history of the browser."""
    inhalt = Client().get(SEITE).content.decode()
    assert re.findall(r"<form[^>]*>", inhalt) == [
        '<form class="hf-formular" method="post" novalidate autocomplete="off">'
    ]
    mit = Client().get(SEITE, {feld("geburtstag"): "1987-06-05"}).content.decode()
    assert "1987" not in mit
