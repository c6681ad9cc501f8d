"""The rules of the body to read: how far they are known, grounds, flow, quorum and majority."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.gremien import fassungen
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Regelungstext
from haertefall.recht.begriffe import FUNKTION_WORTE, STAND_WORTE, Stand
from haertefall.recht.ordnung import GRUNDLAGE_WORTE, THEMA_WORTE, Ablaufzeile, Grundlage, Zeile
from haertefall.recht.ordnung import Thema as RegelThema
from haertefall.recht.regelungsstand import REGELUNG_WORTE, Regelung, regelungsstand
from haertefall.schritte.register import SCHRITTE
from haertefall.web.akte_ansicht import fassung_in_worten
from haertefall.web.angebot import AUSSERDEM
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.verlauf import schritt_titel
from haertefall.web.worte import WIRKUNG_SAETZE
from haertefall.zeit import heute

# Topics that have a section of their own on the page, by its anchor.
_EIGENER_ABSCHNITT = {
    RegelThema.VORAUSSETZUNGEN: "gruende",
    RegelThema.AUSSCHLUSSGRUENDE: "gruende",
    RegelThema.ABLAUF: "ablauf",
}


@dataclass(frozen=True)
class Satz:
    """A row of the rules to read. `grundlage` is empty where it is plain text."""

    text: str
    zusatz: str
    grundlage: str
    beleg: str
    wortlaut: str
    auslegung: str
    zweifel: str
    steht_in: str = ""


Darunter = dict[str, str]
"""Texts below the Ordnung by name: what they are called and which version is kept here."""


@dataclass(frozen=True)
class Thema:
    """One topic with how well it is known."""

    wort: str
    regelung: Regelung
    regelung_wort: str
    saetze: tuple[Satz, ...]
    luecken: tuple[str, ...]
    siehe: str


@dataclass(frozen=True)
class Strecke:
    """The steps that are possible in one state. `stand` is empty before there is a case."""

    stand: str
    schritte: tuple[Satz, ...]


@nur_fuer()
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """The version that applies today, or the one asked for."""
    alle = fassungen.alle(request.raum.kennung)
    gewaehlt = {f.datei: f for f in alle}.get(f"{request.GET.get('fassung', '')}.toml")
    fassung = gewaehlt or fassungen.zum_zeigen(request.raum.kennung, heute())
    stand = regelungsstand(fassung.ordnung)
    darunter = _darunter(request, fassung)
    themen = _themen(fassung, darunter)
    anzahl = {r: sum(t.regelung is r for t in themen) for r in Regelung}
    inhalt = {
        "kopf": fassung.ordnung.ordnung,
        "fassung": fassung,
        "fassung_wort": fassung_in_worten(fassung),
        "andere": [(f.datei.removesuffix(".toml"), fassung_in_worten(f)) for f in alle
                   if f.datei != fassung.datei],
        "entwurf": fassung.entwurf,
        "unvollstaendig": stand.unvollstaendig,
        "regelungen": [(r, REGELUNG_WORTE[r], n) for r, n in anzahl.items() if n],
        "anzahl_themen": len(themen),
        "themen": themen,
        "gruende": _gruende(fassung, darunter),
        "strecken": _strecken(fassung, darunter),
        "wege": [_satz(weg, weg.bezeichnung, "voreingestellt" if weg.standard else "", darunter)
                 for weg in fassung.ordnung.weg],
        "weg_waehlen": request.raum.adresse("schritt", name="weg_waehlen")
        if request.akteur.funktion in SCHRITTE["weg_waehlen"].wer
        else "",
    }  # fmt: skip
    return render(request, "web/ordnung.html", inhalt)


def _darunter(request: Anfrage, fassung: Fassung) -> Darunter:
    """The newest version of each text that is kept here; what is not kept says so."""
    gehalten: dict[str, Regelungstext] = {}
    for text in Regelungstext.objects.filter(gremium_id=request.raum.id).defer("text"):
        gehalten.setdefault(text.kennung, text)
    return {
        n.kennung: f"{gehalten[n.kennung]}"
        if n.kennung in gehalten
        else f"{n.bezeichnung} (der Text ist hier nicht hinterlegt)"
        for n in fassung.ordnung.nachrangiges
    }


def _themen(fassung: Fassung, darunter: Darunter) -> list[Thema]:
    return [
        Thema(
            wort=THEMA_WORTE[t.thema],
            regelung=t.regelung,
            regelung_wort=REGELUNG_WORTE[t.regelung],
            saetze=() if t.thema in _EIGENER_ABSCHNITT else _saetze(t.zeilen, darunter),
            siehe=_EIGENER_ABSCHNITT.get(t.thema, "") if t.zeilen else "",
            luecken=tuple(luecke.inhalt or "" for luecke in t.luecken if luecke.inhalt),
        )
        for t in regelungsstand(fassung.ordnung).themen
    ]


def _saetze(zeilen: Iterable[Zeile], darunter: Darunter) -> tuple[Satz, ...]:
    return tuple(_satz(zeile, _text(zeile), "", darunter) for zeile in zeilen)


def _gruende(fassung: Fassung, darunter: Darunter) -> list[Satz]:
    voraussetzungen = [
        _satz(v, v.bezeichnung, "Voraussetzung", darunter) for v in fassung.ordnung.voraussetzung
    ]
    gruende = [
        _satz(g, g.bezeichnung, WIRKUNG_SAETZE[g.wirkung], darunter)
        for g in fassung.ordnung.ausschlussgrund
    ]
    return voraussetzungen + gruende


def _strecken(fassung: Fassung, darunter: Darunter) -> list[Strecke]:
    """The flow, state by state; side steps that are always possible are left out."""
    haupt = [z for z in fassung.ablauf if not z.frei and z.schritt not in AUSSERDEM]
    strecken = [Strecke("", tuple(_schritt(z, darunter) for z in haupt if not z.von))]
    for stand in Stand:
        zeilen = [z for z in haupt if stand in z.von]
        if zeilen:
            strecken.append(
                Strecke(STAND_WORTE[stand], tuple(_schritt(z, darunter) for z in zeilen))
            )
    immer = [z for z in fassung.ablauf if z.schritt in AUSSERDEM]
    strecken.append(Strecke("In mehreren Ständen", tuple(_schritt(z, darunter) for z in immer)))
    return strecken


def _schritt(zeile: Ablaufzeile, darunter: Darunter) -> Satz:
    wer = " oder ".join(FUNKTION_WORTE[f] for f in zeile.wer)
    ziele = dict.fromkeys(STAND_WORTE[z] for z in zeile.ziele().values() if z)
    danach = f" → {' / '.join(ziele)}" if ziele else ""
    auf = f" (nur auf dem Weg „{zeile.weg}“)" if zeile.weg else ""
    return _satz(zeile, schritt_titel(zeile.schritt) + auf, f"{wer}{danach}", darunter)


def _text(zeile: Zeile) -> str:
    """What a row is about, in the words it has."""
    for feld in ("bezeichnung", "inhalt"):
        wert = getattr(zeile, feld, None)
        if isinstance(wert, str):
            return wert
    return ""


def _satz(zeile: Zeile, text: str, zusatz: str, darunter: Darunter) -> Satz:
    return Satz(
        text=text,
        zusatz=zusatz,
        grundlage="" if zeile.art is Grundlage.TEXT else GRUNDLAGE_WORTE[zeile.art],
        beleg=zeile.norm or zeile.quelle or "",
        wortlaut=zeile.wortlaut or "",
        auslegung=zeile.auslegung or "",
        zweifel=zeile.zweifel or "",
        steht_in=darunter.get(zeile.nachrangig or "", ""),
    )
