"""The screen of a running session: the office leads, members follow. It is a page like any other;
a small script asks whether something changed and then loads it again.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.beschluss import beschlussfaehig
from haertefall.recht.ordnung import Ordnung
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.leitung import aufgerufener_punkt
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.lage import Lage, lage
from haertefall.sitzungen.models import Antrag, Sitzung, Sitzungsstand
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, sichtbare_sitzungen
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.sitzung import sichtbare_sitzung
from haertefall.web.tagesordnung import punkte
from haertefall.zeit import rechtstag

OHNE_PUNKT = ("anwesenheit_festhalten", "punkt_aufrufen", "punkt_aufsetzen", "sitzung_beenden")


@dataclass(frozen=True)
class Antragszeile:
    """A motion with what became of it."""

    antrag: Antrag
    wort: str
    saetze: tuple[str, ...]


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """Who is there, what is on, what was moved and decided; buttons for who leads."""
    sitzung = sichtbare_sitzung(request, sitzung_id)
    if sitzung.stand != Sitzungsstand.LAEUFT:
        raise Http404
    fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
    laeuft = aufgerufener_punkt(sitzung)
    raum = lage(sitzung, fassung, laeuft)
    alle = punkte(request.akteur, sitzung)
    hier = next((p for p in alle if laeuft is not None and p.punkt.pk == laeuft.pk), None)
    antraege = _antraege(sitzung, hier.punkt.pk) if hier else []
    leitet = request.akteur.funktion in SCHRITTE["anwesenheit_festhalten"].wer
    inhalt = {
        "sitzung": sitzung,
        "punkte": alle,
        "hier": hier,
        "verdeckt": laeuft is not None and hier is None,
        "antraege": antraege,
        "anwesenheit": _adresse(request, sitzung, "anwesenheit_festhalten") if leitet else "",
        "lage": raum,
        "faehigkeit": _faehigkeit(raum, fassung.ordnung, sitzung),
        "schritte": [
            (SCHRITTE[n].titel, _adresse(request, sitzung, n))
            for n in (_am_punkt(antraege) if laeuft else OHNE_PUNKT)
            if request.akteur.funktion in SCHRITTE[n].wer
        ],
        "zurueck": request.raum.adresse("sitzung", sitzung_id=sitzung.pk),
        "puls": request.raum.adresse("sitzung_puls", sitzung_id=sitzung.pk),
    }
    return render(request, "web/live.html", inhalt)


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def puls(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """The version of the session, nothing else: no content, no write, no trace."""
    version = (
        sichtbare_sitzungen(request.akteur)
        .filter(pk=sitzung_id)
        .values_list("version", flat=True)
        .first()
    )
    if version is None:
        raise Http404
    return HttpResponse(str(version), content_type="text/plain")


def _am_punkt(antraege: list[Antragszeile]) -> list[str]:
    """What can be done with the item that is on, as far as its motions have come."""
    offen = [a for a in antraege if a.antrag.angenommen is None and not a.antrag.zurueckgezogen_um]
    gezaehlt = [a for a in antraege if a.antrag.angenommen is not None]
    namen = ["abstimmung_festhalten"] if offen else ["antrag_stellen"]
    if gezaehlt:
        namen += ["zaehlung_berichtigen"]
    if gezaehlt and not offen:
        namen = ["punkt_schliessen", *namen]
    return [*namen, "anwesenheit_festhalten"]


def _adresse(request: Anfrage, sitzung: Sitzung, name: str) -> str:
    return request.raum.adresse("schritt_in_sitzung", sitzung_id=sitzung.pk, name=name)


def _faehigkeit(raum: Lage, ordnung: Ordnung, sitzung: Sitzung) -> str:
    return beschlussfaehig(
        ordnung, raum.besetzung(), kleines_gremium=sitzung.kleines_gremium or None
    ).satz


def _antraege(sitzung: Sitzung, punkt_id: UUID) -> list[Antragszeile]:
    zeilen = []
    antraege = Antrag.objects.filter(punkt=punkt_id).select_related(
        "punkt__fall__schluessel__eltern", "punkt__sitzung__schluessel__eltern"
    )
    for antrag in antraege.prefetch_related("abstimmungen"):
        saetze = []
        for zaehlung in antrag.abstimmungen.all():
            zaehlung.punkt = antrag.punkt
            saetze.append(zaehlung.feststellung)
        wort = GEGENSTAND_WORTE[Gegenstand(antrag.gegenstand)]
        zeilen.append(Antragszeile(antrag, wort, tuple(saetze[-1:])))
    return zeilen
