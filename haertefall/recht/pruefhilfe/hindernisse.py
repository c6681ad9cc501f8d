"""What was found that may stand against a deportation, to ask an authority for the check.

Only what people answered or what the facts give. Nothing is weighed; that is the authority's duty
(§ 60a Abs. 2 AufenthG), whether or not anybody asks for it.
"""

from dataclasses import dataclass

from haertefall.recht.pruefhilfe.befund import Ergebnis
from haertefall.recht.pruefhilfe.gesetze import Folge, Rolle
from haertefall.recht.pruefhilfe.uebersicht import Uebersicht, Wegbefund

_SCHUETZT = frozenset({Folge.DULDUNG, Folge.SCHUTZ})
_BLEIBT = frozenset({Folge.DULDUNG, Folge.AUFENTHALTSERLAUBNIS})
# Bans that the Bundesamt or the authority has established bind (§ 25 Abs. 3 AufenthG).
_VERBOTE = frozenset({"25.3"})


@dataclass(frozen=True, slots=True)
class Hindernis:
    """A provision that may stand against a deportation, and what of it was found."""

    titel: str
    norm: str
    gefunden: tuple[str, ...]
    nachweise: tuple[str, ...]
    erfuellt: bool


def hindernisse(uebersicht: Uebersicht) -> tuple[Hindernis, ...]:
    """In the order of the law."""
    gefunden = (_hindernis(weg) for weg in uebersicht.wege if _schuetzt(weg))
    return tuple(h for h in gefunden if h.gefunden)


def offene_wege(uebersicht: Uebersicht) -> tuple[Wegbefund, ...]:
    """Ways to a title or a Duldung that nothing known excludes, in the order of the law.

    A way that is in force and not failed may be open; of most of them much is still to be
    clarified, and the result says what.
    """
    bleibt = (Ergebnis.ERFUELLT, Ergebnis.ZU_KLAEREN)
    return tuple(
        w for w in uebersicht.wege if w.weg.folge in _BLEIBT and w.befund.ergebnis in bleibt
    )


def _schuetzt(weg: Wegbefund) -> bool:
    if weg.befund.ergebnis is Ergebnis.NICHT_IN_KRAFT:
        return False
    return weg.weg.kennung in _VERBOTE or (weg.gefuehrt and weg.weg.folge in _SCHUETZT)


def _hindernis(weg: Wegbefund) -> Hindernis:
    zeilen = [
        z
        for z in weg.zeilen
        if z.zeile.rolle is Rolle.VORAUSSETZUNG and z.tatsachen.ergebnis is Ergebnis.ERFUELLT
    ]
    return Hindernis(
        titel=weg.weg.titel,
        norm=weg.weg.norm,
        gefunden=tuple(z.zeile.bedingung for z in zeilen),
        nachweise=tuple(dict.fromkeys(n for z in zeilen for n in z.nachweise)),
        erfuellt=weg.befund.ergebnis is Ergebnis.ERFUELLT,
    )
