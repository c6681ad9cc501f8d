"""Messages of third parties: the file has them all, the sender only what was sent."""

from dataclasses import dataclass
from datetime import date

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Nachricht
from haertefall.faelle.sicht import Tiefe
from haertefall.recht.begriffe import Funktion

# The side of the applicants: who writes about them without their knowledge must not fear them.
_AUSSEN = frozenset({Funktion.BERATUNG, Funktion.BETROFFENE, Funktion.DRITTE})


@dataclass(frozen=True)
class EigeneNachricht:
    """What a third party sees: the own words and the day, no case and nothing that leads to one."""

    am: date
    text: str


@dataclass(frozen=True)
class InDerAkte:
    """What the file shows of it."""

    am: date
    absender: str
    text: str


def lesbare_nachrichten(akteur: Akteur, fall: Fall, stufe: Tiefe) -> tuple[InDerAkte, ...]:
    """For the office and those who deliberate; nobody outside, no authority."""
    if stufe < Tiefe.NOTFALL or akteur.funktion in _AUSSEN:
        return ()
    return tuple(InDerAkte(n.am, n.absender, n.text) for n in fall.nachrichten.all())


def eigene_nachricht(akteur: Akteur) -> EigeneNachricht | None:
    """The one message that this Akteur sent; None for everybody else."""
    if akteur.funktion is not Funktion.DRITTE or akteur.nachricht_id is None:
        return None
    zeile = (
        Nachricht.objects.filter(pk=akteur.nachricht_id)
        .select_related("fall__schluessel__eltern")
        .first()
    )
    return EigeneNachricht(zeile.am, zeile.text) if zeile else None
