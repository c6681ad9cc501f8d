"""The danger radar of the office: one list by how soon, each row with where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import nummern, record
from haertefall.faelle.gefahren import VORAUS, Gefahrzeile, gefahrenradar
from haertefall.recht.begriffe import Funktion
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.tresorwache import verfaelscht_in_liste
from haertefall.zeit import heute

MIT_RADAR = frozenset({Funktion.GESCHAEFTSSTELLE})


@dataclass(frozen=True)
class Radarzeile:
    """A row with how soon it is, in words."""

    zeile: Gefahrzeile
    wann: str


@dataclass(frozen=True)
class Zeitstufe:
    """Rows of one stretch of time, the earliest first."""

    kennung: str
    titel: str
    zeilen: tuple[Radarzeile, ...]


@nur_fuer(MIT_RADAR)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """What has come or comes, by day alone."""
    tag = heute()
    zeilen = radarzeilen(request.akteur, tag)
    genannte = nummern(z.fall_id for z in zeilen if z.fall_id)
    record(request.akteur, "radar_geoeffnet", "gremium", request.raum.id, genannte)
    inhalt = {
        "stufen": zeitstufen(zeilen, tag),
        "anzahl": len(zeilen),
        "voraus": VORAUS.days,
        "raum": request.raum,
    }
    return render(request, "web/radar.html", inhalt)


def radarzeilen(akteur: Akteur, tag: date) -> tuple[Gefahrzeile, ...]:
    """All rows, with a trace of those that were tampered with."""
    zeilen = gefahrenradar(akteur, tag)
    veraendert = dict.fromkeys(z.fall_id for z in zeilen if z.veraendert and z.fall_id)
    if akteur.gremium_id is not None:
        verfaelscht_in_liste(akteur, [(fall, akteur.gremium_id) for fall in veraendert], "radar")
    return zeilen


def naechste(zeilen: Iterable[Gefahrzeile], tag: date, hoechstens: int) -> list[Radarzeile]:
    """The first rows, for „Meine Arbeit“."""
    return [Radarzeile(z, wann_in_worten(z.am, tag)) for z in list(zeilen)[:hoechstens]]


def zeitstufen(zeilen: Iterable[Gefahrzeile], tag: date) -> list[Zeitstufe]:
    """What is there already, then the coming days; empty stretches are left out."""
    grenzen = (
        ("da", "Heute oder schon eingetreten", tag),
        ("woche", "In den nächsten 7 Tagen", tag + timedelta(days=7)),
        ("monat", "In den nächsten 30 Tagen", tag + timedelta(days=30)),
        ("spaeter", "Später", date.max),
    )
    stufen, ab = [], date.min
    alle = list(zeilen)
    for kennung, titel, bis in grenzen:
        hier = tuple(Radarzeile(z, wann_in_worten(z.am, tag)) for z in alle if ab <= z.am <= bis)
        if hier:
            stufen.append(Zeitstufe(kennung, titel, hier))
        ab = bis + timedelta(days=1) if bis < date.max else bis
    return stufen


def wann_in_worten(am: date, tag: date) -> str:
    """How a day lies to today."""
    tage = (am - tag).days
    if tage in (-1, 0, 1):
        return {-1: "gestern", 0: "heute", 1: "morgen"}[tage]
    return f"in {tage} Tagen" if tage > 0 else f"vor {-tage} Tagen"
