"""Lays the ground of a demonstration: marked database, bodies, authorities, accounts."""

from datetime import date
from uuid import uuid4

from haertefall.audit.akteur import programm
from haertefall.gremien import fassungen
from haertefall.gremien.models import Amt, Behoerde, Gremium, Installation, Konto
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.tresor.models import neuer_schluessel
from haertefall.vorfuehrung.besetzen import IMMER, Sitzverteilung, besetzen
from haertefall.vorfuehrung.namen import adresse
from haertefall.zeit import jetzt

BEGINN = date(2005, 1, 1)


class KeineDemonstration(Exception):
    """The database holds something and bears no demo mark: it may be real."""


def markieren() -> None:
    """Give an empty database the demo mark. A database with anything in it never gets it.

    Raises:
        KeineDemonstration: the database is in use without the mark.
    """
    installation = Installation.objects.first()
    if installation is None:
        if Gremium.objects.exists() or Konto.objects.exists():
            raise KeineDemonstration("Diese Datenbank enthält schon Daten.")
        Installation.objects.create(demo=True, angelegt_um=jetzt())
    elif not installation.demo:
        raise KeineDemonstration("Diese Datenbank ist keine Demonstration.")


def gremium_anlegen(kennung: str) -> Gremium:
    """A body with key and default way, from its Ordnung."""
    fassung = fassungen.entwurf_von(kennung)
    return Gremium.objects.create(
        kennung=kennung,
        name=fassung.ordnung.ordnung.kurzname,
        weg=fassung.ordnung.standardweg or "",
        schluessel=neuer_schluessel("gremium"),
        angelegt_um=jetzt(),
    )


def behoerde_anlegen(kennung: str, name: str) -> Behoerde:
    """An authority with the key of its room."""
    return Behoerde.objects.create(
        kennung=kennung, name=name, schluessel=neuer_schluessel("behoerde")
    )


def amt_anlegen(
    name: str,
    funktion: Funktion,
    gremium: Gremium | None = None,
    behoerde: Behoerde | None = None,
    sitz: str = "",
) -> Amt:
    """An account without password and its Funktion, since the beginning of the demonstration."""
    email = adresse(name)
    konto = Konto.objects.filter(email=email).first() or Konto.objects.anlegen(email, name)
    return Amt.objects.create(
        konto=konto, funktion=funktion, gremium=gremium, behoerde=behoerde, sitz=sitz, von=BEGINN
    )


# Invented people beside the seats; two in the office, because corrections need a second person.
LEUTE: tuple[tuple[str, Funktion], ...] = (
    ("Gesine Geschäft", Funktion.GESCHAEFTSSTELLE),
    ("Klaus Zweitkraft", Funktion.GESCHAEFTSSTELLE),
    ("Paul Rath", Funktion.RAT),
    ("Doris Schutz", Funktion.DATENSCHUTZ),
)
NUR_LAND: tuple[tuple[str, Funktion], ...] = (("Frieda Aufsicht", Funktion.FACHAUFSICHT),)
NUR_KOMMUNAL: tuple[tuple[str, Funktion], ...] = (("Beate Berater", Funktion.BERATUNG),)


def leute_anlegen(gremium: Gremium) -> None:
    """The office and whoever else a body needs to be played, without those who hold a seat."""
    fassung = fassungen.entwurf_von(gremium.kennung)
    for name, funktion in LEUTE + (NUR_LAND if fassung.ordnung.kleines_gremium else NUR_KOMMUNAL):
        amt_anlegen(f"{name}-{gremium.kennung.title()}", funktion, gremium)


def grundausstattung(kennungen: list[str], sitze: Sitzverteilung | None = None) -> list[Gremium]:
    """Mark, authorities and bodies with their people. `sitze`: who holds which seat since when."""
    markieren()
    for kennung, name in (
        ("beispielstadt", "Ausländerbehörde Beispielstadt (erfunden)"),
        ("musterkreis", "Ausländerbehörde Musterkreis (erfunden)"),
    ):
        behoerde = behoerde_anlegen(kennung, name)
        amt_anlegen(f"Anton Amt-{kennung.title()}", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    gremien = []
    for kennung in kennungen:
        gremium = gremium_anlegen(kennung)
        leute_anlegen(gremium)
        besetzen(gremium, sitze or IMMER)
        gremien.append(gremium)
    return gremien


def altbestand(gremium: Gremium) -> None:
    """The invented stock behind the official figures, through the door."""
    ausfuehren(
        "altbestand_uebernehmen",
        akteur=programm("vorfuehrung", gremium.pk),
        eingabe={"quelle": "nrw_2024"},
        einmal=uuid4(),
        gremium_id=gremium.pk,
    )
