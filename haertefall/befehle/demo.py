"""`haertefall demo`: set up the demonstration and serve it on this machine only.

A second start only looks whether all is there and becomes the server, which loads the application:
so this file loads nothing of it before something must be made.
"""

import argparse
import fcntl
import hashlib
import importlib
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings

ADRESSE = "127.0.0.1"


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--nur-einrichten", action="store_true", help="einrichten, nicht zeigen")
    parser.add_argument("--zuruecksetzen", action="store_true", help="alles verwerfen und neu")
    parser.add_argument("--port", type=int, default=8000, help="Port auf 127.0.0.1")


def ausfuehren(args: argparse.Namespace) -> int:
    """Set up what is missing, then serve; 1 if another one is running here or on the port."""
    try:
        _allein(settings.DATEN)
        if not args.nur_einrichten:
            _port_frei(args.port)
    except Belegt as grund:
        print(grund, file=sys.stderr)
        return 1
    marke = settings.DATEN / "fertig"
    stand = _abdruck()
    if args.zuruecksetzen or not marke.exists() or marke.read_text() != stand:
        print("Die Demonstration wird eingerichtet. Das dauert einen Augenblick …", flush=True)
        _neu()
        marke.write_text(stand)
    if args.nur_einrichten:
        print("Die Demonstration ist eingerichtet. Anzeigen mit: haertefall demo")
        return 0
    return _zeigen(args.port)


class Belegt(Exception):
    """Somebody else is using the folder or the port."""


def _allein(daten: Path) -> None:
    """Hold the folder until this process, or the server it becomes, ends.

    Else a second start could throw away the data under a running demonstration.

    Raises:
        Belegt: a demonstration is running or being set up in this folder.
    """
    sperre = daten.with_name(f"{daten.name}.sperre")
    sperre.parent.mkdir(parents=True, exist_ok=True)
    griff = os.open(sperre, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(griff, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(griff)
        raise Belegt(
            "Diese Demonstration läuft schon. Bitte beenden Sie sie dort, wo sie gestartet wurde, "
            "mit Strg+C. Eine zweite daneben braucht einen eigenen Ordner: HAERTEFALL_DEMO_DATEN."
        ) from None
    os.set_inheritable(griff, True)


def _port_frei(port: int) -> None:
    """Say it in words before the server fails in its own.

    Raises:
        Belegt: something listens there.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADRESSE, port))
        except (OSError, OverflowError):
            raise Belegt(
                f"Auf Port {port} läuft schon etwas. Bitte wählen Sie einen anderen: "
                f"haertefall demo --port {port + 1 if port < 65_535 else 8000}"
            ) from None


def _abdruck() -> str:
    """Of everything a demonstration is made from: after an update it is made anew."""
    quellen = sorted(
        [
            *settings.BASIS.glob("haertefall/*/migrations/*.py"),
            *settings.BASIS.glob("haertefall/vorfuehrung/*.py"),
            *settings.BASIS.glob("haertefall/web/static/**/*.*"),
            *settings.BASIS.glob("ordnungen/**/*.toml"),
        ]
    )
    summe = hashlib.sha256()
    for datei in quellen:
        if "fallbeispiele" not in datei.parts:
            summe.update(datei.read_bytes())
    return summe.hexdigest()


def _neu() -> None:
    django.setup()
    importlib.import_module("haertefall.vorfuehrung.alles").von_vorn()


def _zeigen(port: int) -> int:
    befehl: Sequence[str] = (
        os.path.join(os.path.dirname(sys.executable), "granian"),
        "--interface", "wsgi", "--host", ADRESSE, "--port", str(port),
        "--workers", "1", "--blocking-threads", "2", "--respawn-failed-workers", "--no-ws",
        "--log-level", "warning", "haertefall.wsgi:application",
    )  # fmt: skip
    print(
        f"\n  Härtefall zeigt sich auf  http://{ADRESSE}:{port}/\n  Beenden mit Strg+C.\n",
        flush=True,
    )
    os.execv(befehl[0], list(befehl))  # noqa: S606 - a fixed program, no shell
