"""haertefall arbeiten: carry out jobs (mails, reminders, daily runs)."""

import argparse
from uuid import UUID

from haertefall.auftraege.lauf import lauf
from haertefall.auftraege.uebersicht import erneut


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    art = parser.add_mutually_exclusive_group()
    art.add_argument("--einmal", action="store_true", help="nur erledigen, was jetzt fällig ist")
    art.add_argument(
        "--erneut", type=UUID, metavar="AUFTRAG", help="einen aufgegebenen Auftrag wieder einreihen"
    )


def ausfuehren(args: argparse.Namespace) -> int:
    """Work until SIGTERM, or once."""
    if args.erneut is not None:
        if erneut(args.erneut):
            print("Der Auftrag wartet wieder.")
            return 0
        print("Einen aufgegebenen Auftrag mit dieser Nummer gibt es nicht.")
        return 1
    anzahl = lauf(einmal=args.einmal)
    print(f"{anzahl} Aufträge ausgeführt.")
    return 0
