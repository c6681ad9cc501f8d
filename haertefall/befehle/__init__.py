"""The commands of the office: `haertefall <befehl>`. Each command is one file in this room."""

import argparse
import importlib
import os
import sys

# By name: a command of this room is called `django` too, and loading it would take the word.
from django import setup

from haertefall.befehle.umfeld import demo_umgebung, nur_demo_vorhanden, wegwerf_umgebung

# Command → module and one sentence. The order is that of the help.
BEFEHLE: dict[str, tuple[str, str]] = {
    "demo": ("demo", "die Demonstration einrichten und zeigen (erfundene Fälle)"),
    "probelauf": ("probelauf", "je Gremium einen erfundenen Fall durchspielen"),
    "ordnung": ("ordnung", "die Ordnung eines Gremiums lesen und prüfen"),
    "recht": ("recht", "zeigen, wie alt und wie sicher die hinterlegten Werte des Rechts sind"),
    "schema": ("schema", "das JSON-Schema der Regeldateien schreiben oder vergleichen"),
    "bericht": ("bericht", "den Tätigkeitsbericht aus den Zähltatsachen erstellen"),
    "tabellen": ("tabellen", "veröffentlichte Tabellen auf Widersprüche prüfen"),
    "schluessel": ("schluessel", "Schlüssel anlegen, prüfen, wechseln, teilen und bergen"),
    "suche": ("suche", "neu bauen, worin die Suche nach Namen sucht"),
    "konto": ("konto", "Konten anlegen, einladen, zurücksetzen, sperren"),
    "audit": ("audit", "die Spur prüfen und Anker ausgeben"),
    "arbeiten": ("arbeiten", "Aufträge ausführen: Post, Erinnerungen, tägliche Läufe"),
    "django": ("django", "Befehle von Django, zum Beispiel migrate oder check"),
}


# Loads Django itself, and only if it has to.
SPAETER = "demo"
UMGEBUNGEN = {"demo": demo_umgebung, "probelauf": wegwerf_umgebung}


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haertefall.settings")
    args = sys.argv[1:] if argv is None else argv
    if not args or args[0] not in BEFEHLE:
        print(_hilfe(), file=sys.stdout if args[:1] in ([], ["-h"], ["--help"]) else sys.stderr)
        return 0 if args[:1] in (["-h"], ["--help"]) else 2
    name, satz = BEFEHLE[args[0]]
    if name not in UMGEBUNGEN and nur_demo_vorhanden():
        # After `make setup` every command can be tried on the demonstration.
        print("Es gibt nur die Demonstration: alle Fälle sind erfunden.", file=sys.stderr)
        demo_umgebung()
    if name in UMGEBUNGEN:
        # Before Django reads the settings: these never touch the data of the office.
        UMGEBUNGEN[name]()
    if name != SPAETER:
        setup()
    modul = importlib.import_module(f"haertefall.befehle.{name}")
    parser = argparse.ArgumentParser(prog=f"haertefall {args[0]}", description=satz)
    modul.argumente(parser)
    ergebnis: int = modul.ausfuehren(parser.parse_args(args[1:]))
    return ergebnis


def _hilfe() -> str:
    zeilen = [f"  {name:<11} {satz}" for name, (_, satz) in BEFEHLE.items()]
    return "\n".join(["Aufruf: haertefall <befehl> …", "", *zeilen])
