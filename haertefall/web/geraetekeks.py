"""A cookie that says: on this browser somebody has signed in to this account before.

Strangers who guess at an account are slowed down together; who sits at their own browser is counted
apart and never waits because of them. The cookie opens nothing, and counts as long as the password
does with which it came: whoever knew an old one could have laid in any number.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from haertefall.gremien.models import Konto
from haertefall.konten import grenzen

NAME = "geraet"
SALZ = "web.geraetekeks"
EIN_JAHR = 365 * 24 * 60 * 60


def setzen(antwort: HttpResponse, konto: Konto) -> None:
    """Remember the browser for this account."""
    antwort.set_signed_cookie(
        NAME,
        f"{_konto(konto.email)}:{_passwort(konto.password)}:{secrets.token_urlsafe(16)}",
        salt=SALZ,
        max_age=EIN_JAHR,
        httponly=True,
        secure=settings.SICHER,
        samesite="Lax",
    )


def grenzen_fuer(request: HttpRequest, email: str) -> dict[str, int]:
    """What an attempt for this address counts under, with the limits."""
    keks = request.get_signed_cookie(NAME, default="", salt=SALZ, max_age=EIN_JAHR)
    *fuer, geraet = (keks or "").split(":")
    # Asked for every address alike, with a cookie or without.
    gemeint = Konto.objects.filter(email=email.strip().lower())
    passwort = gemeint.values_list("password", flat=True).first() or ""
    if fuer == [_konto(email), _passwort(passwort)]:
        return {grenzen.marke("geraet", geraet): grenzen.JE_KONTO}
    return {
        _konto(email): grenzen.JE_KONTO,
        grenzen.marke("rechner", grenzen.rechner(request)): grenzen.JE_RECHNER,
    }


def _konto(email: str) -> str:
    return grenzen.marke("konto", email.strip().lower())


def _passwort(abgeleitet: str) -> str:
    return grenzen.marke("passwort", abgeleitet)
