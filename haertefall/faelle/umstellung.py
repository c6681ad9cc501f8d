"""Migrations that seal what lay in clear, and open it again on the way back.

A column gets a sealed twin, `<column>_versiegelt`; its rows move over under the key they belong to;
a later migration drops the old one and gives its name to the twin. Migrations see models without
their properties, so the key is put on each row here.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from haertefall.tresor.models import Schluessel


def verschliessen(
    app: str, modell: str, wege: tuple[str, ...], *spalten: str
) -> migrations.RunPython:
    """All rows to their sealed twins; the first of `wege` that leads from a row to a key counts."""

    def hin(apps: Any, _: BaseDatabaseSchemaEditor) -> None:
        for zeile in _zeilen(apps.get_model(app, modell), wege):
            for spalte in spalten:
                klar = getattr(zeile, _feld(zeile, spalte).attname)
                setattr(zeile, f"{spalte}_versiegelt", None if klar is None else str(klar))
            zeile.save(update_fields=[f"{spalte}_versiegelt" for spalte in spalten])

    def zurueck(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for zeile in _zeilen(apps.get_model(app, modell), wege):
            for spalte in spalten:
                feld, klar = _feld(zeile, spalte), getattr(zeile, f"{spalte}_versiegelt")
                leer = "" if feld.empty_strings_allowed else None
                setattr(zeile, feld.attname, leer if klar is None else klar)
            zeile.save(update_fields=list(spalten))
        # A link that was written keeps PostgreSQL from changing the table until it is checked.
        editor.connection.check_constraints()

    return migrations.RunPython(hin, zurueck)


def nachwischen(*tabellen: str) -> migrations.RunPython:
    """PostgreSQL keeps a dropped column and old rows in its files until the table is written anew.

    SQLite has written it anew already, and zeroes what it leaves (`secure_delete`).
    """

    def schreiben(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for tabelle in tabellen:
                editor.execute(f"VACUUM (FULL) {tabelle}")

    return migrations.RunPython(schreiben, migrations.RunPython.noop)


def _zeilen(modell: Any, wege: tuple[str, ...]) -> Iterator[Any]:
    alle = modell._default_manager.select_related(*(f"{weg}__eltern" for weg in wege))
    nummern = list(modell._default_manager.values_list("pk", flat=True))
    for n in range(0, len(nummern), 500):
        for zeile in alle.filter(pk__in=nummern[n : n + 500]):
            gefunden = (_folgen(zeile, weg) for weg in wege)
            zeile.tresor_schluessel = _echt(next(s for s in gefunden if s is not None))
            yield zeile


def _folgen(zeile: Any, weg: str) -> Any:
    for name in weg.split("__"):
        zeile = zeile and getattr(zeile, name)
    return zeile


def _echt(schluessel: Any) -> Schluessel:
    """The key with what opens it."""
    werte = {f.attname: getattr(schluessel, f.attname) for f in schluessel._meta.concrete_fields}
    echter = Schluessel(**werte)
    if schluessel.eltern is not None:
        echter.eltern = _echt(schluessel.eltern)
    return echter


def _feld(zeile: Any, spalte: str) -> Any:
    return zeile._meta.get_field(spalte)
