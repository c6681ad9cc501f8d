"""The motions of an item with all that was counted and expected of people: three readings."""

from dataclasses import dataclass, field

from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.sitzungen.models import Abstimmung, Antrag, Erwartung, Tagesordnungspunkt

_antraege = FesteLesung(lambda: Antrag.objects.filter(punkt=Stelle("punkt", UUIDField())))
_abstimmungen = FesteLesung(
    lambda: Abstimmung.objects.filter(punkt=Stelle("punkt", UUIDField()), antrag__isnull=False)
)
_erwartungen = FesteLesung(
    lambda: Erwartung.objects.filter(antrag__punkt=Stelle("punkt", UUIDField()))
)


@dataclass(frozen=True)
class Entscheid:
    """A motion; its counts, corrected ones too, in their order; what it expects of people."""

    antrag: Antrag
    abstimmungen: list[Abstimmung] = field(default_factory=list)
    erwartungen: list[Erwartung] = field(default_factory=list)


def entscheide(punkt: Tagesordnungspunkt) -> list[Entscheid]:
    """In the order in which the motions were made; those taken back are not among them."""
    je_antrag = {}
    for antrag in _antraege(punkt=punkt.pk):
        antrag.punkt = punkt
        if antrag.zurueckgezogen_um is None:
            je_antrag[antrag.pk] = Entscheid(antrag)
    if not je_antrag:
        return []
    for zaehlung in _abstimmungen(punkt=punkt.pk):
        zaehlung.punkt = punkt
        if zaehlung.antrag_id in je_antrag:
            je_antrag[zaehlung.antrag_id].abstimmungen.append(zaehlung)
    for erwartung in _erwartungen(punkt=punkt.pk):
        if erwartung.antrag_id in je_antrag:
            erwartung.antrag = je_antrag[erwartung.antrag_id].antrag
            je_antrag[erwartung.antrag_id].erwartungen.append(erwartung)
    return list(je_antrag.values())
