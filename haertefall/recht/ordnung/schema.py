"""The JSON Schema of a rules file, for editors; from the same model that reads the files."""

import json

from haertefall.recht.ordnung import Ordnung

_UEBERSCHRIFT = "Ordnung eines Härtefallgremiums"
_BESCHREIBUNG = (
    "Eine Fassung der Regeln eines Gremiums. Was nicht geregelt oder nicht bekannt ist, fehlt. "
    "Wie eine Datei entsteht, steht in ordnungen/LIESMICH.md."
)


def schema() -> dict[str, object]:
    """Keys, kinds of values and German descriptions; rules across keys are checked on loading."""
    roh = Ordnung.model_json_schema()
    inhalt = _bereinigt(roh)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **inhalt,
        "title": _UEBERSCHRIFT,
        "description": _BESCHREIBUNG,
    }


def schema_text() -> str:
    """The content of ordnungen/schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _bereinigt(modell: dict[str, object]) -> dict[str, object]:
    """A model without what pydantic derives from English docstrings and from Python's `None`."""
    ohne = {k: v for k, v in modell.items() if k not in ("title", "description")}
    for name, teile in ohne.items():
        if name == "properties" and isinstance(teile, dict):
            ohne[name] = {feld: _feld(angaben) for feld, angaben in teile.items()}
        elif name == "$defs" and isinstance(teile, dict):
            ohne[name] = {art: _bereinigt(angaben) for art, angaben in sorted(teile.items())}
    return ohne


def _feld(angaben: dict[str, object]) -> dict[str, object]:
    """TOML knows no empty value: an absent key says it."""
    feld = {k: v for k, v in angaben.items() if k != "title" and (k, v) != ("default", None)}
    moeglich = feld.pop("anyOf", None)
    if isinstance(moeglich, list):
        echte = [teil for teil in moeglich if teil != {"type": "null"}]
        feld = {**(echte[0] if len(echte) == 1 else {"anyOf": echte}), **feld}
    return feld
