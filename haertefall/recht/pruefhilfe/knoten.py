"""Decision tables: rows, combined by "all" and "one of", evaluated for a person on a day.

What a row does to the result (its Rolle) is data. A Regel condition that fails never says "no":
the case may be atypical, and that is for a person to judge.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from haertefall.recht.pruefhilfe.befund import (
    ERFUELLT,
    NICHT_IN_KRAFT,
    Anlass,
    Befund,
    Ergebnis,
    nicht,
    oder,
    und,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.gesetze import Rolle, Zeilendaten
from haertefall.recht.pruefhilfe.lage import KeinWert, Lage
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt

Regel = Callable[[Lage], Befund]
AUSGLEICH = "ausgleich."


@dataclass(frozen=True, slots=True)
class Zeile:
    """A row: its number in the table and the rule that checks it."""

    kennung: str
    pruefen: Regel


@dataclass(frozen=True, slots=True)
class Alle:
    """Everything in it must be met."""

    teile: tuple["Knoten", ...]


@dataclass(frozen=True, slots=True)
class Eine:
    """One of these is enough."""

    teile: tuple["Knoten", ...]


Knoten = Zeile | Alle | Eine


def alle(*teile: Knoten) -> Alle:
    """Everything must be met."""
    return Alle(teile)


def eine(*teile: Knoten) -> Eine:
    """One is enough."""
    return Eine(teile)


@dataclass(frozen=True, slots=True)
class Zeilenwert:
    """A row evaluated: by the facts alone, as it is shown, and what it adds to the whole."""

    tatsachen: Befund
    befund: Befund
    beitrag: Befund


def blaetter(knoten: Knoten) -> Iterator[Zeile]:
    """The rows in the order of the table; a row may come twice."""
    if isinstance(knoten, Zeile):
        yield knoten
    else:
        for teil in knoten.teile:
            yield from blaetter(teil)


def zeile_auswerten(zeile: Zeile, lage: Lage) -> Zeilenwert:
    """Check one row on the day of the Lage."""
    daten = lage.gesetze.zeilen[zeile.kennung]
    if not daten.gilt_am(lage.stichtag):
        return Zeilenwert(NICHT_IN_KRAFT, NICHT_IN_KRAFT, NICHT_IN_KRAFT)
    try:
        tatsachen = zeile.pruefen(lage)
    except KeinWert:
        tatsachen = zu_klaeren(Anlass.WERT_FEHLT)
    return _nach_rolle(daten, tatsachen, lage.person)


def zusammenfassen(knoten: Knoten, beitraege: Mapping[str, Befund]) -> Befund:
    """Combine what the rows add."""
    if isinstance(knoten, Zeile):
        return beitraege[knoten.kennung]
    teile = [zusammenfassen(teil, beitraege) for teil in knoten.teile]
    return und(*teile) if isinstance(knoten, Alle) else oder(*teile)


def ergebnis_von(knoten: Knoten, ergebnisse: Mapping[str, Ergebnis]) -> Ergebnis:
    """The same without reasons, for trying out what an answer would change."""
    if isinstance(knoten, Zeile):
        return ergebnisse[knoten.kennung]
    teile = {ergebnis_von(teil, ergebnisse) for teil in knoten.teile}
    teile.discard(Ergebnis.NICHT_IN_KRAFT)
    schlaegt, sonst = (
        (Ergebnis.NICHT_ERFUELLT, Ergebnis.ERFUELLT)
        if isinstance(knoten, Alle)
        else (Ergebnis.ERFUELLT, Ergebnis.NICHT_ERFUELLT)
    )
    if not teile:
        return Ergebnis.NICHT_IN_KRAFT
    if schlaegt in teile:
        return schlaegt
    return Ergebnis.ZU_KLAEREN if Ergebnis.ZU_KLAEREN in teile else sonst


def _nach_rolle(daten: Zeilendaten, tatsachen: Befund, person: Sachverhalt) -> Zeilenwert:
    match daten.rolle:
        case Rolle.REGEL:
            regel = _im_regelfall(daten.kennung, tatsachen, person)
            return Zeilenwert(tatsachen, regel, regel)
        case Rolle.VERZICHTBAR:
            verzicht = _verzichtbar(tatsachen)
            return Zeilenwert(tatsachen, verzicht, verzicht)
        case Rolle.AUSSCHLUSS:
            return Zeilenwert(tatsachen, tatsachen, nicht(tatsachen))
        case Rolle.SOLL_AUSSCHLUSS:
            beitrag = _im_regelfall(daten.kennung, nicht(tatsachen), person)
            return Zeilenwert(tatsachen, tatsachen, beitrag)
        case Rolle.KANN_AUSSCHLUSS:
            return Zeilenwert(tatsachen, tatsachen, _verzichtbar(nicht(tatsachen)))
        case Rolle.BERATUNG_WENN_JA:
            beitrag = nicht(tatsachen)
            if tatsachen.ergebnis is Ergebnis.ERFUELLT:
                beitrag = zu_klaeren(Anlass.BERATUNG)
            return Zeilenwert(tatsachen, tatsachen, beitrag)
        case Rolle.BERATUNG:
            offen = zu_klaeren(Anlass.BERATUNG)
            return Zeilenwert(offen, offen, offen)
    return Zeilenwert(tatsachen, tatsachen, tatsachen)


def _im_regelfall(kennung: str, befund: Befund, person: Sachverhalt) -> Befund:
    """A failed Regel: met if a person recorded that the case is atypical, else open, never no."""
    if befund.ergebnis is not Ergebnis.NICHT_ERFUELLT:
        return befund
    ausgleich = person.ausgleich.get(kennung)
    if ausgleich is None:
        offen = zu_klaeren(Anlass.ATYPIK, fehlt=(AUSGLEICH + kennung,))
        return offen.mit_wendetagen(befund.wendetage)
    if ausgleich.ja:
        return ERFUELLT.mit_wendetagen(befund.wendetage)
    return zu_klaeren(Anlass.ATYPIK_VERNEINT).mit_wendetagen(befund.wendetage)


def _verzichtbar(befund: Befund) -> Befund:
    """A condition that the authority can waive: its absence asks for a discretion."""
    if befund.ergebnis is not Ergebnis.NICHT_ERFUELLT:
        return befund
    return zu_klaeren(Anlass.ERMESSEN).mit_wendetagen(befund.wendetage)
