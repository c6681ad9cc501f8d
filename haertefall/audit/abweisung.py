"""What was refused: foreign cases, pages of another Funktion, acts that are not allowed.

The data-protection officer sees who tries numbers. A row is written per attempt, but only so many
per account and hour: nobody can fill the disk by being refused.
"""

from datetime import timedelta
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.audit.models import Zugriff
from haertefall.audit.record import Objektart, Zusatz, record
from haertefall.zeit import jetzt

ABGEWIESEN = "abgewiesen"
WEITERE = "abgewiesen_weitere"
JE_STUNDE = 20


def abgewiesen(
    akteur: Akteur,
    schritt: str,
    objektart: Objektart = "",
    objekt: UUID | None = None,
    zusatz: Zusatz | None = None,
) -> None:
    """Trace of one refused attempt; after `JE_STUNDE` within an hour one row says that more came.

    Args:
        akteur: who tried.
        schritt: the act, "" for a page.
        objektart: what kind of thing was asked for.
        objekt: its id, as it was asked for; there need not be such a thing.
        zusatz: the page and the answer.
    """
    seit = jetzt() - timedelta(hours=1)
    zeilen = Zugriff.objects.filter(
        konto=akteur.konto_id, um__gt=seit, was__startswith=ABGEWIESEN
    ).values_list("was", flat=True)
    bisher = list(zeilen[: JE_STUNDE + 1])
    if len(bisher) < JE_STUNDE:
        was = f"{ABGEWIESEN}:{schritt}" if schritt else ABGEWIESEN
        record(akteur, was, objektart, objekt, zusatz)
    elif WEITERE not in bisher:
        record(akteur, WEITERE)
