"""All ways for one person on one day: `pruefe`.

Nothing here decides, counts points or compares people.
"""

from datetime import date

from haertefall.recht.pruefhilfe.gesetze import Gesetze
from haertefall.recht.pruefhilfe.lage import lage
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt, fortgeschrieben
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.uebersicht import Uebersicht
from haertefall.recht.pruefhilfe.wegpruefung import Wegpruefung
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from haertefall.recht.pruefhilfe.worte import (
    ANNAHME_DER_VORSCHAU,
    KEINE_ENTSCHEIDUNG,
    KEINE_RECHTSBERATUNG,
    NACH_DEM_RECHTSSTAND,
    RECHTSSTAND,
)
from haertefall.recht.pruefhilfe.zeitrechnung import zeituebersicht


def pruefe(person: Sachverhalt, stichtag: date, gesetze: Gesetze | None = None) -> Uebersicht:
    """Every way for a person on a day, by the law that is shipped unless another is given."""
    recht = gesetze or ausgeliefert()
    # What runs today goes on: the same today, and the assumption of every outlook.
    fortgesetzt = lage(fortgeschrieben(person, stichtag), stichtag, recht)
    return Uebersicht(
        stichtag=stichtag,
        banner=banner(recht, stichtag),
        wege=tuple(Wegpruefung(tafel, fortgesetzt).befund() for tafel in wegtafeln(recht)),
        zeiten=zeituebersicht(lage(person, stichtag, recht)),
        hinweise=tuple(recht.stand.hinweis),
    )


def banner(gesetze: Gesetze, stichtag: date) -> tuple[str, ...]:
    """State of the law as checked on which day, no decision, no legal advice."""
    stand = gesetze.stand
    saetze = [
        RECHTSSTAND.format(gesetz=stand.gesetz, text_vom=stand.text_vom, vorbehalt=stand.vorbehalt)
    ]
    if stichtag > stand.text_vom:
        tage = (stichtag - stand.text_vom).days
        saetze.append(NACH_DEM_RECHTSSTAND.format(stichtag=stichtag, tage=tage))
    return (*saetze, ANNAHME_DER_VORSCHAU, KEINE_ENTSCHEIDUNG, KEINE_RECHTSBERATUNG)
