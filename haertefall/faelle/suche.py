"""Finding people by name, by ear, by day of birth.

The search forms of all people whom the Akteur may know by name are opened and looked through. For
the office, which knows all, most of them lie packed in blocks (`suchbloecke`); the others, and all
for everybody else, are opened one by one. This is fast enough at our sizes (docs/leistung.md),
finds parts of names, and needs no index that would tell a thief of the database who is alike.
Nothing is remembered between two searches. Hits are ordered by likeness to what was asked for, for
this one search; the order is neither stored nor shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, PositiveSmallIntegerField, QuerySet, Value

from haertefall.audit.akteur import Akteur
from haertefall.faelle.blockform import Durchsicht
from haertefall.faelle.buendel import Buendel, als_bytes
from haertefall.faelle.models import Fall, Person, Suchblock, Suchplatz
from haertefall.faelle.namensform import wortaehnlichkeit
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefen
from haertefall.faelle.suchform import FASSUNG, Anfrage, suchform
from haertefall.recht.begriffe import Funktion

# Looked at closely after the sieve.
ENGERE_WAHL = 250
HOECHSTENS = 20
_NAMEN_AB = Tiefe.VERFAHREN
_FORM = Person._meta.get_field("suchform").etikett
_BLOCK = Suchblock._meta.get_field("inhalt").etikett
_OHNE_FASSUNG = Value(None, output_field=PositiveSmallIntegerField())
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
    gefunden = naechste(anfrage, _siebe(anfrage, akteur, faelle))
    # The filter has the last word about each of them.
    sichtbar = Person.objects.filter(Exists(faelle.filter(pk=OuterRef("fall"))), pk__in=gefunden)
    wessen = dict(sichtbar.values_list("pk", "fall"))
    return [Treffer(wessen[person], person) for person in gefunden if person in wessen]


def naechste(anfrage: Anfrage, gesiebt: Iterable[tuple[int, str, T]]) -> list[T]:
    """Whose forms are most like what was asked for: the best of the sieve, looked at closely."""
    beste = sorted(gesiebt, key=lambda eines: -eines[0])[:ENGERE_WAHL]
    # The same pairs of words come up again and again; remembered for this search only.
    vergleich = cache(wortaehnlichkeit)
    naeher = [(anfrage.naehe(form, vergleich), wer) for _, form, wer in beste]
    naeher.sort(key=lambda eines: -eines[0])
    return [wer for _, wer in naeher[:HOECHSTENS]]


def _siebe(
    anfrage: Anfrage, akteur: Akteur, faelle: QuerySet[Fall]
) -> Iterator[tuple[int, str, UUID]]:
    """Everybody who has anything of what is asked for: points of the sieve, form, person."""
    buendel, durchsicht = Buendel(), Durchsicht(anfrage)
    einzeln: set[UUID] = set()
    veraltet: list[UUID] = []
    # People come before blocks.
    for fassung, zeile, inhalt, *schluessel in _zeilen(akteur, faelle):
        if fassung is None:
            text = buendel.oeffne(_BLOCK, zeile, inhalt, *schluessel)
            for punkte, form, kennung in durchsicht.siebe(text):
                # Whoever has a row of their own changed after the block was made.
                if (wer := UUID(kennung)) not in einzeln:
                    yield punkte, form, wer
            continue
        wer = UUID(bytes=als_bytes(zeile))
        einzeln.add(wer)
        if fassung != FASSUNG:
            veraltet.append(wer)
            continue
        form = buendel.oeffne(_FORM, zeile, inhalt, *schluessel)
        if punkte := anfrage.sieb(form):
            yield punkte, form, wer
    yield from _neu_gebildete(anfrage, veraltet)


def _zeilen(akteur: Akteur, faelle: QuerySet[Fall]) -> list[tuple[Any, ...]]:
    """Rows of people, then of blocks, in one statement: nobody is packed or unpacked in between.

    Past the rows of the ORM: those would take most of the time.
    """
    menschen = Person.objects.order_by()
    fragen = [_spalten(menschen.filter(fall__in=faelle), "suchfassung", "suchform", "fall__")]
    if akteur.funktion is Funktion.GESCHAEFTSSTELLE:
        # Begins with the few who are in no block, not with the many cases.
        menschen = menschen.filter(Exists(faelle.filter(pk=OuterRef("fall"))))
        bloecke = Suchblock.objects.filter(gremium=akteur.gremium_id)
        in_alten = Suchplatz.objects.filter(block__in=bloecke.exclude(suchfassung=FASSUNG))
        fragen = [
            _spalten(eine, "suchfassung", "suchform", "fall__")
            for eine in (
                menschen.filter(im_block=False),
                menschen.filter(im_block=True, pk__in=in_alten.values("person")),
            )
        ]
        fragen.append(_spalten(bloecke.filter(suchfassung=FASSUNG), _OHNE_FASSUNG, "inhalt"))
    try:
        befehle = [frage.query.sql_with_params() for frage in fragen]
    except EmptyResultSet:
        return []
    with connection.cursor() as zeiger:
        zeiger.execute(
            " UNION ALL ".join(befehl for befehl, _ in befehle),
            [wert for _, werte in befehle for wert in werte],
        )
        # A database may answer in any order.
        return sorted(zeiger.fetchall(), key=lambda zeile: zeile[0] is None)


def _spalten(
    zeilen: QuerySet[Any], fassung: str | Value, inhalt: str, weg: str = ""
) -> QuerySet[Any, tuple[Any, ...]]:
    schluessel = (f"{weg}schluessel", f"{weg}schluessel__huelle", f"{weg}schluessel__eltern")
    return zeilen.values_list(fassung, "pk", inhalt, *schluessel)


def _neu_gebildete(anfrage: Anfrage, wer: list[UUID]) -> Iterator[tuple[int, str, UUID]]:
    """People whose form is of older rules, until the daily job has made it anew."""
    if not wer:
        return
    veraltet = Person.objects.filter(pk__in=wer).select_related("fall__schluessel__eltern")
    for person in veraltet:
        form = suchform(person.name, person.geburtsdatum or "")
        if punkte := anfrage.sieb(form):
            yield punkte, form, person.pk
