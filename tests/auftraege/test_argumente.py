"""Nothing about a person can get into the job table."""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.auftraege.argumente import ArgumentVerboten, lesen, schema, schreiben


class Stufe(StrEnum):
    """Declared words."""

    ERSTE = "erste"
    ZWEITE = "zweite"


def beispiel(
    auftrag: object, *, fall: UUID, tag: date, nummer: int, stufe: Stufe, art: Literal["a", "b"]
) -> None:
    """A task with one argument of each permitted kind."""


GUELTIG: dict[str, Any] = {
    "fall": uuid4(),
    "tag": date(2026, 11, 20),
    "nummer": 7,
    "stufe": Stufe.ZWEITE,
    "art": "b",
}


def test_it_gives_back_what_was_stored_with_its_types() -> None:
    typen = schema(beispiel)
    gespeichert = json.loads(json.dumps(schreiben(typen, GUELTIG)))
    assert lesen(typen, gespeichert) == GUELTIG
    assert isinstance(lesen(typen, gespeichert)["stufe"], Stufe)


@pytest.mark.parametrize(
    ("name", "wert"),
    [
        ("fall", "Frau Mustermann"),
        ("fall", "7b1c4a52-6c5b-4b0e-9d5c-0b9f7f1c2a11 Mustermann"),
        ("fall", "0bc18435-8b05-4ba6-9521-d0a308b6e3b6"),
        ("tag", "2026-11-20"),
        ("tag", datetime(2026, 11, 20, tzinfo=UTC)),
        ("nummer", "0211 123456"),
        ("nummer", 1_000_000),
        ("nummer", -1),
        ("nummer", True),
        ("nummer", 1.5),
        ("stufe", "dritte"),
        ("stufe", "Mustermann"),
        ("art", "c"),
        ("art", ["a"]),
        ("fall", None),
        ("fall", {"name": "Mustermann"}),
    ],
)
def test_it_refuses_what_could_be_content_and_does_not_repeat_it(name: str, wert: Any) -> None:
    with pytest.raises(ArgumentVerboten) as fehler:
        schreiben(schema(beispiel), {**GUELTIG, name: wert})
    assert "Mustermann" not in str(fehler.value)
    assert name in str(fehler.value)


@given(st.text() | st.binary() | st.lists(st.text()) | st.floats() | st.none())
def test_it_never_stores_free_values(wert: Any) -> None:
    for name in ("fall", "tag", "nummer"):
        with pytest.raises(ArgumentVerboten):
            schreiben(schema(beispiel), {**GUELTIG, name: wert})


@pytest.mark.parametrize("zuviel", [{"name": "x"}, {}])
def test_it_wants_exactly_the_declared_names(zuviel: dict[str, Any]) -> None:
    werte = {**GUELTIG, **zuviel}
    if not zuviel:
        del werte["tag"]
    with pytest.raises(ArgumentVerboten):
        schreiben(schema(beispiel), werte)
    with pytest.raises(ArgumentVerboten):
        lesen(schema(beispiel), werte)


def test_it_refuses_tasks_that_declare_a_type_for_text() -> None:
    def text(auftrag: object, *, name: str) -> None: ...
    def alles(auftrag: object, *, name: Any) -> None: ...
    def ohne(auftrag: object, *, name) -> None: ...  # type: ignore[no-untyped-def]
    def zeitpunkt(auftrag: object, *, um: datetime) -> None: ...
    def reihe(auftrag: object, *, namen: list[str]) -> None: ...
    def langes_wort(auftrag: object, *, wort: Literal["Frau Mustermann"]) -> None: ...
    def beliebig(auftrag: object, **werte: UUID) -> None: ...
    def stelle(auftrag: object, fall: UUID) -> None: ...
    def vorgabe(auftrag: object, *, nummer: int = 3) -> None: ...

    for aufgabe in (text, alles, ohne, zeitpunkt, reihe, langes_wort, beliebig, stelle, vorgabe):
        with pytest.raises(ArgumentVerboten):
            schema(aufgabe)
