"""„Mein Konto“: second factors, password and the open sessions of one's own account."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haertefall.audit.record import record
from haertefall.konten import anmeldungen, faktoren, grenzen
from haertefall.konten.nachricht import Aenderung, melden
from haertefall.web import eintritt, geraetekeks
from haertefall.web.fehlerseiten import getippt
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage, ohne_funktion
from haertefall.web.konto_formulare import Passwortwechsel
from haertefall.web.sitzungswache import ohne_zweiten_faktor
from haertefall.zeit import jetzt

# So long one may change what guards the account without signing in again.
FRISCH_SEKUNDEN = 15 * 60

Kontoseite = Callable[..., HttpResponseBase]


def kontoseite(seite: Kontoseite) -> Kontoseite:
    """A page of one's own account: open in every Funktion and before the second factor."""
    return ohne_zweiten_faktor(ohne_funktion(seite))


def frisch(seite: Kontoseite) -> Kontoseite:
    """A page that changes what guards the account: only soon after signing in.

    Whoever showed one factor only changes nothing once the account has a second one.
    """

    @wraps(seite)
    def pruefen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seit = request.session.get(eintritt.SEIT, 0)
        zu_lange = int(jetzt().timestamp()) - seit > FRISCH_SEKUNDEN
        nur_einer = request.session.get(eintritt.FAKTOR) == eintritt.EINS
        if zu_lange or (nur_einer and faktoren.hat(request.user)):  # type: ignore[arg-type]
            inhalt = {"weiter": request.path, "eingaben": getippt(request)}
            return render(request, "web/konto_erneut.html", inhalt, status=403)
        return seite(request, *args, **kwargs)

    return pruefen


@kontoseite
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """Everything about one's own account."""
    konto = request.user
    sitzungen = [(eine, anmeldungen.ist_diese(request, eine)) for eine in anmeldungen.offene(konto)]
    zeilen = faktoren.zeilen(konto)
    noetig = any(amt.get_funktion() in faktoren.PFLICHT for amt in request.aemter)
    return render(
        request,
        "web/konto.html",
        {
            "konto": konto,
            "apps": [z for z in zeilen if z.type == z.Type.TOTP],
            "passkeys": [(z, z.wrap().name) for z in zeilen if z.type == z.Type.WEBAUTHN],
            "uebrige_codes": faktoren.uebrige_codes(konto),
            "fehlt": noetig and not zeilen,
            "sitzungen": sitzungen,
            "andere": any(not diese for _, diese in sitzungen),
        },
    )


@kontoseite
@frisch
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def passwort(request: Anfrage) -> HttpResponse:
    """Change the password; all other sessions of the account end."""
    konto = request.user
    if not konto.has_usable_password():
        raise Http404
    bogen, status = Passwortwechsel(request.POST or None, konto=konto), 200
    if request.method == "POST":
        bogen, status = Passwortwechsel(request.POST, konto=konto), 422
        try:
            if bogen.is_valid() and _stimmt(request, bogen):
                _setzen(request, bogen.cleaned_data["neues_passwort"])
                messages.success(request, "Ihr Passwort ist geändert.")
                antwort = redirect("konto")
                geraetekeks.setzen(antwort, konto)
                return antwort
        except grenzen.ZuVieleVersuche as grund:
            bogen.add_error(None, str(grund))
            status = 429
    inhalt = {"formular": bogen, "fehlerliste": fehlerliste(bogen) if bogen.is_bound else []}
    return render(request, "web/konto_passwort.html", inhalt, status=status)


def _setzen(request: Anfrage, neues: str) -> None:
    konto = request.user
    with transaction.atomic():
        konto.set_password(neues)
        konto.save(update_fields=["password"])
        update_session_auth_hash(request, konto)
        anmeldungen.umziehen(request, konto)
        record(request.akteur, "passwort_geaendert", "konto", konto.pk)
        melden(konto, Aenderung.PASSWORT)


def _stimmt(request: Anfrage, bogen: Passwortwechsel) -> bool:
    versuch = grenzen.versuchen(
        {grenzen.marke("passwortwechsel", str(request.user.pk)): grenzen.JE_KONTO}
    )
    if request.user.check_password(bogen.cleaned_data["passwort"]):
        versuch.gelungen()
        return True
    bogen.add_error("passwort", "Das ist nicht Ihr jetziges Passwort.")
    return False


@kontoseite
@require_POST
def sitzung_beenden(request: Anfrage, anmeldung_id: UUID) -> HttpResponse:
    """End one other session of one's own."""
    if not anmeldungen.beenden(request.user, anmeldung_id):
        raise Http404
    record(request.akteur, "anmeldung_beendet", "konto", request.user.pk)
    messages.success(request, "Diese Anmeldung ist beendet.")
    return redirect("konto")


@kontoseite
@require_POST
def andere_beenden(request: Anfrage) -> HttpResponse:
    """End all sessions of one's own but this one."""
    wie_viele = anmeldungen.andere_beenden(request.user, request)
    record(request.akteur, "anmeldung_beendet", "konto", request.user.pk, {"anzahl": wie_viele})
    messages.success(request, "Alle anderen Anmeldungen sind beendet.")
    return redirect("konto")
