"""The one filter: every way to read a case goes through `sichtbar_fuer`.

What one may not see does not exist. The filter reads only `faelle` and `gremien`; invitation,
announced deputy, end of access and Notzugang are dated `Zugang` rows, written by the acts.
"""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Zugang, Zugangsart, Zugangssperre
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import heute, jetzt

_GANZES_GREMIUM = frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.AUFTRAG})
# What is put before "the members" is put before these. A deputy sees only what was announced.
_MITGLIEDER = frozenset({Funktion.MITGLIED, Funktion.VORSITZ})
_FUER_ALLE_DER_FUNKTION = frozenset({Funktion.VORPRUEFUNGSAUSSCHUSS, Funktion.FACHAUFSICHT})
# People of the body itself: who may be let in for an emergency, and whom a Befangenheit keeps out.
IM_GREMIUM = frozenset({*_MITGLIEDER, Funktion.STELLVERTRETUNG, Funktion.VORPRUEFUNGSAUSSCHUSS})


class Tiefe(IntEnum):
    """How much of a visible case somebody may read. `NOTFALL`: everything, but not act."""

    NICHTS = 0
    OHNE_NAMEN = 1
    ENTSCHEIDUNG = 2
    VERFAHREN = 3
    NOTFALL = 4
    AKTE = 5


def sichtbar_fuer(
    akteur: Akteur, tag: date | None = None, *, handeln: bool = False
) -> QuerySet[Fall]:
    """The cases that exist for this Akteur on `tag` (default today).

    Args:
        akteur: who asks.
        tag: the day of which is asked.
        handeln: only cases in which the Akteur may act; a Notzugang opens a case to read.
    """
    tag = tag or heute()
    if sieht_ganzes_gremium(akteur):
        return ganzes_gremium(akteur.gremium_id)
    if akteur.funktion is Funktion.BETROFFENE and akteur.fall_id:
        return Fall.objects.filter(pk=akteur.fall_id)
    eigene = _eigene_zugaenge(akteur)
    if eigene is None:
        return Fall.objects.none()
    if handeln:
        eigene = eigene.exclude(art=Zugangsart.NOTZUGANG)
    # A Funktion reaches no further than its body; an authority is reached through Zugang alone.
    ort = Q(gremium_id=akteur.gremium_id) if akteur.gremium_id else Q()
    return Fall.objects.filter(ort, Exists(eigene.filter(_offen_am(tag), fall=OuterRef("pk"))))


def sieht_ganzes_gremium(akteur: Akteur) -> bool:
    """Whether the filter shows all cases of the body, on every day."""
    return akteur.funktion in _GANZES_GREMIUM and akteur.gremium_id is not None


def ganzes_gremium(gremium: Any) -> QuerySet[Fall]:
    """All cases of a body (id or `Stelle`): for who `sieht_ganzes_gremium`."""
    return Fall.objects.filter(gremium_id=gremium)


def tiefe(akteur: Akteur, fall: Fall, tag: date | None = None) -> Tiefe:
    """How much of `fall` the Akteur may read; `NICHTS` if the filter does not show it."""
    return tiefen(akteur, [fall], tag)[fall.pk]


def tiefen(akteur: Akteur, faelle: Iterable[Fall], tag: date | None = None) -> dict[UUID, Tiefe]:
    """The same for many cases, in one query."""
    liste, tag = list(faelle), tag or heute()
    if akteur.funktion in _GANZES_GREMIUM or akteur.funktion is Funktion.BETROFFENE:
        return {f.pk: _ganz_oder_gar_nicht(akteur, f) for f in liste}
    eigene = _eigene_zugaenge(akteur)
    arten: dict[UUID, set[str]] = {}
    if eigene is not None and liste:
        offen = eigene.filter(_offen_am(tag), fall__in=liste)
        for fall_id, art in offen.values_list("fall_id", "art"):
            arten.setdefault(fall_id, set()).add(art)
    return {f.pk: _aus_zugaengen(akteur, f, arten.get(f.pk, set())) for f in liste}


def _ganz_oder_gar_nicht(akteur: Akteur, fall: Fall) -> Tiefe:
    if akteur.funktion is Funktion.BETROFFENE:
        return Tiefe.AKTE if fall.pk == akteur.fall_id else Tiefe.NICHTS
    return Tiefe.AKTE if fall.gremium_id == akteur.gremium_id else Tiefe.NICHTS


def _aus_zugaengen(akteur: Akteur, fall: Fall, arten: set[str]) -> Tiefe:
    if not arten or (akteur.gremium_id and fall.gremium_id != akteur.gremium_id):
        return Tiefe.NICHTS
    if akteur.funktion is Funktion.FACHAUFSICHT:
        return Tiefe.ENTSCHEIDUNG
    if akteur.funktion is Funktion.AUSLAENDERBEHOERDE:
        return Tiefe.VERFAHREN
    if arten - {Zugangsart.ANGEBOTEN, Zugangsart.NOTZUGANG}:
        return Tiefe.AKTE
    return Tiefe.NOTFALL if Zugangsart.NOTZUGANG in arten else Tiefe.OHNE_NAMEN


def _offen_am(tag: date) -> Q:
    """Access by day; a Notzugang ends with the minute."""
    return Q(
        Q(bis__isnull=True) | Q(bis__gte=tag),
        Q(bis_um__isnull=True) | Q(bis_um__gt=jetzt()),
        ab__lte=tag,
    )


def _eigene_zugaenge(akteur: Akteur) -> QuerySet[Zugang] | None:
    """Access rows that speak of this Akteur; None: this Funktion never sees cases.

    Where an Ordnung takes sight from who is not free (Befangenheit), none of them counts.
    """
    zugaenge = _zugaenge_nach_funktion(akteur)
    if zugaenge is None or akteur.funktion not in IM_GREMIUM:
        return zugaenge
    # The person, not the seat: a new term, or another seat of the body, changes nothing.
    gesperrt = Zugangssperre.objects.filter(
        fall=OuterRef("fall"), amt__konto=akteur.konto_id, bis_um__isnull=True
    )
    return zugaenge.exclude(Exists(gesperrt))


def _zugaenge_nach_funktion(akteur: Akteur) -> QuerySet[Zugang] | None:
    if akteur.funktion is Funktion.AUSLAENDERBEHOERDE and akteur.behoerde_id:
        return Zugang.objects.filter(behoerde_id=akteur.behoerde_id)
    if akteur.amt_id is None or akteur.gremium_id is None:
        return None
    selbst = Q(amt_id=akteur.amt_id)
    if akteur.funktion in _MITGLIEDER:
        return Zugang.objects.filter(selbst | Q(funktion=Funktion.MITGLIED))
    if akteur.funktion in _FUER_ALLE_DER_FUNKTION:
        notfalls = Q(art=Zugangsart.NOTZUGANG) & selbst
        erlaubt = akteur.funktion in IM_GREMIUM
        alle = Q(funktion=akteur.funktion)
        return Zugang.objects.filter(alle | notfalls if erlaubt else alle)
    if akteur.funktion in (Funktion.BERATUNG, Funktion.STELLVERTRETUNG):
        return Zugang.objects.filter(selbst)
    return None


def nummern_der_spur(akteur: Akteur) -> QuerySet[Fall]:
    """Cases of the body of which a data-protection officer may know the number, and nothing else.

    The trace names cases by id; a person asks by number. Callers read `pk` and `aktenzeichen`.
    """
    if akteur.funktion is not Funktion.DATENSCHUTZ or akteur.gremium_id is None:
        return Fall.objects.none()
    return Fall.objects.filter(gremium_id=akteur.gremium_id).only("pk", "aktenzeichen")
