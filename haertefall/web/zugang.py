"""Access to cases beyond one's own: the end of access as a house setting, and the Notzugang."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.faelle.models import Notzugang, Zugangsende
from haertefall.gremien.models import Konto
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.schritte.gremium.notzugang_entscheiden import ZWEITE_PERSON
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.sicht import MIT_SITZUNGEN
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import UNLESBAR
from haertefall.web.raum import nur_fuer
from haertefall.web.tresorwache import verfaelschte_notzugaenge
from haertefall.zeit import jetzt

HOECHSTENS = 100
MIT_ZUGANG = MIT_SITZUNGEN | {Funktion.DATENSCHUTZ}
# Who reads every request of the body; the others read their own, and what waits for them.
_LIEST_ALLE = frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ, Funktion.DATENSCHUTZ})
_SCHRITTE = ("zugangsende_festlegen", "notzugang_beantragen", "notzugang_entscheiden")


@dataclass(frozen=True)
class Endezeile:
    """One decision of the house."""

    wann: str
    entschieden_von: str
    entschieden_am: date
    eingetragen_von: str
    um: datetime


@dataclass(frozen=True)
class Notzeile:
    """One request, as far as the reader may know it."""

    aktenzeichen: str
    wer: str
    funktion: str
    stunden: int
    grund: str
    beantragt_um: datetime
    entschieden_von: str
    entschieden_um: datetime | None
    gewaehrt: bool | None
    bis_um: datetime | None
    laeuft: bool


@nur_fuer(MIT_ZUGANG)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """The setting as it holds, former ones, requests."""
    enden = _enden(request.raum.id)
    inhalt = {
        "gilt": enden[0] if enden else None,
        "frueher": enden[1:],
        "notzugaenge": _notzugaenge(request),
        "schritte": {
            name: request.raum.adresse("schritt", name=name)
            for name in (*_SCHRITTE, "notzugang_beenden")
            if request.akteur.funktion in SCHRITTE[name].wer
        },
    }
    return render(request, "web/zugang.html", inhalt)


def _enden(gremium: UUID) -> list[Endezeile]:
    zeilen = list(
        Zugangsende.objects.filter(gremium=gremium).select_related("gremium__schluessel")[:20]
    )
    namen = _namen({z.konto for z in zeilen})
    return [
        Endezeile(
            wann=_wann(z.tage),
            entschieden_von=z.entschieden_von,
            entschieden_am=z.entschieden_am,
            eingetragen_von=namen.get(z.konto, ""),
            um=z.um,
        )
        for z in zeilen
    ]


def _wann(tage: int | None) -> str:
    if tage is None:
        return "Bis der Fall abgeschlossen ist"
    if tage == 0:
        return "Am Tag der Sitzung"
    return "1 Tag nach der Sitzung" if tage == 1 else f"{tage} Tage nach der Sitzung"


def _notzugaenge(request: Anfrage) -> list[Notzeile]:
    alle = Notzugang.objects.filter(gremium_id=request.raum.id).select_related(
        "amt__konto", "fall__schluessel__eltern", "gremium__schluessel"
    )
    if request.akteur.funktion not in _LIEST_ALLE:
        eigene = alle.filter(amt_id=request.akteur.amt_id or "")
        wartet = alle.filter(entschieden_um=None)
        alle = eigene | wartet if request.akteur.funktion in ZWEITE_PERSON else eigene
    zeilen = list(alle[:HOECHSTENS])
    namen = _namen({z.entschieden_von for z in zeilen if z.entschieden_von})
    um, veraendert = jetzt(), list[UUID | None]()
    lesbar = [
        Notzeile(
            aktenzeichen=z.aktenzeichen,
            wer=z.amt.konto.name,
            funktion=FUNKTION_WORTE[z.amt.get_funktion()],
            stunden=z.stunden,
            grund=_grund(z, veraendert),
            beantragt_um=z.beantragt_um,
            entschieden_von=namen.get(z.entschieden_von, "") if z.entschieden_von else "",
            entschieden_um=z.entschieden_um,
            gewaehrt=z.gewaehrt,
            bis_um=z.bis_um,
            laeuft=z.bis_um is not None and z.bis_um > um,
        )
        for z in zeilen
    ]
    verfaelschte_notzugaenge(request.akteur, veraendert)
    return lesbar


def _grund(zeile: Notzugang, veraendert: list[UUID | None]) -> str:
    """One reason that was tampered with must not keep anybody from ending the others."""
    try:
        return zeile.grund or ""
    except Verfaelscht:
        veraendert.append(zeile.fall_id)
        return f"Grund {UNLESBAR}"


def _namen(konten: set[UUID]) -> dict[UUID, str]:
    return dict(Konto.objects.filter(pk__in=konten).values_list("pk", "name"))
