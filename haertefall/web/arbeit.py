"""Meine Arbeit: what waits for this Funktion, what falls due, which sessions come next.

Sorted by day only. Nothing here weighs one case against another.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import liste_gelesen
from haertefall.audit.schluesselstand import schluesselstand
from haertefall.auftraege.uebersicht import uebersicht
from haertefall.faelle.models import Fall, Ruhen, Wiedervorlage
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien import fassungen
from haertefall.recht.ablauf import moegliche_schritte, wegwahl
from haertefall.recht.begriffe import STAND_WORTE, Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.sitzungen.sicht import (
    MIT_SITZUNGEN,
    mit_anzahl,
    sichtbare_sitzungen,
    stehen_an,
)
from haertefall.vollzug.models import Vorlage
from haertefall.vollzug.sicht import sichtbare_vorlagen
from haertefall.web.angebot import ist_nebenschritt
from haertefall.web.blaettern import spalten_fuer
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import Zeile, benannte, stand_filterbar, zeilen
from haertefall.web.radar import naechste, radarzeilen
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.ruhe import ruhe_fuer
from haertefall.web.worte import anlass_wort, faellig_in_worten
from haertefall.zeit import heute

JE_STAND = 8
HOECHSTENS = 60
FRISTEN = 20
# What falls due later than this is folded away.
BALD = timedelta(days=14)
EIN_TAG = timedelta(days=1)
HOECHSTENS_FRISTEN = 200
SITZUNGEN = 3
GEFAHREN = 5

# The office records what others send, but here it waits for them: it is their turn.
_WARTET_AUF_ANDERE = frozenset(
    {
        Stand.ANGEBOTEN,
        Stand.VORPRUEFUNG,
        Stand.STELLUNGNAHME,
        Stand.AUF_TAGESORDNUNG,
        Stand.ERSUCHEN_ZUGELEITET,
        Stand.ANGEKUENDIGT,
        Stand.ANGEORDNET,
        Stand.MITGETEILT,
    }
)


@dataclass(frozen=True)
class Gruppe:
    """Cases in one state that wait for this Funktion, the oldest first."""

    stand: Stand
    wort: str
    schritte: tuple[str, ...]
    anzahl: int
    zeilen: tuple[Zeile, ...]
    weitere: int
    alle: str


@dataclass(frozen=True)
class Frist:
    """A day on which to look at a case."""

    fall_id: UUID
    aktenzeichen: str
    am: date
    in_worten: str
    ueberfaellig: bool
    was: str


@dataclass(frozen=True)
class Fristgruppe:
    """Days of one stretch of time. `faltet`: far off, shown when asked for."""

    titel: str
    liste: tuple[Frist, ...]
    anzahl: int
    faltet: bool


@nur_fuer()
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """What waits, what falls due, what comes."""
    akteur = request.akteur
    inhalt: dict[str, object] = {"raum": request.raum, "ruhe": ruhe_fuer(request)}
    genannte: list[tuple[UUID, UUID]] = []
    if akteur.funktion in MIT_FAELLEN:
        inhalt["pruefbogen"] = request.raum.adresse("pruefbogen")
    if akteur.funktion in MIT_FAELLEN:
        gruppen = _warten(request)
        genannte = [fall for gruppe in gruppen for fall in benannte(gruppe.zeilen)]
        inhalt |= {"warten": gruppen, "faelle": request.raum.adresse("faelle")}
        inhalt["beratung"] = akteur.funktion is Funktion.BERATUNG
        inhalt["nur_lesen"] = akteur.funktion is Funktion.FACHAUFSICHT
    if akteur.funktion is Funktion.GESCHAEFTSSTELLE:
        gefahren = naechste(radarzeilen(akteur, heute()), heute(), GEFAHREN)
        genannte += [(g.zeile.fall_id, request.raum.id) for g in gefahren if g.zeile.fall_id]
        inhalt |= {
            "fristen": _fristen(request),
            "gefahren": gefahren,
            "radar": request.raum.adresse("radar"),
            "vorlagen": _vorlagen(request),
            "ruhende": _ruhende(request),
            "bei_anderen": _bei_anderen(request),
            "neuer_antrag": request.raum.adresse("schritt", name="antrag_erfassen"),
        }
    if akteur.funktion in MIT_SITZUNGEN:
        inhalt |= {"sitzungen": _sitzungen(akteur), "mit_sitzungen": True}
    if akteur.funktion is Funktion.BETRIEB:
        inhalt |= {"auftraege": uebersicht(), "schluessel": schluesselstand()}
    liste_gelesen(akteur, "arbeit", genannte)
    return render(request, "web/arbeit.html", inhalt)


def _warten(request: Anfrage) -> list[Gruppe]:
    """Groups by state in the order of the procedure."""
    faelle, schritte = _an_der_reihe(request)
    if faelle is None:
        return []
    anzahl = dict(faelle.order_by().values_list("stand").annotate(Count("pk")))
    aelteste = list(
        faelle.select_related("behoerde", "schluessel__eltern").order_by(
            *spalten_fuer(request.akteur.funktion)
        )[:HOECHSTENS]
    )
    alle = zeilen(request.akteur, aelteste, heute(), mit_fristen=False)
    gruppen = []
    for stand in Stand:
        if stand not in anzahl:
            continue
        hier = [z for z, fall in zip(alle, aelteste, strict=True) if fall.stand == stand]
        gezeigt = tuple(hier[:JE_STAND])
        frage = f"?stand={stand}" if stand_filterbar(request.akteur.funktion) else ""
        gruppen.append(
            Gruppe(
                stand=stand,
                # An offered case says no more than that it is offered.
                wort=hier[0].stand if hier else STAND_WORTE[stand],
                schritte=tuple(SCHRITTE[s].titel for s in schritte[stand]),
                anzahl=anzahl[stand],
                zeilen=gezeigt,
                weitere=anzahl[stand] - len(gezeigt),
                alle=request.raum.adresse("faelle") + frage,
            )
        )
    return gruppen


def _an_der_reihe(request: Anfrage) -> tuple[QuerySet[Fall] | None, dict[Stand, dict[str, None]]]:
    """Cases whose next step is this Funktion's, and which steps those are in each state.

    Cases of one version, way and way in have the same steps: the rules are asked once for each
    such kind, not once for each case.
    """
    offene = sichtbar_fuer(request.akteur).exclude(stand=Stand.ABGESCHLOSSEN).filter(ruht=False)
    arten = offene.order_by().values_list("fassung", "weg", "antragsweg", "zaehlt_als", "stand")
    bedingung, schritte = Q(), dict[Stand, dict[str, None]]()
    for fassung, weg, antragsweg, zaehlt_als, stand in arten.distinct():
        namen = _schritte(request, fassung, weg, antragsweg, zaehlt_als, Stand(stand))
        if namen:
            schritte.setdefault(Stand(stand), {}).update(dict.fromkeys(namen))
            bedingung |= Q(
                fassung=fassung,
                weg=weg,
                antragsweg=antragsweg,
                zaehlt_als=zaehlt_als,
                stand=stand,
            )
    return (offene.filter(bedingung) if bedingung else None), schritte


def _schritte(
    request: Anfrage, fassung: str, weg: str, antragsweg: str, zaehlt_als: str, stand: Stand
) -> list[str]:
    funktion = request.akteur.funktion
    if funktion is Funktion.GESCHAEFTSSTELLE and stand in _WARTET_AUF_ANDERE:
        return []
    moeglich = moegliche_schritte(
        fassungen.aus_hash(fassung).ablauf,
        stand=stand,
        funktion=funktion,
        weg=wegwahl(weg),
        antragsweg=antragsweg,
        letztes_ergebnis=zaehlt_als,
    )
    return [z.schritt for z in moeglich if not ist_nebenschritt(z, stand)]


def _bei_anderen(request: Anfrage) -> list[tuple[Stand, str, int]]:
    """How many cases wait for somebody else, by state."""
    offene = sichtbar_fuer(request.akteur).filter(stand__in=_WARTET_AUF_ANDERE, ruht=False)
    anzahl = dict(offene.order_by().values_list("stand").annotate(Count("pk")))
    return [(stand, STAND_WORTE[stand], anzahl[stand]) for stand in Stand if stand in anzahl]


def _fristen(request: Anfrage) -> list[Fristgruppe]:
    """Open Wiedervorlagen by how soon; empty stretches are left out."""
    offen = (
        Wiedervorlage.objects.filter(fall__in=sichtbar_fuer(request.akteur), erledigt_am=None)
        .exclude(anlass="ruhen")
        .select_related("fall")
        .order_by("faellig_am", "pk")
    )
    tag = heute()
    # One query: far more than an office can look at in one day.
    alle = [_frist(w.fall, w.faellig_am, anlass_wort(w.anlass)) for w in offen[:HOECHSTENS_FRISTEN]]
    stufen = (
        ("Überfällig", date.min, tag - EIN_TAG, False),
        ("In den nächsten 14 Tagen", tag, tag + BALD, False),
        ("Später", tag + BALD + EIN_TAG, date.max, True),
    )
    gruppen = []
    for titel, von, bis, faltet in stufen:
        hier = [frist for frist in alle if von <= frist.am <= bis]
        if hier:
            gruppen.append(Fristgruppe(titel, tuple(hier[:FRISTEN]), len(hier), faltet))
    return gruppen


def _ruhende(request: Anfrage) -> list[Frist]:
    """Resting cases, those to look at next first."""
    offen = (
        Ruhen.objects.filter(fall__in=sichtbar_fuer(request.akteur), bis=None)
        .select_related("fall")
        .order_by("naechster_blick", "pk")
    )
    return [_frist(r.fall, r.naechster_blick, "Ruhenden Fall ansehen") for r in offen[:FRISTEN]]


def _vorlagen(request: Anfrage) -> list[tuple[Vorlage, str]]:
    """What authorities have laid before the body and nobody has recorded yet."""
    offen = sichtbare_vorlagen(request.akteur).filter(angenommen_am=None).select_related("behoerde")
    return [(v, request.raum.adresse("vorlage", vorlage_id=v.pk)) for v in offen]


def _frist(fall: Fall, am: date, was: str) -> Frist:
    tag = heute()
    return Frist(fall.pk, fall.aktenzeichen, am, faellig_in_worten(am, tag), am < tag, was)


def _sitzungen(akteur: Akteur) -> list[Sitzung]:
    """What runs and the next sessions, with the number of items on each that one may see."""
    kommende = sichtbare_sitzungen(akteur).filter(stehen_an())
    kommende = kommende.exclude(stand=Sitzungsstand.ABGESAGT)
    return list(mit_anzahl(akteur, kommende).order_by("beginn")[:SITZUNGEN])
