"""`haertefall recht pruefen`: which stored values of the law are how old, and which unverified."""

import argparse
import sys
from datetime import date

from haertefall.recht.ordnung.laden import Ordnungsfehler
from haertefall.recht.pruefhilfe.gesetze import Gesetze
from haertefall.recht.pruefhilfe.pruefung import banner
from haertefall.recht.pruefhilfe.rechtsstand import (
    Wertstand,
    beobachtungen,
    wert_text,
    wertstaende,
)
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.worte import SICHERHEIT_WORTE
from haertefall.recht.vollzug.daten import Erlassstand, Vollzugsrecht
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.recht.vollzug.worte import ERLASSSTAND_WORTE
from haertefall.zeit import heute


def argumente(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("was", choices=["pruefen"])
    parser.add_argument(
        "--stichtag",
        type=date.fromisoformat,
        default=None,
        metavar="TAG",
        help="Tag, auf den es ankommt (sonst heute)",
    )


def ausfuehren(args: argparse.Namespace) -> int:
    """Print the state of the law; 2 if a file in `gesetze/` cannot be used."""
    stichtag = args.stichtag or heute()
    try:
        gesetze, vollzug = ausgeliefert(), vollzugsrecht()
    except (Ordnungsfehler, ValueError) as fehler:
        print(fehler, file=sys.stderr)
        return 2
    for satz in banner(gesetze, stichtag):
        print(satz)
    _werte(wertstaende(gesetze, stichtag))
    _tafeln(gesetze, stichtag)
    _vollzug(vollzug, stichtag)
    _beobachtungen(gesetze, stichtag)
    return 0


def _werte(staende: tuple[Wertstand, ...]) -> None:
    hinterlegt = [stand for stand in staende if stand.fassung is not None]
    ungeprueft = sum(stand.ungeprueft for stand in hinterlegt)
    veraltet = sum(stand.veraltet for stand in hinterlegt)
    print(
        f"\nWerte: {len(hinterlegt)} hinterlegt; {ungeprueft} nicht im Gesetz selbst gelesen (!); "
        f"bei {veraltet} ist der gelesene Text älter als der Stichtag."
    )
    for stand in hinterlegt:
        print(_zeile(stand))
    fehlend = [stand.parameter.kennung for stand in staende if stand.fassung is None]
    if fehlend:
        print(f"\nFür diesen Tag nicht hinterlegt: {', '.join(fehlend)}.")


def _zeile(stand: Wertstand) -> str:
    fassung = stand.fassung
    if fassung is None:
        return ""
    seit = "gelesen am" if fassung.ab_ist_lesetag else "ab"
    teile = [
        f"{'! ' if stand.ungeprueft else '  '}{stand.parameter.kennung}: {wert_text(fassung)}",
        stand.parameter.einheit or "",
        f"({seit} {fassung.gueltig_ab:%d.%m.%Y});",
        f"geprüft am {fassung.zuletzt_geprueft:%d.%m.%Y}, vor {stand.alter_tage} Tagen,",
        f"{SICHERHEIT_WORTE[fassung.sicherheit]}.",
        fassung.vorbehalt or "",
    ]
    return " ".join(teil for teil in teile if teil)


def _tafeln(gesetze: Gesetze, stichtag: date) -> None:
    print("\nTafeln:")
    for tafel in gesetze.tafeln:
        tage = max((stichtag - tafel.zuletzt_geprueft).days, 0)
        print(f"  {tafel.titel}: geprüft am {tafel.zuletzt_geprueft:%d.%m.%Y}, vor {tage} Tagen.")


def _vollzug(recht: Vollzugsrecht, stichtag: date) -> None:
    punkte = recht.punkte
    tage = max((stichtag - punkte.zuletzt_geprueft).days, 0)
    print(
        f"\nVor einer Abschiebung: {len(punkte.punkt)} Punkte, geprüft am "
        f"{punkte.zuletzt_geprueft:%d.%m.%Y}, vor {tage} Tagen. Erlasse:"
    )
    for erlass in recht.erlasse.erlass:
        zeichen = "! " if erlass.stand is Erlassstand.UNGEPRUEFT else "  "
        print(f"{zeichen}{erlass.vom:%d.%m.%Y} {erlass.titel}: {ERLASSSTAND_WORTE[erlass.stand]}.")


def _beobachtungen(gesetze: Gesetze, stichtag: date) -> None:
    print("\nZu beobachten:")
    for beobachtung, faellig in beobachtungen(gesetze, stichtag):
        tag = f"{beobachtung.am:%d.%m.%Y}" if beobachtung.am else "ohne Tag"
        print(f"{'! ' if faellig else '  '}{tag}: {beobachtung.was}")
