"""Which version of the rules an act runs under."""

from datetime import date

from haertefall.gremien import fassungen
from haertefall.gremien.models import Gremium, Installation
from haertefall.schritte import fehler


def fassung_des_gremiums(gremium: Gremium, tag: date) -> fassungen.Fassung:
    """The version for `tag`; in a demonstration a body that has only drafts runs on its draft.

    Raises:
        NichtErlaubt: only drafts, and this database may hold real cases.
    """
    try:
        return fassungen.gueltig_am(gremium.kennung, tag)
    except fassungen.KeineFassung as grund:
        if Installation.objects.filter(demo=True).exists():
            return fassungen.entwurf_von(gremium.kennung)
        raise fehler.NichtErlaubt(str(grund)) from None
