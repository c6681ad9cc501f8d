"""Packing the people of a body into blocks for the search, and dissolving these.

Who is saved anew is not `im_block` any more and is found by the own row at once; the entry in the
block is passed over until the block is dissolved. Nobody has entries in two blocks.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from haertefall.faelle.blockform import packe
from haertefall.faelle.models import Fall, Person, Suchblock, Suchplatz
from haertefall.faelle.suchform import FASSUNG
from haertefall.gremien.models import Gremium
from haertefall.tresor.models import Schluessel, neuer_schluessel
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.tresor.vernichtung import vernichten

# Fewer people than this are looked through one by one, quickly enough.
JE_BLOCK = 500

protokoll = logging.getLogger(__name__)


def erneuere(gremium: Gremium, hoechstens: int) -> None:
    """Dissolve what is not right any more, make as many blocks of people without as asked for."""
    if aufloesen(_veraltet(gremium)):
        for _ in range(hoechstens):
            if not _packe_einen(gremium):
                return


@dataclass
class Neubau:
    """What `baue_neu` did. `besetzt`: blocks that stay, because somebody works on their people."""

    aufgeloest: int = 0
    verfaelscht: int = 0
    gebildet: int = 0
    formen: int = 0
    unlesbar: int = 0
    besetzt: int = 0


def baue_neu(gremium: Gremium) -> Neubau:
    """Everything the search looks through, from the names in the cases, whatever was there before.

    For the operator, when something was tampered with: nothing of the old is believed.
    """
    getan = Neubau()
    for block in gremium.suchbloecke.select_related("schluessel__eltern"):
        try:
            _ = block.inhalt
        except Verfaelscht:
            getan.verfaelscht += 1
        if aufloesen(gremium.suchbloecke.filter(pk=block.pk)):
            getan.aufgeloest += 1
        else:
            getan.besetzt += 1
    menschen = Person.objects.filter(fall__gremium=gremium)
    # Said to be in a block and in none: no search would look at them.
    menschen.filter(im_block=True, suchplatz=None).update(im_block=False)
    while _packe_einen(gremium):
        getan.gebildet += 1
    # What could not be packed is left over, beside the few who make no whole block.
    for person in menschen.filter(im_block=False).select_related("fall__schluessel__eltern"):
        _form_neu(person, getan)
    return getan


def _form_neu(person: Person, getan: Neubau) -> None:
    """A search form that was tampered with is made of the name; that one may not open either."""
    with suppress(Verfaelscht):
        if person.suchform is not None:
            return
    try:
        person.save(update_fields=["suchform", "suchfassung", "im_block"])
        getan.formen += 1
    except Verfaelscht:
        getan.unlesbar += 1


def _packe_einen(gremium: Gremium) -> bool:
    """False: there are too few people without a block to make one."""
    with transaction.atomic():
        # Whoever is being changed just now is left for the next time: nobody waits for this. By
        # case, as the index has them, so that the first are found without looking at all.
        menschen = list(
            Person.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(fall__gremium=gremium, im_block=False, suchplatz=None, suchfassung=FASSUNG)
            .select_related("fall__schluessel__eltern")
            .order_by("fall_id")[:JE_BLOCK]
        )
        if len(menschen) < JE_BLOCK:
            return False
        formen = _geoeffnet(menschen)
        if not formen:
            return False
        block = Suchblock(gremium=gremium, suchfassung=FASSUNG)
        block.schluessel = neuer_schluessel("suchblock", gremium.schluessel)
        block.inhalt = packe((pk.hex, form) for pk, form in formen.items())
        block.save(force_insert=True)
        Suchplatz.objects.bulk_create([Suchplatz(person_id=pk, block=block) for pk in formen])
        Person.objects.filter(pk__in=formen).update(im_block=True)
    return True


def _geoeffnet(menschen: list[Person]) -> dict[UUID, str]:
    """Their search forms. What was tampered with stays outside, where each search says so."""
    formen = {}
    for person in menschen:
        with suppress(Verfaelscht):
            if (form := person.suchform) is not None:
                formen[person.pk] = form
    if verfaelscht := len(menschen) - len(formen):
        protokoll.error("%d Suchformen lassen sich nicht öffnen: verändert.", verfaelscht)
    return formen


def _veraltet(gremium: Gremium) -> QuerySet[Suchblock]:
    """Made by older rules, or somebody in them changed since."""
    geaendert = Suchplatz.objects.filter(person__im_block=False).values("block")
    return gremium.suchbloecke.filter(~Q(suchfassung=FASSUNG) | Q(pk__in=geaendert))


def bloecke_mit(faelle: QuerySet[Fall]) -> QuerySet[Suchblock]:
    """Every block in which somebody of these cases is: dissolve them before the cases go."""
    return Suchblock.objects.filter(
        pk__in=Suchplatz.objects.filter(person__fall__in=faelle).values("block")
    )


def aufloesen(bloecke: QuerySet[Suchblock]) -> bool:
    """Destroy blocks with their keys, in one transaction; their people are found by their rows.

    False: somebody works on one of these people just now, and nothing was done.
    """
    kennungen = list(bloecke.values_list("pk", flat=True))
    if not kennungen:
        return True
    drin = Person.objects.filter(suchplatz__block__in=kennungen)
    with transaction.atomic():
        frei = drin.select_for_update(of=("self",), skip_locked=True).order_by("pk")
        if len(frei.values_list("pk")) < drin.count():
            return False
        drin.update(im_block=False)
        schluessel = list(Schluessel.objects.filter(suchblock__in=kennungen))
        Suchblock.objects.filter(pk__in=kennungen).delete()
        for eigener in schluessel:
            vernichten(eigener)
    return True
