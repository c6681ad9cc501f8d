"""Kinds of reason as a small table: on what the Ersuchen of some years rest."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.gremien.fassungen import KeineFassung, gueltig_am
from haertefall.statistik.ausgabe import tausender
from haertefall.statistik.grundarten import Artentafel, als_csv, zaehle_arten
from haertefall.statistik.tabellen import Berichtsfehler
from haertefall.web.bericht import Zeitraum, datei, vorgaben
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.zeit import heute


@nur_fuer()
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """The table with what it says and what it does not."""
    bogen, tafel, meldung = _tafel(request)
    inhalt: dict[str, Any] = {
        "formular": bogen,
        "meldung": meldung,
        "bericht": request.raum.adresse("bericht"),
    }
    if bogen is not None:
        inhalt["fehlerliste"] = fehlerliste(bogen)
    if tafel is not None and bogen is not None:
        frage = urlencode({name: bogen[name].value() or "" for name in bogen.fields})
        inhalt |= {
            "tafel": tafel,
            "zeilen": [(z.wort, tausender(z.faelle), tausender(z.personen)) for z in tafel.zeilen],
            "gesamt": (tausender(tafel.faelle), tausender(tafel.personen)),
            "csv": f"{request.raum.adresse('bericht_grundarten_csv')}?{frage}",
        }
    return render(request, "web/bericht_grundarten.html", inhalt, status=200 if tafel else 422)


@nur_fuer()
@require_safe
def csv(request: Anfrage) -> HttpResponse:
    """The same as a flat table."""
    tafel = _tafel(request)[1]
    if tafel is None:
        raise Http404
    record(request.akteur, "bericht_geladen", "gremium", request.raum.id)
    return datei(als_csv(tafel), "text/csv", "arten_der_gruende.csv")


def _tafel(request: Anfrage) -> tuple[Zeitraum | None, Artentafel | None, str]:
    try:
        fassung = gueltig_am(request.raum.kennung, heute())
    except KeineFassung as grund:
        return None, None, str(grund)
    bogen = Zeitraum({**vorgaben(fassung), **{k: w for k, w in request.GET.items() if w}})
    if not bogen.is_valid():
        return bogen, None, ""
    try:
        tafel = zaehle_arten(fassung.gremium, fassung.ordnung.bericht, **bogen.cleaned_data)
    except Berichtsfehler as grund:
        return bogen, None, str(grund)
    return bogen, tafel, ""
