"""The trace speaks German, whatever is recorded: no code with „oe“ stands on the page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from django.urls import URLPattern, get_resolver

import haertefall
from haertefall.audit.record import Objektart
from haertefall.web.spurworte import objektwort, seitenwort, was_wort

# „Neue“ and „Quelle“ are words.
CODE = re.compile(r"(?<![aeq])(ae|oe|ue)|_", re.IGNORECASE)


def aufgezeichnete() -> Iterator[str]:
    """What the program writes down by a word of its own."""
    for datei in Path(haertefall.__file__).parent.rglob("*.py"):
        for knoten in ast.walk(ast.parse(datei.read_text("utf-8"))):
            if isinstance(knoten, ast.Call) and getattr(knoten.func, "id", "") == "record":
                was = knoten.args[1] if len(knoten.args) > 1 else None
                if isinstance(was, ast.Constant):
                    yield str(was.value)


def seiten(muster: Any) -> Iterator[str]:
    for eines in muster.url_patterns:
        if isinstance(eines, URLPattern):
            yield eines.name or ""
        else:
            yield from seiten(eines)


def test_it_has_a_german_word_for_whatever_is_recorded() -> None:
    worte = {was: was_wort(was) for was in aufgezeichnete()}
    assert "besetzung_geoeffnet" in worte
    assert not {was: wort for was, wort in worte.items() if CODE.search(wort)}


def test_it_names_every_page_and_thing_in_german() -> None:
    namen = set(seiten(get_resolver()))
    assert "pruefhilfe_fragen" in namen
    worte = {name: seitenwort(name) for name in namen}
    worte |= {art: objektwort(art) for art in get_args(Objektart)}
    assert not {name: wort for name, wort in worte.items() if CODE.search(wort)}
