"""The count over the facts: one query, one row per group.

Written as SQL, which both databases understand: building it anew and converting its rows cost
the ORM more time than a small stock needs to be counted.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import Gruppe
from haertefall.statistik.zeitleiste import OFFEN

_AUSWAHL = {
    "gremium": "gremium = %(gremium)s",
    "behoerde": "behoerde = %(behoerde)s",
    "von": "jahr >= %(von)s",
    "bis": "jahr <= %(bis)s",
}
# Each part is a contiguous range of the index `tatsache_bericht`. The largest, what stands and is
# known to this day, leaves it in the order of the groups; as one condition SQLite would sort all.
_TEILE = (
    "bekannt_bis = %(offen)s AND gilt_bis = %(offen)s",
    "bekannt_bis = %(offen)s AND gilt_bis > %(stichtag)s AND gilt_bis < %(offen)s",
    "bekannt_bis > %(kenntnisstand)s AND bekannt_bis < %(offen)s AND gilt_bis > %(stichtag)s",
)
_GILT = "gilt_ab <= %(stichtag)s AND bekannt_ab <= %(kenntnisstand)s AND zaehlt"


def zaehle(gremium: str, *, bis: int, stichtag: date, kenntnisstand: date) -> list[Gruppe]:
    """Cases of all years up to `bis`, as of the end of `stichtag`, as known on `kenntnisstand`."""
    felder = ("jahr", "land", "ergebnis", "folge")
    return gruppiert(felder, stichtag, kenntnisstand, gremium=gremium, bis=bis)


def gruppiert(
    felder: Sequence[str], stichtag: date, kenntnisstand: date, **auswahl: str | int
) -> list[tuple[Any, ...]]:
    """Rows of `felder` and a count; a group may come in up to three rows.

    Args:
        felder: columns to group by.
        auswahl: any of gremium, behoerde, von, bis.
    """
    tage = {"stichtag": stichtag, "kenntnisstand": kenntnisstand, "offen": OFFEN}
    werte = {name: connection.ops.adapt_datefield_value(tag) for name, tag in tage.items()}
    with connection.cursor() as cursor:
        cursor.execute(_sql(tuple(felder), tuple(auswahl)), {**werte, **auswahl})
        return list(cursor.fetchall())


@cache
def _sql(felder: tuple[str, ...], auswahl: tuple[str, ...]) -> str:
    """Made of names of columns only; every value is a parameter."""
    spalten = ", ".join(felder)
    bedingung = " AND ".join([*(_AUSWAHL[name] for name in auswahl), _GILT])
    return " UNION ALL ".join(
        f"SELECT {spalten}, COUNT(*) FROM {Tatsache._meta.db_table} "  # noqa: S608
        f"WHERE {bedingung} AND {teil} GROUP BY {spalten}"
        for teil in _TEILE
    )
