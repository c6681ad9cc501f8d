"""`haertefall konto …`: the first accounts, and help where the office cannot help itself."""

import argparse
import sys

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from haertefall.audit.akteur import programm
from haertefall.audit.record import record
from haertefall.gremien.models import Amt, Behoerde, Gremium, Konto
from haertefall.konten import anmeldungen, einladungen
from haertefall.konten.models import Einladung
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import heute

PROGRAMM = programm("konto")
OHNE_KONTO = {Funktion.BETROFFENE, Funktion.DRITTE, Funktion.AUFTRAG}


class Abbruch(Exception):
    """The command cannot go on; the text says why and what to do."""


def argumente(parser: argparse.ArgumentParser) -> None:
    """Subcommands."""
    unter = parser.add_subparsers(dest="was", required=True, metavar="was")
    neu = unter.add_parser("einladen", help="Konto mit Funktion anlegen und Einladung ausgeben")
    neu.add_argument("--email", required=True)
    neu.add_argument("--name", help="nur für ein neues Konto")
    neu.add_argument("--funktion", choices=sorted(set(Funktion) - OHNE_KONTO))
    neu.add_argument("--gremium", help="Kennung")
    neu.add_argument("--behoerde", help="Kennung, nur für auslaenderbehoerde")
    neu.add_argument("--mail", action="store_true", help="schicken statt ausgeben")
    zurueck = unter.add_parser(
        "zuruecksetzen", help="Passwort und zweiten Faktor entfernen, neue Einladung ausgeben"
    )
    zurueck.add_argument("--email", required=True)
    for name, hilfe in (("sperren", "sofort niemanden mehr hineinlassen"),
                        ("entsperren", "die Sperre aufheben")):  # fmt: skip
        unter.add_parser(name, help=hilfe).add_argument("--email", required=True)


def ausfuehren(args: argparse.Namespace) -> int:
    """Run one of them; what goes wrong is said in one sentence."""
    befehle = {
        "einladen": _einladen,
        "zuruecksetzen": _zuruecksetzen,
        "sperren": _sperren,
        "entsperren": _sperren,
    }
    try:
        befehle[args.was](args)
    except Abbruch as fehler:
        print(fehler, file=sys.stderr)
        return 1
    return 0


def _einladen(args: argparse.Namespace) -> None:
    konto = Konto.objects.filter(email=args.email.strip().lower()).first()
    if konto is None:
        konto = _neues_konto(args)
    if args.funktion:
        _gib_amt(konto, args)
    if not konto.aemter.exclude(bis__lt=heute()).exists():
        print("Achtung: Dieses Konto hat keine Funktion und sieht deshalb nichts.")
    if konto.has_usable_password():
        print("Das Konto hat schon ein Passwort; es braucht keine Einladung.")
        return
    einladung = einladungen.einladen(konto, PROGRAMM, mit_post=args.mail)
    _sage(einladung, args.mail)


def _neues_konto(args: argparse.Namespace) -> Konto:
    if not args.name or not args.funktion:
        raise Abbruch("Ein neues Konto braucht --name und --funktion.")
    try:
        validate_email(args.email.strip())
    except ValidationError:
        raise Abbruch("Das ist keine E-Mail-Adresse.") from None
    return Konto.objects.anlegen(args.email.strip(), args.name)


def _gib_amt(konto: Konto, args: argparse.Namespace) -> None:
    gremium = _finde(Gremium, args.gremium)
    behoerde = _finde(Behoerde, args.behoerde)
    if (args.funktion == Funktion.AUSLAENDERBEHOERDE) != (behoerde is not None):
        raise Abbruch("--behoerde gehört zu --funktion auslaenderbehoerde und nur dazu.")
    if args.funktion == Funktion.BETRIEB and gremium is not None:
        raise Abbruch("Der Betrieb gehört zu keinem Gremium.")
    if gremium is None and behoerde is None and args.funktion != Funktion.BETRIEB:
        raise Abbruch("Diese Funktion braucht --gremium.")
    wo = {"konto": konto, "funktion": args.funktion, "gremium": gremium, "behoerde": behoerde}
    if not Amt.objects.filter(**wo).exclude(bis__lt=heute()).exists():
        amt = Amt.objects.create(**wo, von=heute())
        record(PROGRAMM, "amt_gegeben", "konto", konto.pk, {"funktion": amt.funktion})


def _finde(
    modell: type[Gremium] | type[Behoerde], kennung: str | None
) -> Gremium | Behoerde | None:
    if not kennung:
        return None
    gefunden: Gremium | Behoerde | None = modell._default_manager.filter(kennung=kennung).first()
    if gefunden is None:
        raise Abbruch(f"Es gibt hier nicht: {kennung}")
    return gefunden


def _zuruecksetzen(args: argparse.Namespace) -> None:
    konto = _konto(args.email)
    einladungen.zuruecksetzen(konto, PROGRAMM)
    print("Passwort und zweiter Faktor gelten nicht mehr; offene Anmeldungen sind beendet.")
    _sage(einladungen.einladen(konto, PROGRAMM, mit_post=False), False)


def _sperren(args: argparse.Namespace) -> None:
    konto = _konto(args.email)
    konto.is_active = args.was == "entsperren"
    konto.save(update_fields=["is_active"])
    if not konto.is_active:
        anmeldungen.andere_beenden(konto)
    record(PROGRAMM, f"konto_{args.was}", "konto", konto.pk)
    print("Das Konto ist gesperrt." if not konto.is_active else "Das Konto ist wieder offen.")


def _konto(email: str) -> Konto:
    konto = Konto.objects.filter(email=email.strip().lower()).first()
    if konto is None:
        raise Abbruch("Dieses Konto gibt es nicht.")
    return konto


def _sage(einladung: Einladung, mit_mail: bool) -> None:
    bis = f"{einladung.gueltig_bis:%d.%m.%Y}"
    if mit_mail:
        print(f"Die Einladung geht per Mail hinaus und gilt bis {bis}.")
    else:
        print(
            f"Bitte sicher übergeben; gilt einmal und bis {bis}:\n{einladungen.adresse(einladung)}"
        )
