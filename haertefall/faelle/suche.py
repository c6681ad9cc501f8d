"""Finding people by name, by ear, by day of birth.

The search forms of all people whom the Akteur may know by name are opened and looked through. That
is fast enough at our sizes (docs/leistung.md), finds parts of names, and needs no index that would
tell a thief of the database who is alike. Hits are ordered by likeness to what was asked for, for
this one search; the order is neither stored nor shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.buendel import Buendel
from haertefall.faelle.models import Fall, Person
from haertefall.faelle.namensform import wortaehnlichkeit
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefen
from haertefall.faelle.suchform import FASSUNG, Anfrage, suchform
from haertefall.recht.begriffe import Funktion

# Looked at closely after the sieve.
ENGERE_WAHL = 250
HOECHSTENS = 20
_NAMEN_AB = Tiefe.VERFAHREN
T = TypeVar("T")


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
    return Fall.objects.filter(pk__in=[f for f, stufe in stufen.items() if stufe >= _NAMEN_AB])


def suche(akteur: Akteur, text: str) -> list[Treffer]:
    """The people who fit best, at most `HOECHSTENS`; each once, in a case the Akteur may see."""
    anfrage = Anfrage.aus(text)
    if not anfrage:
        return []
    faelle = suchbare_faelle(akteur)
    gefunden = naechste(anfrage, chain(_gespeicherte(faelle), _neu_gebildete(faelle)))
    return [Treffer(UUID(str(fall)), UUID(str(person))) for fall, person in gefunden]


def naechste(anfrage: Anfrage, formen: Iterable[tuple[str, T]]) -> list[T]:
    """Whose forms are most like what was asked for: sieved first, then looked at closely."""
    gesiebt = [(grob, form, wer) for form, wer in formen if (grob := anfrage.sieb(form))]
    gesiebt.sort(key=lambda eines: -eines[0])
    # The same pairs of words come up again and again; remembered for this search only.
    vergleich = cache(wortaehnlichkeit)
    naeher = [(anfrage.naehe(form, vergleich), wer) for _, form, wer in gesiebt[:ENGERE_WAHL]]
    naeher.sort(key=lambda eines: -eines[0])
    return [wer for _, wer in naeher[:HOECHSTENS]]


def _gespeicherte(faelle: QuerySet[Fall]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Opened one after the other. Past the rows of the ORM: those would take most of the time."""
    frage = (
        faelle.filter(personen__suchfassung=FASSUNG)
        .order_by()
        .values_list(
            "id",
            "personen__id",
            "personen__suchform",
            "schluessel_id",
            "schluessel__huelle",
            "schluessel__eltern_id",
        )
    )
    buendel = Buendel(Person._meta.get_field("suchform"))
    try:
        befehl, werte = frage.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as zeiger:
        zeiger.execute(befehl, werte)
        for fall, person, form, schluessel, huelle, eltern in zeiger.fetchall():
            klar = buendel.oeffne(person, form, schluessel, huelle, eltern)
            yield klar, (fall, person)


def _neu_gebildete(faelle: QuerySet[Fall]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """People whose form is of older rules, until the daily job has made it anew."""
    veraltet = Person.objects.filter(fall__in=faelle).exclude(suchfassung=FASSUNG)
    for person in veraltet.select_related("fall__schluessel__eltern"):
        form = suchform(person.name, person.geburtsdatum or "")
        yield form, (person.fall_id, person.pk)
