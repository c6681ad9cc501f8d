"""Writing of counted facts: the only place that does."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN, Abschnitt, Zaehlereignis, zeitleiste

_FELDER = [f.attname for f in Tatsache._meta.concrete_fields if not f.primary_key]
_INHALT = [name for name in _FELDER if name not in ("bekannt_ab", "bekannt_bis")]
_bekannte = FesteLesung(
    lambda: Tatsache.objects.filter(vorgang=Stelle("vorgang", UUIDField()), bekannt_bis=OFFEN)
)


def fortschreiben(
    *,
    vorgang: UUID,
    gremium: str,
    fassung: str,
    ereignisse: Iterable[Zaehlereignis],
    heute: date,
    erstmals: bool = False,
) -> None:
    """Make the facts of one case say what its events say; what was known before stays readable.

    `erstmals`: the case was made by this act, there can be no facts of it.

    Rows that no longer hold end in `bekannt_bis` today; rows recorded today are replaced, because
    facts know days only. At most three statements, in the transaction of the act.
    """
    neu = {
        _inhalt(zeile): zeile
        for zeile in aus_abschnitten(
            zeitleiste(ereignisse), vorgang=vorgang, gremium=gremium, fassung=fassung, heute=heute
        )
    }
    bekannt: list[Tatsache] = []
    if not erstmals:
        bekannt = _bekannte(vorgang=vorgang)
    veraltet = [zeile for zeile in bekannt if _inhalt(zeile) not in neu]
    fehlend = [neu[inhalt] for inhalt in neu.keys() - {_inhalt(zeile) for zeile in bekannt}]
    frueher = [zeile for zeile in veraltet if zeile.bekannt_ab < heute]
    uebrig = _ersetze([zeile for zeile in veraltet if zeile.bekannt_ab >= heute], fehlend)
    for zeile in frueher:
        zeile.bekannt_bis = heute
    if uebrig:
        Tatsache.objects.filter(pk__in=[zeile.pk for zeile in uebrig]).delete()
    if frueher or fehlend:
        # Closing first: `tatsache_ein_stand` holds after every row.
        Tatsache.objects.bulk_create(
            [*frueher, *fehlend], update_conflicts=True, unique_fields=["id"], update_fields=_FELDER
        )


def aus_abschnitten(
    abschnitte: Sequence[Abschnitt],
    *,
    vorgang: UUID,
    gremium: str,
    heute: date,
    fassung: str = "",
    altbestand: bool = False,
) -> list[Tatsache]:
    """Rows of one case, not saved."""
    return [
        Tatsache(
            vorgang=vorgang,
            gremium=gremium,
            fassung=fassung,
            altbestand=altbestand,
            gilt_ab=abschnitt.gilt_ab,
            gilt_bis=abschnitt.gilt_bis,
            bekannt_ab=heute,
            **vars(abschnitt.werte),
        )
        for abschnitt in abschnitte
    ]


def _inhalt(zeile: Tatsache) -> tuple[Any, ...]:
    return tuple(getattr(zeile, name) for name in _INHALT)


def _ersetze(heutige: Sequence[Tatsache], fehlend: Sequence[Tatsache]) -> list[Tatsache]:
    """Give new rows the ids of today's obsolete ones; return those that nobody needs.

    Equal first days go together, so that no row meets another one's day on the way.
    """
    frei = {zeile.gilt_ab: zeile for zeile in heutige}
    for zeile in sorted(fehlend, key=lambda z: z.gilt_ab not in frei):
        if frei:
            alt = frei.pop(zeile.gilt_ab, None) or frei.pop(next(iter(frei)))
            zeile.pk = alt.pk
    return list(frei.values())
