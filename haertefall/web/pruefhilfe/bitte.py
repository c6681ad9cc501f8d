"""A page to print: it asks the authority for the individual check before a deportation."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.recht.pruefhilfe import Uebersicht
from haertefall.recht.pruefhilfe.befund import Ergebnis
from haertefall.recht.pruefhilfe.hindernisse import hindernisse, offene_wege
from haertefall.web.huelle import Anfrage
from haertefall.web.pruefhilfe.blick import blick
from haertefall.web.pruefhilfe.seiten import rahmen
from haertefall.web.raum import MIT_FAELLEN, nur_fuer


@nur_fuer(MIT_FAELLEN)
@require_safe
def seite(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """The obstacles found for one person, without what § 97a AufenthG keeps inside."""
    wer = blick(request, fall_id, "einzelfallbitte_gedruckt")
    inhalt = {**rahmen(request, wer), **bitte_um_pruefung(wer.wege.uebersicht)}
    return render(request, "web/pruefhilfe/bitte.html", inhalt)


def bitte_um_pruefung(uebersicht: Uebersicht) -> dict[str, Any]:
    """What the printed page says."""
    return {
        "hindernisse": hindernisse(uebersicht),
        "erfuellte": [
            weg.weg
            for weg in offene_wege(uebersicht)
            if weg.befund.ergebnis is Ergebnis.ERFUELLT and not weg.gefuehrt
        ],
        "stichtag": uebersicht.stichtag,
    }
