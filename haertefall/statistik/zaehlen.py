"""The count over the facts: one query, one row per group."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import Gruppe
from haertefall.statistik.zeitleiste import OFFEN


def zaehle(gremium: str, *, bis: int, stichtag: date, kenntnisstand: date) -> list[Gruppe]:
    """Cases of all years up to `bis`, as of the end of `stichtag`, as known on `kenntnisstand`."""
    felder = ("jahr", "land", "ergebnis", "folge")
    return gruppiert(Q(gremium=gremium, jahr__lte=bis), felder, stichtag, kenntnisstand)


def gruppiert(
    auswahl: Q, felder: Sequence[str], stichtag: date, kenntnisstand: date
) -> list[tuple[Any, ...]]:
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
    # Fetched bare: the rows need no conversion, and the ORM's costs more than the query.
    with connection.cursor() as cursor:
        cursor.execute(*erster.union(*weitere, all=True).query.sql_with_params())
        return list(cursor.fetchall())
