"""`haertefall django …`: Django's own commands in this installation."""

import argparse

from django.core.management import execute_from_command_line


def argumente(parser: argparse.ArgumentParser) -> None:
    """Everything is handed on."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="Befehl von Django")


def ausfuehren(args: argparse.Namespace) -> int:
    """Run it."""
    execute_from_command_line(["haertefall django", *args.rest])
    return 0
