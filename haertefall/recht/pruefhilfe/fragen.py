"""Guided questions: people answer, judgements are recorded, the program only combines.

Which questions belong together is data (`gruppe` in `gesetze/tafeln/`). A question about something
that never becomes a rule (Rolle `beratung`) stays open whatever is recorded.
"""

from haertefall.recht.pruefhilfe.befund import Befund
from haertefall.recht.pruefhilfe.gesetze import Gesetze, Zeilendaten
from haertefall.recht.pruefhilfe.knoten import (
    Alle,
    Eine,
    Knoten,
    Zeile,
    blaetter,
    zeile_auswerten,
    zusammenfassen,
)
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.sachverhalt import Merkmal, Wertungsfrage


def fragenbaum(gesetze: Gesetze, kennung: str) -> Knoten:
    """The questions of a group as a table."""
    gruppe = gesetze.gruppen.get(kennung)
    if gruppe is None:
        return _frage(gesetze.zeilen[kennung])
    teile = [fragenbaum(gesetze, teil) for teil in gruppe.alle]
    if gruppe.eine:
        teile.append(Eine(tuple(fragenbaum(gesetze, teil) for teil in gruppe.eine)))
    return Alle(tuple(teile))


def gruppe_auswerten(lage: Lage, kennung: str) -> Befund:
    """What the recorded answers of a group give."""
    baum = fragenbaum(lage.gesetze, kennung)
    beitraege = {z.kennung: zeile_auswerten(z, lage).beitrag for z in blaetter(baum)}
    return zusammenfassen(baum, beitraege)


def _frage(daten: Zeilendaten) -> Zeile:
    name = daten.angabe or daten.kennung
    if daten.art == "tatsache":
        tatsache = Merkmal(name, bool)
        return Zeile(daten.kennung, lambda lage: lage.ja(tatsache))
    frage = Wertungsfrage(name)
    return Zeile(daten.kennung, lambda lage: lage.wertung(frage))
