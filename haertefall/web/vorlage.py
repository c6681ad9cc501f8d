"""What an authority has laid before a body, as its office reads it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.recht.begriffe import Funktion
from haertefall.statistik.laender import laender
from haertefall.vollzug.sicht import sichtbare_vorlagen
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer


@nur_fuer(frozenset({Funktion.GESCHAEFTSSTELLE}))
@require_safe
def seite(request: Anfrage, vorlage_id: UUID) -> HttpResponse:
    """Everything that was handed over, and nothing else."""
    vorlage = (
        sichtbare_vorlagen(request.akteur)
        .select_related("behoerde", "fall", "schluessel__eltern")
        .filter(pk=vorlage_id)
        .first()
    )
    if vorlage is None:
        raise Http404
    record(request.akteur, "vorlage_geoeffnet", "vorlage", vorlage.pk)
    personen = [
        (p, laender()[p["land"]].name if p["land"] else "nicht bekannt") for p in vorlage.personen
    ]
    erfassen = request.raum.adresse("schritt", name="antrag_erfassen")
    inhalt = {
        "raum": request.raum,
        "vorlage": vorlage,
        "personen": personen,
        "erfassen": f"{erfassen}?vorlage={vorlage.pk}",
    }
    return render(request, "web/vollzug/vorlage.html", inhalt)
