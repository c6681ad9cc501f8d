"""Rhythms of the rooms below this one, which know nothing of jobs."""

import logging
from datetime import timedelta

from django.db import transaction

from haertefall.audit import anker
from haertefall.audit.siegel import siegel_setzen
from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.takt import Alle
from haertefall.tresor.schluesseldatei import Tresorfehler

protokoll = logging.getLogger(__name__)


@aufgabe("audit.siegel_setzen", takt=Alle(timedelta(minutes=1)), hoechstens=1)
def siegle_spur(auftrag: Auftrag) -> None:
    """Seal the new rows of the trace. Without its key the next minute tries again."""
    try:
        gesetzt = siegel_setzen()
    except Tresorfehler as fehler:
        protokoll.error("Die Spur wurde nicht gesiegelt: %s", type(fehler).__name__)
        return
    if gesetzt:
        transaction.on_commit(anker.ablegen, robust=True)
