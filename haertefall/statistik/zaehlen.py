"""The count over the facts: one query, one row per group."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import Bestand, Gruppe
from haertefall.statistik.zeitleiste import OFFEN


def zaehle(gremium: str, *, bis: int, stichtag: date, kenntnisstand: date) -> Bestand:
    """Cases of all years up to `bis`, as of the end of `stichtag`, as known on `kenntnisstand`."""
    zeilen = gruppiert(Q(gremium=gremium, jahr__lte=bis), Gruppe._fields, stichtag, kenntnisstand)
    bestand: dict[Gruppe, int] = {}
    for *gruppe, anzahl in zeilen:
        schluessel = Gruppe(*gruppe)
        bestand[schluessel] = bestand.get(schluessel, 0) + anzahl
    return bestand


def gruppiert(
    auswahl: Q, felder: Sequence[str], stichtag: date, kenntnisstand: date
) -> QuerySet[Tatsache, Any]:
    """Rows of `felder` and a count; a group may come in up to three rows.

    Split by which interval is still open: each part is a contiguous range of the index
    `tatsache_bericht`, and the largest, what stands and is known to this day, leaves it in the
    order of the groups. As one condition SQLite sorts a million rows.
    """
    gilt = Q(gilt_ab__lte=stichtag, bekannt_ab__lte=kenntnisstand, zaehlt=True)
    teile = (
        Q(bekannt_bis=OFFEN, gilt_bis=OFFEN),
        Q(bekannt_bis=OFFEN, gilt_bis__gt=stichtag, gilt_bis__lt=OFFEN),
        Q(bekannt_bis__gt=kenntnisstand, bekannt_bis__lt=OFFEN, gilt_bis__gt=stichtag),
    )
    erster, *weitere = (
        Tatsache.objects.filter(auswahl & gilt & teil)
        .order_by()
        .values_list(*felder)
        .annotate(anzahl=Count("*"))
        for teil in teile
    )
    return erster.union(*weitere, all=True)
