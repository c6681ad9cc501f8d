"""A server process of its own on the database that is measured, and browsers that ask it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client

from haertefall.gremien.models import Amt
from haertefall.web.eintritt import DEMO, FAKTOR, ZULETZT
from haertefall.web.huelle import AMT_IN_DER_SITZUNG
from haertefall.web.sitzungswache import VON_SELBST
from haertefall.zeit import jetzt

GEDULD_SEKUNDEN = 60


@dataclass
class Server:
    """What listens; the process that answers is its child."""

    port: int
    prozess: "subprocess.Popen[bytes]"

    def rechenzeit(self) -> float:
        """Seconds of a core that it has used so far, with what the kernel did for it."""
        takt = os.sysconf("SC_CLK_TCK")
        summe = 0.0
        for pid in (self.prozess.pid, *self._kinder()):
            felder = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            summe += (int(felder[11]) + int(felder[12])) / takt
        return summe

    def _kinder(self) -> list[int]:
        pid = self.prozess.pid
        return [int(k) for k in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def laufender_server() -> Iterator[Server]:
    """Started as in operation, with the command that the demonstration uses."""
    with socket.socket() as steckdose:
        steckdose.bind(("127.0.0.1", 0))
        port: int = steckdose.getsockname()[1]
    befehl = [
        str(Path(sys.executable).with_name("granian")),
        "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "2", "--no-ws",
        "--log-level", "warning", "haertefall.wsgi:application",
    ]  # fmt: skip
    umgebung = {
        **os.environ,
        "HAERTEFALL_ORDNUNGEN": ":".join(map(str, settings.ORDNUNGEN_DIRS)),
    }
    prozess = subprocess.Popen(befehl, env=umgebung)  # noqa: S603
    try:
        _warte(port)
        yield Server(port, prozess)
    finally:
        prozess.terminate()
        prozess.wait(GEDULD_SEKUNDEN)


def _warte(port: int) -> None:
    ende = time.monotonic() + GEDULD_SEKUNDEN
    while time.monotonic() < ende:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("Der Server ist nicht gestartet.")


class Tablet:
    """A signed-in browser with one open connection."""

    def __init__(self, server: Server, amt: Amt) -> None:
        client = Client()
        client.force_login(amt.konto)
        sitzung = client.session
        sitzung.update(
            {
                AMT_IN_DER_SITZUNG: str(amt.pk),
                FAKTOR: DEMO,
                ZULETZT: int(jetzt().timestamp()),
            }
        )
        sitzung.save()
        self.kopf = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={sitzung.session_key}",
            VON_SELBST: "1",
        }
        self.verbindung = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def hole(self, adresse: str) -> bytes:
        """The page; anything but 200 is an error of the measurement."""
        self.verbindung.request("GET", adresse, headers=self.kopf)
        antwort = self.verbindung.getresponse()
        inhalt = antwort.read()
        if antwort.status != 200:
            raise RuntimeError(f"{adresse}: {antwort.status}")
        return inhalt
