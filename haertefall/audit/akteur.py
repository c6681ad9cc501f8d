"""Who acts: one account in exactly one Funktion, the holder of a receipt, or a job.

Door, filter and trace know nothing else. Rights never add up: who is member and head of an
authority acts in one of the two at a time.
"""

from dataclasses import dataclass
from uuid import UUID

from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion


@dataclass(frozen=True)
class Akteur:
    """An acting person or job.

    Attributes:
        funktion: the one Funktion of this request.
        konto_id: the natural person; None for receipts and jobs.
        amt_id: the dated row that gives the Funktion.
        gremium_id: the body for which the Funktion is held, if any.
        behoerde_id: the authority for which it is held, if any.
        fall_id: the only case a receipt opens.
        nachricht_id: the only message a third party's receipt opens.
        auftrag: name of the job, for `Funktion.AUFTRAG`.
    """

    funktion: Funktion
    konto_id: UUID | None = None
    amt_id: UUID | None = None
    gremium_id: UUID | None = None
    behoerde_id: UUID | None = None
    fall_id: UUID | None = None
    nachricht_id: UUID | None = None
    auftrag: str = ""

    def __str__(self) -> str:
        return self.auftrag or FUNKTION_WORTE[self.funktion]


def programm(name: str, gremium_id: UUID | None = None) -> Akteur:
    """The program itself, acting as a named job."""
    return Akteur(Funktion.AUFTRAG, gremium_id=gremium_id, auftrag=name)
