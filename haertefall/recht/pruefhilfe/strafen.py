"""Convictions and the thresholds the statutes name. Only intentional offences count.

Fines up to 50 daily rates in all, or up to 90 for offences that only foreigners can commit, are
disregarded (§ 25a Abs. 3, § 19d Abs. 1 Nr. 7, § 104c Abs. 1 AufenthG). How the two limits go
together where both kinds of fines exist is not regulated: a question of law, never a sum.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

from haertefall.recht.pruefhilfe.befund import (
    ERFUELLT,
    NICHT_ERFUELLT,
    Anlass,
    Befund,
    Ergebnis,
    oder,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.sachverhalt import Strafart, Strafe, Strafen

# No sentence is lower or higher: what both give, every height gives, for more is never less here.
_NIEDRIGSTE, _HOECHSTE = 1, 10_000
Pruefung = Callable[[tuple[Strafe, ...]], Befund]


def ueber_grenze(
    strafen: Strafen | None,
    kennung: str,
    *,
    allgemein: int,
    nur_auslaender: int,
    jugendmassnahme_zaehlt: bool | None = None,
) -> Befund:
    """Whether there is a conviction that the limits do not disregard.

    `jugendmassnahme_zaehlt` is None where the text does not say what a juvenile measure means.
    """

    def pruefen(alle: tuple[Strafe, ...]) -> Befund:
        vorsaetzliche = tuple(strafe for strafe in alle if strafe.vorsaetzlich)
        return oder(
            _haft(vorsaetzliche),
            _jugendmassnahmen(vorsaetzliche, jugendmassnahme_zaehlt),
            _geldstrafen(vorsaetzliche, allgemein, nur_auslaender),
        )

    return _alle_lesarten(strafen, kennung, pruefen)


def freiheitsstrafe_ab(
    strafen: Strafen | None, kennung: str, *, monate: int, jugend_ohne_bewaehrung: int, schwer: int
) -> Befund:
    """Custody of some length (§ 54 Abs. 1 Nr. 1, Abs. 2 Nr. 1 und 2 AufenthG).

    `monate` for adults; `jugend_ohne_bewaehrung` for youth custody without probation. What the
    encoded text does not settle is a question of law: negligence, and youth custody with
    probation from the length `schwer` on.
    """

    def pruefen(alle: tuple[Strafe, ...]) -> Befund:
        return oder(*(eine(strafe) for strafe in alle), NICHT_ERFUELLT)

    def eine(strafe: Strafe) -> Befund:
        jugend = strafe.art is Strafart.JUGENDSTRAFE
        if not jugend and strafe.art is not Strafart.FREIHEITSSTRAFE:
            return NICHT_ERFUELLT
        hoehe = _hoehe(strafe)
        if hoehe < (jugend_ohne_bewaehrung if jugend else monate):
            return NICHT_ERFUELLT
        zur_bewaehrung = jugend and bool(strafe.bewaehrung)
        if zur_bewaehrung and hoehe < schwer:
            return NICHT_ERFUELLT
        if zur_bewaehrung or not strafe.vorsaetzlich:
            return zu_klaeren(Anlass.STRAFE_NICHT_GEREGELT)
        return ERFUELLT

    return _alle_lesarten(strafen, kennung, pruefen)


def ohne_haft(strafen: Strafen) -> bool:
    """Whether a complete list shows no custody at all."""
    return strafen.vollstaendig and _haft(strafen.strafen) is NICHT_ERFUELLT


def _haft(strafen: tuple[Strafe, ...]) -> Befund:
    haft = (Strafart.FREIHEITSSTRAFE, Strafart.JUGENDSTRAFE)
    return ERFUELLT if any(s.art in haft for s in strafen) else NICHT_ERFUELLT


def _jugendmassnahmen(strafen: tuple[Strafe, ...], zaehlt: bool | None) -> Befund:
    if zaehlt is False or not any(s.art is Strafart.JUGENDMASSNAHME for s in strafen):
        return NICHT_ERFUELLT
    return ERFUELLT if zaehlt else zu_klaeren(Anlass.STRAFE_NICHT_GEREGELT)


def _geldstrafen(strafen: tuple[Strafe, ...], allgemein: int, nur_auslaender: int) -> Befund:
    geld = [s for s in strafen if s.art is Strafart.GELDSTRAFE]
    summe = sum(_hoehe(s) for s in geld if not s.nur_auslaender)
    summe_auslaender = sum(_hoehe(s) for s in geld if s.nur_auslaender)
    if summe > allgemein or summe_auslaender > nur_auslaender:
        return ERFUELLT
    if summe and summe_auslaender:
        return zu_klaeren(Anlass.STRAFEN_GEMISCHT)
    return NICHT_ERFUELLT


def _alle_lesarten(strafen: Strafen | None, kennung: str, pruefen: Pruefung) -> Befund:
    """What holds for every way to fill in what is not known about the convictions."""
    if strafen is None:
        return zu_klaeren(Anlass.ANGABE_FEHLT, fehlt=(kennung,))
    befunde = [
        pruefen(moeglich) for moeglich in product(*(_ausgefuellt(s) for s in strafen.strafen))
    ]
    ergebnis = _gemeinsam(befunde, kennung)
    if not strafen.vollstaendig and ergebnis.ergebnis is not Ergebnis.ERFUELLT:
        anlaesse = {*ergebnis.anlaesse, Anlass.NICHT_BELEGT}
        return zu_klaeren(*anlaesse, fehlt=(kennung,))
    return ergebnis


def _gemeinsam(befunde: list[Befund], kennung: str) -> Befund:
    if len({befund.ergebnis for befund in befunde}) == 1 and not befunde[0].offen:
        return befunde[0]
    anlaesse = frozenset[Anlass]().union(*(befund.anlaesse for befund in befunde))
    if len(set(befunde)) > 1:
        anlaesse |= {Anlass.ANGABE_FEHLT}
    return zu_klaeren(*anlaesse, fehlt=(kennung,))


def _ausgefuellt(strafe: Strafe) -> Iterator[Strafe]:
    for hoehe, vorsaetzlich, nur_auslaender, bewaehrung in product(
        (_NIEDRIGSTE, _HOECHSTE) if strafe.hoehe is None else (strafe.hoehe,),
        _moeglich(strafe.vorsaetzlich),
        _moeglich(strafe.nur_auslaender if strafe.art is Strafart.GELDSTRAFE else False),
        _moeglich(strafe.bewaehrung if strafe.art is Strafart.JUGENDSTRAFE else False),
    ):
        yield replace(
            strafe,
            hoehe=hoehe,
            vorsaetzlich=vorsaetzlich,
            nur_auslaender=nur_auslaender,
            bewaehrung=bewaehrung,
        )


def _hoehe(strafe: Strafe) -> int:
    """Of a conviction whose height is filled in."""
    if strafe.hoehe is None:
        raise ValueError("Die Höhe ist nicht bekannt.")
    return strafe.hoehe


def _moeglich(wert: bool | None) -> Iterable[bool]:
    return (True, False) if wert is None else (wert,)
