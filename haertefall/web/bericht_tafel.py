"""What pages of counted tables share: years and days in, a table or a message out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from haertefall.audit.record import record
from haertefall.gremien.fassungen import KeineFassung, gueltig_am
from haertefall.statistik.tabellen import Berichtsfehler
from haertefall.web.bericht import Zeitraum, datei, vorgaben
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.zeit import heute

Tafel = TypeVar("Tafel")


@dataclass(frozen=True)
class Antwort(Generic[Tafel]):
    """The form as it was sent; the table, or else why there is none."""

    bogen: Zeitraum | None
    tafel: Tafel | None
    meldung: str = ""


def antworte(
    request: Anfrage, bogen: Callable[[dict[str, Any]], Zeitraum], zaehle: Callable[..., Tafel]
) -> Antwort[Tafel]:
    """Count what the form asks, under the version of the rules that holds today.

    Args:
        request: the question; what it leaves out is proposed.
        bogen: makes the form.
        zaehle: body, its report and what the form yields → table; raises Berichtsfehler.
    """
    try:
        fassung = gueltig_am(request.raum.kennung, heute())
    except KeineFassung as grund:
        return Antwort(None, None, str(grund))
    gefragt = bogen({**vorgaben(fassung), **{k: w for k, w in request.GET.items() if w}})
    if not gefragt.is_valid():
        return Antwort(gefragt, None)
    try:
        tafel = zaehle(fassung.gremium, fassung.ordnung.bericht, **gefragt.cleaned_data)
    except Berichtsfehler as grund:
        return Antwort(gefragt, None, str(grund))
    return Antwort(gefragt, tafel)


def rahmen(request: Anfrage, antwort: Antwort[Any], csv: str) -> dict[str, Any]:
    """What such a page shows around its table. `csv`: name of the address of the same as a file."""
    bogen = antwort.bogen
    inhalt: dict[str, Any] = {
        "formular": bogen,
        "meldung": antwort.meldung,
        "bericht": request.raum.adresse("bericht"),
    }
    if bogen is not None:
        inhalt["fehlerliste"] = fehlerliste(bogen)
        frage = urlencode({name: bogen[name].value() or "" for name in bogen.fields})
        inhalt["csv"] = f"{request.raum.adresse(csv)}?{frage}"
    return inhalt


def als_datei(
    request: Anfrage, antwort: Antwort[Tafel], als_csv: Callable[[Tafel], str], name: str
) -> HttpResponse:
    """The table as a file, with a trace."""
    if antwort.tafel is None:
        raise Http404
    record(request.akteur, "bericht_geladen", "gremium", request.raum.id)
    return datei(als_csv(antwort.tafel), "text/csv", name)
