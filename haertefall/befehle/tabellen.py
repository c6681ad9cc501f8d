"""haertefall tabellen pruefen: do published tables agree with themselves and each other?"""

import argparse
import sys
from pathlib import Path

from haertefall.gremien.fassungen import KeineFassung, gueltig_am
from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.recht.ordnung.laden import Ordnungsfehler
from haertefall.statistik.lesen import Lesefehler, lies_zahlen
from haertefall.statistik.pruefung import Zahlen, pruefe
from haertefall.statistik.tabellenarten import ARTEN
from haertefall.zeit import heute


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("was", choices=["pruefen"])
    parser.add_argument("ordner", type=Path, metavar="ORDNER", help="darin eine Datei je Tabelle")
    parser.add_argument(
        "--gremium", default="nrw", help="dessen Ordnung sagt, welche Jahre nicht ausgewertet sind"
    )
    parser.add_argument(
        "--von", type=int, metavar="JAHR", help="erstes Jahr, das ausgewertet sein muss"
    )


def ausfuehren(args: argparse.Namespace) -> int:
    """Findings to standard output; 0 without, 1 with findings, 2 if a file is unreadable."""
    try:
        regeln = gueltig_am(args.gremium, heute()).ordnung.bericht
        kennungen = [kennung for kennung in regeln.tabellen if kennung in ARTEN]
        if not kennungen:
            print(f"Die Ordnung von „{args.gremium}“ nennt keine Tabellen.", file=sys.stderr)
            return 2
        if not args.ordner.is_dir():
            print(f"{args.ordner}: Diesen Ordner gibt es nicht.", file=sys.stderr)
            return 2
        zahlen, befunde = lies_zahlen(args.ordner, kennungen)
    except (KeineFassung, Ordnungsfehler) as fehler:
        print(fehler, file=sys.stderr)
        return 2
    except Lesefehler as fehler:
        for meldung in fehler.meldungen:
            print(f"{args.ordner}/{meldung}", file=sys.stderr)
        return 2
    befunde += pruefe(
        zahlen,
        erstes_jahr=regeln.erstes_jahr,
        nicht_ausgewertet=regeln.nicht_ausgewertet,
        von=args.von,
    )
    for befund in befunde:
        print(befund)
    _schluss(zahlen, regeln, args.von, len(befunde))
    return 1 if befunde else 0


def _schluss(zahlen: Zahlen, regeln: Berichtsregeln, von: int | None, befunde: int) -> None:
    print(f"{len(zahlen.jahre)} Tabellen geprüft, Befunde: {befunde}.", file=sys.stderr)
    reihe = zahlen.reihe(regeln.nicht_ausgewertet)
    nur_antraege = sorted(
        jahr
        for jahr in zahlen.jahre.get("tabelle_6_1", set()) - {*regeln.nicht_ausgewertet}
        if reihe and jahr < min(reihe)
    )
    if von is None and nur_antraege:
        print(
            f"Hinweis: Tabelle 6.1 beginnt früher als die anderen ({min(reihe)}). Sollen diese "
            f"ab {nur_antraege[0]} vollständig sein: --von {nur_antraege[0]}.",
            file=sys.stderr,
        )
