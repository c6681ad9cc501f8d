"""Sessions of a body: the list, and the agenda of one. What happens in them are acts."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Abstimmung, Sitzung, Sitzungsstand, Tagesordnungspunkt
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, sichtbare_sitzungen
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import Zeile, zeilen
from haertefall.web.raum import nur_fuer
from haertefall.zeit import heute, jetzt

VERGANGENE = 12


@dataclass(frozen=True)
class Punkt:
    """One item of the agenda that the reader may see, with what was decided."""

    nummer: int
    zeile: Zeile
    ohne_stellungnahme: bool
    beschluesse: tuple[tuple[str, str], ...]


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def liste(request: Anfrage) -> HttpResponse:
    """Coming sessions, then past ones."""
    alle = sichtbare_sitzungen(request.akteur).annotate(
        anzahl=Count("punkte", filter=Q(punkte__abgesetzt=False))
    )
    inhalt = {
        "kommende": alle.filter(beginn__gte=jetzt()).order_by("beginn", "pk"),
        "vergangene": alle.filter(beginn__lt=jetzt()).order_by("-beginn", "pk")[:VERGANGENE],
        "schritte": _schritte(request, ["sitzung_anberaumen"]),
    }
    return render(request, "web/sitzungen.html", inhalt)


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """One session with the items the reader may see."""
    sitzung = (
        sichtbare_sitzungen(request.akteur)
        .select_related("schluessel__eltern")
        .filter(pk=sitzung_id)
        .first()
    )
    if sitzung is None:
        raise Http404
    record(request.akteur, "sitzung_geoeffnet", "sitzung", sitzung.pk)
    laeuft = sitzung.stand not in (Sitzungsstand.BEENDET, Sitzungsstand.ABGESAGT)
    inhalt = {
        "sitzung": sitzung,
        "punkte": _punkte(request, sitzung),
        "schritte": [
            (
                SCHRITTE[name].titel,
                request.raum.adresse("schritt_in_sitzung", sitzung_id=sitzung.pk, name=name),
            )
            for name in (["sitzung_beenden", "sitzung_absagen"] if laeuft else [])
            if request.akteur.funktion in SCHRITTE[name].wer
        ],
        "sitzungen": request.raum.adresse("sitzungen"),
    }
    return render(request, "web/sitzung.html", inhalt)


def _punkte(request: Anfrage, sitzung: Sitzung) -> list[Punkt]:
    punkte = list(Tagesordnungspunkt.objects.filter(sitzung=sitzung, abgesetzt=False))
    faelle = list(
        sichtbar_fuer(request.akteur)
        .filter(pk__in=[p.fall_id for p in punkte])
        .select_related("behoerde", "schluessel__eltern")
    )
    je_fall = {z.fall_id: z for z in zeilen(request.akteur, faelle, heute(), mit_fristen=False)}
    beschluesse: dict[UUID, list[tuple[str, str]]] = {}
    for abstimmung in Abstimmung.objects.filter(punkt__sitzung=sitzung).select_related("punkt"):
        abstimmung.punkt.sitzung = sitzung
        wort = GEGENSTAND_WORTE[Gegenstand(abstimmung.gegenstand)]
        beschluesse.setdefault(abstimmung.punkt_id, []).append((wort, abstimmung.feststellung))
    return [
        Punkt(
            nummer=p.nummer,
            zeile=je_fall[p.fall_id],
            ohne_stellungnahme=p.ohne_stellungnahme,
            beschluesse=tuple(beschluesse.get(p.pk, ())),
        )
        for p in punkte
        if p.fall_id in je_fall
    ]


def _schritte(request: Anfrage, namen: list[str]) -> list[tuple[str, str]]:
    """Acts on sessions that this Funktion may do."""
    return [
        (SCHRITTE[name].titel, request.raum.adresse("schritt", name=name))
        for name in namen
        if request.akteur.funktion in SCHRITTE[name].wer
    ]
