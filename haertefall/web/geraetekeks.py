"""A cookie that says: on this browser somebody has signed in to this account before.

Strangers who guess at an account are slowed down together; who sits at their own browser is counted
apart and never waits because of them. The cookie opens nothing.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from haertefall.konten import grenzen

NAME = "geraet"
SALZ = "web.geraetekeks"
EIN_JAHR = 365 * 24 * 60 * 60


def setzen(antwort: HttpResponse, email: str) -> None:
    """Remember the browser for this account."""
    antwort.set_signed_cookie(
        NAME,
        f"{_konto(email)}:{secrets.token_urlsafe(16)}",
        salt=SALZ,
        max_age=EIN_JAHR,
        httponly=True,
        secure=settings.SICHER,
        samesite="Lax",
    )


def grenzen_fuer(request: HttpRequest, email: str) -> dict[str, int]:
    """What an attempt for this address counts under, with the limits."""
    keks = request.get_signed_cookie(NAME, default="", salt=SALZ, max_age=EIN_JAHR)
    konto, _, geraet = (keks or "").partition(":")
    if konto == _konto(email):
        return {grenzen.marke("geraet", geraet): grenzen.JE_KONTO}
    return {
        _konto(email): grenzen.JE_KONTO,
        grenzen.marke("rechner", grenzen.rechner(request)): grenzen.JE_RECHNER,
    }


def _konto(email: str) -> str:
    return grenzen.marke("konto", email.strip().lower())
