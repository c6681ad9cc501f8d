"""docs/inputs.md says of every kind of field and of every form what it takes."""

import ast
import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings

import haertefall
from haertefall.audit import abweisung
from haertefall.auftraege import post, register
from haertefall.schritte import erwartungsfelder
from haertefall.schritte.fall import (
    aufenthaltszeiten_festhalten,
    massnahmen_festhalten,
    strafen_festhalten,
)
from haertefall.schritte.gremium.lesemass_festlegen import Lesemass
from haertefall.sitzungen import urne
from tests.test_code_sicher import baeume

SEITE = Path(__file__).parents[1] / "docs" / "inputs.md"
KOPF = "| Where | Form or field | Rule |\n|---|---|---|\n"
OHNE = re.compile(r"\.migrations|__main__|\.wsgi$")


def unterklassen(wovon: type[Any]) -> Iterator[type[Any]]:
    for klasse in wovon.__subclasses__():
        yield klasse
        yield from unterklassen(klasse)


def eigene(wovon: type[Any]) -> set[type[Any]]:
    """Subclasses in the program, all of whose modules are loaded for that."""
    for modul in pkgutil.walk_packages(haertefall.__path__, "haertefall."):
        if not OHNE.search(modul.name):
            importlib.import_module(modul.name)
    return {k for k in unterklassen(wovon) if k.__module__.startswith("haertefall.")}


def felder() -> Iterator[tuple[str, forms.Field]]:
    for bogen in eigene(forms.BaseForm):
        for name, feld in bogen.base_fields.items():
            yield f"{bogen.__module__}.{bogen.__name__}.{name}", feld


def regeln() -> list[tuple[str, str, str]]:
    """Every check of a form or field that is its own, with the first sentence about it."""
    gefunden = []
    for datei, baum in baeume():
        for klasse in ast.walk(baum):
            if not isinstance(klasse, ast.ClassDef):
                continue
            for teil in klasse.body:
                if isinstance(teil, ast.FunctionDef) and teil.name.startswith("clean"):
                    satz = (ast.get_docstring(teil) or "").partition("\n")[0]
                    ort = datei.removeprefix("haertefall/").removesuffix(".py")
                    name = klasse.name + teil.name.removeprefix("clean").replace("_", ".", 1)
                    gefunden.append((f"`{ort}`", f"`{name}`", satz))
    return gefunden


def tabelle(titel: str) -> list[list[str]]:
    teil = SEITE.read_text("utf-8").partition(f"\n## {titel}\n")[2].partition("\n## ")[0]
    zeilen = [zeile for zeile in teil.splitlines() if zeile.startswith("| ")]
    return [zeile.strip("| ").split(" | ") for zeile in zeilen[1:]]


def test_it_knows_every_kind_of_field() -> None:
    arten = {type(feld).__name__ for _, feld in felder()}
    arten |= {klasse.__name__ for klasse in eigene(forms.Field)}
    genannt = [name for zeile in tabelle("One field") for name in re.findall(r"`(\w+)`", zeile[1])]
    assert sorted(genannt) == sorted(arten)


def test_it_leaves_no_text_and_no_number_without_bounds() -> None:
    kurz: set[int] = set()
    lang: set[int] = set()
    for name, feld in felder():
        if isinstance(feld, forms.UUIDField):
            continue
        if isinstance(feld, forms.CharField):
            assert feld.max_length, name
            (lang if feld.widget.__class__ is forms.Textarea else kurz).add(feld.max_length)
        # Which measure is possible says the rule of unusual reading itself.
        if isinstance(feld, forms.IntegerField) and Lesemass.__name__ not in name:
            assert feld.min_value is not None and feld.max_value is not None, name
    assert (min(kurz - {20_000}), max(kurz - {20_000})) == (20, 1_000)
    assert max(lang) == 200_000


def test_it_says_the_rule_of_every_form() -> None:
    """Where this fails after a change of a form: EINGABEN_SCHREIBEN=1, and read the difference."""
    jetzt = regeln()
    assert [r for r in jetzt if len(r[2]) < 10] == []
    if os.environ.get("EINGABEN_SCHREIBEN"):
        vorn = SEITE.read_text("utf-8").partition(KOPF)[0]
        zeilen = "".join(f"| {' | '.join(regel)} |\n" for regel in jetzt)
        SEITE.write_text(vorn + KOPF + zeilen, "utf-8")
    assert [tuple(zeile) for zeile in tabelle("Fields together")] == jetzt
    assert len(jetzt) > 90


def test_it_names_the_limits_of_the_program() -> None:
    worte = " ".join(" ".join(zeile) for zeile in tabelle("Limits"))
    megabyte = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 1024**2
    for teil in (
        f"{abweisung.JE_STUNDE} an hour",
        f"{urne.ZELLEN} cells",
        f"fewer than {urne.KLEIN} votes",
        f"{aufenthaltszeiten_festhalten.ZEILEN} stays",
        f"{strafen_festhalten.ZEILEN} sentences",
        f"{massnahmen_festhalten.ZEILEN} measures",
        f"{erwartungsfelder.ZEILEN} expectations",
        f"{megabyte} MB, {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields",
        f"after {register.HOECHSTENS} tries",
        f"after {post.HOECHSTENS} that",
    ):
        assert teil in worte, teil
