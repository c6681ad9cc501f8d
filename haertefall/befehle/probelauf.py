"""`haertefall probelauf`: one invented case per body, drafts included, in a throw-away database."""

import argparse
import sys
import textwrap

from django.conf import settings
from django.core.management import call_command

from haertefall.gremien import fassungen
from haertefall.tresor import schluesseldatei
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.probelauf import spielen, spur
from haertefall.vorfuehrung.spiel import Spiel


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("gremium", nargs="*", help="nur diese Gremien (sonst alle)")


def ausfuehren(args: argparse.Namespace) -> int:
    """Play and print."""
    unbekannt = set(args.gremium) - set(fassungen.kennungen())
    if unbekannt:
        print(f"Keine Ordnung für: {', '.join(sorted(unbekannt))}", file=sys.stderr)
        return 2
    schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)
    call_command("migrate", verbosity=0)
    for gremium in grundausstattung(args.gremium or fassungen.kennungen()):
        fall = spielen(Spiel(gremium))
        fassung = fassungen.entwurf_von(gremium.kennung)
        print(f"\n{gremium.name} – {fassung.ordnung.ordnung.bezeichnung}")
        print(f"{fall.aktenzeichen} (erfunden) · Fassung {fassung.datei}\n")
        for zeile in spur(fall):
            print(f"  {zeile.tag}  {zeile.schritt} – {zeile.wer}")
            print(textwrap.indent(textwrap.fill(zeile.beleg, 76), " " * 14))
            print(f"              → {zeile.stand}")
    return 0
