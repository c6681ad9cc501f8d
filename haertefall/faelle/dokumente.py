"""Which papers of a case who may read, and their content."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle import ablage
from haertefall.faelle.models import Dokument, Fall, Seite
from haertefall.faelle.sicht import Tiefe
from haertefall.recht.begriffe import Funktion


def lesbare_dokumente(akteur: Akteur, fall: Fall, stufe: Tiefe) -> QuerySet[Dokument]:
    """The papers that exist for this Akteur.

    Office and those who deliberate: all. An authority: its own, and while the case is with it what
    the office marked for it. Counsellors and affected people: what their side brought, never what
    an authority says about a planned removal (§ 97a AufenthG). All others: none.
    """
    alle = Dokument.objects.filter(fall=fall)
    if stufe >= Tiefe.NOTFALL:
        if akteur.funktion in (Funktion.BERATUNG, Funktion.BETROFFENE):
            return alle.filter(seite=Seite.ANTRAG, geheim=False)
        return alle.none() if akteur.funktion is Funktion.DRITTE else alle
    if stufe is Tiefe.VERFAHREN and akteur.behoerde_id is not None:
        eigene = Q(behoerde_id=akteur.behoerde_id)
        if fall.behoerde_id == akteur.behoerde_id:
            # A mark says nothing of what another authority brought when the case was with that.
            eigene |= Q(fuer_behoerde=True) & ~Q(seite=Seite.BEHOERDE)
        return alle.filter(eigene)
    return alle.none()


def inhalt(dokument: Dokument) -> Iterator[bytes]:
    """The content in clear, piece by piece; raises Tresorfehler."""
    return ablage.lies(dokument.datei, bytes.fromhex(dokument.dateischluessel))


def pruefe(dokument: Dokument) -> None:
    """Open every piece once: a paper that was tampered with is never begun to be sent.

    Raises:
        Tresorfehler: the key is gone, or the file was changed, exchanged, cut or lost.
    """
    for _ in inhalt(dokument):
        pass
