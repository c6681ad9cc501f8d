"""An inquiry: what became of the cases of each authority, or of one authority year by year."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Any

from haertefall.gremien.models import Behoerde
from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.altbestand import BEHOERDEN
from haertefall.statistik.codes import GRUND_WORTE, RUHEGRUND_WORTE
from haertefall.statistik.models import Tatsache
from haertefall.statistik.tabellen import Berichtsfehler, Spalten
from haertefall.statistik.zaehlen import gruppiert

SPALTEN = {
    "faelle": "Fälle",
    "befragt": "Stellungnahme erbeten",
    "ersuchen": "Ersuchen",
    "gefolgt": "gefolgt",
    "nicht_gefolgt": "nicht gefolgt",
    "andere_erledigung": "andere Erledigung",
    "ersuchen_offen": "Antwort offen",
    "offen": "Antrag offen",
    "entfernt_trotz": "trotz Ersuchens entfernt",
}
"""Columns and headings. „trotz Ersuchens entfernt“ is a part of the others, not one more."""


@dataclass
class Anfragezeile:
    """Figures of one authority or one year."""

    schluessel: str
    name: str = ""
    zahlen: Counter[str] = field(default_factory=Counter)
    gruende: Counter[str] = field(default_factory=Counter)
    ruht: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Anfrage:
    """The answer to an inquiry. `nach` says what a row is: jahr or behoerde."""

    gremium: str
    behoerde: str
    von: int
    bis: int
    stichtag: date
    kenntnisstand: date
    nach: str
    zeilen: Sequence[Anfragezeile]
    gesamt: Anfragezeile


_FELDER = ("ergebnis", "folge", "grund", "ruht", "befragt", "entfernt_trotz")


def beantworte(
    gremium: str,
    regeln: Berichtsregeln,
    *,
    behoerde: str = "",
    von: int,
    bis: int,
    stichtag: date,
    kenntnisstand: date,
) -> Anfrage:
    """Figures by year for one authority, or by authority.

    Raises:
        Berichtsfehler: years in the wrong order, protected numbers, or a code without a column.
    """
    if von > bis:
        raise Berichtsfehler(f"Das erste Jahr ({von}) liegt nach dem letzten ({bis}).")
    if regeln.kleine_zahlen is not None:
        raise Berichtsfehler(
            f"Die Ordnung schützt Zahlen unter {regeln.kleine_zahlen.unter}; nach Behörden "
            "getrennte Zahlen werden darum nicht gezeigt."
        )
    nach = "jahr" if behoerde else "behoerde"
    auswahl: dict[str, str | int] = {"gremium": gremium, "von": von, "bis": bis}
    if behoerde:
        auswahl["behoerde"] = behoerde
    plan = Spalten("ergebnis", regeln), Spalten("folge", regeln)
    zeilen: dict[str, Anfragezeile] = {}
    gesamt = Anfragezeile("Gesamt", "Gesamt")
    for wert, *gruppe, anzahl in gruppiert((nach, *_FELDER), stichtag, kenntnisstand, **auswahl):
        zeile = zeilen.setdefault(str(wert), Anfragezeile(str(wert)))
        for ziel in (zeile, gesamt):
            _zaehle(ziel, plan, dict(zip(_FELDER, gruppe, strict=True)), anzahl)
    namen = _namen() if nach == "behoerde" else {}
    for zeile in zeilen.values():
        zeile.name = namen.get(zeile.schluessel, zeile.schluessel) or "ohne Angabe"
    geordnet = [zeilen[schluessel] for schluessel in sorted(zeilen)]
    return Anfrage(gremium, behoerde, von, bis, stichtag, kenntnisstand, nach, geordnet, gesamt)


def behoerden(gremium: str) -> list[str]:
    """Keys of all authorities that occur in the facts of a body."""
    schluessel = Tatsache.objects.filter(gremium=gremium).exclude(behoerde="")
    return list(schluessel.order_by("behoerde").values_list("behoerde", flat=True).distinct())


def _namen() -> dict[str, str]:
    """Names of authorities by key; an authority that is gone keeps its key."""
    return {**BEHOERDEN, **dict(Behoerde.objects.values_list("kennung", "name"))}


def _zaehle(
    zeile: Anfragezeile, plan: tuple[Spalten, Spalten], gruppe: dict[str, Any], n: int
) -> None:
    nach_ergebnis, nach_folge = plan
    spalte = nach_ergebnis[gruppe["ergebnis"]]
    if spalte == "nicht_gezaehlt":
        return
    zahlen = zeile.zahlen
    zahlen["faelle"] += n
    zahlen["befragt"] += n * gruppe["befragt"]
    zahlen["entfernt_trotz"] += n * gruppe["entfernt_trotz"]
    offen = spalte == "offen"
    zahlen["offen"] += n * offen
    if spalte == "ersuchen":
        zahlen["ersuchen"] += n
        danach = nach_folge[gruppe["folge"]]
        offen = danach == "offen"
        zahlen["ersuchen_offen" if offen else danach] += n
        if danach == "nicht_gefolgt":
            zeile.gruende[gruppe["grund"] or "keine_angabe"] += n
    if offen:
        zeile.ruht[gruppe["ruht"]] += n


def kopfzeile(anfrage: Anfrage) -> list[str]:
    """Names of the columns of the flat table: figures, reasons, resting."""
    return [
        anfrage.nach,
        *SPALTEN,
        *(f"nicht_gefolgt_{code}" for code in GRUND_WORTE),
        *(f"ruht_{code}" for code in RUHEGRUND_WORTE),
        "ruht_nicht",
    ]


def flach(zeile: Anfragezeile) -> list[str | int]:
    """One row of the flat table."""
    return [
        zeile.schluessel,
        *(zeile.zahlen[spalte] for spalte in SPALTEN),
        *(zeile.gruende[code] for code in GRUND_WORTE),
        *(zeile.ruht[code] for code in RUHEGRUND_WORTE),
        zeile.ruht[""],
    ]


def als_csv(anfrage: Anfrage) -> str:
    """The flat table without the sum."""
    ziel = StringIO()
    schreiber = csv.writer(ziel, lineterminator="\n")
    schreiber.writerow(kopfzeile(anfrage))
    schreiber.writerows(flach(zeile) for zeile in anfrage.zeilen)
    return ziel.getvalue()


def als_json(anfrage: Anfrage) -> str:
    """For other programs."""
    kopf = kopfzeile(anfrage)
    inhalt = {
        "gremium": anfrage.gremium,
        "behoerde": anfrage.behoerde,
        "von": anfrage.von,
        "bis": anfrage.bis,
        "stichtag": anfrage.stichtag.isoformat(),
        "kenntnisstand": anfrage.kenntnisstand.isoformat(),
        "zeilen": [dict(zip(kopf, flach(zeile), strict=True)) for zeile in anfrage.zeilen],
        "gesamt": dict(zip(kopf, flach(anfrage.gesamt), strict=True)),
    }
    return json.dumps(inhalt, ensure_ascii=False, indent=2) + "\n"


def gruende_in_worten(zeile: Anfragezeile) -> list[tuple[str, int]]:
    """Why authorities did not follow, the most frequent first."""
    return _in_worten(zeile.gruende, {str(code): wort for code, wort in GRUND_WORTE.items()})


def ruht_in_worten(zeile: Anfragezeile) -> list[tuple[str, int]]:
    """Why open cases rest."""
    worte = {str(code): wort for code, wort in RUHEGRUND_WORTE.items()}
    return _in_worten(zeile.ruht, {**worte, "": "ruht nicht"})


def _in_worten(anzahlen: Counter[str], worte: dict[str, str]) -> list[tuple[str, int]]:
    paare: Iterable[tuple[str, int]] = ((worte.get(c, c), n) for c, n in anzahlen.items() if n)
    return sorted(paare, key=lambda paar: (-paar[1], paar[0]))
