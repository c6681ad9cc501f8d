"""What the residence periods yield: uninterrupted times, each with its norm, and the chain."""

from dataclasses import dataclass
from datetime import date, timedelta

from haertefall.recht.pruefhilfe.befund import Anlass, Ergebnis
from haertefall.recht.pruefhilfe.duldungskette import Duldungskette, duldungskette
from haertefall.recht.pruefhilfe.lage import KeinWert, Lage
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart
from haertefall.recht.pruefhilfe.zeiten import (
    BESCHAEFTIGUNGSDULDUNG,
    DULDUNGSBESITZ,
    Lauf,
    Zaehlregel,
    aufenthalt,
)


@dataclass(frozen=True, slots=True)
class Zeitangabe:
    """Uninterrupted time as one statute counts it, on its day.

    `seit` and `tage` in the strictest reading, `seit_hoechstens` and `tage_hoechstens` in the most
    favourable; both differ only where `zweifel` says why. A missing beginning is not known.
    """

    norm: str
    am: date
    seit: date | None
    tage: int
    seit_hoechstens: date | None
    tage_hoechstens: int | None
    zweifel: tuple[Anlass, ...]


@dataclass(frozen=True, slots=True)
class Zeituebersicht:
    """All times and the last chain of Duldungen."""

    angaben: tuple[Zeitangabe, ...]
    kette: Duldungskette | None


def zeituebersicht(lage: Lage) -> Zeituebersicht | None:
    """None if no residence periods are recorded."""
    if lage.person.zeiten is None:
        return None
    return Zeituebersicht(
        angaben=tuple(_angabe(lage, norm, regel, tag) for norm, regel, tag in _zaehlungen(lage)),
        kette=duldungskette(lage.person.zeiten, lage.stichtag),
    )


def _zaehlungen(lage: Lage) -> list[tuple[str, Zaehlregel, date]]:
    heute = lage.stichtag
    inhaber = lage.hat_heute(Aufenthaltsart.CHANCENAUFENTHALT).ergebnis is Ergebnis.ERFUELLT
    jugend = aufenthalt(zusatz_zaehlt=inhaber and lage.gilt("25a.chance"), anspruch_zaehlt=False)
    integration = aufenthalt(
        zusatz_zaehlt=inhaber and lage.gilt("25b.chance"), anspruch_zaehlt=True
    )
    zaehlungen = [
        ("§ 25a Abs. 1 Satz 1 Nr. 1 AufenthG", jugend, heute),
        ("§ 25b Abs. 1 Satz 2 Nr. 1 AufenthG", integration, heute),
        ("Besitz einer Duldung (§§ 16g, 25a, 60c, 60d AufenthG)", DULDUNGSBESITZ, heute),
        ("§ 25b Abs. 6 AufenthG", BESCHAEFTIGUNGSDULDUNG, heute),
    ]
    try:
        bezugstag = lage.tag("104c.bezugstag")
    except KeinWert:
        return zaehlungen
    chance = aufenthalt(zusatz_zaehlt=True, anspruch_zaehlt=False)
    return [*zaehlungen, ("§ 104c Abs. 1 AufenthG", chance, bezugstag)]


def _angabe(lage: Lage, norm: str, regel: Zaehlregel, tag: date) -> Zeitangabe:
    zaehlung = lage.gezaehlt(regel, tag)
    lesarten = zaehlung.lesarten if zaehlung else ()
    streng = lesarten[0] if lesarten and not lesarten[0].anlaesse else None
    mild = lesarten[-1] if lesarten else None
    zweifel = mild.anlaesse if mild else frozenset[Anlass]()
    return Zeitangabe(
        norm=norm,
        am=tag,
        seit=streng.von if streng else None,
        tage=_tage(streng, tag) or 0,
        seit_hoechstens=mild.von if mild else None,
        tage_hoechstens=_tage(mild, tag) if mild else 0,
        zweifel=tuple(anlass for anlass in Anlass if anlass in zweifel),
    )


def _tage(lauf: Lauf | None, tag: date) -> int | None:
    """Days counted, the day itself included; None if the beginning is not known."""
    if lauf is None or lauf.von is None:
        return None
    ganze = (tag - lauf.von) + timedelta(days=0 if lauf.steht_still else 1)
    return ganze.days - lauf.pausentage
