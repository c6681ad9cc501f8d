"""Depth for many cases in one query. The rule itself is `faelle.sicht`; this only asks it once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Zugangsart
from haertefall.faelle.sicht import (
    Tiefe,
    _eigene_zugaenge,
    _offen_am,
    tiefe,
)
from haertefall.recht.begriffe import Funktion

_MITGLIEDER = frozenset({Funktion.MITGLIED, Funktion.STELLVERTRETUNG, Funktion.VORSITZ})


def tiefen(akteur: Akteur, faelle: Iterable[Fall], tag: date) -> dict[UUID, Tiefe]:
    """How deep this Akteur may read each of these visible cases."""
    liste = list(faelle)
    if not liste:
        return {}
    eigene = _eigene_zugaenge(akteur)
    if akteur.funktion not in _MITGLIEDER or eigene is None:
        # Every visible case has the same depth for these Funktionen.
        gleich = tiefe(akteur, liste[0], tag)
        return {fall.pk: gleich for fall in liste}
    offen = eigene.filter(_offen_am(tag), fall__in=liste)
    ganz = set(offen.exclude(art=Zugangsart.ANGEBOTEN).values_list("fall_id", flat=True))
    return {f.pk: Tiefe.AKTE if f.pk in ganz else Tiefe.OHNE_NAMEN for f in liste}
