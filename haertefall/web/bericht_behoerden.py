"""The inquiry: what became of the cases of each authority, or of one authority year by year."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

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
from haertefall.web.bericht import Zeitraum
from haertefall.web.bericht_tafel import Antwort, als_datei, antworte, rahmen
from haertefall.web.huelle import Anfrage as Seitenanfrage
from haertefall.web.raum import nur_fuer


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
    antwort = _antwort(request)
    inhalt, anfrage = rahmen(request, antwort, "bericht_behoerden_csv"), antwort.tafel
    if anfrage is not None:
        inhalt |= {
            "anfrage": anfrage,
            "koepfe": list(SPALTEN.values()),
            "zeilen": [(z.name or z.schluessel, _zahlen(z)) for z in anfrage.zeilen],
            "gesamt": _zahlen(anfrage.gesamt),
            "gruende": list(gruende_in_worten(anfrage.gesamt)),
            "ruht": list(ruht_in_worten(anfrage.gesamt)),
        }
    return render(request, "web/bericht_behoerden.html", inhalt, status=200 if anfrage else 422)


@nur_fuer()
@require_safe
def csv(request: Seitenanfrage) -> HttpResponse:
    """The same as a flat table."""
    return als_datei(request, _antwort(request), als_csv, "anfrage.csv")


def _antwort(request: Seitenanfrage) -> Antwort[Anfrage]:
    bogen = partial(Behoerdenzeitraum, gremium=request.raum.kennung)
    return antworte(request, bogen, beantworte)


def _zahlen(zeile: Anfragezeile) -> list[str]:
    return [tausender(zeile.zahlen[spalte]) for spalte in SPALTEN]
