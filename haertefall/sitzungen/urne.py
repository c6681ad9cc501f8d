"""The urn of a secret vote: putting in, and counting. Why it is built so: docs/decisions/.

Every vote opens the whole urn, fills one empty cell by lot, and seals all of it again under a new
key; the old key is destroyed after the commit. Two copies of the urn differ in every byte and not
in length, and no copy taken earlier can be opened with the key that is there now.
"""

import secrets
from enum import IntEnum
from functools import partial

from django.db import transaction

from haertefall.recht.beschluss import Stimmen
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen.models import Urne
from haertefall.tresor import siegel

# Room for every body; all urns are of one length, however many may vote.
ZELLEN = 64
# Below this many votes the totals say too much about single people (assumption of the program).
KLEIN = 5
ETIKETT = "sitzungen.urne.inhalt"


class Stimme(IntEnum):
    """What a cell can hold."""

    LEER = 0
    JA = 1
    NEIN = 2
    ENTHALTUNG = 3


def oeffnen(urne: Urne) -> None:
    """Make all cells, empty, under a first key. The caller saves the urn.

    Raises:
        NichtFluechtig: there is no place in memory for the key.
    """
    _verschliessen(urne, bytes(ZELLEN))


def einwerfen(urne: Urne, stimme: Stimme) -> None:
    """Fill one empty cell by lot. The caller has locked the urn and saves it.

    Raises:
        Verloren: the key is gone; the vote must be repeated.
    """
    zellen = bytearray(_zellen(urne))
    leere = [i for i, wert in enumerate(zellen) if wert == Stimme.LEER]
    zellen[secrets.choice(leere)] = stimme
    _verschliessen(urne, bytes(zellen))


def auszaehlen(urne: Urne) -> Stimmen:
    """Totals; from now on cells and key are gone. The caller has locked the urn and saves it.

    Raises:
        Verloren: the key is gone; the vote must be repeated.
    """
    zellen = _zellen(urne)
    stimmen = Stimmen(*(zellen.count(s) for s in (Stimme.JA, Stimme.NEIN, Stimme.ENTHALTUNG)))
    urne.ja, urne.nein, urne.enthaltung = stimmen.ja, stimmen.nein, stimmen.enthaltung
    urne.inhalt = None
    transaction.on_commit(aufraeumen)
    return stimmen


def schluessel_da(urne: Urne) -> bool:
    """False: the machine was started anew, or this is another one. Only repeating helps."""
    return fluechtig.vorhanden(urne.pk, urne.stufe)


def _zellen(urne: Urne) -> bytes:
    klar = fluechtig.holen(urne.pk, urne.stufe)
    return siegel.oeffnen(klar, bytes(urne.inhalt or b""), ETIKETT, urne.pk.bytes)


def _verschliessen(urne: Urne, zellen: bytes) -> None:
    urne.stufe += 1
    klar = fluechtig.anlegen(urne.pk, urne.stufe)
    urne.inhalt = siegel.versiegeln(klar, zellen, ETIKETT, urne.pk.bytes)
    # Only after the commit: a kill in between must lose no vote.
    transaction.on_commit(partial(fluechtig.vernichten_vor, urne.pk, urne.stufe))


def aufraeumen() -> None:
    """Destroy the keys of urns that are counted, also of those whose process was killed then."""
    ausgezaehlt = Urne.objects.filter(pk__in=fluechtig.wessen(), inhalt__isnull=True)
    fluechtig.vernichten(set(ausgezaehlt.values_list("pk", flat=True)))
