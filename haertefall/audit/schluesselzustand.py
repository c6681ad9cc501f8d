"""Does the installation key open this database? Asked by every request, so it must be cheap."""

import time
from enum import StrEnum

from django.conf import settings

from haertefall.tresor.models import Schluessel, rahmen_oeffnen, schluesselbund, vergessen
from haertefall.tresor.schluesseldatei import SchluesselFalsch, SchluesselFehlt, Tresorfehler
from haertefall.tresor.wechsel import genutzt

ERNEUT_NACH = 60.0
ERNEUT_NACH_FEHLER = 2.0

_Abdruck = tuple[int, ...] | None


class Schluesselzustand(StrEnum):
    """What the installation key is good for."""

    BEREIT = "bereit"
    FEHLT = "fehlt"
    FALSCH = "falsch"


_letzte: tuple[Schluesselzustand, _Abdruck, float] | None = None


def zustand() -> Schluesselzustand:
    """Whether the key is there and opens this database.

    The date of the file is looked at each time, the database once a minute, or every two seconds
    while something is wrong. A key that was taken away is forgotten in memory, too.
    """
    global _letzte
    jetzt, datei, letzte = time.monotonic(), _abdruck(), _letzte
    if letzte is None or letzte[1] != datei or jetzt > letzte[2]:
        if letzte is None or letzte[1] != datei:
            vergessen()
        stand = _sieh_nach()
        bereit = stand is Schluesselzustand.BEREIT
        letzte = _letzte = (stand, datei, jetzt + (ERNEUT_NACH if bereit else ERNEUT_NACH_FEHLER))
    return letzte[0]


def verlange_schluessel() -> None:
    """For the beginning of every request: without the right key nothing is shown.

    Raises:
        SchluesselFehlt, SchluesselFalsch: with a sentence fit for the one page shown then.
    """
    stand = zustand()
    if stand is Schluesselzustand.FEHLT:
        raise SchluesselFehlt("Der Schlüssel dieser Installation fehlt: keine Akte ist lesbar.")
    if stand is Schluesselzustand.FALSCH:
        raise SchluesselFalsch("Der Schlüssel dieser Installation öffnet diese Datenbank nicht.")


def _abdruck() -> _Abdruck:
    try:
        stand = settings.SCHLUESSEL_DATEI.stat()
    except OSError:
        return None
    return stand.st_ino, stand.st_size, stand.st_mtime_ns


def _sieh_nach() -> Schluesselzustand:
    try:
        fehlende = genutzt().keys() - schluesselbund(neu=True).generationen.keys()
    except SchluesselFehlt:
        return Schluesselzustand.FEHLT
    except SchluesselFalsch:
        return Schluesselzustand.FALSCH
    if fehlende:
        return Schluesselzustand.FEHLT
    rahmen = Schluessel.objects.filter(eltern=None)
    # One opened key proves a generation; a single broken row is not a wrong installation key.
    for generation in genutzt():
        if not any(_oeffnet(zeile) for zeile in rahmen.filter(generation=generation)):
            return Schluesselzustand.FALSCH
    return Schluesselzustand.BEREIT


def _oeffnet(rahmen: Schluessel) -> bool:
    try:
        rahmen_oeffnen(rahmen)
    except Tresorfehler:
        return False
    return True
