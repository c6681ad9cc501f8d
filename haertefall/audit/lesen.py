"""Reading the trace: who looked at what or did what, newest first. Reading it is traced too."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.audit.models import Zugriff
from haertefall.audit.record import Zusatz
from haertefall.zeit import BERLIN, heute

JE_SEITE = 50


@dataclass(frozen=True)
class Auswahl:
    """What of the trace is asked for; empty parts narrow nothing."""

    fall: UUID | None = None
    konto: UUID | None = None
    von: date | None = None
    bis: date | None = None
    was: str = ""


@dataclass(frozen=True)
class Blatt:
    """One page of the trace. `weiter`: number of the row after which the next page begins."""

    zeilen: list[Zugriff]
    weiter: int | None


def zuletzt_dasselbe(akteur: Akteur, was: str, objekt: UUID, zusatz: Zusatz) -> bool:
    """Whether what this person saw last of an object today was the same; asked of the trace itself.

    What a browser says about it decides nothing.
    """
    zeilen = Zugriff.objects.filter(
        konto=akteur.konto_id,
        funktion=akteur.funktion,
        was=was,
        objekt=objekt,
        um__gte=tagesbeginn(heute()),
    )
    letzte = zeilen.order_by("-um", "-id").first()
    return letzte is not None and letzte.zusatz == zusatz


def spur_von(gremium: UUID, faelle: QuerySet[Any, Any]) -> QuerySet[Zugriff]:
    """What was done or read for a body, and by others in its cases (`faelle`: their ids)."""
    return Zugriff.objects.filter(Q(gremium=gremium) | Q(objektart="fall", objekt__in=faelle))


def auswaehlen(zeilen: QuerySet[Zugriff], auswahl: Auswahl) -> QuerySet[Zugriff]:
    """Narrow by case, account, day in Berlin and kind."""
    if auswahl.fall:
        # Papers and the like are objects of their own that name their case; lists name several.
        zeilen = zeilen.filter(
            Q(objekt=auswahl.fall)
            | Q(zusatz__fall=str(auswahl.fall))
            | Q(zusatz__faelle__icontains=auswahl.fall.hex)
        )
    if auswahl.konto:
        zeilen = zeilen.filter(konto=auswahl.konto)
    if auswahl.von:
        zeilen = zeilen.filter(um__gte=tagesbeginn(auswahl.von))
    if auswahl.bis:
        zeilen = zeilen.filter(um__lt=tagesbeginn(auswahl.bis + timedelta(days=1)))
    if auswahl.was:
        zeilen = zeilen.filter(was__startswith=auswahl.was)
    return zeilen


def blatt(zeilen: QuerySet[Zugriff], nach: int | None) -> Blatt:
    """The rows after row number `nach`, in the order in which they were written, newest first."""
    if nach is not None:
        zeilen = zeilen.filter(pk__lt=nach)
    gefunden = list(zeilen.order_by("-pk")[: JE_SEITE + 1])
    mehr, gefunden = len(gefunden) > JE_SEITE, gefunden[:JE_SEITE]
    return Blatt(gefunden, gefunden[-1].pk if mehr else None)


def tagesbeginn(tag: date) -> datetime:
    """The first moment of a legal day."""
    return datetime.combine(tag, time(0), BERLIN)
