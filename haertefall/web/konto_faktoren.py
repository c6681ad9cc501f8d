"""Set up and remove second factors: an app, passkeys, recovery codes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from haertefall.audit.record import record
from haertefall.konten import anmeldungen, faktoren, grenzen
from haertefall.web import eintritt
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.konto import frisch, kontoseite
from haertefall.web.konto_formulare import Appbogen, NeuerPasskey

GEHEIMNIS = "app_geheimnis"


@kontoseite
@frisch
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: Anfrage) -> HttpResponse:
    """Scan, type the first code, done. An app that was set up before is replaced."""
    geheimnis = request.session.get(GEHEIMNIS)
    bogen, status = Appbogen(), 200
    if request.method == "POST" and geheimnis:
        bogen, status = Appbogen(request.POST), 422
        try:
            if bogen.is_valid() and _app_stimmt(request, geheimnis, bogen.cleaned_data["code"]):
                del request.session[GEHEIMNIS]
                return _eingerichtet(request, "totp", "Die App ist eingerichtet.")
            if not bogen.errors:
                bogen.add_error("code", "Dieser Code gehört nicht zu diesem Bild. Geht die Uhr "
                                "Ihres Telefons richtig?")  # fmt: skip
        except grenzen.ZuVieleVersuche as grund:
            bogen.add_error(None, str(grund))
            status = 429
    if geheimnis is None:
        geheimnis = request.session[GEHEIMNIS] = faktoren.neues_geheimnis()
    adresse, bild = faktoren.einrichtungsadresse(request.user, geheimnis)
    inhalt = {
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
        "adresse": adresse,
        "geheimnis": " ".join(geheimnis[n : n + 4] for n in range(0, len(geheimnis), 4)),
        "bild": mark_safe(bild[bild.index("<svg") :]),  # noqa: S308 - made here, of our own text
    }
    return render(request, "web/konto_app.html", inhalt, status=status)


def _app_stimmt(request: Anfrage, geheimnis: str, code: str) -> bool:
    versuch = grenzen.versuchen(
        {grenzen.marke("zweiter_faktor", str(request.user.pk)): grenzen.JE_ZWEITEM_FAKTOR}
    )
    if not faktoren.richte_app_ein(request.user, geheimnis, code):
        return False
    versuch.gelungen()
    return True


@kontoseite
@frisch
@sensitive_post_parameters("nachweis")
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: Anfrage) -> HttpResponse:
    """The browser makes a passkey with the device; we keep the public half."""
    bogen, status = NeuerPasskey(), 200
    if request.method == "POST":
        bogen, status = NeuerPasskey(request.POST), 422
        if bogen.is_valid():
            if faktoren.richte_passkey_ein(
                request.user, bogen.cleaned_data["name"], bogen.cleaned_data["nachweis"]
            ):
                return _eingerichtet(request, "webauthn", "Der Passkey ist eingerichtet.")
            bogen.add_error(None, "Der Passkey ließ sich nicht prüfen. Bitte noch einmal.")
    inhalt = {
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
        "aufgabe": faktoren.beginne_passkey(request.user),
    }
    return render(request, "web/konto_passkey.html", inhalt, status=status)


def _eingerichtet(request: Anfrage, art: str, satz: str) -> HttpResponse:
    """A factor more: proven just now. The first time recovery codes come with it."""
    if request.session.get(eintritt.FAKTOR) == eintritt.EINS:
        request.session[eintritt.FAKTOR] = eintritt.ZWEI
        # They were opened with less than the account asks for from now on.
        anmeldungen.andere_beenden(request.user, request)
    record(request.akteur, "zweiter_faktor_neu", "konto", request.user.pk, {"art": art})
    messages.success(request, satz)
    if faktoren.uebrige_codes(request.user):
        return redirect("konto")
    return _codes_zeigen(request)


@kontoseite
@frisch
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: Anfrage) -> HttpResponse:
    """GET explains; POST makes ten new recovery codes and shows them this once."""
    if not faktoren.hat(request.user):
        raise Http404
    if request.method == "POST":
        return _codes_zeigen(request)
    uebrig = faktoren.uebrige_codes(request.user)
    return render(request, "web/konto_codes.html", {"uebrige_codes": uebrig})


@sensitive_variables("neue")
def _codes_zeigen(request: Anfrage) -> HttpResponse:
    neue = faktoren.neue_wiederherstellungscodes(request.user)
    record(request.akteur, "wiederherstellungscodes_neu", "konto", request.user.pk)
    return render(request, "web/konto_codes.html", {"codes": neue})


@kontoseite
@frisch
@require_POST
def entfernen(request: Anfrage, nummer: int) -> HttpResponse:
    """Remove a factor. The last one stays where one is compulsory."""
    zeilen = faktoren.zeilen(request.user)
    if nummer not in {zeile.pk for zeile in zeilen}:
        raise Http404
    if len(zeilen) == 1 and _pflicht(request):
        messages.error(
            request,
            "Ihre Funktion verlangt einen zweiten Faktor. Richten Sie zuerst einen anderen ein.",
        )
        return redirect("konto")
    faktoren.entferne(request.user, nummer)
    record(request.akteur, "zweiter_faktor_entfernt", "konto", request.user.pk)
    messages.success(request, "Der zweite Faktor ist entfernt.")
    return redirect("konto")


def _pflicht(request: Any) -> bool:
    return any(amt.get_funktion() in faktoren.PFLICHT for amt in request.aemter)
