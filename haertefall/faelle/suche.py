"""Finding people by name, by ear, by day of birth.

The search forms of all people whom the Akteur may know by name are opened and looked through. For
the office, which knows all, most of them lie packed in blocks (`suchbloecke`); the others, and all
for everybody else, are opened one by one. This is fast enough at our sizes (docs/leistung.md),
finds parts of names, and needs no index that would tell a thief of the database who is alike.
What was tampered with takes the search from nobody: it is passed over, its people are looked for
by their names, and the caller is told. Nothing is remembered between two searches. Hits are
ordered by likeness to what was asked for, for this one search; the order is neither stored nor
shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
from haertefall.tresor.schluesseldatei import Verfaelscht

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


@dataclass
class Veraendert:
    """What did not open in one search: cases, and how many blocks.

    `unauffindbar`: cases of which somebody cannot be found by name. Of the others, and of blocks,
    only what is derived from the names was tampered with: everybody was looked for by the names.
    """

    faelle: set[UUID] = field(default_factory=set)
    unauffindbar: set[UUID] = field(default_factory=set)
    bloecke: int = 0


def suchbare_faelle(akteur: Akteur) -> QuerySet[Fall]:
    """Visible cases whose people this Akteur may know by name."""
    sichtbar = sichtbar_fuer(akteur)
    if akteur.funktion is Funktion.GESCHAEFTSSTELLE:
        return sichtbar  # all of them in full, and too many to ask for each
    stufen = tiefen(akteur, sichtbar)
    return Fall.objects.filter(pk__in=[f for f, stufe in stufen.items() if stufe >= _NAMEN_AB])


def suche(akteur: Akteur, text: str, veraendert: Veraendert | None = None) -> list[Treffer]:
    """The people who fit best, at most `HOECHSTENS`; each once, in a case the Akteur may see.

    Args:
        akteur: who asks.
        text: what was typed.
        veraendert: takes what was tampered with.
    """
    anfrage = Anfrage.aus(text)
    if not anfrage:
        return []
    faelle = suchbare_faelle(akteur)
    if veraendert is None:
        veraendert = Veraendert()
    gefunden = naechste(anfrage, _siebe(anfrage, akteur, faelle, veraendert))
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
    anfrage: Anfrage, akteur: Akteur, faelle: QuerySet[Fall], veraendert: Veraendert
) -> Iterator[tuple[int, str, UUID]]:
    """Everybody who has anything of what is asked for: points of the sieve, form, person."""
    buendel, durchsicht = Buendel(), Durchsicht(anfrage)
    einzeln: set[UUID] = set()
    veraltet: list[UUID] = []
    verfaelscht: set[UUID] = set()
    # People come before blocks.
    for fassung, zeile, inhalt, *schluessel in _zeilen(akteur, faelle):
        wer = UUID(bytes=als_bytes(zeile))
        if fassung is None:
            try:
                text = buendel.oeffne(_BLOCK, zeile, inhalt, *schluessel)
            except Verfaelscht:
                veraendert.bloecke += 1
                veraltet += _menschen_im_block(wer)
                continue
            for punkte, form, kennung in durchsicht.siebe(text):
                # Whoever has a row of their own changed after the block was made.
                if (wer := UUID(kennung)) not in einzeln:
                    yield punkte, form, wer
            continue
        einzeln.add(wer)
        if fassung != FASSUNG:
            veraltet.append(wer)
            continue
        try:
            if inhalt is None:
                raise Verfaelscht(f"Der Inhalt von {_FORM} fehlt.")
            form = buendel.oeffne(_FORM, zeile, inhalt, *schluessel)
        except Verfaelscht:
            verfaelscht.add(wer)
            continue
        if punkte := anfrage.sieb(form):
            yield punkte, form, wer
    yield from _neu_gebildete(anfrage, veraltet, verfaelscht, veraendert)


def _menschen_im_block(block: UUID) -> list[UUID]:
    """Who is in it as it should be; all others have a row of their own in the search."""
    drin = Suchplatz.objects.filter(block=block, person__im_block=True)
    return list(drin.values_list("person", flat=True))


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


def _neu_gebildete(
    anfrage: Anfrage, veraltet: list[UUID], verfaelscht: set[UUID], veraendert: Veraendert
) -> Iterator[tuple[int, str, UUID]]:
    """People without a form that counts: of older rules (until the daily job has made it anew), in
    a block that does not open, or tampered with. Their names say who they are."""
    ohne = [*veraltet, *verfaelscht]
    if not ohne:
        return
    menschen = Person.objects.filter(pk__in=ohne).select_related("fall__schluessel__eltern")
    for person in menschen:
        if person.pk in verfaelscht:
            veraendert.faelle.add(person.fall_id)
        try:
            form = suchform(person.name, person.geburtsdatum or "")
        except Verfaelscht:
            veraendert.faelle.add(person.fall_id)
            veraendert.unauffindbar.add(person.fall_id)
            continue
        if punkte := anfrage.sieb(form):
            yield punkte, form, person.pk
