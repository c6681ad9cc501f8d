"""`haertefall audit pruefen | anker`: is the trace as it was?"""

import argparse
import sys
from pathlib import Path

from haertefall.audit import anker
from haertefall.audit.pruefung import pruefe
from haertefall.tresor.schluesseldatei import Tresorfehler


def argumente(parser: argparse.ArgumentParser) -> None:
    """Subcommands."""
    unter = parser.add_subparsers(dest="was", required=True, metavar="was")
    pruefen = unter.add_parser("pruefen", help="jede Zeile der Spur gegen ihr Siegel prüfen")
    pruefen.add_argument(
        "--anker", type=Path, action="append", default=[], help="Datei mit weggebrachten Ankern"
    )
    unter.add_parser("anker", help="das letzte Siegel ausgeben, um es anderswo aufzubewahren")


def ausfuehren(args: argparse.Namespace) -> int:
    """0: as it was; 1: something is not; 2: cannot be said."""
    return _anker() if args.was == "anker" else _pruefen(args.anker)


def _anker() -> int:
    letzter = anker.letzter()
    if letzter is None:
        print("Es gibt noch kein Siegel. Läuft „haertefall arbeiten“?", file=sys.stderr)
        return 2
    print(letzter)
    return 0


def _pruefen(dateien: list[Path]) -> int:
    eigene = anker.eigene_datei()
    if eigene.exists():
        dateien = [eigene, *dateien]
    try:
        bekannte = [einer for datei in dateien for einer in anker.lesen(datei)]
        bericht = pruefe(bekannte)
    except OSError as fehler:
        print(f"Nicht lesbar: {fehler.filename}: {fehler.strerror}", file=sys.stderr)
        return 2
    except (anker.AnkerUnlesbar, Tresorfehler) as fehler:
        print(f"Nicht prüfbar: {fehler}", file=sys.stderr)
        return 2
    for hinweis in bericht.hinweise:
        print(f"Hinweis: {hinweis}")
    for befund in bericht.befunde:
        print(befund)
    print(f"{bericht.siegel} Siegel und {len(bekannte)} Anker geprüft: ", end="")
    print(f"Befunde: {len(bericht.befunde)}." if bericht.befunde else "alles, wie es war.")
    return 1 if bericht.befunde else 0
