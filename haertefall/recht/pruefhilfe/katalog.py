"""Every question the rules can ask, under one name each: facts, judgements, guided questions.

A guided question that is no shared fact is asked under the number of its row; whether a failed
Regel condition is outweighed is asked under `ausgleich.` and the number of the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from haertefall.recht.pruefhilfe.gesetze import Gesetze, Rolle, Zeilendaten
from haertefall.recht.pruefhilfe.knoten import AUSGLEICH

MIT_AUSGLEICH = frozenset({Rolle.REGEL, Rolle.SOLL_AUSSCHLUSS})
WERTUNG, LISTE = "wertung", "liste"


@dataclass(frozen=True, slots=True)
class Rechtsfrage:
    """A question in the words of a form. `art` as in `gesetze/angaben.toml`."""

    kennung: str
    frage: str
    art: str
    hinweis: str
    norm: str
    geheim_97a: bool

    @property
    def ist_wertung(self) -> bool:
        """Whether only a person can answer it, by a judgement with reasons."""
        return self.art == WERTUNG


@lru_cache(maxsize=4)
def rechtsfragen(gesetze: Gesetze) -> Mapping[str, Rechtsfrage]:
    """All questions by name: first the shared ones, then those of single rows."""
    alle = {
        a.kennung: Rechtsfrage(a.kennung, a.frage, a.art, a.hinweis or "", "", a.geheim_97a)
        for a in gesetze.angaben.values()
    }
    gefuehrt = {k for gruppe in gesetze.gruppen.values() for k in (*gruppe.alle, *gruppe.eine)}
    for zeile in gesetze.zeilen.values():
        if zeile.kennung in gefuehrt and _wird_gefragt(zeile):
            art = "ja_nein" if zeile.art == "tatsache" else WERTUNG
            alle[zeile.kennung] = _aus_zeile(zeile, zeile.kennung, zeile.bedingung, art)
        if zeile.rolle in MIT_AUSGLEICH:
            name = AUSGLEICH + zeile.kennung
            alle[name] = _aus_zeile(zeile, name, _ausgleichsfrage(zeile), WERTUNG)
    return alle


def _wird_gefragt(zeile: Zeilendaten) -> bool:
    """What never becomes a rule stays open whatever is recorded: nobody is asked to record it."""
    return zeile.angabe is None and zeile.rolle not in (Rolle.BERATUNG, Rolle.HINWEIS)


def _aus_zeile(zeile: Zeilendaten, name: str, frage: str, art: str) -> Rechtsfrage:
    return Rechtsfrage(name, frage, art, zeile.hinweis or "", zeile.norm, zeile.geheim_97a)


def _ausgleichsfrage(zeile: Zeilendaten) -> str:
    return (
        f"Liegt der Einzelfall so anders, dass die Regel ({zeile.norm}) nicht entgegensteht? "
        f"Die Regel: {zeile.bedingung}"
    )
