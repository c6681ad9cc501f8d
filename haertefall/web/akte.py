"""The page of a case."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import fall_geoeffnet
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Sitzung, Sitzungsstand, Tagesordnungspunkt
from haertefall.sitzungen.sicht import sichtbare_sitzungen
from haertefall.sitzungen.vorbereitung import bereitet_vor
from haertefall.web.akte_ansicht import Akte, Sicht, akte
from haertefall.web.angebot import Angebot, an_der_reihe, angebote
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.ruhe import ruhe_fuer
from haertefall.zeit import heute


@nur_fuer(MIT_FAELLEN)
@require_safe
def seite(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """Where the case stands, what comes next, and the file as far as one may read it."""
    fall, stufe = sichtbarer_fall(request.akteur, fall_id)
    fassung = fassungen.aus_hash(fall.fassung_id)
    alle = angebote(request.akteur, fall, fassung, stufe, request.raum)
    ansicht = akte(fall, request.akteur, stufe, fassung, heute())
    fall_geoeffnet(
        request.akteur,
        fall.pk,
        gremium=fall.gremium_id,
        abgeschlossen_am=fall.abgeschlossen_am,
        aufgabe=_hat_aufgabe(request.akteur, ansicht, alle),
        notzugang=stufe is Tiefe.NOTFALL,
    )
    inhalt = {
        "akte": ansicht,
        "notzugang": stufe is Tiefe.NOTFALL,
        "ruhe": ruhe_fuer(request, offen=fall.abgeschlossen_am is None),
        "offene_fragen": _offene_fragen(ansicht, alle),
        "sitzung": _sitzung(request.akteur, fall),
        "naechste": [a for a in alle if not a.nebenbei],
        "an_der_reihe": an_der_reihe(fall, fassung) if ansicht.sicht is Sicht.INNEN else (),
        "nebenbei": [a for a in alle if a.nebenbei],
        "schritte": {a.name: a.adresse for a in alle},
        "faelle": request.raum.adresse("faelle"),
        "fragen": request.raum.adresse("fragen", fall_id=fall.pk),
        "vorbereitung": bereitet_vor(request.akteur, fall)
        and request.raum.adresse("vorbereitung", fall_id=fall.pk),
        "pruefhilfe": request.raum.adresse("pruefhilfe", fall_id=fall.pk)
        if stufe >= Tiefe.NOTFALL
        else "",
    }
    return render(request, "web/akte.html", inhalt)


def _sitzung(akteur: Akteur, fall: Fall) -> Sitzung | None:
    """The session on whose agenda the case is, for those who see sessions."""
    if fall.stand != Stand.AUF_TAGESORDNUNG:
        return None
    punkte = Tagesordnungspunkt.objects.filter(
        fall=fall, abgesetzt=False, geschlossen_um=None, sitzung__in=sichtbare_sitzungen(akteur)
    ).exclude(sitzung__stand=Sitzungsstand.ABGESAGT)
    punkt = punkte.select_related("sitzung__schluessel__eltern").order_by("sitzung__beginn").first()
    return punkt.sitzung if punkt else None


def _hat_aufgabe(akteur: Akteur, ansicht: Akte, alle: Iterable[Angebot]) -> bool:
    """Whether something waits here for who opened the case: a next step, a day that has come."""
    faellig = akteur.funktion is Funktion.GESCHAEFTSSTELLE and any(
        termin.am <= heute() for termin in ansicht.termine or ()
    )
    return faellig or any(not angebot.nebenbei for angebot in alle)


def _offene_fragen(ansicht: Akte, alle: Iterable[Angebot]) -> int:
    """Open questions, while the check is what comes next and one may answer them."""
    pruefung_steht_an = {"angabe_festhalten", "zulaessigkeit_feststellen"} <= {
        a.name for a in alle if a.name == "angabe_festhalten" or not a.nebenbei
    }
    if not pruefung_steht_an:
        return 0
    return max((p.offen for p in ansicht.gruende or ()), default=0)


def sichtbarer_fall(akteur: Akteur, fall_id: UUID) -> tuple[Fall, Tiefe]:
    """The case and how deep this Akteur may read it.

    Raises:
        Http404: the filter does not show it.
    """
    fall = (
        sichtbar_fuer(akteur)
        .select_related("gremium", "behoerde", "schluessel__eltern", "eingebracht_von__konto")
        .filter(pk=fall_id)
        .first()
    )
    if fall is None:
        raise Http404
    return fall, tiefe(akteur, fall)
