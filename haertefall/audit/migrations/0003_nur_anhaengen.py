"""The database itself refuses to change or remove rows of the trace, its seals and measures.

SQLite drops triggers with their table: a later migration that rebuilds one of these tables must
set them again (tests/audit/test_siegel_sperre.py notices).
"""

from django.db import migrations

TABELLEN = ("audit_zugriff", "audit_siegel", "audit_mass")
SCHON_DA = {
    "audit_zugriff": "id = NEW.id",
    "audit_mass": "id = NEW.id",
    "audit_siegel": "nummer = NEW.nummer OR zeile = NEW.zeile",
}

SATZ = "Die Spur wird nur angehaengt, nie geaendert oder geloescht."

POSTGRES_FUNKTION = f"""
CREATE FUNCTION audit_nur_anhaengen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SATZ}'; END $$
"""


def setzen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNKTION)
        for tabelle in TABELLEN:
            schema_editor.execute(
                f"CREATE TRIGGER {tabelle}_fest BEFORE UPDATE OR DELETE OR TRUNCATE ON {tabelle}"
                " FOR EACH STATEMENT EXECUTE FUNCTION audit_nur_anhaengen()"
            )
        return
    for tabelle in TABELLEN:
        for wann in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {tabelle}_fest_{wann.lower()} BEFORE {wann} ON {tabelle}"
                f" BEGIN SELECT RAISE(ABORT, '{SATZ}'); END"
            )
        # INSERT OR REPLACE removes the old row without asking the trigger above.
        schema_editor.execute(
            f"CREATE TRIGGER {tabelle}_fest_replace BEFORE INSERT ON {tabelle}"
            f" WHEN EXISTS (SELECT 1 FROM {tabelle} WHERE {SCHON_DA[tabelle]})"
            f" BEGIN SELECT RAISE(ABORT, '{SATZ}'); END"
        )


def nehmen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for tabelle in TABELLEN:
            schema_editor.execute(f"DROP TRIGGER {tabelle}_fest ON {tabelle}")
        schema_editor.execute("DROP FUNCTION audit_nur_anhaengen()")
        return
    for tabelle in TABELLEN:
        for wann in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER {tabelle}_fest_{wann}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_siegel")]

    operations = [migrations.RunPython(setzen, nehmen)]
