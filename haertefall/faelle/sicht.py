"""The one filter: every way to read a case goes through `sichtbar_fuer`.

What one may not see does not exist. The filter reads only `faelle` and `gremien`; invitation,
announced deputy and end of access are dated `Zugang` rows, written by the acts.
"""

from datetime import date
from enum import IntEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Zugang, Zugangsart
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import heute

_GANZES_GREMIUM = frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.AUFTRAG})
_MITGLIEDER = frozenset({Funktion.MITGLIED, Funktion.STELLVERTRETUNG, Funktion.VORSITZ})


class Tiefe(IntEnum):
    """How much of a visible case somebody may read."""

    NICHTS = 0
    OHNE_NAMEN = 1
    ENTSCHEIDUNG = 2
    VERFAHREN = 3
    AKTE = 4


def sichtbar_fuer(akteur: Akteur, tag: date | None = None) -> QuerySet[Fall]:
    """The cases that exist for this Akteur on `tag` (default today)."""
    tag = tag or heute()
    if akteur.funktion in _GANZES_GREMIUM and akteur.gremium_id:
        return Fall.objects.filter(gremium_id=akteur.gremium_id)
    if akteur.funktion is Funktion.BETROFFENE and akteur.fall_id:
        return Fall.objects.filter(pk=akteur.fall_id)
    eigene = _eigene_zugaenge(akteur)
    if eigene is None:
        return Fall.objects.none()
    # A Funktion reaches no further than its body; an authority is reached through Zugang alone.
    ort = Q(gremium_id=akteur.gremium_id) if akteur.gremium_id else Q()
    return Fall.objects.filter(ort, Exists(eigene.filter(_offen_am(tag), fall=OuterRef("pk"))))


def tiefe(akteur: Akteur, fall: Fall, tag: date | None = None) -> Tiefe:
    """How much of `fall` the Akteur may read; `NICHTS` if the filter does not show it."""
    tag = tag or heute()
    if akteur.funktion in _GANZES_GREMIUM:
        return Tiefe.AKTE if fall.gremium_id == akteur.gremium_id else Tiefe.NICHTS
    if akteur.funktion is Funktion.BETROFFENE:
        return Tiefe.AKTE if fall.pk == akteur.fall_id else Tiefe.NICHTS
    eigene = _eigene_zugaenge(akteur)
    if eigene is None or (akteur.gremium_id and fall.gremium_id != akteur.gremium_id):
        return Tiefe.NICHTS
    arten = set(eigene.filter(_offen_am(tag), fall=fall).values_list("art", flat=True))
    if not arten:
        return Tiefe.NICHTS
    if akteur.funktion is Funktion.FACHAUFSICHT:
        return Tiefe.ENTSCHEIDUNG
    if akteur.funktion is Funktion.AUSLAENDERBEHOERDE:
        return Tiefe.VERFAHREN
    return Tiefe.OHNE_NAMEN if arten == {Zugangsart.ANGEBOTEN} else Tiefe.AKTE


def _offen_am(tag: date) -> Q:
    return Q(Q(bis__isnull=True) | Q(bis__gte=tag), ab__lte=tag)


def _eigene_zugaenge(akteur: Akteur) -> QuerySet[Zugang] | None:
    """Access rows that speak of this Akteur; None: this Funktion never sees cases."""
    if akteur.funktion is Funktion.AUSLAENDERBEHOERDE and akteur.behoerde_id:
        return Zugang.objects.filter(behoerde_id=akteur.behoerde_id)
    if akteur.amt_id is None or akteur.gremium_id is None:
        return None
    if akteur.funktion in _MITGLIEDER:
        return Zugang.objects.filter(Q(amt_id=akteur.amt_id) | Q(funktion=Funktion.MITGLIED))
    if akteur.funktion in (Funktion.VORPRUEFUNGSAUSSCHUSS, Funktion.FACHAUFSICHT):
        return Zugang.objects.filter(funktion=akteur.funktion)
    if akteur.funktion is Funktion.BERATUNG:
        return Zugang.objects.filter(amt_id=akteur.amt_id)
    return None
