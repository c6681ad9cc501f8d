"""The link of an invitation. Opening it changes nothing: programs that look into mails do that.

The secret stands in the address only once; then the session knows which invitation it is about.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from haertefall.konten import einladungen
from haertefall.konten.models import Einladung
from haertefall.web import eintritt, geraetekeks
from haertefall.web.formulare import fehlerliste
from haertefall.web.konto_formulare import NeuesPasswort

IN_DER_SITZUNG = "einladung"


@login_not_required
@require_safe
def oeffnen(request: HttpRequest, zeichen: str) -> HttpResponse:
    """Look at the link; the form comes on an address without the secret."""
    einladung = einladungen.offene(zeichen)
    if einladung is None:
        return _gilt_nicht(request)
    if request.user.is_authenticated:
        eintritt.austreten(request)
    request.session[IN_DER_SITZUNG] = str(einladung.pk)
    return redirect("einladung")


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def seite(request: HttpRequest) -> HttpResponse:
    """Set the password. The link is used up with it."""
    einladung = _einladung(request)
    if einladung is None:
        return _gilt_nicht(request)
    bogen = NeuesPasswort(request.POST or None, konto=einladung.konto)
    if request.method == "POST":
        bogen = NeuesPasswort(request.POST, konto=einladung.konto)
        if bogen.is_valid():
            konto = einladungen.einloesen(einladung.pk, bogen.cleaned_data["neues_passwort"])
            if konto is None:
                return _gilt_nicht(request)
            del request.session[IN_DER_SITZUNG]
            messages.success(request, "Ihr Passwort ist gespeichert.")
            antwort = eintritt.nach_erstem_faktor(request, konto, "")
            geraetekeks.setzen(antwort, konto)
            return antwort
    inhalt = {
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
        "name": einladung.konto.name,
        "email": einladung.konto.email,
    }
    return render(request, "web/einladung.html", inhalt, status=422 if bogen.is_bound else 200)


def _einladung(request: HttpRequest) -> Einladung | None:
    kennung = request.session.get(IN_DER_SITZUNG)
    return einladungen.gueltige(UUID(kennung)) if kennung else None


def _gilt_nicht(request: HttpRequest) -> HttpResponse:
    return render(request, "web/einladung_ungueltig.html", status=404)
