"""The report of the body from counted facts: tables, charts, what was fixed, what differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.gremien.fassungen import Fassung, KeineFassung, gueltig_am
from haertefall.statistik.ausgabe import als_csv as csv_aus
from haertefall.statistik.ausgabe import als_json as json_aus
from haertefall.statistik.ausgabe import laenderbloecke, tausender
from haertefall.statistik.bericht import SPALTENWORTE, Taetigkeitsbericht, erstelle
from haertefall.statistik.tabellen import Berichtsfehler, jahre
from haertefall.statistik.tabellenarten import Tabelle
from haertefall.web.bericht_bilder import bild, mit_stern
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.zeit import heute


class JahrFeld(forms.IntegerField):
    """A year, typed."""

    def __init__(self, label: str) -> None:
        eingabe = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, min_value=1990, max_value=2200, widget=eingabe)


class TagFeld(forms.DateField):
    """A day that has come."""

    def __init__(self, label: str, help_text: str) -> None:
        auswahl = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, help_text=help_text, widget=auswahl)

    def clean(self, value: Any) -> date | None:
        """A day of the future is none."""
        tag: date | None = super().clean(value)
        if tag and tag > heute():
            raise forms.ValidationError("Der Tag liegt in der Zukunft.")
        return tag


class Zeitraum(forms.Form):
    """Years and days of the report."""

    von = JahrFeld("Eingangsjahr von")
    bis = JahrFeld("bis")
    stichtag = TagFeld("Stichtag", "Bis zu diesem Tag zählt, was geschehen ist")
    kenntnisstand = TagFeld("Kenntnisstand", "Bis zu diesem Tag zählt, was erfasst war")


@dataclass(frozen=True)
class Tabellenblatt:
    """One table as the page shows it."""

    kennung: str
    nummer: str
    titel: str
    koepfe: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]
    laender: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]
    csv: str
    bild: SafeString
    sterne: tuple[int, ...]


@nur_fuer()
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """The tables on one page."""
    bogen, bericht, meldung = _bericht(request)
    inhalt: dict[str, Any] = {"formular": bogen, "meldung": meldung}
    if bogen is not None:
        inhalt["fehlerliste"] = fehlerliste(bogen)
    if bericht is not None:
        frage = _frage(bericht)
        inhalt |= {
            "bericht": bericht,
            "blaetter": [
                _blatt(request, t, frage, bericht.nicht_ausgewertet) for t in bericht.tabellen
            ],
            "zuordnung": [(z, SPALTENWORTE[z.spalte]) for z in bericht.zuordnung],
            "grundarten": f"{request.raum.adresse('bericht_grundarten')}?{frage}",
            "behoerden": f"{request.raum.adresse('bericht_behoerden')}?{frage}",
            "json": f"{request.raum.adresse('bericht_json')}?{frage}",
        }
    return render(request, "web/bericht.html", inhalt, status=200 if bericht else 422)


@nur_fuer()
@require_safe
def als_csv(request: Anfrage, tabelle: str) -> HttpResponse:
    """One table in the columns of the published files."""
    bericht = _bericht(request)[1]
    gesucht = (
        next((t for t in bericht.tabellen if t.art.kennung == tabelle), None) if bericht else None
    )
    if gesucht is None:
        raise Http404
    record(request.akteur, "bericht_geladen", "gremium", request.raum.id)
    return datei(csv_aus(gesucht), "text/csv", f"{gesucht.art.datei}.csv")


@nur_fuer()
@require_safe
def als_json(request: Anfrage) -> HttpResponse:
    """Everything the report says."""
    bericht = _bericht(request)[1]
    if bericht is None:
        raise Http404
    record(request.akteur, "bericht_geladen", "gremium", request.raum.id)
    return datei(json_aus(bericht), "application/json", f"bericht_{bericht.gremium}.json")


def datei(inhalt: str, art: str, name: str) -> HttpResponse:
    kopf = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(inhalt, content_type=f"{art}; charset=utf-8", headers=kopf)


def _bericht(request: Anfrage) -> tuple[Zeitraum | None, Taetigkeitsbericht | None, str]:
    """Form, report (None if there is none for these years and days), and why not."""
    try:
        fassung = gueltig_am(request.raum.kennung, heute())
    except KeineFassung as grund:
        return None, None, str(grund)
    bogen = Zeitraum({**vorgaben(fassung), **{k: w for k, w in request.GET.items() if w}})
    if not bogen.is_valid():
        return bogen, None, ""
    try:
        return bogen, erstelle(fassung, **bogen.cleaned_data), ""
    except Berichtsfehler as grund:
        return bogen, None, str(grund)


def vorgaben(fassung: Fassung) -> dict[str, Any]:
    """Everything that is analysed, as of today."""
    tag = heute()
    return {
        "von": _erstes_jahr(fassung),
        "bis": tag.year,
        "stichtag": tag.isoformat(),
        "kenntnisstand": tag.isoformat(),
    }


def _erstes_jahr(fassung: Fassung) -> int:
    regeln, dieses = fassung.ordnung.bericht, heute().year
    return min(jahre(regeln, regeln.erstes_jahr or dieses, dieses), default=dieses)


def _frage(bericht: Taetigkeitsbericht) -> str:
    return urlencode(
        {
            "von": bericht.von,
            "bis": bericht.bis,
            "stichtag": bericht.stichtag.isoformat(),
            "kenntnisstand": bericht.kenntnisstand.isoformat(),
        }
    )


def _blatt(
    request: Anfrage, tabelle: Tabelle, frage: str, nicht_ausgewertet: Sequence[int]
) -> Tabellenblatt:
    art = tabelle.art
    koepfe = art.koepfe
    laender: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()
    zeilen: tuple[tuple[str, ...], ...] = ()
    if "land" in art.spalten:
        laender = tuple(
            (jahr, tuple((name, tausender(n)) for name, n in eintraege))
            for jahr, eintraege in laenderbloecke(tabelle).items()
        )
    else:
        mit = bool(tabelle.anmerkungen)
        koepfe = (*koepfe, "Anmerkung") if mit else koepfe
        zeilen = tuple(
            (
                str(werte[0]),
                *(tausender(w) for w in werte[1:]),
                *((tabelle.anmerkungen.get(int(werte[0]), ""),) if mit else ()),
            )
            for werte in tabelle.zeilen
        )
    adresse = request.raum.adresse("bericht_csv", tabelle=art.kennung)
    return Tabellenblatt(
        kennung=art.kennung,
        nummer=art.nummer,
        titel=art.titel,
        koepfe=koepfe,
        zeilen=zeilen,
        laender=laender,
        csv=f"{adresse}?{frage}",
        bild=bild(tabelle, nicht_ausgewertet),
        sterne=tuple(mit_stern(tabelle, nicht_ausgewertet)),
    )
