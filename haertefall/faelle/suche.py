"""Finding people by name, by ear, by day of birth.

The search forms of all people whom the Akteur may know by name are opened and looked through. That
is fast enough at our sizes (docs/leistung.md), finds parts of names, and needs no index that would
tell a thief of the database who is alike. Hits are ordered by likeness to what was asked for, for
this one search; the order is neither stored nor shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Person
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefen
from haertefall.faelle.suchform import FASSUNG, Anfrage, suchform
from haertefall.recht.begriffe import Funktion
from haertefall.tresor.buendel import Buendel

# Looked at closely after the sieve.
ENGERE_WAHL = 250
HOECHSTENS = 20


@dataclass(frozen=True)
class Treffer:
    """One person found, in one case."""

    fall_id: UUID
    person_id: UUID


def suchbare_faelle(akteur: Akteur) -> QuerySet[Fall]:
    """Visible cases whose people this Akteur may know by name."""
    sichtbar = sichtbar_fuer(akteur)
    if akteur.funktion is Funktion.GESCHAEFTSSTELLE:
        return sichtbar  # all of them in full, and too many to ask for each
    stufen = tiefen(akteur, sichtbar)
    return sichtbar.filter(pk__in=[pk for pk, stufe in stufen.items() if stufe >= Tiefe.VERFAHREN])


def suche(akteur: Akteur, text: str) -> list[Treffer]:
    """The people who fit best, at most `HOECHSTENS`; each once, in a case the Akteur may see."""
    anfrage = Anfrage.aus(text)
    if not anfrage:
        return []
    personen = Person.objects.filter(fall__in=suchbare_faelle(akteur))
    gesiebt = [
        (punkte, fall, person, form)
        for fall, person, form in (*_gespeicherte(personen), *_neu_gebildete(personen))
        if (punkte := anfrage.sieb(form))
    ]
    gesiebt.sort(key=lambda eines: -eines[0])
    naeher = [(anfrage.naehe(form), fall, pk) for _, fall, pk, form in gesiebt[:ENGERE_WAHL]]
    naeher.sort(key=lambda eines: -eines[0])
    return [Treffer(UUID(str(fall)), UUID(str(pk))) for _, fall, pk in naeher[:HOECHSTENS]]


def _gespeicherte(personen: QuerySet[Person]) -> Iterator[tuple[Any, Any, str]]:
    """Opened one after the other. Past the rows of the ORM: those would take most of the time."""
    frage = (
        personen.filter(suchfassung=FASSUNG)
        .order_by()
        .values_list(
            "fall_id",
            "id",
            "suchform",
            "fall__schluessel_id",
            "fall__schluessel__huelle",
            "fall__schluessel__eltern_id",
        )
    )
    buendel = Buendel(Person._meta.get_field("suchform"))
    with connection.cursor() as zeiger:
        zeiger.execute(*frage.query.sql_with_params())
        for fall, person, form, schluessel, huelle, eltern in zeiger.fetchall():
            yield fall, person, buendel.oeffne(person, form, schluessel, huelle, eltern)


def _neu_gebildete(personen: QuerySet[Person]) -> Iterator[tuple[Any, Any, str]]:
    """People whose form is of older rules, until the daily job has made it anew."""
    for person in personen.exclude(suchfassung=FASSUNG).select_related("fall__schluessel__eltern"):
        form = suchform(person.name, person.geburtsdatum or "")
        yield person.fall_id, person.pk, form
