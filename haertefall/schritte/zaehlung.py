"""From the history of a case to its counted facts."""

from datetime import date

from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.statistik import tatsachen
from haertefall.statistik.zeitleiste import Zaehlereignis


def ereignisse(fall: Fall) -> list[Zaehlereignis]:
    """What counts, from the history: corrected entries no longer speak, their correction does."""
    return [
        Zaehlereignis(am=am, folge_nr=stelle, aenderung=zaehlt)
        for am, stelle, zaehlt in Verlaufseintrag.objects.filter(
            fall=fall, ersetzt_durch__isnull=True
        )
        .exclude(zaehlt={})
        .order_by("stelle")
        .values_list("am", "stelle", "zaehlt")
    ]


def fortschreiben(fall: Fall, heute: date) -> None:
    """Bring the counted facts of the case up to date, in the transaction of the act."""
    tatsachen.fortschreiben(
        vorgang=fall.zaehl_vorgang,
        gremium=fall.gremium.kennung,
        fassung=fall.fassung_id,
        ereignisse=ereignisse(fall),
        heute=heute,
    )
