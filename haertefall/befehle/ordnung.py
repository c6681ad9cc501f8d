"""`haertefall ordnung`: a body's rules in words, and everything wrong or missing in the file."""

import argparse
import sys
from datetime import date

from haertefall.gremien import fassungen
from haertefall.gremien.fassungen import Fassung, KeineFassung
from haertefall.recht.ablauf import Wegwahl
from haertefall.recht.beispiele import Beispiel, abweichungen, lesen_beispiel
from haertefall.recht.durchsicht import Auffaelligkeit, Schwere, durchsehen
from haertefall.recht.ordnung.laden import Ordnungsfehler
from haertefall.recht.ordnung.schema import schema_text
from haertefall.recht.steckbrief import Vorlage, steckbrief
from haertefall.schritte.register import SCHRITTE


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("gremium", nargs="?", help="Name des Ordners unter ordnungen/")
    parser.add_argument(
        "--stichtag", type=date.fromisoformat, metavar="TAG", help="Fassung, die an diesem Tag gilt"
    )
    parser.add_argument("--weg", choices=["text", "praxis"], help="welcher Ablauf gezeigt wird")
    parser.add_argument("--schema", action="store_true", help="nur das JSON-Schema ausgeben")


def ausfuehren(args: argparse.Namespace) -> int:
    """Print the description; 1 for errors in the file, 2 for a body that does not exist."""
    if args.schema:
        sys.stdout.write(schema_text())
        return 0
    if args.gremium is None:
        print(f"Welches Gremium? Es gibt: {', '.join(fassungen.kennungen())}.", file=sys.stderr)
        return 2
    try:
        vorlage = _vorlage(_fassung(args.gremium, args.stichtag), args.weg)
    except KeineFassung as fehlt:
        print(fehlt, file=sys.stderr)
        return 2
    except Ordnungsfehler as fehler:
        print(fehler, file=sys.stderr)
        return 1
    sys.stdout.write(steckbrief(vorlage))
    return int(any(a.schwere is Schwere.FEHLER for a in vorlage.auffaelligkeiten))


def _fassung(gremium: str, stichtag: date | None) -> Fassung:
    """Without a day the newest file, drafts included: it is what one edits."""
    return fassungen.gueltig_am(gremium, stichtag) if stichtag else fassungen.alle(gremium)[-1]


def _vorlage(fassung: Fassung, weg: Wegwahl | None) -> Vorlage:
    beispiele, fehler = _beispiele(fassung)
    gefunden = durchsehen(
        fassung.ordnung,
        geruest=fassungen.geruest(),
        merkmale=fassungen.merkmale(),
        beispiele=beispiele,
        schritte=SCHRITTE,
    )
    return Vorlage(
        gremium=fassung.gremium,
        datei=fassung.datei,
        ordnung=fassung.ordnung,
        geruest=fassungen.geruest(),
        merkmale=fassungen.merkmale(),
        auffaelligkeiten=(*fehler, *gefunden),
        beispiele=beispiele,
        schrittnamen={name: schritt.titel for name, schritt in SCHRITTE.items()},
        weg=weg,
    )


def _beispiele(fassung: Fassung) -> tuple[list[Beispiel], list[Auffaelligkeit]]:
    """The worked examples, and where they do not load or do not come out."""
    beispiele, fehler = [], []
    for pfad in fassung.beispiele:
        stelle = f"Fallbeispiel {pfad.name}"
        try:
            beispiel = lesen_beispiel(pfad.read_text("utf-8"), pfad.name)
        except Ordnungsfehler as gefunden:
            fehler += [
                Auffaelligkeit(Schwere.FEHLER, f"{stelle}, Zeile {m.zeile_nr}", m.was, m.tun)
                for m in gefunden.maengel
            ]
            continue
        beispiele.append(beispiel)
        fehler += [
            Auffaelligkeit(Schwere.FEHLER, stelle, text, f"Satz der Quelle: „{beispiel.satz}“")
            for text in abweichungen(beispiel, fassung.ordnung, fassungen.geruest())
        ]
    return beispiele, fehler
