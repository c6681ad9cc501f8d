"""The whole report against one GROUP BY over a flat table with one row per case.

Facts are copies of cases that lived through the door, each copy with its own days, country and
outcome. The flat table has the best index such a table can have.
"""

import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.messen import Verhaeltnis, paare
from haertefall.faelle.models import Fall
from haertefall.gremien.fassungen import Fassung, gueltig_am
from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Stand
from haertefall.statistik.bericht import erstelle
from haertefall.statistik.laender import laender
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt, heute

GROESSEN = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
WEGE = (
    (Stand.EINGEGANGEN,),
    (Stand.EINGEGANGEN, Stand.STELLUNGNAHME),
    (Stand.EINGEGANGEN, Stand.STELLUNGNAHME, Stand.ERSUCHEN_ZUGELEITET),
    (Stand.EINGEGANGEN, Stand.STELLUNGNAHME, Stand.ERSUCHEN_ZUGELEITET, Stand.ABGESCHLOSSEN),
)
ABLEHNUNGEN = ("kein_ersuchen", "ausgeschlossen", "nichtbefassung", "ausreise", "anderer_titel")
ANTWORTEN = ("gefolgt", "gefolgt", "gefolgt", "nicht_gefolgt", "anderer_titel", "ausreise")
FELDER = [feld.attname for feld in Tatsache._meta.concrete_fields]
TAGE = [
    feld.attname
    for feld in Tatsache._meta.concrete_fields
    if feld.get_internal_type() == "DateField"
]
FLACH = "bench_flach"
Zeile = tuple[Any, ...]


def messen() -> list[Verhaeltnis]:
    """Three sizes in one table, as three bodies; two past days; growth."""
    muster = _muster(Spiel(Gremium.objects.get(kennung="nrw")))
    print(f"Muster: {sum(map(len, muster))} Tatsachen aus {len(muster)} gelebten Fällen")
    for gremium, groesse in GROESSEN.items():
        _fuelle(gremium, groesse, muster)
    _flache_tabelle()
    _zaehle_aus()
    berichte = {gremium: Messung(gremium) for gremium in GROESSEN}
    with CaptureQueriesContext(connection) as abfragen:
        berichte["1m"].bericht()
    print(f"Abfragen je Bericht: {len(abfragen)}")
    vor_zwei_jahren = heute() - timedelta(days=730)
    zeilen = [
        paare(f"Bericht, {name} Tatsachen / ein GROUP BY", m.bericht, m.flach, grenze=4)
        for name, m in berichte.items()
    ]
    gross = berichte["1m"]
    for wort, anders in (
        ("Stichtag vor zwei Jahren", Messung("1m", stichtag=vor_zwei_jahren)),
        ("Kenntnisstand vor zwei Jahren", Messung("1m", kenntnisstand=vor_zwei_jahren)),
    ):
        zeilen.append(paare(f"… 1m, {wort} / ein GROUP BY", anders.bericht, gross.flach, grenze=4))
    zeilen.append(
        paare("Bericht, 1m / 100k Tatsachen", gross.bericht, berichte["100k"].bericht, grenze=12)
    )
    return zeilen


@dataclass(frozen=True)
class Messung:
    """Both sides for one body."""

    gremium: str
    stichtag: date | None = None
    kenntnisstand: date | None = None

    def bericht(self) -> None:
        """All tables, checked, with notes: what page and command show."""
        tag = self.stichtag or heute()
        erstelle(
            _fassung(self.gremium),
            von=2007,
            bis=tag.year,
            stichtag=tag,
            kenntnisstand=self.kenntnisstand or heute(),
        )

    def flach(self) -> list[Zeile]:
        """The same groups from one row per case."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT jahr, land, ergebnis, folge, COUNT(*) FROM {FLACH} "  # noqa: S608
                "WHERE gremium = %s AND jahr <= %s GROUP BY jahr, land, ergebnis, folge",
                [self.gremium, heute().year],
            )
            return list(cursor.fetchall())


def _fassung(gremium: str) -> Fassung:
    nrw = gueltig_am("nrw", heute())
    return Fassung(gremium, nrw.datei, nrw.ordnung, nrw.hash, nrw.ablauf)


def _muster(spiel: Spiel) -> list[list[Tatsache]]:
    """Facts of cases that lived through the door, one state every sixty days."""
    muster = []
    for wege in WEGE:
        erster, *weitere = (
            (stand, heute() - timedelta(days=60 * (len(wege) - nummer)))
            for nummer, stand in enumerate(wege)
        )
        fall = _lebe(spiel, *erster)
        for stand, tag in weitere:
            fall = _lebe(spiel, stand, tag, fall)
        muster.append(list(Tatsache.objects.filter(vorgang=fall.zaehl_vorgang)))
    return muster


def _lebe(spiel: Spiel, stand: Stand, tag: date, fall: Fall | None = None) -> Fall:
    with gestellt(datetime.combine(tag, time(12), BERLIN)):
        return spiel.bis(stand, fall)


def _kopien(gremium: str, muster: Sequence[Sequence[Tatsache]]) -> Iterator[Zeile]:
    """Copies without end, spread over nineteen years and all countries; most cases are closed."""
    zufall = random.Random(gremium)  # noqa: S311
    alle = list(laender())
    while True:
        vorlage = zufall.choices(muster, weights=[1, 2, 1, 16])[0]
        frueher = timedelta(days=zufall.randrange(7_000))
        gemeinsam = {
            "gremium": gremium,
            "vorgang": uuid.uuid4(),
            "land": alle[min(int(zufall.expovariate(1 / 25)), len(alle) - 1)],
            "behoerde": f"b{zufall.randrange(80)}",
            "jahr": (min(zeile.gilt_ab for zeile in vorlage) - frueher).year,
        }
        tausch = _ausgang(zufall)
        for zeile in vorlage:
            werte = {name: getattr(zeile, name) for name in FELDER} | gemeinsam
            werte |= {"id": uuid.uuid4()} | {
                tag: werte[tag] - frueher for tag in TAGE if werte[tag] not in (None, OFFEN)
            }
            yield tuple(tausch(werte)[name] for name in FELDER)


def _ausgang(zufall: random.Random) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Another outcome for the copy: an answer, or no Ersuchen at all."""
    abgelehnt = zufall.random() < 0.65 and zufall.choice(ABLEHNUNGEN)
    antwort = zufall.choice(ANTWORTEN)

    def tausch(werte: dict[str, Any]) -> dict[str, Any]:
        if werte["ergebnis"] == "ersuchen" and abgelehnt:
            return werte | {"ergebnis": abgelehnt, "folge": "", "folge_am": None}
        return werte | {"folge": antwort} if werte["folge"] == "gefolgt" else werte

    return tausch


def _fuelle(gremium: str, anzahl: int, muster: Sequence[Sequence[Tatsache]]) -> None:
    kopien = islice(_kopien(gremium, muster), anzahl)
    spalten = ", ".join(FELDER)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {Tatsache._meta.db_table} ({spalten}) FROM STDIN") as ziel:
                for kopie in kopien:
                    ziel.write_row(kopie)
            return
        plaetze = ", ".join(["%s"] * len(FELDER))
        cursor.executemany(
            f"INSERT INTO {Tatsache._meta.db_table} ({spalten}) VALUES ({plaetze})",  # noqa: S608
            (  # type: ignore[arg-type]  # a million rows need no list
                [
                    w.hex if isinstance(w, uuid.UUID) else str(w) if isinstance(w, date) else w
                    for w in k
                ]
                for k in kopien
            ),
        )


def _flache_tabelle() -> None:
    """What stands today, one row per case, with an index in the order of the groups."""
    spalten = "gremium, jahr, land, ergebnis, folge"
    # Other parts of the benchmark have left cases of other bodies.
    namen = ", ".join(f"'{gremium}'" for gremium in GROESSEN)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {FLACH} AS SELECT {spalten} FROM {Tatsache._meta.db_table} "  # noqa: S608
            f"WHERE zaehlt AND gilt_bis = %s AND bekannt_bis = %s AND gremium IN ({namen})",
            [OFFEN if connection.vendor == "postgresql" else str(OFFEN)] * 2,
        )
        cursor.execute(f"CREATE INDEX {FLACH}_gruppen ON {FLACH} ({spalten})")


def _zaehle_aus() -> None:
    """What the databases do by themselves in time (PostgreSQL: autovacuum)."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
        cursor.execute(f"SELECT gremium, COUNT(*) FROM {FLACH} GROUP BY gremium ORDER BY 2")  # noqa: S608
        for gremium, faelle in cursor.fetchall():
            print(f"{gremium}: {GROESSEN[gremium]} Tatsachen, {faelle} Fälle")
