"""A throw-away installation for measuring, on the database that DATABASE_URL names."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def einrichten() -> None:
    """Point the settings at a new folder, migrate, make bodies with their people."""
    daten = Path(tempfile.mkdtemp(prefix="haertefall-bench-"))
    atexit.register(shutil.rmtree, daten, ignore_errors=True)
    os.environ["HAERTEFALL_DATEN"] = str(daten)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{daten / 'bench.sqlite3'}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "haertefall.settings"
    os.environ.pop("HAERTEFALL_SCHLUESSEL", None)

    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from haertefall.tresor import schluesseldatei  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def name_der_datenbank() -> str:
    """For the headline."""
    return "PostgreSQL" if os.environ["DATABASE_URL"].startswith("postgres") else "SQLite"
