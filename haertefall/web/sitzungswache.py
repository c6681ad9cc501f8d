"""Ends sessions that nobody uses, and keeps those out who must still show a second factor."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from haertefall.konten import anmeldungen
from haertefall.konten.faktoren import PFLICHT
from haertefall.web import eintritt
from haertefall.web.fehlerseiten import eingabe_aufheben, ist_demo
from haertefall.web.huelle import Antwortgeber, Seitenfunktion
from haertefall.zeit import jetzt

# So often at most is the last use written down.
TAKT_SEKUNDEN, MITLESETAKT_SEKUNDEN = 60, 600
# The script of a screen that follows a meeting says so with each of its requests.
VON_SELBST = "X-Puls"


class Sitzungswache:
    """A session that nobody used for a while is over.

    What a screen asks by itself is no use: else a tablet left on a table would stay signed in all
    day. But whoever follows a meeting on it may sit still for longer. No use prolongs a session
    beyond its longest time.
    """

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the last use before anything else looks at the session."""
        if request.user.is_authenticated:
            self._pruefen(request)
        return self.get_response(request)

    def _pruefen(self, request: HttpRequest) -> None:
        um = int(jetzt().timestamp())
        if um - request.session.get(eintritt.SEIT, um) > settings.SESSION_COOKIE_AGE:
            stunden = settings.SESSION_COOKIE_AGE // 3600
            self._beenden(request, f"Sie waren {stunden} Stunden lang angemeldet.")
            return
        ruhe = um - request.session.get(eintritt.ZULETZT, um - TAKT_SEKUNDEN)
        stille = um - request.session.get(eintritt.MITLESEND, 0)
        liest_mit = stille <= settings.UNTAETIG_SEKUNDEN
        grenze = settings.MITLESEN_SEKUNDEN if liest_mit else settings.UNTAETIG_SEKUNDEN
        if ruhe > grenze:
            satz = f"Sie haben {grenze // 60} Minuten lang nichts getan und wurden deshalb "
            self._beenden(request, f"{satz}abgemeldet.")
        elif VON_SELBST in request.headers:
            if stille >= MITLESETAKT_SEKUNDEN:
                request.session[eintritt.MITLESEND] = um
                anmeldungen.lebenszeichen(request)
        elif ruhe >= TAKT_SEKUNDEN:
            request.session[eintritt.ZULETZT] = um
            anmeldungen.lebenszeichen(request)

    @staticmethod
    def _beenden(request: HttpRequest, satz: str) -> None:
        eintritt.austreten(request)
        messages.warning(request, satz)


class ZweiterFaktor:
    """Who can see a case shows a second factor. Only where all is invented nobody has to."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do here; see `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Every page is closed but those on which one sets it up."""
        frei = getattr(view, "ohne_zweiten_faktor", False) or not getattr(
            view, "login_required", True
        )
        if frei or not request.user.is_authenticated:
            return None
        if request.session.get(eintritt.FAKTOR) in (eintritt.ZWEI, eintritt.DEMO):
            return None
        if not any(amt.get_funktion() in PFLICHT for amt in request.aemter) or ist_demo():
            return None
        if request.method == "POST":
            return eingabe_aufheben(
                request,
                "Bitte richten Sie zuerst den zweiten Faktor ein.",
                "konto",
                "Zweiten Faktor einrichten",
            )
        return redirect("konto")


def ohne_zweiten_faktor(seite: Seitenfunktion) -> Seitenfunktion:
    """Mark a page that is open before the second factor is set up."""
    seite.ohne_zweiten_faktor = True  # type: ignore[attr-defined]
    return seite
