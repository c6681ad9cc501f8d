"""What the operator sees: what waits, since when and why. No content, no names, no ids of cases."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum

from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.register import HOECHSTENS
from haertefall.zeit import jetzt

# A waiting worker looks every second; who waits this long has none.
KEIN_ARBEITER_NACH = timedelta(minutes=2)
HOECHSTENS_ZEILEN = 200


class Grund(Enum):
    """Why a job is not done yet, in the words of the page."""

    TERMIN = "ist für später bestellt"
    GLEICH = "ist gleich an der Reihe"
    KEIN_ARBEITER = "wartet, aber niemand arbeitet: läuft „haertefall arbeiten“?"
    NACH_FEHLER = "wird nach einem Fehler noch einmal versucht"
    IN_ARBEIT = "wird gerade ausgeführt"
    ARBEITER_WEG = "der Arbeiter ist verschwunden; ein anderer übernimmt"
    AUFGEGEBEN = "ist nach zu vielen Versuchen aufgegeben"


@dataclass(frozen=True)
class Zeile:
    """One job that is not done."""

    id: UUID
    art: str
    seit: datetime
    naechster_versuch: datetime | None
    grund: Grund
    fehlerart: str
    versuche: int
    hoechstens: int
    moeglich_doppelt: int


@dataclass(frozen=True)
class Uebersicht:
    """The whole picture.

    Attributes:
        zahlen: jobs by task and state, finished ones of the last two weeks included.
        zeilen: the open ones, given up first, then the oldest; at most 200.
        moeglich_doppelt: mails that may have been sent more than once.
    """

    zahlen: dict[tuple[str, Zustand], int]
    zeilen: list[Zeile]
    moeglich_doppelt: int

    def anzahl(self, zustand: Zustand) -> int:
        """How many jobs are in that state."""
        return sum(n for (_, z), n in self.zahlen.items() if z == zustand)


def uebersicht() -> Uebersicht:
    """Read the picture (four queries)."""
    zeitpunkt = jetzt()
    gruppen = Auftrag.objects.values_list("art", "zustand").annotate(Count("id")).order_by("art")
    offene = Auftrag.objects.exclude(zustand=Zustand.ERLEDIGT).order_by("zustand", "angelegt_um")
    # An idle worker writes nothing; a busy one leaves traces.
    lebt = Auftrag.objects.filter(
        Q(zustand=Zustand.LAEUFT, lease_bis__gte=zeitpunkt)
        | Q(zustand=Zustand.ERLEDIGT, erledigt_um__gte=zeitpunkt - KEIN_ARBEITER_NACH)
    ).exists()
    nicht_laufende = Auftrag.objects.exclude(zustand=Zustand.LAEUFT)
    return Uebersicht(
        zahlen={(art, Zustand(zustand)): n for art, zustand, n in gruppen},
        zeilen=[_zeile(a, _grund(a, zeitpunkt, lebt)) for a in offene[:HOECHSTENS_ZEILEN]],
        moeglich_doppelt=nicht_laufende.aggregate(n=Sum("ungewiss"))["n"] or 0,
    )


def erneut(auftrag_id: UUID) -> bool:
    """Give a given-up job its attempts again; False if there is none with this id."""
    with transaction.atomic():
        auftrag = (
            Auftrag.objects.select_for_update()
            .filter(pk=auftrag_id, zustand=Zustand.GESCHEITERT)
            .first()
        )
        if auftrag is None:
            return False
        auftrag.zustand = Zustand.WARTET
        auftrag.faellig_um = jetzt()
        auftrag.hoechstens = auftrag.versuche + HOECHSTENS
        auftrag.save(update_fields=["zustand", "faellig_um", "hoechstens"])
    return True


def _zeile(auftrag: Auftrag, grund: Grund) -> Zeile:
    wartet = auftrag.zustand == Zustand.WARTET
    # While it runs, the last hand-over is under way and not yet uncertain.
    unterwegs = auftrag.zustand == Zustand.LAEUFT and auftrag.ungewiss > 0
    return Zeile(
        id=auftrag.id,
        art=auftrag.art,
        seit=auftrag.angelegt_um,
        naechster_versuch=auftrag.faellig_um if wartet else None,
        grund=grund,
        fehlerart=auftrag.fehlerart,
        versuche=auftrag.versuche,
        hoechstens=auftrag.hoechstens,
        moeglich_doppelt=auftrag.ungewiss - unterwegs,
    )


def _grund(auftrag: Auftrag, zeitpunkt: datetime, arbeiter_lebt: bool) -> Grund:
    if auftrag.zustand == Zustand.GESCHEITERT:
        return Grund.AUFGEGEBEN
    if auftrag.lease_bis is not None:
        return Grund.ARBEITER_WEG if auftrag.lease_bis < zeitpunkt else Grund.IN_ARBEIT
    if auftrag.faellig_um > zeitpunkt:
        return Grund.NACH_FEHLER if auftrag.versuche else Grund.TERMIN
    wartet_lange = auftrag.faellig_um < zeitpunkt - KEIN_ARBEITER_NACH
    return Grund.KEIN_ARBEITER if wartet_lange and not arbeiter_lebt else Grund.GLEICH
