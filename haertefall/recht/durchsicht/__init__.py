"""Looking through a Fassung: what is missing, unreachable, contradictory, or a dead end.

A file that does not load is not looked through (`ordnung.laden` says why). Everything found here
is about content: errors make the file wrong, warnings make it doubtful, hints name gaps.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from haertefall.recht.ablauf import vollstaendiger_ablauf
from haertefall.recht.beispiele import Beispiel
from haertefall.recht.durchsicht.auffaelligkeit import (
    SCHWERE_WORTE,
    Auffaelligkeit,
    Schwere,
    hinweis,
)
from haertefall.recht.durchsicht.beschluesse import beschluesse
from haertefall.recht.durchsicht.gruende import gruende
from haertefall.recht.durchsicht.themen import themen
from haertefall.recht.durchsicht.verlauf import unbekannte_schritte, verlauf
from haertefall.recht.durchsicht.verweise import verweise
from haertefall.recht.ordnung import Ablaufzeile, Merkmal, Ordnung

__all__ = [
    "SCHWERE_WORTE",
    "Auffaelligkeit",
    "Schwere",
    "durchsehen",
    "unbekannte_schritte",
    "unbenutzte_merkmale",
]


def durchsehen(
    ordnung: Ordnung,
    *,
    geruest: Sequence[Ablaufzeile],
    merkmale: Mapping[str, Merkmal],
    beispiele: Sequence[Beispiel] = (),
    schritte: Collection[str] | None = None,
) -> tuple[Auffaelligkeit, ...]:
    """Everything found, the worst first. `schritte`: names of the steps the program knows."""
    ablauf = vollstaendiger_ablauf(ordnung, geruest)
    gefunden: list[Auffaelligkeit] = [
        *verweise(ordnung),
        *gruende(ordnung, merkmale, beispiele),
        *verlauf(ordnung, ablauf),
        *beschluesse(ordnung, beispiele),
        *themen(ordnung),
    ]
    if schritte is not None:
        gefunden += unbekannte_schritte(ordnung.ablauf, schritte)
    return tuple(sorted(gefunden, key=lambda a: list(Schwere).index(a.schwere)))


def unbenutzte_merkmale(
    ordnungen: Iterable[Ordnung], merkmale: Mapping[str, Merkmal]
) -> Iterator[Auffaelligkeit]:
    """Shared questions that no body asks."""
    benutzt: set[str] = set()
    for ordnung in ordnungen:
        for grund in ordnung.ausschlussgrund:
            benutzt |= grund.wenn.keys() | grund.es_sei_denn.keys()
        for voraussetzung in ordnung.voraussetzung:
            benutzt |= voraussetzung.wenn.keys()
    for kennung in merkmale:
        if kennung not in benutzt:
            yield hinweis(
                f"merkmale.toml, „{kennung}“",
                "Diese Frage benutzt keine Ordnung.",
                "Löschen Sie sie oder nehmen Sie sie in einen Grund auf.",
            )
