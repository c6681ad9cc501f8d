"""Putting a job into the queue, in the transaction of the act that wants it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from haertefall.auftraege import argumente as form
from haertefall.auftraege.argumente import ArgumentVerboten, Wert
from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.register import hole
from haertefall.zeit import jetzt

_ZAHL = re.compile(r"\d{1,12}")


class OhneTransaktion(RuntimeError):
    """A job was ordered outside a transaction: it could exist without the act, or be lost."""


class SchluesselVergeben(ValueError):
    """The key belongs to a job of another kind or with other arguments."""


def einreihen(
    art: str,
    argumente: Mapping[str, Wert],
    *,
    schluessel: str | None = None,
    faellig_um: datetime | None = None,
) -> Auftrag:
    """Order a job; it exists exactly if the surrounding transaction is committed.

    Args:
        art: name of a registered task.
        argumente: what its signature declares.
        schluessel: parts joined by ":", each a task name, an id, a day or a number. A second
            order with the same key returns the first job. Finished jobs are removed after two
            weeks, so what must be true for longer belongs into a fact, not into a key.
        faellig_um: not before this moment.

    Raises:
        OhneTransaktion: no transaction is open.
        UnbekannteAufgabe: nobody registered `art`.
        ArgumentVerboten: arguments or key could carry content.
        SchluesselVergeben: the key belongs to a different job.
    """
    if not connection.in_atomic_block:
        raise OhneTransaktion(art)
    if faellig_um is not None and faellig_um.tzinfo is None:
        raise ValueError("faellig_um braucht eine Zeitzone.")
    aufgabe = hole(art)
    zeitpunkt = jetzt()
    auftrag = Auftrag(
        art=art,
        argumente=form.schreiben(aufgabe.schema, argumente),
        schluessel=schluessel,
        faellig_um=faellig_um or zeitpunkt,
        hoechstens=aufgabe.hoechstens,
        angelegt_um=zeitpunkt,
    )
    if schluessel is None:
        auftrag.save(force_insert=True)
        return auftrag
    _pruefe_schluessel(art, schluessel)
    return _einmalig(auftrag)


def _einmalig(auftrag: Auftrag) -> Auftrag:
    # ON CONFLICT DO NOTHING also waits for another transaction with the same key.
    Auftrag.objects.bulk_create([auftrag], ignore_conflicts=True)
    steht = Auftrag.objects.get(schluessel=auftrag.schluessel)
    if (steht.art, steht.argumente) != (auftrag.art, auftrag.argumente):
        raise SchluesselVergeben(auftrag.art)
    return steht


def _pruefe_schluessel(art: str, schluessel: str) -> None:
    bekannt = (art, "taeglich", "alle")
    if len(schluessel) > 160 or not all(
        teil in bekannt or _ist_kennung(teil) for teil in schluessel.split(":")
    ):
        raise ArgumentVerboten("schluessel: nur Art, UUID, Tag und Zahl, verbunden mit Doppelpunkt")


def _ist_kennung(teil: str) -> bool:
    if _ZAHL.fullmatch(teil):
        return True
    for typ in (UUID, date.fromisoformat):
        try:
            return str(typ(teil)) == teil
        except ValueError:
            continue
    return False
