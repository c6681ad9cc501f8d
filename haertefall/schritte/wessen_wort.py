"""Which authorities had a case: whose letter it is that the office records."""

from django.db.models import Q

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Behoerde


def beteiligte_behoerden(fall: Fall) -> dict[str, str]:
    """Id and name: the authority of the case first, then those that had it or were asked before."""
    behoerden = Behoerde.objects.filter(
        Q(pk=fall.behoerde_id)
        | Q(pk__in=fall.stellungnahmen.values("behoerde"))
        | Q(pk__in=fall.zugaenge.exclude(behoerde=None).values("behoerde"))
    )
    return {
        str(behoerde.pk): behoerde.name
        for behoerde in sorted(behoerden, key=lambda b: (b.pk != fall.behoerde_id, b.name))
    }
