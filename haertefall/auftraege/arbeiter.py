"""The worker: takes a job, carries it out, writes the result, or leaves it to the next one.

A job belongs to a worker until its lease ends; a heartbeat renews it. Whoever comes back late
finds that the job is no longer his and changes nothing, so a killed, frozen or displaced worker
costs time only.
"""

import logging
import os
import secrets
import socket
import threading
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType

from django.db import Error as Datenbankfehler
from django.db import connection, transaction
from django.db.models import F, QuerySet

from haertefall.auftraege import argumente, register
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.post import NichtGeschehen
from haertefall.zeit import jetzt

LEASE = timedelta(seconds=60)
ERSTE_PAUSE = timedelta(seconds=15)
LAENGSTE_PAUSE = timedelta(hours=1)
VERSCHWUNDEN = "ArbeiterVerschwunden"

protokoll = logging.getLogger(__name__)


class Verdraengt(Exception):
    """The lease ran out and another worker has the job: the effect must be rolled back."""


def pause(versuche: int) -> timedelta:
    """How long to wait after so many starts: 15 s, 30 s, 1 min … 1 h."""
    verdopplungen: int = 2 ** min(versuche - 1, 20)
    return min(ERSTE_PAUSE * verdopplungen, LAENGSTE_PAUSE)


def _name() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass
class Arbeiter:
    """One worker; several may run at once, on SQLite as on PostgreSQL."""

    name: str = field(default_factory=_name)
    lease: timedelta = LEASE

    def schritt(self) -> bool:
        """Do one job if there is one."""
        auftrag = self.nimm()
        if auftrag is None:
            return False
        self.fuehre_aus(auftrag)
        return True

    def nimm(self) -> Auftrag | None:
        """Take the job that waits longest, or whose worker disappeared."""
        # A plain read first: an idle worker must not take SQLite's only write lock.
        if not any(auswahl.exists() for auswahl in _bereit()):
            return None
        with transaction.atomic():
            for auswahl in _bereit():
                # SQLite: the transaction is IMMEDIATE, nobody else is in here.
                if connection.features.has_select_for_update_skip_locked:
                    auswahl = auswahl.select_for_update(skip_locked=True)
                if (auftrag := auswahl.first()) is not None:
                    self._belege(auftrag)
                    return auftrag
        return None

    def _belege(self, auftrag: Auftrag) -> None:
        if auftrag.zustand == Zustand.LAEUFT:
            auftrag.fehlerart = VERSCHWUNDEN
        auftrag.zustand = Zustand.LAEUFT
        auftrag.arbeiter = self.name
        auftrag.lease_bis = jetzt() + self.lease
        auftrag.versuche += 1
        auftrag.save(update_fields=["zustand", "arbeiter", "lease_bis", "versuche", "fehlerart"])

    def fuehre_aus(self, auftrag: Auftrag) -> None:
        """Carry out a taken job and write what became of it.

        Raises:
            Datenbankfehler: the database is away; the lease will run out.
        """
        try:
            with _Herzschlag(self, auftrag):
                aufgabe = register.hole(auftrag.art)
                werte = argumente.lesen(aufgabe.schema, auftrag.argumente)
                if aufgabe.aussen:
                    self._aussen(auftrag, aufgabe, werte)
                else:
                    # Effect and mark in one transaction: both or neither.
                    with transaction.atomic(durable=True):
                        aufgabe.rufe(auftrag, **werte)
                        self._abschliessen(auftrag)
        except Verdraengt:
            protokoll.warning("Auftrag %s: inzwischen bei einem anderen Arbeiter", auftrag)
        except Exception as fehler:
            self._zuruecklegen(auftrag, fehler)

    def _aussen(
        self, auftrag: Auftrag, aufgabe: register.Aufgabe, werte: dict[str, argumente.Wert]
    ) -> None:
        wirke = aufgabe.rufe(auftrag, **werte)
        if wirke is None:
            self._abschliessen(auftrag)
            return
        # Committed before the effect: if we are killed now, the next one knows that it may
        # have happened.
        self._aendere(auftrag, ungewiss=F("ungewiss") + 1)
        try:
            wirke()
        except NichtGeschehen:
            self._aendere(auftrag, ungewiss=F("ungewiss") - 1)
            raise
        self._abschliessen(auftrag, ungewiss=F("ungewiss") - 1)

    def _meiner(self, auftrag: Auftrag) -> QuerySet[Auftrag]:
        return Auftrag.objects.filter(pk=auftrag.pk, arbeiter=self.name, zustand=Zustand.LAEUFT)

    def _aendere(self, auftrag: Auftrag, **felder: object) -> None:
        if not self._meiner(auftrag).update(**felder):
            raise Verdraengt

    def _abschliessen(self, auftrag: Auftrag, **felder: object) -> None:
        self._aendere(
            auftrag,
            zustand=Zustand.ERLEDIGT,
            lease_bis=None,
            erledigt_um=jetzt(),
            **felder,
        )

    def _zuruecklegen(self, auftrag: Auftrag, fehler: Exception) -> None:
        art = type(fehler).__name__
        protokoll.warning("Auftrag %s, Versuch %d: %s", auftrag, auftrag.versuche, art)
        felder: dict[str, object] = {"fehlerart": art[:80], "lease_bis": None}
        unverschuldet = isinstance(fehler, NichtGeschehen) and fehler.voruebergehend
        if unverschuldet:
            felder["hoechstens"] = F("hoechstens") + 1
        if unverschuldet or auftrag.versuche < auftrag.hoechstens:
            felder |= {
                "zustand": Zustand.WARTET,
                "faellig_um": jetzt() + pause(auftrag.versuche),
            }
        else:
            felder["zustand"] = Zustand.GESCHEITERT
        # Nothing to do if another worker has it by now.
        self._meiner(auftrag).update(**felder)

    def verlaengern(self, auftrag: Auftrag) -> None:
        """Renew the lease."""
        self._meiner(auftrag).update(lease_bis=jetzt() + self.lease)


def _bereit() -> tuple[QuerySet[Auftrag], QuerySet[Auftrag]]:
    """What a worker may take now: orphaned first, then what waits, the oldest first."""
    zeitpunkt = jetzt()
    return (
        Auftrag.objects.filter(
            zustand=Zustand.LAEUFT, lease_bis__lt=zeitpunkt, versuche__lt=F("hoechstens")
        ).order_by("lease_bis"),
        Auftrag.objects.filter(zustand=Zustand.WARTET, faellig_um__lte=zeitpunkt).order_by(
            "faellig_um"
        ),
    )


class _Herzschlag:
    """Renews the lease in a thread of its own while a job runs."""

    def __init__(self, arbeiter: Arbeiter, auftrag: Auftrag) -> None:
        self._ende = threading.Event()
        # The thread sees the same clock, also where it was set.
        self._faden = threading.Thread(
            target=copy_context().run, args=(self._schlage, arbeiter, auftrag), daemon=True
        )

    def __enter__(self) -> None:
        self._faden.start()

    def __exit__(
        self,
        art: type[BaseException] | None,
        fehler: BaseException | None,
        spur: TracebackType | None,
    ) -> None:
        self._ende.set()
        self._faden.join()

    def _schlage(self, arbeiter: Arbeiter, auftrag: Auftrag) -> None:
        try:
            while not self._ende.wait(arbeiter.lease.total_seconds() / 3):
                try:
                    arbeiter.verlaengern(auftrag)
                except Datenbankfehler:
                    # On SQLite the job itself may hold the write lock; then nobody can take it.
                    connection.close()
        finally:
            connection.close()
