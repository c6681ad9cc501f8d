"""Kinds of reason as a small table: on what the Ersuchen of some years rest."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.statistik.ausgabe import tausender
from haertefall.statistik.grundarten import Artentafel, als_csv, zaehle_arten
from haertefall.web.bericht import Zeitraum
from haertefall.web.bericht_tafel import Antwort, als_datei, antworte, rahmen
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer


@nur_fuer()
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """The table with what it says and what it does not."""
    antwort = _antwort(request)
    inhalt, tafel = rahmen(request, antwort, "bericht_grundarten_csv"), antwort.tafel
    if tafel is not None:
        inhalt |= {
            "tafel": tafel,
            "zeilen": [(z.wort, tausender(z.faelle), tausender(z.personen)) for z in tafel.zeilen],
            "gesamt": (tausender(tafel.faelle), tausender(tafel.personen)),
        }
    return render(request, "web/bericht_grundarten.html", inhalt, status=200 if tafel else 422)


@nur_fuer()
@require_safe
def csv(request: Anfrage) -> HttpResponse:
    """The same as a flat table."""
    return als_datei(request, _antwort(request), als_csv, "arten_der_gruende.csv")


def _antwort(request: Anfrage) -> Antwort[Artentafel]:
    return antworte(request, Zeitraum, zaehle_arten)
