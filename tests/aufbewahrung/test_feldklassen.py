"""Every field of every model has its class and its retention; the class says what it must be."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from haertefall.aufbewahrung import pruefung
from haertefall.aufbewahrung.feldklassen import NAME, Feld, aufbewahrungen, felder, klassen
from haertefall.tresor.felder import VerschluesseltesFeld

DOKUMENT = Path(__file__).parents[2] / "docs" / "datenschutz.md"
HILFE = (
    f"Bitte jedes Feld in haertefall/<raum>/{NAME} unter seine Klasse schreiben; Klassen und "
    "Arten der Aufbewahrung stehen in haertefall/aufbewahrung/klassen.toml."
)
FREITEXT = (models.TextField, models.JSONField)


def wirkliche() -> dict[tuple[str, str], Any]:
    """Every column of every table, by model and name."""
    return {
        (modell._meta.label, feld.name): feld
        for modell in apps.get_models(include_auto_created=True)
        for feld in modell._meta.local_concrete_fields
    }


def test_it_names_every_field_of_every_model_once() -> None:
    genannt = Counter((f.modell, f.name) for f in felder())
    fehlt, zuviel = wirkliche().keys() - genannt.keys(), genannt.keys() - wirkliche().keys()
    assert (sorted(fehlt), sorted(zuviel)) == ([], []), HILFE
    assert [feld for feld, zahl in genannt.items() if zahl > 1] == []


def test_it_knows_every_class_and_retention() -> None:
    assert {f.klasse for f in felder()} == set(klassen())
    assert {f.aufbewahrung for f in felder()} <= set(aufbewahrungen())


def test_it_encrypts_exactly_what_its_class_says() -> None:
    wirklich, falsch = wirkliche(), []
    for feld in felder():
        ist = isinstance(wirklich[feld.modell, feld.name], VerschluesseltesFeld)
        soll = klassen()[feld.klasse].verschluesselt
        if isinstance(soll, str):
            soll = ist if not isinstance(wirklich[feld.modell, feld.name], FREITEXT) else True
        if ist != soll:
            falsch.append(feld)
    assert falsch == []


# Text in the clear that the program writes itself, or that speaks of no person of a case.
OFFENER_TEXT = {
    ("audit.Zugriff", "zusatz"): "Schlüssel und Zahlen",
    ("audit.Mass", "werte"): "Maße einer Regel",
    ("audit.Mass", "grund"): "Vereinbarung oder Beschluss des Hauses",
    ("auftraege.Auftrag", "argumente"): "Schlüssel, Tage, Zahlen und erklärte Wörter",
    ("faelle.Verlaufseintrag", "zaehlt"): "Schlüssel der Zählung",
    ("faelle.Berichtigung", "zaehlt"): "Schlüssel der Zählung",
    ("gremien.Fassungsbestand", "inhalt"): "Text der Ordnung",
    ("sessions.Session", "session_data"): "Amt und Konto, versiegelt",
    ("mfa.Authenticator", "data"): "Geheimnisse versiegelt; von Passkeys der öffentliche Teil",
    ("socialaccount.SocialAccount", "extra_data"): "Name und Adresse der Beschäftigten",
    ("socialaccount.SocialApp", "settings"): "bleibt leer",
    ("socialaccount.SocialToken", "token"): "bleibt leer",
    ("socialaccount.SocialToken", "token_secret"): "bleibt leer",
}


def test_it_leaves_no_free_text_about_people_in_the_clear() -> None:
    offen = {
        (f.modell, f.name) for f in felder() if isinstance(wirkliche()[f.modell, f.name], FREITEXT)
    }
    assert offen - OFFENER_TEXT.keys() == set(), "Bitte verschlüsseln oder begründen"


def test_it_keeps_nothing_encrypted_under_a_key_that_outlives_its_retention() -> None:
    """What goes with the case lies under the key of the case: it names `fall`, or is the case."""
    ohne = {
        f.modell
        for f in felder()
        if f.aufbewahrung == "fall"
        and f.klasse in ("identitaet", "inhalt")
        and (f.modell, "fall") not in wirkliche()
    }
    assert ohne == set()


def test_it_makes_check_fail_for_a_field_that_was_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert pruefung.jedes_feld_hat_seine_klasse(None) == []
    anders = tuple(f for f in felder() if f.name != "anschrift")
    anders += (Feld("faelle.Fall", "gibt_es_nicht", "technik", "fall"),)
    monkeypatch.setattr(pruefung, "felder", lambda: anders)
    meldungen = pruefung.jedes_feld_hat_seine_klasse(None)
    assert [m.msg for m in meldungen] == [
        "faelle.Fall: gibt_es_nicht (genannt, aber nicht da) ",
        "faelle.Person: anschrift (ohne Klasse) ",
    ]
    assert all(m.is_serious() for m in meldungen)


def test_it_is_told_to_people() -> None:
    """The record of processing names each class and each retention in the words of the files."""
    text = DOKUMENT.read_text("utf-8")
    assert [k.titel for k in klassen().values() if f"| {k.titel} | {k.was} |" not in text] == []
    assert [wann for wann in aufbewahrungen().values() if f"| {wann} |" not in text] == []
