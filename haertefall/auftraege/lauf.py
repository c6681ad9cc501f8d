"""The loop of a worker process."""

import logging
import signal
import threading
from datetime import timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from haertefall.audit.schluesselzustand import verlange_schluessel
from haertefall.auftraege.arbeiter import LEASE, Arbeiter
from haertefall.auftraege.aufsicht import Aufsicht
from haertefall.tresor.schluesseldatei import Tresorfehler

NACHSEHEN_SEKUNDEN = 1.0
RUNDGANG_ALLE = 5
NACH_FEHLER_SEKUNDEN = 5.0

protokoll = logging.getLogger(__name__)


def lauf(
    einmal: bool = False, *, lease: timedelta = LEASE, halt: threading.Event | None = None
) -> int:
    """Carry out jobs until told to stop; SIGTERM and SIGINT let the current one finish.

    Args:
        einmal: stop when nothing is due any more.
        lease: how long a job belongs to this worker without a heartbeat.
        halt: stops the loop when set.

    Returns:
        How many jobs were carried out, successfully or not.
    """
    halt = halt or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for zeichen in (signal.SIGTERM, signal.SIGINT):
            signal.signal(zeichen, lambda *_: halt.set())
    arbeiter, aufsicht = Arbeiter(lease=lease), Aufsicht(lease)
    anzahl = runde = 0
    gemeldet = ""
    while not halt.is_set():
        try:
            if meldung := _schluessel_meldung():
                if meldung != gemeldet:
                    protokoll.error("%s Aufträge warten.", meldung)
                if einmal:
                    break
                gemeldet = meldung
                halt.wait(NACH_FEHLER_SEKUNDEN)
                continue
            gemeldet = ""
            if runde % RUNDGANG_ALLE == 0:
                aufsicht.rundgang()
            while not halt.is_set() and arbeiter.schritt():
                anzahl += 1
                close_old_connections()
        except (OperationalError, InterfaceError) as fehler:
            # The database is away or busy: what was begun is rolled back and taken up again.
            protokoll.error("Datenbank: %s", type(fehler).__name__)
            if einmal:
                raise
            connection.close()
            halt.wait(NACH_FEHLER_SEKUNDEN)
        if einmal:
            break
        runde += 1
        halt.wait(NACHSEHEN_SEKUNDEN)
    return anzahl


def _schluessel_meldung() -> str:
    """Why nothing is begun: without the right key a job would only use up its attempts."""
    try:
        verlange_schluessel()
    except Tresorfehler as fehler:
        return str(fehler)
    return ""
