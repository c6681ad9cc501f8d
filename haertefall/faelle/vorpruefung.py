"""How often the small body declines: a figure over all its decisions, no ranking of anything."""

from dataclasses import dataclass
from uuid import UUID

from haertefall.audit.akteur import programm
from haertefall.faelle.models import Verlaufseintrag
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import Funktion

BEFASSUNG, AUFGREIFEN = "befassung_entscheiden", "fall_aufgreifen"


@dataclass(frozen=True)
class Vorpruefung:
    """Decisions of one year. `aufgegriffen`: declined cases that a member took up afterwards."""

    jahr: int
    entschieden: int
    abgelehnt: int
    aufgegriffen: int

    @property
    def anteil(self) -> int:
        """Share of refusals in percent, rounded."""
        return round(100 * self.abgelehnt / self.entschieden)


def vorpruefungen(gremium_id: UUID) -> list[Vorpruefung]:
    """Year by year, newest first, as far as the cases are still there.

    The figure is the same for everybody: the program counts, through the filter, and gives numbers
    only.
    """
    faelle = sichtbar_fuer(programm("vorpruefung_zaehlen", gremium_id))
    eintraege = (
        Verlaufseintrag.objects.filter(fall__in=faelle, schritt__in=[BEFASSUNG, AUFGREIFEN])
        .exclude(pk__in=Verlaufseintrag.objects.exclude(ersetzt=None).values("ersetzt"))
        .order_by("fall", "stelle", "nummer")
        .values_list("fall", "schritt", "ausgang", "funktion", "am")
    )
    zahlen: dict[int, list[int]] = {}
    abgelehnt_im_jahr: dict[UUID, int] = {}
    for fall, schritt, ausgang, funktion, am in eintraege:
        if schritt == BEFASSUNG and funktion == Funktion.VORPRUEFUNGSAUSSCHUSS:
            jahr = zahlen.setdefault(am.year, [0, 0, 0])
            jahr[0] += 1
            abgelehnt_im_jahr.pop(fall, None)
            if ausgang == "keine_befassung":
                jahr[1] += 1
                abgelehnt_im_jahr[fall] = am.year
        elif schritt == AUFGREIFEN and fall in abgelehnt_im_jahr:
            zahlen[abgelehnt_im_jahr.pop(fall)][2] += 1
    return [Vorpruefung(jahr, *werte) for jahr, werte in sorted(zahlen.items(), reverse=True)]
