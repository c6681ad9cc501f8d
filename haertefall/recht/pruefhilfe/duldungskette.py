"""The chain of short Duldungen: how many papers a person had to fetch, one after the other."""

from dataclasses import dataclass
from datetime import date, timedelta

from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart, Aufenthaltszeiten
from haertefall.recht.pruefhilfe.zeiten import DULDUNGEN

DULDUNGSARTEN = DULDUNGEN | {Aufenthaltsart.DULDUNG_UNGEKLAERTE_IDENTITAET}
_EIN_TAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duldungskette:
    """Adjoining Duldungen up to the last one: how many papers, the shortest, days in all."""

    anzahl: int
    kuerzeste_tage: int | None
    gesamt_tage: int
    von: date
    bis: date


def duldungskette(zeiten: Aufenthaltszeiten, stichtag: date) -> Duldungskette | None:
    """The last chain of Duldungen that began by the day, whatever the kind.

    A paper that is still valid is counted in full among the shortest, in the total up to the day.
    """
    papiere = sorted(
        (
            z.zeitraum
            for z in zeiten.zeiten
            if z.art in DULDUNGSARTEN and z.zeitraum.von <= stichtag
        ),
        key=lambda zeitraum: (zeitraum.von, zeitraum.bis or date.max),
    )
    if not papiere:
        return None
    kette = [papiere[-1]]
    for papier in reversed(papiere[:-1]):
        if papier.bis is not None and papier.bis + _EIN_TAG < kette[0].von:
            break
        kette.insert(0, papier)
    laengen = [(p.bis - p.von).days + 1 for p in kette if p.bis is not None]
    bis = min(max((p.bis or stichtag for p in kette), default=stichtag), stichtag)
    return Duldungskette(
        anzahl=len(kette),
        kuerzeste_tage=min(laengen, default=None),
        gesamt_tage=(bis - kette[0].von).days + 1,
        von=kette[0].von,
        bis=bis,
    )
