"""`haertefall schema`: write or compare the JSON Schema of the rules files."""

import argparse
import sys

from django.conf import settings

from haertefall.recht.ordnung.schema import schema_text


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--pruefen", action="store_true", help="nur vergleichen")


def ausfuehren(args: argparse.Namespace) -> int:
    """The file lies beside the rules, for editors."""
    datei = settings.BASIS / "ordnungen" / "schema.json"
    soll = schema_text()
    if not args.pruefen:
        datei.write_text(soll, "utf-8")
        return 0
    if datei.read_text("utf-8") == soll:
        return 0
    print("ordnungen/schema.json ist nicht aktuell. Bitte: make schema", file=sys.stderr)
    return 1
