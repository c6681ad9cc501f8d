"""`haertefall suche neu`: what the search for names looks through, made anew from the cases."""

import argparse
import sys

from haertefall.audit.akteur import programm
from haertefall.audit.record import Zusatz, record
from haertefall.faelle.suchbloecke import Neubau, baue_neu
from haertefall.gremien.models import Gremium
from haertefall.tresor.schluesseldatei import Tresorfehler


def argumente(parser: argparse.ArgumentParser) -> None:
    """Subcommands."""
    unter = parser.add_subparsers(dest="was", required=True, metavar="was")
    unter.add_parser("neu", help="Suchblöcke und verfälschte Suchformen aus den Namen neu bilden")


def ausfuehren(args: argparse.Namespace) -> int:
    """0: done; 1: something stayed as it was; 2: not possible."""
    bleibt = 0
    for gremium in Gremium.objects.select_related("schluessel").order_by("kennung"):
        try:
            getan = baue_neu(gremium)
        except Tresorfehler as fehler:
            print(f"{gremium.name}: nicht möglich: {fehler}", file=sys.stderr)
            return 2
        zusatz: Zusatz = {"aufgeloest": getan.aufgeloest, "gebildet": getan.gebildet}
        record(
            programm("suche"), "suche_neu_gebaut", "gremium", gremium.pk, zusatz, gremium=gremium.pk
        )
        _sagen(gremium.name, getan)
        bleibt += getan.besetzt + getan.unlesbar
    return 1 if bleibt else 0


def _sagen(name: str, getan: Neubau) -> None:
    """How many, never who."""
    print(
        f"{name}: {getan.aufgeloest} Suchblöcke aufgelöst (verfälscht: {getan.verfaelscht}), "
        f"{getan.gebildet} gebildet; {getan.formen} verfälschte Suchformen neu gebildet."
    )
    if getan.besetzt:
        print(
            f"{getan.besetzt} Suchblöcke bleiben: In diesen Akten wird gerade gearbeitet. Bitte "
            "später noch einmal.",
            file=sys.stderr,
        )
    if getan.unlesbar:
        print(
            f"{getan.unlesbar} Namen lassen sich nicht öffnen. Die Suche nennt die Aktenzeichen; "
            "in einer Sicherung können sie noch heil sein.",
            file=sys.stderr,
        )
