"""The public page of the ways to stay: computes what can be computed and stores nothing.

No sign-in, no session, no cookie, no log of content; off until the operator switches it on. What
needs a judgement stays "zu klären", and the page ends with counselling.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from haertefall.recht.pruefhilfe import pruefe
from haertefall.recht.pruefhilfe.pruefung import banner
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.web.formulare import fehlerliste
from haertefall.web.pruefhilfe.ansicht import weg
from haertefall.web.pruefhilfe.bitte import bitte_um_pruefung
from haertefall.web.pruefhilfe.zeiten import zeitbild
from haertefall.web.wegeformular import Wegeformular
from haertefall.zeit import heute

DRUCKEN = "drucken"


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def seite(request: HttpRequest) -> HttpResponse:
    """The form; after sending, the result above it. Nothing changes, so nothing needs a token."""
    if not settings.OEFFENTLICHE_WEGE:
        raise Http404
    formular = Wegeformular(request.POST if request.method == "POST" else None)
    inhalt: dict[str, object] = {"banner": banner(ausgeliefert(), heute())}
    status, vorlage = 200, "web/oeffentlich.html"
    if formular.is_bound and formular.is_valid():
        stichtag = formular.cleaned_data["stichtag"] or heute()
        wer = formular.sachverhalt()
        ergebnis = pruefe(wer, stichtag)
        if DRUCKEN in request.POST:
            vorlage = "web/oeffentlich_bitte.html"
            inhalt |= bitte_um_pruefung(ergebnis)
        zeiten = zeitbild(wer.zeiten, ergebnis.zeiten, stichtag) if wer.zeiten else None
        inhalt |= {
            "banner": ergebnis.banner,
            "wege": [weg(befund) for befund in ergebnis.wege if not befund.gefuehrt],
            "hinweise": ergebnis.hinweise,
            "zeiten": zeiten,
            "stichtag": stichtag,
        }
    elif formular.is_bound:
        status = 422
    inhalt |= {
        "formular": formular,
        "fehlerliste": fehlerliste(formular) if formular.is_bound else [],
        "themen": list(formular.themen()),
        "listen": list(formular.listen()),
    }
    antwort = render(request, vorlage, inhalt, status=status)
    antwort["Referrer-Policy"] = "no-referrer"
    antwort["Cache-Control"] = "no-store"
    return antwort
