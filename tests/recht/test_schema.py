"""The JSON Schema for editors."""

import json
from collections.abc import Iterator
from typing import Any

from haertefall.recht.ordnung.schema import schema, schema_text
from tests.recht.bau import WURZEL


def test_it_is_current() -> None:
    """After a change of the format: `make schema`."""
    assert (WURZEL / "schema.json").read_text("utf-8") == schema_text()


def felder(teil: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(teil, dict):
        yield from teil.get("properties", {}).items()
        for unten in teil.values():
            yield from felder(unten)


def test_it_describes_every_key_in_german() -> None:
    ohne = [name for name, feld in felder(schema()) if not feld.get("description")]
    assert ohne == []


def test_it_carries_nothing_english_from_docstrings() -> None:
    arten = schema()["$defs"]
    assert isinstance(arten, dict)
    assert not [name for name, art in arten.items() if "description" in art or "title" in art]


def test_it_knows_no_empty_value() -> None:
    assert "null" not in json.dumps(schema())


def test_it_keeps_the_choices_of_optional_keys() -> None:
    arten = schema()["$defs"]
    assert isinstance(arten, dict)
    assert arten["Ablaufzeile"]["properties"]["weg"]["enum"] == ["text", "praxis"]
    assert len(arten["Ablaufzeile"]["properties"]["nach"]["oneOf"]) == 2
