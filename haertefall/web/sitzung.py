"""Sessions of a body: the list with its rhythm, and one session with agenda and people."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.akteur import Akteur
from haertefall.audit.lesen import zuletzt_dasselbe
from haertefall.audit.record import nummern, record
from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.recht.turnus import LAMPE_WORTE, Turnusbefund, turnus_beobachten
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.ladung import letzter_tag_der_ladung, regel
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.sitzung.eroeffnung_zuruecknehmen import was_geschah
from haertefall.schritte.sitzung.ruecknahme_aufsetzen import ruecknehmbare
from haertefall.schritte.sitzung.umlauf_einleiten import umlaufregel
from haertefall.sitzungen.mitwirkende import (
    ausgeschiedene,
    eingeladene,
    einzuladende,
    zusammensetzung,
)
from haertefall.sitzungen.models import Punktart, Sitzung, Sitzungsform, Sitzungsstand
from haertefall.sitzungen.sicht import (
    MIT_SITZUNGEN,
    mit_anzahl,
    sichtbare_sitzungen,
    stehen_an,
)
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import Zeile
from haertefall.web.raum import nur_fuer
from haertefall.web.ruhe import ruhe_fuer
from haertefall.web.sitzungswache import VON_SELBST
from haertefall.web.tagesordnung import bereite, geantwortet, leute, punkte
from haertefall.zeit import heute, jetzt, rechtstag

VERGANGENE = 12
# Which acts on a session make sense in which state, the thing to do next first.
JE_STAND: dict[str, tuple[str, ...]] = {
    Sitzungsstand.ANBERAUMT: (
        "sitzung_einladen",
        "punkt_aufsetzen",
        "ruecknahme_aufsetzen",
        "punkt_streichen",
        "sitzung_eroeffnen",
        "sitzung_verlegen",
        "sitzung_beenden",
        "sitzung_absagen",
    ),
    Sitzungsstand.EINGELADEN: (
        "sitzung_zusagen",
        "punkt_aufsetzen",
        "ruecknahme_aufsetzen",
        "punkt_streichen",
        "sitzung_eroeffnen",
        "sitzung_verlegen",
        "sitzung_einladen",
        "sitzung_beenden",
        "sitzung_absagen",
    ),
    Sitzungsstand.LAEUFT: (
        "punkt_aufsetzen",
        "ruecknahme_aufsetzen",
        "sitzung_zusagen",
        "sitzung_beenden",
        "eroeffnung_zuruecknehmen",
    ),
    Sitzungsstand.BEENDET: (),
    Sitzungsstand.ABGESAGT: (),
}


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def liste(request: Anfrage) -> HttpResponse:
    """Coming sessions, how the rhythm stands, then past ones."""
    alle = mit_anzahl(request.akteur, sichtbare_sitzungen(request.akteur))
    gehalten = list(
        sichtbare_sitzungen(request.akteur)
        .filter(stand=Sitzungsstand.BEENDET, kleines_gremium="")
        .exclude(form=Sitzungsform.UMLAUF)
        .values_list("spur", "beginn")
    )
    tage = [(spur, rechtstag(beginn)) for spur, beginn in gehalten]
    inhalt = {
        "kommende": alle.filter(stehen_an()).order_by("beginn", "pk"),
        "vergangene": alle.exclude(stehen_an()).order_by("-beginn", "pk")[:VERGANGENE],
        "ruhe": ruhe_fuer(request),
        "zuletzt": max((tag for _, tag in tage), default=None),
        "turnus": [(b, LAMPE_WORTE[b.lampe]) for b in _turnus(request.raum.id, tage)],
        "schritte": [
            (SCHRITTE[name].titel, request.raum.adresse("schritt", name=name))
            for name in ("sitzung_anberaumen", "umlauf_einleiten")
            if request.akteur.funktion in SCHRITTE[name].wer
            and (name != "umlauf_einleiten" or _kennt_umlauf(request.raum.id))
        ],
    }
    return render(request, "web/sitzungen.html", inhalt)


def _kennt_umlauf(gremium_id: UUID) -> bool:
    gremium = Gremium.objects.get(pk=gremium_id)
    return umlaufregel(fassung_des_gremiums(gremium, heute()).ordnung) is not None


def _turnus(gremium_id: UUID, tage: list[tuple[str, date]]) -> list[Turnusbefund]:
    """Text and practice, each for itself; it never blocks anything."""
    gremium = Gremium.objects.get(pk=gremium_id)
    klein = Amt.objects.am(heute()).filter(gremium=gremium, funktion=Funktion.VORPRUEFUNGSAUSSCHUSS)
    return turnus_beobachten(
        fassung_des_gremiums(gremium, heute()).ordnung,
        tage,
        heute(),
        kleines_gremium=klein.exists(),
    )


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """One session with the items the reader may see, and who comes."""
    sitzung = sichtbare_sitzung(request, sitzung_id)
    fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
    ordnung = fassung.ordnung
    buero = request.akteur.funktion is Funktion.GESCHAEFTSSTELLE
    geplant = sitzung.stand in (Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN)
    gezeigt = punkte(request.akteur, sitzung)
    klein = bool(sitzung.kleines_gremium)
    moegliche = bereite(request.akteur) if buero and geplant and not klein else []
    spur(request, sitzung, [p.zeile for p in gezeigt] + [b.zeile for b in moegliche])
    frist = regel(ordnung, "ladungsfrist")
    gefragte = leute(sitzung)
    inhalt = {
        "sitzung": sitzung,
        "punkte": gezeigt,
        "bereite": moegliche,
        "leute": gefragte,
        "eigene": next((t for t in gefragte if t.amt_id == request.akteur.amt_id), None)
        if geplant and not sitzung.ist_umlauf
        else None,
        "geantwortet": geantwortet(sitzung) if sitzung.ist_umlauf else set(),
        "antworten": request.raum.adresse(
            "schritt_in_sitzung", sitzung_id=sitzung.pk, name="sitzung_zusagen"
        )
        if buero and sitzung.stand == Sitzungsstand.EINGELADEN and not sitzung.ist_umlauf
        else "",
        "ladung_bis": letzter_tag_der_ladung(ordnung, sitzung.beginn) if geplant else None,
        "ladung_beleg": frist.beleg if frist else "",
        "unterlagen": regel(ordnung, "unterlagen"),
        "ruhe": ruhe_fuer(request, offen=geplant),
        "buero": buero,
        "geplant": geplant,
        "ausgeschieden": ausgeschiedene(sitzung, fassung) if buero and geplant else set(),
        "verlegungen": list(sitzung.verlegungen.all()),
        "schritte": _schritte(request, sitzung),
        "sitzungen": request.raum.adresse("sitzungen"),
    }
    return render(request, "web/sitzung.html", inhalt)


def spur(request: Anfrage, sitzung: Sitzung, gezeigt: list[Zeile | None]) -> None:
    """Trace of an agenda with the cases whose people it named.

    A screen that follows a session loads it again by itself: that leaves a row only if it names
    other cases than before.
    """
    genannte = nummern(zeile.fall_id for zeile in gezeigt if zeile and zeile.namen)
    wer, was = request.akteur, "sitzung_geoeffnet"
    if VON_SELBST in request.headers and zuletzt_dasselbe(wer, was, sitzung.pk, genannte):
        return
    record(wer, was, "sitzung", sitzung.pk, genannte)


def sichtbare_sitzung(request: Anfrage, sitzung_id: UUID) -> Sitzung:
    """The session, or 404."""
    sitzung = (
        sichtbare_sitzungen(request.akteur)
        .select_related("gremium", "schluessel__eltern")
        .filter(pk=sitzung_id)
        .first()
    )
    if sitzung is None:
        raise Http404
    return sitzung


def _schritte(request: Anfrage, sitzung: Sitzung) -> list[tuple[str, str]]:
    """Acts on this session that this Funktion may do now; on its day opening it comes first."""
    namen = list(JE_STAND[sitzung.stand])
    if "sitzung_eroeffnen" in namen and rechtstag(sitzung.beginn) <= heute():
        namen.sort(key=lambda name: name != "sitzung_eroeffnen")
    return [
        (
            SCHRITTE[name].titel_in(sitzung),
            request.raum.adresse("schritt_in_sitzung", sitzung_id=sitzung.pk, name=name),
        )
        for name in namen
        if request.akteur.funktion in SCHRITTE[name].wer
        and _sinnvoll(name, sitzung, request.akteur)
    ]


def _sinnvoll(name: str, sitzung: Sitzung, akteur: Akteur) -> bool:
    """What would be refused anyway is not offered."""
    if name == "sitzung_beenden":
        return sitzung.beginn <= jetzt() or sitzung.stand == Sitzungsstand.LAEUFT
    if name == "eroeffnung_zuruecknehmen":
        return not was_geschah(sitzung)
    if name == "sitzung_zusagen" and sitzung.ist_umlauf:
        return False
    if name == "sitzung_zusagen" and akteur.funktion is not Funktion.GESCHAEFTSSTELLE:
        return eingeladene(sitzung).filter(amt=akteur.amt_id).exists()
    if name == "sitzung_einladen":
        fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
        alle = einzuladende(sitzung, zusammensetzung(sitzung, fassung))
        return sitzung.beginn > jetzt() and (bool(alle) or sitzung.eingeladen_um is None)
    if name == "punkt_streichen":
        offen = sitzung.punkte.filter(abgesetzt=False, aufgerufen_um=None)
        return offen.exclude(art=Punktart.FALL).exists()
    if name == "ruecknahme_aufsetzen":
        fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
        return not sitzung.kleines_gremium and ruecknehmbare(akteur, fassung).exists()
    return True
