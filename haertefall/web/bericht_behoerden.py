"""The inquiry: what became of the cases of each authority, or of one authority year by year."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.gremien.fassungen import KeineFassung, gueltig_am
from haertefall.statistik.anfrage import (
    SPALTEN,
    Anfrage,
    Anfragezeile,
    als_csv,
    beantworte,
    behoerden,
    gruende_in_worten,
    ruht_in_worten,
)
from haertefall.statistik.ausgabe import tausender
from haertefall.statistik.tabellen import Berichtsfehler
from haertefall.web.bericht import Zeitraum, datei, vorgaben
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage as Seitenanfrage
from haertefall.web.raum import nur_fuer
from haertefall.zeit import heute


class Behoerdenzeitraum(Zeitraum):
    """Years and days, and perhaps one authority."""

    behoerde = forms.ChoiceField(label="Ausländerbehörde", required=False)

    def __init__(self, *args: Any, gremium: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wahl = [(kennung, kennung) for kennung in behoerden(gremium)]
        self.fields["behoerde"].choices = [("", "alle, nebeneinander"), *wahl]  # type: ignore[attr-defined]


@nur_fuer()
@require_safe
def seite(request: Seitenanfrage) -> HttpResponse:
    """One table; reasons and resting beside it."""
    bogen, anfrage, meldung = _anfrage(request)
    inhalt: dict[str, Any] = {
        "formular": bogen,
        "meldung": meldung,
        "bericht": request.raum.adresse("bericht"),
    }
    if bogen is not None:
        inhalt["fehlerliste"] = fehlerliste(bogen)
    if anfrage is not None:
        frage = urlencode(
            {name: bogen[name].value() or "" for name in bogen.fields} if bogen else {}
        )
        inhalt |= {
            "anfrage": anfrage,
            "koepfe": list(SPALTEN.values()),
            "zeilen": [(z.name or z.schluessel, _zahlen(z)) for z in anfrage.zeilen],
            "gesamt": _zahlen(anfrage.gesamt),
            "gruende": list(gruende_in_worten(anfrage.gesamt)),
            "ruht": list(ruht_in_worten(anfrage.gesamt)),
            "csv": f"{request.raum.adresse('bericht_behoerden_csv')}?{frage}",
        }
    return render(request, "web/bericht_behoerden.html", inhalt, status=200 if anfrage else 422)


@nur_fuer()
@require_safe
def csv(request: Seitenanfrage) -> HttpResponse:
    """The same as a flat table."""
    anfrage = _anfrage(request)[1]
    if anfrage is None:
        raise Http404
    record(request.akteur, "bericht_geladen", "gremium", request.raum.id)
    return datei(als_csv(anfrage), "text/csv", "anfrage.csv")


def _anfrage(request: Seitenanfrage) -> tuple[Behoerdenzeitraum | None, Anfrage | None, str]:
    try:
        fassung = gueltig_am(request.raum.kennung, heute())
    except KeineFassung as grund:
        return None, None, str(grund)
    angaben = {**vorgaben(fassung), **{k: w for k, w in request.GET.items() if w}}
    bogen = Behoerdenzeitraum(angaben, gremium=request.raum.kennung)
    if not bogen.is_valid():
        return bogen, None, ""
    try:
        antwort = beantworte(fassung.gremium, fassung.ordnung.bericht, **bogen.cleaned_data)
    except Berichtsfehler as grund:
        return bogen, None, str(grund)
    return bogen, antwort, ""


def _zahlen(zeile: Anfragezeile) -> list[str]:
    return [tausender(zeile.zahlen[spalte]) for spalte in SPALTEN]
