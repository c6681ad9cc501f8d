"""An authority's own long-tolerated people for whom a way to stay may be open.

From the residence periods it entered for its own checks; conditions only, no result of a
discretion. Ordered by file number, nothing is weighed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from haertefall.recht.geburtstage import als_tag
from haertefall.recht.pruefhilfe import Sachverhalt, Uebersicht, pruefe
from haertefall.recht.pruefhilfe.angaben import GEBURTSTAG
from haertefall.recht.pruefhilfe.befund import Ergebnis
from haertefall.recht.pruefhilfe.duldungskette import DULDUNGSARTEN, Duldungskette
from haertefall.recht.pruefhilfe.sachverhalt import (
    Angabe,
    Aufenthaltsart,
    Aufenthaltszeit,
    Aufenthaltszeiten,
    Zeitraum,
)
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.vollzug.models import Betroffene, Vollzugspruefung


@dataclass(frozen=True)
class OffenerWeg:
    """A way that what is known does not rule out; `erfuellt`: the norms its times meet already."""

    titel: str
    norm: str
    erfuellt: tuple[str, ...]


@dataclass(frozen=True)
class Geduldete:
    """One person with a running Duldung."""

    pruefung: Vollzugspruefung
    person: Betroffene
    name: str
    kette: Duldungskette
    wege: tuple[OffenerWeg, ...]


def geduldete(
    pruefungen: QuerySet[Vollzugspruefung], tag: date
) -> tuple[list[Geduldete], list[Vollzugspruefung]]:
    """People with a Duldung on the day and at least one way not ruled out, by file number.

    Then the checks in which somebody could not be looked at: something was tampered with.
    """
    veraendert: list[Vollzugspruefung] = []
    alle = pruefungen.select_related("schluessel__eltern").prefetch_related("betroffene")
    gefunden = []
    for pruefung in alle.order_by("jahr", "nummer"):
        for person in pruefung.betroffene.all():
            person.pruefung = pruefung
            try:
                zeile = _zeile(pruefung, person, tag)
            except Verfaelscht:
                veraendert.append(pruefung)
                continue
            if zeile is not None:
                gefunden.append(zeile)
    return gefunden, veraendert


def zeiten_von(person: Betroffene) -> Aufenthaltszeiten:
    """The residence periods that were entered."""
    roh: list[dict[str, Any]] = person.zeiten["zeiten"]
    return Aufenthaltszeiten(
        tuple(
            Aufenthaltszeit(
                Aufenthaltsart(z["art"]),
                Zeitraum(
                    date.fromisoformat(z["von"]),
                    date.fromisoformat(z["bis"]) if z["bis"] else None,
                ),
            )
            for z in roh
        ),
        vollstaendig=person.zeiten["vollstaendig"],
    )


def _zeile(pruefung: Vollzugspruefung, person: Betroffene, tag: date) -> Geduldete | None:
    zeiten = zeiten_von(person)
    if not any(z.art in DULDUNGSARTEN and z.zeitraum.laeuft(tag) for z in zeiten.zeiten):
        return None
    geboren = als_tag(person.geburtsdatum)
    angaben = {GEBURTSTAG.kennung: Angabe(geboren)} if geboren else {}
    uebersicht = pruefe(Sachverhalt(angaben=angaben, zeiten=zeiten), tag)
    # What is met by everybody, without any time here, says nothing about this person.
    ohne = pruefe(Sachverhalt(angaben=angaben, zeiten=Aufenthaltszeiten(())), tag)
    wege = _wege(uebersicht, _erfuellte(ohne))
    kette = uebersicht.zeiten.kette if uebersicht.zeiten else None
    return Geduldete(pruefung, person, person.name, kette, wege) if wege and kette else None


def _erfuellte(uebersicht: Uebersicht) -> frozenset[str]:
    """The conditions that are met."""
    return frozenset(
        z.zeile.kennung
        for weg in uebersicht.wege
        for z in weg.zeilen
        if z.befund.ergebnis is Ergebnis.ERFUELLT
    )


def _wege(uebersicht: Uebersicht, immer: frozenset[str]) -> tuple[OffenerWeg, ...]:
    """Ways not ruled out of which the times meet something that is not always met."""
    offen = (Ergebnis.ERFUELLT, Ergebnis.ZU_KLAEREN)
    gefunden = []
    for weg in uebersicht.wege:
        if weg.gefuehrt or weg.befund.ergebnis not in offen:
            continue
        erfuellt = dict.fromkeys(
            z.zeile.norm
            for z in weg.zeilen
            if z.befund.ergebnis is Ergebnis.ERFUELLT
            and z.zeile.rolle == "voraussetzung"
            and z.zeile.kennung not in immer
        )
        if erfuellt:
            gefunden.append(OffenerWeg(weg.weg.titel, weg.weg.norm, tuple(erfuellt)))
    return tuple(gefunden)
