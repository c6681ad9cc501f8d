"""`haertefall schluessel anlegen | pruefen`: the installation key."""

import argparse
import sys

from django.conf import settings

from haertefall.tresor import schluesseldatei
from haertefall.tresor.models import Schluessel


def argumente(parser: argparse.ArgumentParser) -> None:
    """Subcommands."""
    parser.add_argument("was", choices=["anlegen", "pruefen"])


def ausfuehren(args: argparse.Namespace) -> int:
    """Make the key file (never twice), or check that it opens this database."""
    if args.was == "anlegen":
        return _anlegen()
    try:
        rahmen = Schluessel.objects.filter(eltern=None)
        for schluessel in rahmen:
            schluessel.klartext()
    except schluesseldatei.Tresorfehler as fehler:
        print(f"Der Schlüssel passt nicht: {fehler}", file=sys.stderr)
        return 1
    print(f"Der Installationsschlüssel öffnet alle {rahmen.count()} Gremien und Räume.")
    return 0


def _anlegen() -> int:
    try:
        schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)
    except FileExistsError:
        print(
            "Es gibt schon eine Schlüsseldatei. Sie wird nie überschrieben: Mit einem neuen "
            "Schlüssel wäre nichts mehr lesbar.",
            file=sys.stderr,
        )
        return 1
    print(
        "Der Installationsschlüssel ist angelegt. Bewahren Sie eine Kopie getrennt von der "
        "Datenbank auf: Ohne ihn ist keine Akte mehr lesbar."
    )
    return 0
