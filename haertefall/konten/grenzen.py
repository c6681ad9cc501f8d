"""Limits on guessing. They lie in the database, so they hold over all processes and restarts.

An attempt is written down before it is counted and before anything is compared: of many at once no
more pass than the limit says. What is turned away does not count, so nobody is locked out longer
than the window, and who has signed in on a browser before is never slowed down by strangers: their
browser is counted apart.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest

from haertefall.konten.models import Fehlversuch
from haertefall.zeit import jetzt

FENSTER = timedelta(minutes=10)
JE_KONTO = 10
JE_RECHNER = 60
JE_ZWEITEM_FAKTOR = 5


class ZuVieleVersuche(Exception):
    """Too many attempts; the sentence says how long to wait."""

    def __str__(self) -> str:
        return (
            "Zu viele Versuche in kurzer Zeit. Bitte warten Sie zehn Minuten und versuchen Sie "
            "es dann noch einmal."
        )


@dataclass(frozen=True)
class Versuch:
    """An attempt that was let through; its rows go when it succeeds."""

    schluessel: tuple[str, ...]

    def gelungen(self) -> None:
        """Whoever got in was no stranger: their attempts are forgotten (not those of a machine)."""
        Fehlversuch.objects.filter(wer=self.schluessel[0]).delete()


def marke(art: str, wert: str) -> str:
    """Keyed hash: the table shows neither addresses of people nor of machines."""
    schluessel = hashlib.sha256(b"konten.grenzen" + settings.SECRET_KEY.encode()).digest()
    abdruck = hmac.digest(schluessel, f"{art}:{wert}".encode("utf-8", "replace"), hashlib.sha256)
    return urlsafe_b64encode(abdruck).decode().rstrip("=")


def versuchen(grenzen: dict[str, int]) -> Versuch:
    """Count an attempt under each key; the first key is the one that success clears.

    Raises:
        ZuVieleVersuche: one of the limits is reached.
    """
    um = jetzt()
    zeilen = Fehlversuch.objects.bulk_create([Fehlversuch(wer=wer, um=um) for wer in grenzen])
    gezaehlt = dict(
        Fehlversuch.objects.filter(wer__in=grenzen, um__gt=um - FENSTER)
        .values_list("wer")
        .annotate(Count("pk"))
    )
    if any(gezaehlt.get(wer, 0) > hoechstens for wer, hoechstens in grenzen.items()):
        Fehlversuch.objects.filter(pk__in=[zeile.pk for zeile in zeilen]).delete()
        raise ZuVieleVersuche
    return Versuch(tuple(grenzen))


def rechner(request: HttpRequest) -> str:
    """From where a request comes: the address that our own proxy saw, if there is one.

    Of IPv6 the network counts: one household has more addresses than there are limits.
    """
    adresse = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SICHER:
        # The last entry is our proxy's; what stands before it anybody can write.
        adresse = request.headers.get("X-Forwarded-For", adresse).rsplit(",", 1)[-1].strip()
    try:
        ip = ip_address(adresse)
    except ValueError:
        return "unbekannt"
    return str(ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
