"""Paging through cases by the place of the last one seen, not by counting pages.

Sorted by day of receipt, newest first; the id decides among cases of one day. Written as
`day <= x AND (day < x OR id < y)`, the form that databases answer from the index at any depth.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from haertefall.faelle.models import Fall

JE_SEITE = 25


@dataclass(frozen=True)
class Marke:
    """The place of a case in the list."""

    tag: date
    id: UUID


@dataclass(frozen=True)
class Seite:
    """One page of the list, and the places from which the neighbours start."""

    faelle: list[Fall]
    zurueck: UUID | None
    weiter: UUID | None


def blaettern(
    faelle: QuerySet[Fall], richtung: Literal["nach", "vor", "ende"], marke: Marke | None
) -> Seite:
    """The page after or before a place, or the last one."""
    rueckwaerts = richtung in ("vor", "ende")
    if rueckwaerts:
        faelle = faelle.order_by("eingegangen_am", "id")
    else:
        faelle = faelle.order_by("-eingegangen_am", "-id")
    if marke and richtung != "ende":
        faelle = faelle.filter(_davor(marke) if rueckwaerts else _danach(marke))
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


def marke_lesen(text: str, sichtbar: QuerySet[Fall]) -> Marke | None:
    """The place of a case named in an address; None for anything that cannot be seen.

    The address carries the id alone: the day of receipt is not everybody's to know.
    """
    try:
        tag = sichtbar.values_list("eingegangen_am", flat=True).filter(pk=UUID(text)).first()
    except ValueError:
        return None
    return Marke(tag, UUID(text)) if tag else None


def _danach(marke: Marke) -> Q:
    return Q(eingegangen_am__lte=marke.tag) & (Q(eingegangen_am__lt=marke.tag) | Q(pk__lt=marke.id))


def _davor(marke: Marke) -> Q:
    return Q(eingegangen_am__gte=marke.tag) & (Q(eingegangen_am__gt=marke.tag) | Q(pk__gt=marke.id))
