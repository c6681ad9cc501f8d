"""The flow as a graph: what is reachable, what is a dead end, which ways lead to the end."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from haertefall.recht.ablauf import Ablauf, Wegwahl
from haertefall.recht.begriffe import Stand
from haertefall.recht.ordnung import Ablaufzeile, Ordnung

# Always open, so it would hide every dead end of the regular flow.
NOTAUSGANG = "anderweitig_erledigen"


@dataclass(frozen=True)
class Strecke:
    """One combination of way (text or practice) and way in."""

    weg: Wegwahl | None
    antragsweg: str | None

    def __str__(self) -> str:
        teile = [self.weg and f"Weg „{self.weg}“", self.antragsweg and f"„{self.antragsweg}“"]
        return ", ".join(teil for teil in teile if teil) or "einziger Weg"


@dataclass(frozen=True)
class Kante:
    """One outcome of one row, from one state."""

    zeile: Ablaufzeile
    von: Stand | None
    ausgang: str | None
    nach: Stand


def strecken(ordnung: Ordnung) -> tuple[Strecke, ...]:
    """Every combination under which a case of this body can run."""
    wege: list[Wegwahl | None] = [w.kennung for w in ordnung.weg]
    antragswege: list[str | None] = [a.kennung for a in ordnung.antragsweg]
    return tuple(Strecke(w, a) for w in wege or [None] for a in antragswege or [None])


def kanten(
    ablauf: Ablauf, strecke: Strecke, *, ohne: Collection[str] = (NOTAUSGANG,)
) -> tuple[Kante, ...]:
    """All changes of state on this combination; by default without the emergency exit."""
    zeilen = [z for z in ablauf if z.schritt not in ohne and gilt_auf(z, strecke)]
    return tuple(kante for zeile in zeilen for kante in _kanten(zeile))


def gilt_auf(zeile: Ablaufzeile, strecke: Strecke) -> bool:
    """Whether a row holds on this combination."""
    passt = not zeile.antragsweg or strecke.antragsweg in zeile.antragsweg
    return zeile.weg in (None, strecke.weg) and passt


def erreichbar(alle: Collection[Kante]) -> frozenset[Stand]:
    """States that a new case can come to."""
    gefunden: set[Stand] = set()
    offen: list[Stand | None] = [None]
    while offen:
        jetzt = offen.pop()
        neue = {k.nach for k in alle if k.von == jetzt} - gefunden
        gefunden |= neue
        offen.extend(neue)
    return frozenset(gefunden)


def weg_zum_ende(alle: Collection[Kante], stand: Stand | None) -> tuple[Kante, ...] | None:
    """Shortest way from a state to the end; `None` if there is none."""
    reihe: deque[tuple[Stand | None, tuple[Kante, ...]]] = deque([(stand, ())])
    besucht = {stand}
    while reihe:
        jetzt, bisher = reihe.popleft()
        if jetzt is Stand.ABGESCHLOSSEN:
            return bisher
        for kante in alle:
            if kante.von == jetzt and kante.nach not in besucht:
                besucht.add(kante.nach)
                reihe.append((kante.nach, (*bisher, kante)))
    return None


def sackgassen(alle: Collection[Kante]) -> frozenset[Stand]:
    """Reachable states from which nothing leads to the end."""
    return frozenset(s for s in erreichbar(alle) if weg_zum_ende(alle, s) is None)


def _kanten(zeile: Ablaufzeile) -> list[Kante]:
    staende: list[Stand | None] = [*zeile.von]
    return [
        Kante(zeile, von, ausgang, ziel)
        for von in staende or [None]
        for ausgang, nach in zeile.ziele().items()
        if (ziel := nach or von)
    ]
