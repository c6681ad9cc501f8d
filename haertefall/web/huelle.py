"""The shell around every page: request number, security headers, who acts, what the frame shows."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import anfrage_nummer
from haertefall.gremien.akteure import aemter_von, akteur_aus
from haertefall.gremien.models import Amt, Konto
from haertefall.web.fehlerseiten import eingabe_aufheben, ist_demo
from haertefall.web.raum import Raum, handelt_als, navigation, raum_von
from haertefall.zeit import heute

Antwortgeber = Callable[[HttpRequest], HttpResponseBase]
Seitenfunktion = Callable[..., HttpResponseBase]

# Without 0/O and 1/I: people read the number out on the phone.
ZEICHEN = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
AMT_IN_DER_SITZUNG = "amt"

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
CSP_DATEI = "default-src 'none'; frame-ancestors 'none'; sandbox"
KOPFZEILEN = {
    "Content-Security-Policy": CSP,
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


class Anfrage(HttpRequest):
    """A request as the pages see it, after the middlewares below."""

    user: Konto
    akteur: Akteur
    amt: Amt
    aemter: list[Amt]
    raum: Raum


class Anfragenummer:
    """Gives every request a number: trace, log and error page name the same one."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the number for the time of the request."""
        nummer = "".join(secrets.choice(ZEICHEN) for _ in range(8))
        marke = anfrage_nummer.set(f"{nummer[:4]}-{nummer[4:]}")
        try:
            antwort = self.get_response(request)
            antwort["X-Anfrage"] = anfrage_nummer.get()
            return antwort
        finally:
            anfrage_nummer.reset(marke)


class Sicherheitskopf:
    """Security headers on every answer; nothing with content is kept by a browser or proxy."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add what the answer does not say itself (static files have a Cache-Control)."""
        antwort = self.get_response(request)
        if not antwort.headers.get("Content-Type", "").startswith("text/html"):
            # Whatever a browser takes it for: it runs nothing and reaches nothing.
            antwort.headers.setdefault("Content-Security-Policy", CSP_DATEI)
        for name, wert in KOPFZEILEN.items():
            antwort.headers.setdefault(name, wert)
        antwort.headers.setdefault("Cache-Control", "no-store")
        return antwort


class AnmeldungNoetig(LoginRequiredMiddleware):
    """Everything needs a sign-in. What somebody typed before the session ended is shown again."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Redirect to the sign-in; for a sent form show the input to copy."""
        antwort = super().process_view(request, view_func, view_args, view_kwargs)
        if antwort is not None and request.method == "POST":
            return eingabe_aufheben(request, "Sie sind nicht mehr angemeldet.")
        return antwort


class AkteurDerAnfrage:
    """Each request acts in exactly one Funktion, checked anew: ended means out at once."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        """Find the Amt that the session chose among those held today."""
        request.aemter, request.amt, request.akteur = [], None, None
        if request.user.is_authenticated:
            request.aemter = aemter_von(request.user, heute())
            gewaehlt = request.session.get(AMT_IN_DER_SITZUNG)
            request.amt = next((a for a in request.aemter if str(a.pk) == gewaehlt), None)
            if request.amt is not None:
                request.akteur = akteur_aus(request.amt)
            elif gewaehlt:
                logout(request)
                messages.warning(
                    request, "Ihre Funktion ist beendet. Sie wurden deshalb abgemeldet."
                )
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Who is signed in but acts in no Funktion chooses one first."""
        frei = getattr(view, "ohne_funktion", False) or not getattr(view, "login_required", True)
        if frei or request.akteur is not None or not request.user.is_authenticated:
            return None
        if request.method == "POST":
            return eingabe_aufheben(request, "Sie handeln gerade in keiner Funktion.")
        return redirect("funktion")


def ohne_funktion(seite: Seitenfunktion) -> Seitenfunktion:
    """Mark a page that works before a Funktion is chosen."""
    seite.ohne_funktion = True  # type: ignore[attr-defined]
    return seite


def seitenrahmen(request: HttpRequest) -> dict[str, object]:
    """What every page shows around its content: who one acts as, where one can go."""
    amt: Amt | None = getattr(request, "amt", None)
    raum = raum_von(amt) if amt else None
    return {
        "demo": ist_demo(),
        "nummer": anfrage_nummer.get(),
        "handelt_als": handelt_als(amt) if amt else "",
        "raum": raum,
        "mehrere_aemter": len(getattr(request, "aemter", ())) > 1,
        "navigation": navigation(raum, amt.get_funktion(), request.path) if raum and amt else [],
    }
