"""From proven identity to an open session: first factor, second factor, Funktion."""

import logging
from typing import Any
from uuid import UUID

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from haertefall.audit.record import record
from haertefall.gremien.akteure import aemter_von, akteur_aus
from haertefall.gremien.models import Amt, Konto
from haertefall.konten import anmeldungen, faktoren
from haertefall.web.huelle import AMT_IN_DER_SITZUNG
from haertefall.zeit import heute, jetzt

HINTERGRUND = "haertefall.konten.hintergrund.MitAemtern"
# In the session: who has shown the first factor only; how one got in, when; the last request of a
# person, and the last that a screen made by itself.
OFFEN, FAKTOR, SEIT, ZULETZT, MITLESEND = "offen", "faktor", "angemeldet_um", "zuletzt", "mitlesend"
EINS, ZWEI, DEMO = "eins", "zwei", "demo"
OFFEN_SEKUNDEN = 600
protokoll = logging.getLogger(__name__)


def nach_erstem_faktor(request: HttpRequest, konto: Konto, weiter: str) -> HttpResponse:
    """Identity is shown once; with a second factor the account asks for it now."""
    if not faktoren.hat(konto):
        eintreten(request, konto, None, EINS)
        return zum_ziel(weiter)
    if request.user.is_authenticated:
        austreten(request)
    request.session.cycle_key()
    request.session[OFFEN] = {
        "konto": str(konto.pk),
        "abdruck": konto.get_session_auth_hash(),
        "weiter": weiter,
        "um": _jetzt(),
    }
    return redirect("zweiter_faktor")


def zum_ziel(weiter: str) -> HttpResponse:
    """Where one wanted to go. What is no path, Django would take for the name of a page."""
    return redirect(weiter if weiter.startswith("/") else "beginn")


def wartendes_konto(request: HttpRequest) -> tuple[Konto, str] | None:
    """Who has shown the first factor in this session and where they wanted to go."""
    offen: dict[str, Any] | None = request.session.get(OFFEN)
    if offen is None or _jetzt() - offen["um"] > OFFEN_SEKUNDEN:
        return None
    konto = Konto.objects.filter(pk=UUID(offen["konto"]), is_active=True).first()
    # The password was changed meanwhile: whoever knew the old one begins anew.
    if konto is None or konto.get_session_auth_hash() != offen["abdruck"]:
        return None
    return konto, offen["weiter"]


def eintreten(request: HttpRequest, konto: Konto, amt: Amt | None, faktor: str) -> None:
    """Open a session; with exactly one Funktion it is chosen at once."""
    request.session.pop(OFFEN, None)
    login(request, konto, HINTERGRUND)
    aemter = aemter_von(konto, heute())
    if amt is None and len(aemter) == 1:
        amt = aemter[0]
    if amt is not None:
        request.session[AMT_IN_DER_SITZUNG] = str(amt.pk)
    request.session[FAKTOR] = faktor
    request.session[SEIT] = request.session[ZULETZT] = _jetzt()
    if request.session.session_key is None:
        request.session.create()
    anmeldungen.beginnen(request, konto)
    record(akteur_aus(amt) if amt else None, "anmeldung", "konto", konto.pk, {"faktor": faktor})


def gescheitert(womit: str, konto: UUID | None = None) -> None:
    """Somebody did not get in: a line in the log of the server, which nobody keeps for ever.

    Not in the trace: strangers would write into what is never deleted.
    """
    protokoll.warning("Anmeldung gescheitert: %s, Konto %s", womit, konto or "unbekannt")


def austreten(request: HttpRequest) -> None:
    """Close this session."""
    anmeldungen.vergessen(request)
    logout(request)


def _jetzt() -> int:
    return int(jetzt().timestamp())
