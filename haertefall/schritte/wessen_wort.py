"""Which authorities had a case: whose letter it is that the office records."""

from django import forms
from django.db.models import Q

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Behoerde
from haertefall.schritte.vorgang import Vorgang


def behoerdenfeld() -> forms.ChoiceField:
    """Asked beside „Wer sagt das?“ only of the office, and only where several had the case."""
    return forms.ChoiceField(
        label="Wenn eine Ausländerbehörde: welche?",
        required=False,
        help_text="Zu diesem Fall waren mehrere befasst. Jede liest nur, was von ihr stammt.",
    )


def nur_wenn_mehrere(bogen: forms.Form, vorgang: Vorgang) -> None:
    """Take the field out where there is nothing to choose."""
    eigene = vorgang.akteur.behoerde_id is not None
    behoerden = {} if eigene else beteiligte_behoerden(vorgang.akte)
    if len(behoerden) > 1 and "seite" in bogen.fields:
        bogen.fields["behoerde"].choices = list(behoerden.items())  # type: ignore[attr-defined]
    else:
        del bogen.fields["behoerde"]


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
