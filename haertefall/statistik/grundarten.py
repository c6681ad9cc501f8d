"""Kinds of reason in numbers: how many Ersuchen rest on which, and for how many people.

Recorded only if the body wishes it, for the figures alone. One Ersuchen can rest on several kinds
and counts in each of them; the sum of the rows is therefore no number of cases.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.codes import GRUNDART_WORTE, Ergebnis
from haertefall.statistik.tabellen import Berichtsfehler
from haertefall.statistik.zaehlen import gruppiert

OHNE = "ohne_angabe"
WORTE: dict[str, str] = {**{str(a): w for a, w in GRUNDART_WORTE.items()}, OHNE: "Ohne Angabe"}


@dataclass(frozen=True)
class Artzeile:
    """One kind of reason: Ersuchen that rest on it, and their people."""

    art: str
    wort: str
    faelle: int
    personen: int


@dataclass(frozen=True)
class Artentafel:
    """All kinds, and how many Ersuchen there are at all. No name, no country, no authority."""

    von: int
    bis: int
    stichtag: date
    kenntnisstand: date
    zeilen: Sequence[Artzeile]
    faelle: int
    personen: int


def zaehle_arten(
    gremium: str,
    regeln: Berichtsregeln,
    *,
    von: int,
    bis: int,
    stichtag: date,
    kenntnisstand: date,
) -> Artentafel:
    """Ersuchen of the years by kind of reason.

    Raises:
        Berichtsfehler: years in the wrong order, or the Ordnung protects small numbers.
    """
    if von > bis:
        raise Berichtsfehler(f"Das erste Jahr ({von}) liegt nach dem letzten ({bis}).")
    if regeln.kleine_zahlen is not None:
        raise Berichtsfehler(
            f"Die Ordnung schützt Zahlen unter {regeln.kleine_zahlen.unter}; Zahlen nach Arten der "
            "Gründe werden darum nicht gezeigt."
        )
    auswahl: dict[str, str | int] = {"gremium": gremium, "von": von, "bis": bis}
    faelle, personen = Counter[str](), Counter[str]()
    alle_faelle = alle_personen = 0
    felder = ("ergebnis", "grundarten", "personen")
    for ergebnis, arten, menschen, zahl in gruppiert(felder, stichtag, kenntnisstand, **auswahl):
        if ergebnis != Ergebnis.ERSUCHEN:
            continue
        alle_faelle += zahl
        alle_personen += zahl * menschen
        for art in arten.split() or [OHNE]:
            faelle[art] += zahl
            personen[art] += zahl * menschen
    zeilen = [Artzeile(art, wort, faelle[art], personen[art]) for art, wort in WORTE.items()]
    return Artentafel(von, bis, stichtag, kenntnisstand, zeilen, alle_faelle, alle_personen)


def als_csv(tafel: Artentafel) -> str:
    """The rows as a flat table."""
    ziel = StringIO()
    schreiber = csv.writer(ziel, lineterminator="\n")
    schreiber.writerow(["art", "ersuchen", "personen"])
    schreiber.writerows([z.art, z.faelle, z.personen] for z in tafel.zeilen)
    return ziel.getvalue()
