"""Paging through cases by the place of the last one seen, not by counting pages.

Sorted by day of receipt, newest first; the id decides among cases of one day. Written as
`day <= x AND (day < x OR id < y)`, the form that databases answer from the index at any depth. Who
sees cases without that day gets them by number: the order would tell it.
"""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion

JE_SEITE = 25
Spalten = tuple[str, str]
NACH_EINGANG: Spalten = ("eingegangen_am", "id")
# Years and numbers are one's own within a body, and these see cases of one body.
NACH_NUMMER: Spalten = ("jahr", "nummer")
_OHNE_EINGANGSTAG = frozenset({Funktion.MITGLIED, Funktion.VORSITZ, Funktion.FACHAUFSICHT})


def spalten_fuer(funktion: Funktion) -> Spalten:
    """By what somebody's cases are sorted."""
    return NACH_NUMMER if funktion in _OHNE_EINGANGSTAG else NACH_EINGANG


@dataclass(frozen=True)
class Marke:
    """The place of a case in the list: what it is sorted by."""

    spalten: Spalten
    werte: tuple[Any, Any]


@dataclass(frozen=True)
class Seite:
    """One page of the list, and the places from which the neighbours start."""

    faelle: list[Fall]
    zurueck: UUID | None
    weiter: UUID | None


def blaettern(
    faelle: QuerySet[Fall],
    richtung: Literal["nach", "vor", "ende"],
    marke: Marke | None,
    spalten: Spalten = NACH_EINGANG,
) -> Seite:
    """The page after or before a place, or the last one."""
    rueckwaerts = richtung in ("vor", "ende")
    if rueckwaerts:
        faelle = faelle.order_by(*spalten)
    else:
        faelle = faelle.order_by(*(f"-{spalte}" for spalte in spalten))
    if marke and richtung != "ende":
        faelle = faelle.filter(_jenseits(marke, "gt" if rueckwaerts else "lt"))
    gefunden = list(faelle[: JE_SEITE + 1])
    mehr, gefunden = len(gefunden) > JE_SEITE, gefunden[:JE_SEITE]
    if rueckwaerts:
        gefunden.reverse()
    if not gefunden:
        return Seite([], None, None)
    erster, letzter = gefunden[0].pk, gefunden[-1].pk
    if richtung == "ende":
        return Seite(gefunden, erster if mehr else None, None)
    if rueckwaerts:
        return Seite(gefunden, erster if mehr else None, letzter if marke else None)
    return Seite(gefunden, erster if marke else None, letzter if mehr else None)


def marke_lesen(
    text: str, sichtbar: QuerySet[Fall], spalten: Spalten = NACH_EINGANG
) -> Marke | None:
    """The place of a case named in an address; None for anything that cannot be seen.

    The address carries the id alone: the day of receipt is not everybody's to know.
    """
    try:
        werte = sichtbar.values_list(*spalten).filter(pk=UUID(text)).first()
    except ValueError:
        return None
    return Marke(spalten, (werte[0], werte[1])) if werte else None


def _jenseits(marke: Marke, richtung: Literal["lt", "gt"]) -> Q:
    (erste, zweite), (oben, unten) = marke.spalten, marke.werte
    return Q((f"{erste}__{richtung}e", oben)) & (
        Q((f"{erste}__{richtung}", oben)) | Q((f"{zweite}__{richtung}", unten))
    )
