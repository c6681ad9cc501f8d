"""haertefall bericht: the official tables, or an inquiry by authority, from counted facts."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TypedDict

from django.db import DatabaseError

from haertefall.gremien.fassungen import Fassung, KeineFassung, gueltig_am
from haertefall.gremien.models import Installation
from haertefall.recht.ordnung.laden import Ordnungsfehler
from haertefall.statistik import anfrage, ausgabe
from haertefall.statistik.bericht import Taetigkeitsbericht, erstelle
from haertefall.statistik.tabellen import Berichtsfehler, jahre
from haertefall.zeit import heute


class Rahmen(TypedDict):
    """Years and days of a report."""

    von: int
    bis: int
    stichtag: date
    kenntnisstand: date


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("gremium", help="Gremium, zum Beispiel nrw")
    parser.add_argument(
        "art",
        nargs="?",
        choices=["tabellen", "anfrage"],
        default="tabellen",
        help="tabellen: der Bericht; anfrage: Zahlen nach Ausländerbehörde",
    )
    parser.add_argument("--von", type=_jahr, metavar="JAHR", help="erstes Jahr (Eingang)")
    parser.add_argument("--bis", type=_jahr, metavar="JAHR", help="letztes Jahr (Eingang)")
    parser.add_argument("--stichtag", type=_tag, metavar="TAG", help="Stand der Ereignisse")
    parser.add_argument(
        "--kenntnisstand", type=_tag, metavar="TAG", help="was bis zu diesem Tag erfasst war"
    )
    parser.add_argument("--behoerde", default="", help="nur mit anfrage: eine Behörde, nach Jahren")
    parser.add_argument("--format", choices=["text", "csv", "json"], default="text")
    parser.add_argument("--nach", type=Path, metavar="ORDNER", help="in Dateien schreiben")


def ausfuehren(args: argparse.Namespace) -> int:
    """Print or write; 0 if every sum adds up, 1 if not, 2 if there is no report."""
    try:
        _pruefe(args)
        stichtag = args.stichtag or heute()
        fassung = gueltig_am(args.gremium, stichtag)
        rahmen = Rahmen(
            von=args.von or _erstes_jahr(fassung, stichtag),
            bis=args.bis or stichtag.year,
            stichtag=stichtag,
            kenntnisstand=args.kenntnisstand or heute(),
        )
        if Installation.objects.filter(demo=True).exists():
            print("Vorführung: Alle Fälle sind erfunden.", file=sys.stderr)
        if args.art == "anfrage":
            return _anfrage(args, fassung, rahmen)
        return _bericht(args, erstelle(fassung, **rahmen))
    except (Berichtsfehler, KeineFassung, Ordnungsfehler) as fehler:
        print(fehler, file=sys.stderr)
    except DatabaseError:
        print(
            "Die Datenbank ist nicht eingerichtet. Bitte zuerst: haertefall django migrate",
            file=sys.stderr,
        )
    except OSError as fehler:
        print(f"{fehler.filename}: nicht geschrieben ({fehler.strerror}).", file=sys.stderr)
    return 2


def _pruefe(args: argparse.Namespace) -> None:
    if args.behoerde and args.art != "anfrage":
        raise Berichtsfehler(
            f"„--behoerde“ gehört zur Anfrage: haertefall bericht {args.gremium} anfrage …"
        )
    for name in ("stichtag", "kenntnisstand"):
        tag: date | None = getattr(args, name)
        if tag is not None and tag > heute():
            raise Berichtsfehler(f"„--{name}“ liegt in der Zukunft: {tag:%d.%m.%Y}.")


def _erstes_jahr(fassung: Fassung, stichtag: date) -> int:
    """The first year that is analysed."""
    regeln = fassung.ordnung.bericht
    erstes = regeln.erstes_jahr or stichtag.year
    return min(jahre(regeln, erstes, stichtag.year), default=stichtag.year)


def _bericht(args: argparse.Namespace, bericht: Taetigkeitsbericht) -> int:
    if args.format == "csv":
        dateien = {f"{t.art.datei}.csv": ausgabe.als_csv(t) for t in bericht.tabellen}
        _gib_aus(dateien, args.nach, mit_namen=True)
        _nebenbei(bericht)
    elif args.format == "json":
        _gib_aus({"bericht.json": ausgabe.als_json(bericht)}, args.nach)
    else:
        _gib_aus({"bericht.txt": ausgabe.als_text(bericht)}, args.nach)
    return 1 if bericht.befunde else 0


def _anfrage(args: argparse.Namespace, fassung: Fassung, rahmen: Rahmen) -> int:
    antwort = anfrage.beantworte(
        args.gremium, fassung.ordnung.bericht, behoerde=args.behoerde, **rahmen
    )
    if args.behoerde and not antwort.zeilen:
        bekannt = ", ".join(anfrage.behoerden(args.gremium)) or "keine"
        print(f"Zu „{args.behoerde}“ ist nichts bekannt. Behörden: {bekannt}.", file=sys.stderr)
    formen = {
        "csv": ("anfrage.csv", anfrage.als_csv),
        "json": ("anfrage.json", anfrage.als_json),
        "text": ("anfrage.txt", ausgabe.anfrage_als_text),
    }
    name, form = formen[args.format]
    _gib_aus({name: form(antwort)}, args.nach)
    return 0


def _nebenbei(bericht: Taetigkeitsbericht) -> None:
    """What has no place in a CSV file."""
    for hinweis in bericht.hinweise:
        print(f"Hinweis: {hinweis}", file=sys.stderr)
    for befund in bericht.befunde:
        print(befund, file=sys.stderr)
    for abweichung in bericht.vergleich.abweichungen if bericht.vergleich else ():
        print(f"Abweichung vom Druck: {abweichung}", file=sys.stderr)


def _gib_aus(dateien: dict[str, str], ordner: Path | None, *, mit_namen: bool = False) -> None:
    """To standard output, or as whole files into a folder."""
    if ordner is None:
        for name, inhalt in dateien.items():
            print(f"# {name}\n{inhalt}" if mit_namen else inhalt, end="\n" if mit_namen else "")
        return
    ordner.mkdir(parents=True, exist_ok=True)
    for name, inhalt in dateien.items():
        vorlaeufig = ordner / f".{name}.neu"
        vorlaeufig.write_text(inhalt, encoding="utf-8", newline="\n")
        vorlaeufig.replace(ordner / name)
        print(ordner / name)


def _tag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Tag der Form JJJJ-MM-TT.") from None


def _jahr(text: str) -> int:
    if not (text.isdecimal() and 1990 <= int(text) <= 2200):
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Jahreszahl.")
    return int(text)
