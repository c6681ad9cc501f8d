"""At the end of an act: what it changed in the row it locked is saved, and nothing else of it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import DatabaseError
from django.db.models import Model, UUIDField

from haertefall.anweisung import FesteAenderung, Stelle
from haertefall.tresor.felder import VerschluesseltesFeld


def speichern(zeile: Model, gelesen: Mapping[str, Any]) -> None:
    """Save what differs.

    Args:
        zeile: the locked row, changed by the act.
        gelesen: its columns as they were read.

    Raises:
        DatabaseError: the row is gone.
    """
    neu = vars(zeile)
    geaendert = [
        feld
        for feld in zeile._meta.concrete_fields
        if feld.attname not in gelesen or neu[feld.attname] != gelesen[feld.attname]
    ]
    if not geaendert:
        return
    if any(isinstance(feld, VerschluesseltesFeld) for feld in geaendert):
        # Sealing belongs to the model.
        zeile.save(update_fields=[feld.name for feld in geaendert])
        return
    werte = {feld.name: neu[feld.attname] for feld in geaendert}
    leer = frozenset(name for name, wert in werte.items() if wert is None)
    voll = {name: wert for name, wert in werte.items() if wert is not None}
    if _aenderung(type(zeile), frozenset(voll), leer)(nummer_der_zeile=zeile.pk, **voll) != 1:
        raise DatabaseError(f"{zeile._meta.label}: Die Zeile gibt es nicht mehr.")


@cache
def _aenderung(modell: type[Model], voll: frozenset[str], leer: frozenset[str]) -> FesteAenderung:
    """The change of these columns; acts change few, and few different ones."""
    felder = modell._meta
    return FesteAenderung(
        lambda: modell._default_manager.filter(pk=Stelle("nummer_der_zeile", UUIDField())),
        **{name: Stelle(name, felder.get_field(name)) for name in sorted(voll)},  # type: ignore[arg-type]
        **dict.fromkeys(sorted(leer)),
    )
