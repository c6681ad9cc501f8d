"""The report on past removals in an authority's own room, as page and as table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.vollzug.rueckblick import KOEPFE, als_csv, rueckblick
from haertefall.vollzug.sicht import sichtbare_pruefungen
from haertefall.web.bericht import datei
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.vollzug import NUR_BEHOERDE


@nur_fuer(NUR_BEHOERDE)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """One row per removal."""
    inhalt = {
        "raum": request.raum,
        "koepfe": KOEPFE,
        "zeilen": [
            list(zip(KOEPFE, z.worte(), strict=True))
            for z in rueckblick(sichtbare_pruefungen(request.akteur))
        ],
        "csv": request.raum.adresse("abschiebungen_csv"),
        "liste": request.raum.adresse("pruefungen"),
    }
    return render(request, "web/vollzug/abschiebungen.html", inhalt)


@nur_fuer(NUR_BEHOERDE)
@require_safe
def csv(request: Anfrage) -> HttpResponse:
    """The same as a table."""
    record(request.akteur, "abschiebungen_geladen", "behoerde", request.raum.id)
    zeilen = rueckblick(sichtbare_pruefungen(request.akteur))
    return datei(als_csv(zeilen), "text/csv", "abschiebungen.csv")
