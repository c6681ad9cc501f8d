"""`haertefall schluessel …`: the installation key: make, check, change, split, restore."""

import argparse
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.db import Error as Datenbankfehler
from django.db import connection

from haertefall.audit.akteur import programm
from haertefall.audit.record import record
from haertefall.audit.schluesselstand import GETEILT, schluesselstand
from haertefall.audit.schluesselzustand import verlange_schluessel
from haertefall.befehle import bergung
from haertefall.tresor import schluesseldatei, wechsel
from haertefall.tresor.models import Schluessel, rahmen_oeffnen, schluesselbund, vergessen
from haertefall.tresor.vernichtung import nachwischen
from haertefall.zeit import heute


class Abbruch(Exception):
    """The command cannot go on; the text says why and what to do."""


def argumente(parser: argparse.ArgumentParser) -> None:
    """Subcommands."""
    unter = parser.add_subparsers(dest="was", required=True, metavar="was")
    unter.add_parser("anlegen", help="den ersten Schlüssel anlegen, niemals ein zweites Mal")
    unter.add_parser("pruefen", help="jeden Schlüssel der Datenbank einmal öffnen")
    unter.add_parser("wechseln", help="neue Generation; setzt auch Unterbrochenes fort")
    aus = unter.add_parser("ausmustern", help="eine alte, nicht mehr benutzte Generation entfernen")
    aus.add_argument("--generation", type=int, required=True)
    teilen = unter.add_parser("teilen", help="Bergungsbögen drucken")
    teilen.add_argument("--von", type=int, required=True, help="so viele Bögen")
    teilen.add_argument("--noetig", type=int, required=True, help="so viele stellen ihn her")
    unter.add_parser("zusammensetzen", help="den Schlüssel aus Bergungsbögen wiederherstellen")
    unter.add_parser("nachwischen", help="Reste vernichteter Schlüssel aus den Dateien entfernen")


def ausfuehren(args: argparse.Namespace) -> int:
    """Run one of them; what goes wrong is said in one sentence."""
    befehle: dict[str, Callable[[argparse.Namespace], int]] = {
        "anlegen": _anlegen,
        "pruefen": _pruefen,
        "wechseln": _wechseln,
        "ausmustern": _ausmustern,
        "teilen": _teilen,
        "zusammensetzen": _zusammensetzen,
        "nachwischen": _nachwischen,
    }
    try:
        return befehle[args.was](args)
    except (Abbruch, schluesseldatei.Tresorfehler) as fehler:
        print(fehler, file=sys.stderr)
    except OSError as fehler:
        print(f"Nicht möglich: {fehler.strerror} ({fehler.filename or '-'})", file=sys.stderr)
    return 1


def _anlegen(_: argparse.Namespace) -> int:
    try:
        belegt = (
            Schluessel._meta.db_table in connection.introspection.table_names()
            and Schluessel.objects.exists()
        )
    except Datenbankfehler:
        raise Abbruch(
            "Die Datenbank antwortet nicht. Nur mit ihr ist sicher, dass es noch keinen Schlüssel "
            "gibt; es wurde keiner angelegt."
        ) from None
    if belegt and not settings.SCHLUESSEL_DATEI.exists():
        raise Abbruch(
            "Die Datenbank ist schon verschlüsselt, aber die Schlüsseldatei fehlt. Ein neuer "
            "Schlüssel öffnet sie nicht. Holen Sie die Kopie der Datei zurück, oder: haertefall "
            "schluessel zusammensetzen"
        )
    try:
        schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)
    except FileExistsError:
        raise Abbruch(
            "Es gibt schon eine Schlüsseldatei. Sie wird nie überschrieben: Mit einem neuen "
            "Schlüssel wäre nichts mehr lesbar."
        ) from None
    print(
        "Der Installationsschlüssel ist angelegt. Bewahren Sie eine Kopie getrennt von der "
        "Datenbank auf, oder drucken Sie Bergungsbögen (haertefall schluessel teilen): Ohne ihn "
        "ist keine Akte mehr lesbar."
    )
    return 0


def _pruefen(_: argparse.Namespace) -> int:
    vergessen()
    stand = schluesselstand()
    for eine in stand.generationen:
        wo = "in der Datei" if eine.in_datei else "FEHLT in der Datei"
        boegen = (
            f"Bergungsbögen zuletzt gedruckt am {eine.boegen_um:%d.%m.%Y}"
            if eine.boegen_um
            else "keine Bergungsbögen gedruckt"
        )
        print(f"Generation {eine.nummer}: {wo}, {eine.schluessel} Schlüssel unter ihr, {boegen}")
    if stand.wechsel_offen:
        print("Ein Wechsel ist nicht zu Ende: haertefall schluessel wechseln setzt ihn fort.")
    elif alte := [str(eine.nummer) for eine in stand.generationen if eine.ueberholt]:
        print(f"Nicht mehr benutzt: Generation {', '.join(alte)} (ausmustern).")
    lesbar, verschlossen = _alle_oeffnen()
    print(f"{lesbar} Schlüssel öffnen sich.")
    for schluessel in verschlossen:
        print(f"Öffnet sich nicht: {schluessel}", file=sys.stderr)
    return 1 if verschlossen else 0


def _alle_oeffnen() -> tuple[int, list[Schluessel]]:
    """Every key of the database, bodies and rooms first."""
    lesbar, verschlossen = 0, []
    alle = Schluessel.objects.select_related("eltern").order_by("art", "pk")
    for zeilen in (alle.filter(eltern=None), alle.exclude(eltern=None)):
        for schluessel in zeilen.iterator():
            try:
                schluessel.klartext()
            except schluesseldatei.Tresorfehler:
                verschlossen.append(schluessel)
            else:
                lesbar += 1
    return lesbar, verschlossen


def _wechseln(_: argparse.Namespace) -> int:
    verlange_schluessel()  # Nothing is begun with a file that does not fit.
    neue = wechsel.beginnen()
    print(f"Generation {neue} ist angelegt." if neue else "Ein Wechsel wird fortgesetzt.")
    umgehuellt, kaputt = 0, 0
    for schluessel, fehler in wechsel.fortsetzen():
        umgehuellt += fehler is None
        if fehler is not None:
            kaputt += 1
            print(f"Öffnet sich nicht und bleibt, wie er ist: {schluessel}", file=sys.stderr)
    neueste = schluesselbund(neu=True).aktuell
    record(programm("schluessel"), "schluessel_gewechselt", zusatz={"generation": neueste})
    print(
        f"{umgehuellt} Schlüssel liegen jetzt unter Generation {neueste}. Erneuern Sie die Kopie "
        "der Schlüsseldatei und drucken Sie neue Bergungsbögen (haertefall schluessel teilen): "
        "die früheren genügen nicht mehr. Die frühere Generation bleibt in der Datei, bis Sie sie "
        "ausmustern."
    )
    return 1 if kaputt else 0


def _ausmustern(args: argparse.Namespace) -> int:
    if zahl := wechsel.ausmustern(args.generation):
        raise Abbruch(
            f"Unter Generation {args.generation} liegen noch {zahl} Schlüssel. Zuerst: haertefall "
            "schluessel wechseln"
        )
    record(
        programm("schluessel"), "schluessel_ausgemustert", zusatz={"generation": args.generation}
    )
    print(
        f"Generation {args.generation} ist aus der Schlüsseldatei entfernt. Sicherungen der "
        "Datenbank aus ihrer Zeit öffnet nur noch, wer eine Kopie oder Bergungsbögen von ihr hat."
    )
    return 0


def _nachwischen(_: argparse.Namespace) -> int:
    if not nachwischen():
        if connection.vendor == "postgresql":
            raise Abbruch(
                "In der Tabelle steht kein vernichteter Schlüssel mehr, aber das Schreibprotokoll "
                "(WAL) von PostgreSQL behält ihn. Nötig sind: wal_recycle = off, keine "
                "Replikations-Slots, und für dieses Konto pg_checkpoint und pg_switch_wal()."
            )
        raise Abbruch("Die Datenbank wird gerade gelesen. Bitte später noch einmal.")
    print("In den Dateien der Datenbank steht kein vernichteter Schlüssel mehr.")
    return 0


def _teilen(args: argparse.Namespace) -> int:
    if stat.S_ISREG(os.fstat(1).st_mode):
        raise Abbruch(
            "Bergungsbögen werden nie in eine Datei geschrieben. Drucken: haertefall schluessel "
            "teilen … | lp"
        )
    bund = schluesselbund(neu=True)
    if wechsel.genutzt().keys() - {bund.aktuell}:
        raise Abbruch("Ein Wechsel ist nicht zu Ende. Zuerst: haertefall schluessel wechseln")
    verlange_schluessel()
    boegen = bergung.teilen(bund.aktuell, bund.hole(bund.aktuell), args.von, args.noetig)
    record(
        programm("schluessel"),
        GETEILT,
        zusatz={"generation": bund.aktuell, "von": args.von, "noetig": args.noetig},
    )
    for bogen in boegen:
        bergung.zeigen(bergung.druckbild(bogen, args.von, bund.aktuell, heute()))
    return 0


def _zusammensetzen(_: argparse.Namespace) -> int:
    generation, schluessel = bergung.einsammeln().schluessel()
    bund = schluesseldatei.Schluesselbund({generation: schluessel})
    geprueft = False
    with suppress(Datenbankfehler):
        for rahmen in Schluessel.objects.filter(eltern=None, generation=generation):
            rahmen_oeffnen(rahmen, bund)
            geprueft = True
    schluesseldatei.einsetzen(settings.SCHLUESSEL_DATEI, generation, schluessel)
    vergessen()
    print(f"Generation {generation} steht in der Schlüsseldatei.")
    if geprueft:
        record(programm("schluessel"), "schluessel_geborgen", zusatz={"generation": generation})
        print("Sie öffnet die Datenbank. Drucken Sie neue Bögen, wenn diese offen lagen.")
    else:
        print("Die Datenbank nutzt sie nicht oder antwortet nicht: haertefall schluessel pruefen")
    return 0
