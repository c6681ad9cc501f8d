"""Country papers of the office: those in force first, the outdated ones marked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.sicht import MIT_SITZUNGEN
from haertefall.sitzungen.vorbereitung import laenderpapiere
from haertefall.statistik.laender import sortierschluessel
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.vorbereitung import papier_in_worten


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """All papers of the body by country."""
    alle = [papier_in_worten(p) for p in laenderpapiere(request.akteur)]
    alle.sort(key=lambda p: sortierschluessel(p.land))
    schritte = {
        name: request.raum.adresse("schritt", name=name)
        for name in ("laenderpapier_einstellen", "laenderpapier_ueberholen")
        if request.akteur.funktion in SCHRITTE[name].wer
    }
    return render(request, "web/laenderpapiere.html", {"papiere": alle, "schritte": schritte})
