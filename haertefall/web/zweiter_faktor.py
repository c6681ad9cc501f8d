"""The second factor at the sign-in, and the sign-in by passkey, which is both factors in one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from haertefall.audit.record import record
from haertefall.gremien.models import Konto
from haertefall.konten import faktoren, grenzen
from haertefall.web import eintritt
from haertefall.web.fehlerseiten import fehlerseite
from haertefall.web.formulare import fehlerliste
from haertefall.web.konto_formulare import Codebogen, Passkeybogen


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def zweiter_faktor(request: HttpRequest) -> HttpResponse:
    """Asks who has shown the first factor for a code."""
    wartend = eintritt.wartendes_konto(request)
    if wartend is None:
        # Whoever has not begun needs no reason, and would get a row in the table of sessions.
        if eintritt.OFFEN in request.session and not request.user.is_authenticated:
            messages.warning(request, "Bitte melden Sie sich noch einmal an.")
        return redirect("anmelden")
    konto, weiter = wartend
    bogen, status = Codebogen(request.POST or None), 422 if request.method == "POST" else 200
    if bogen.is_valid():
        try:
            if antwort := _mit_code(request, konto, bogen.cleaned_data["code"], weiter):
                return antwort
            bogen.add_error("code", "Dieser Code gilt nicht, oder er wurde schon benutzt.")
        except grenzen.ZuVieleVersuche as grund:
            eintritt.gescheitert("zu viele Versuche", konto.pk)
            bogen.add_error(None, str(grund))
            status = 429
    return render(
        request,
        "web/zweiter_faktor.html",
        {
            "formular": bogen,
            "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
            "mit_passkey": any(z.type == z.Type.WEBAUTHN for z in faktoren.zeilen(konto)),
        },
        status=status,
    )


def _mit_code(request: HttpRequest, konto: Konto, code: str, weiter: str) -> HttpResponse | None:
    versuch = grenzen.versuchen(
        {grenzen.marke("zweiter_faktor", str(konto.pk)): grenzen.JE_ZWEITEM_FAKTOR}
    )
    zeile = faktoren.pruefe_code(konto, code)
    if zeile is None:
        record(None, "zweiter_faktor_falsch", "konto", konto.pk)
        eintritt.gescheitert("zweiter Faktor", konto.pk)
        return None
    versuch.gelungen()
    eintritt.eintreten(request, konto, None, eintritt.ZWEI)
    if zeile.type == zeile.Type.RECOVERY_CODES:
        messages.warning(
            request,
            "Sie haben einen Wiederherstellungscode benutzt. Unbenutzt sind noch "
            f"{faktoren.uebrige_codes(konto)}. Neue gibt es unter „Mein Konto“.",
        )
    return eintritt.zum_ziel(weiter)


@login_not_required
@sensitive_post_parameters("nachweis")
@require_http_methods(["GET", "POST"])
def mit_passkey(request: HttpRequest) -> HttpResponse:
    """GET: a challenge for the browser. POST: its answer; the device has checked the person."""
    if request.method == "GET":
        return _aufgabe(request)
    try:
        _je_rechner(request, "passkey_antwort")
    except grenzen.ZuVieleVersuche:
        # Without a message, which would cost a row in the table of sessions each time.
        return fehlerseite(request, 429, weiter=(reverse("anmelden"), "Zur Anmeldung"))
    bogen = Passkeybogen(request.POST)
    konto = (
        faktoren.konto_des_passkeys(bogen.cleaned_data["nachweis"]) if bogen.is_valid() else None
    )
    if konto is None:
        eintritt.gescheitert("Passkey")
        messages.error(
            request,
            "Die Anmeldung mit Passkey hat nicht geklappt. Versuchen Sie es noch einmal, oder "
            "melden Sie sich mit Passwort und Code an.",
        )
        return redirect("anmelden")
    wartend = eintritt.wartendes_konto(request)
    eintritt.eintreten(request, konto, None, eintritt.ZWEI)
    return eintritt.zum_ziel(wartend[1] if wartend and wartend[0] == konto else "")


def _aufgabe(request: HttpRequest) -> HttpResponse:
    """Costs a row in the table of sessions, so there is a limit for each machine."""
    try:
        _je_rechner(request, "passkey")
    except grenzen.ZuVieleVersuche as grund:
        return JsonResponse({"fehler": str(grund)}, status=429)
    return JsonResponse(faktoren.beginne_anmeldung())


def _je_rechner(request: HttpRequest, wozu: str) -> None:
    """Count an attempt of this machine.

    Raises:
        ZuVieleVersuche: there were too many.
    """
    try:
        grenzen.versuchen({grenzen.marke(wozu, grenzen.rechner(request)): grenzen.JE_RECHNER})
    except grenzen.ZuVieleVersuche:
        eintritt.gescheitert("zu viele Versuche")
        raise
