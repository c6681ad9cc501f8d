"""The motions of an item: for whom, what was counted, what is expected of people."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.sitzungen.models import Abstimmung, Antrag, Erwartung, Sitzung

# Of the item that is on, with the item itself.
_antraege = FesteLesung(
    lambda: Antrag.objects.filter(
        punkt__sitzung=Stelle("sitzung", UUIDField()),
        punkt__abgesetzt=False,
        punkt__geschlossen_um=None,
        punkt__aufgerufen_um__isnull=False,
    ).select_related("punkt__fall__schluessel")
)
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


def aufgerufene_antraege(sitzung: Sitzung) -> list[Antrag]:
    """All motions of the item that is on, in their order; they share the item they name."""
    antraege = _antraege(sitzung=sitzung.pk)
    for antrag in antraege:
        antrag.punkt = antraege[0].punkt
        antrag.punkt.sitzung = sitzung
    return antraege


def entscheide(antraege: list[Antrag]) -> list[Entscheid]:
    """What became of the motions of one item; those taken back are not among them."""
    je_antrag = {a.pk: Entscheid(a) for a in antraege if a.zurueckgezogen_um is None}
    if not je_antrag:
        return []
    punkt = antraege[0].punkt
    for zaehlung in _abstimmungen(punkt=punkt.pk):
        zaehlung.punkt = punkt
        if zaehlung.antrag_id in je_antrag:
            je_antrag[zaehlung.antrag_id].abstimmungen.append(zaehlung)
    for erwartung in _erwartungen(punkt=punkt.pk):
        if erwartung.antrag_id in je_antrag:
            erwartung.antrag = je_antrag[erwartung.antrag_id].antrag
            je_antrag[erwartung.antrag_id].erwartungen.append(erwartung)
    return list(je_antrag.values())


def gruende_aus(antraege: Iterable[Antrag]) -> str:
    """The reasons of what was carried; of what was found jointly, its text."""
    worte = [a.text if a.ohne_abstimmung else a.begruendung for a in antraege if a.angenommen]
    return "\n\n".join(w for w in worte if w)


def nur_fuer(antrag: Antrag) -> tuple[str, ...]:
    """Names of the people; empty: for all. The case lies before whoever asks, with its key."""
    fall = antrag.punkt.fall
    if not antrag.personen or fall is None:
        return ()
    namen = []
    for person in fall.personen.filter(pk__in=antrag.personen).order_by("nummer"):
        person.fall = fall
        namen.append(person.name)
    return tuple(namen)
