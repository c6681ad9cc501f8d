"""An authority's own long-tolerated people for whom a way may be open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.recht.pruefhilfe.pruefung import banner
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.vollzug.geduldete import geduldete
from haertefall.vollzug.sicht import sichtbare_pruefungen
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.tresorwache import verfaelschte_pruefungen
from haertefall.web.vollzug import NUR_BEHOERDE
from haertefall.zeit import heute


@nur_fuer(NUR_BEHOERDE)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """By file number."""
    record(request.akteur, "geduldete_geoeffnet", "behoerde", request.raum.id)
    zeilen, veraendert = geduldete(sichtbare_pruefungen(request.akteur), heute())
    verfaelschte_pruefungen(request.akteur, [p.pk for p in veraendert], "geduldete")
    inhalt = {
        "raum": request.raum,
        "zeilen": zeilen,
        "veraendert": list(dict.fromkeys(veraendert)),
        "banner": banner(ausgeliefert(), heute()),
        "liste": request.raum.adresse("pruefungen"),
    }
    return render(request, "web/vollzug/geduldete.html", inhalt)
