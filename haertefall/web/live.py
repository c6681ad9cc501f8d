"""The screen of a running session: the office leads, members follow. It is a page like any other;
a small script asks whether something changed and then loads it again.
"""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from haertefall.recht.begriffe import Funktion, Gegenstand
from haertefall.recht.beschluss import (
    FAEHIGKEIT_WORTE,
    Faehigkeit,
    Faehigkeitspruefung,
    beschlussfaehig,
)
from haertefall.recht.ordnung import Ordnung
from haertefall.schritte.beratung.papier_zurueckgeben import noch_da
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.leitung import aufgerufener_punkt
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.sitzung.eroeffnung_zuruecknehmen import was_geschah
from haertefall.sitzungen.lage import Lage, lage
from haertefall.sitzungen.mitwirkende import ausgeschiedene
from haertefall.sitzungen.models import Punktart, Sitzung, Sitzungsstand, Tagesordnungspunkt
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, version_fuer
from haertefall.web.antragszeilen import Antragszeile, antragszeilen, naechste_schritte
from haertefall.web.huelle import Anfrage
from haertefall.web.plaetze import leere, ohne_sitz, plaetze
from haertefall.web.punktumstaende import Umstaende, zum_punkt
from haertefall.web.raum import nur_fuer
from haertefall.web.sitzung import sichtbare_sitzung, spur
from haertefall.web.tagesordnung import Punkt, punkte
from haertefall.zeit import rechtstag

IN_DER_URNE = ("offen", "verloren")
ZAEHLEN = "abstimmung_festhalten"
_ZAHLEN = (("ja", "Ja"), ("nein", "Nein"), ("enthaltung", "Enthaltung"))


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """Who is there, what is on, what was moved and decided; buttons for who leads."""
    sitzung = sichtbare_sitzung(request, sitzung_id)
    if sitzung.stand != Sitzungsstand.LAEUFT:
        # Screens that followed it ask for it once more when it ended, or was opened by mistake.
        return redirect(request.raum.adresse("sitzung", sitzung_id=sitzung.pk))
    fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
    regeln = fassung.ordnung
    laeuft = aufgerufener_punkt(sitzung)
    raum = lage(sitzung, fassung, laeuft)
    faehigkeit = _faehigkeit(raum, regeln, sitzung)
    alle = punkte(request.akteur, sitzung)
    spur(request, sitzung, [p.zeile for p in alle])
    hier = next((p for p in alle if laeuft is not None and p.punkt.pk == laeuft.pk), None)
    antraege = antragszeilen(request.akteur, sitzung, hier.punkt.pk, regeln) if hier else []
    umstaende = zum_punkt(hier.punkt, regeln) if hier else None
    namen = (
        naechste_schritte(antraege, sitzung, regeln, ohne_fall=laeuft.fall_id is None)
        if laeuft
        else _ohne_punkt(raum, [p.punkt for p in alle], sitzung)
    )
    if umstaende is not None and umstaende.gemeinsam and not antraege:
        # Where the body finds its text jointly, that is what comes next.
        namen = ["gemeinsam_festhalten", *namen]
    leitet = request.akteur.funktion in SCHRITTE["anwesenheit_festhalten"].wer
    unfaehig = faehigkeit.ergebnis is Faehigkeit.NEIN
    zaehlen = [
        _handzaehlung(a, raum, regeln) if leitet and not unfaehig else None for a in antraege
    ]
    if any(zaehlen):
        # The numbers have their fields beside the motion.
        namen = [name for name in namen if name != ZAEHLEN]
    inhalt = {
        "sitzung": sitzung,
        "punkte": alle,
        "hier": hier,
        "verdeckt": laeuft is not None and hier is None,
        "antraege": list(zip(antraege, zaehlen, strict=True)),
        "wird_gezaehlt": any(zaehlen),
        "umstaende": umstaende,
        "weitere": [
            (SCHRITTE[n].titel_in(sitzung), _adresse(request, sitzung, n))
            for n in (_ausserdem(antraege, umstaende, sitzung) if umstaende else ())
            if n not in namen and request.akteur.funktion in SCHRITTE[n].wer
        ],
        "begruenden": _adresse(request, sitzung, "antrag_begruenden") if leitet else "",
        "abwaegen": _adresse(request, sitzung, "grund_abwaegen") if leitet else "",
        "einsehen": _adresse(request, sitzung, "papier_einsehen") if leitet else "",
        "zurueckgeben": _adresse(request, sitzung, "papier_zurueckgeben") if leitet else "",
        "noch_da": noch_da(request.akteur, sitzung) if leitet and laeuft is None else (),
        "zaehlen": _adresse(request, sitzung, ZAEHLEN),
        "zahlen": _ZAHLEN,
        "anwesenheit": _adresse(request, sitzung, "anwesenheit_festhalten") if leitet else "",
        "mehrere": _adresse(request, sitzung, "anwesende_festhalten")
        if leitet and len(leere(raum)) > 1
        else "",
        "aufrufen": _adresse(request, sitzung, "punkt_aufrufen")
        if leitet and laeuft is None
        else "",
        "plaetze": plaetze(raum, sitzung),
        "ohne_sitz": ohne_sitz(raum, sitzung),
        "ausgeschieden": ausgeschiedene(sitzung, fassung) if raum.ohne_sitz else set(),
        "da": len(raum.anwesende),
        "faehig": FAEHIGKEIT_WORTE[faehigkeit.ergebnis],
        "unfaehig": unfaehig,
        "rechnungen": faehigkeit.rechnungen,
        "absetzen": _absetzen(request, sitzung, hier) if unfaehig else "",
        "schritte": [
            (SCHRITTE[n].titel_in(sitzung), _adresse(request, sitzung, n))
            for n in namen
            if request.akteur.funktion in SCHRITTE[n].wer
        ],
        "zurueck": request.raum.adresse("sitzung", sitzung_id=sitzung.pk),
        "geheim": request.raum.adresse("geheim", sitzung_id=sitzung.pk),
        "puls": request.raum.adresse("sitzung_puls", sitzung_id=sitzung.pk),
    }
    return render(request, "web/live.html", inhalt)


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def puls(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """The version of the session, nothing else: no content, no write, no trace."""
    version = version_fuer(request.akteur, sitzung_id)
    if version is None:
        raise Http404
    return HttpResponse(str(version), content_type="text/plain")


def _absetzen(request: Anfrage, sitzung: Sitzung, hier: Punkt | None) -> str:
    """Where nothing can be decided any more: the way out, so that the session can be closed."""
    buero = request.akteur.funktion is Funktion.GESCHAEFTSSTELLE
    if not buero or hier is None or hier.punkt.art != Punktart.FALL:
        return ""
    teile = {"fall_id": hier.punkt.fall_id, "name": "von_tagesordnung_nehmen"}
    return f"{request.raum.adresse('schritt_am_fall', **teile)}?sitzung={sitzung.pk}"


def _ohne_punkt(raum: Lage, alle: list[Tagesordnungspunkt], sitzung: Sitzung) -> list[str]:
    """What can be done between two items, the thing to do next first."""
    offen = any(p.aufgerufen_um is None for p in alle)
    zurueck = ["eroeffnung_zuruecknehmen"] * (not was_geschah(sitzung))
    if raum.anwesende:
        namen = ["punkt_aufrufen"] * offen + ["anwesenheit_festhalten", "punkt_aufsetzen"]
        namen = [*namen, "sitzung_beenden"] if offen else ["sitzung_beenden", *namen]
        return namen + zurueck
    mehrere = ["anwesende_festhalten"] * bool(leere(raum))
    return [
        *mehrere,
        "punkt_aufrufen",
        "anwesenheit_festhalten",
        "punkt_aufsetzen",
        "sitzung_beenden",
        *zurueck,
    ]


def _handzaehlung(a: Antragszeile, raum: Lage, ordnung: Ordnung) -> tuple[UUID, int | None] | None:
    """The key of a hand count on this motion, and how many can vote on it.

    None where more is asked than three numbers: where no rule is stored somebody establishes the
    result, on the page of the act, which says so first.
    """
    gegenstand = Gegenstand(a.antrag.gegenstand)
    if not a.offen or a.geheim or all(gegenstand not in z.gegenstand for z in ordnung.mehrheit):
        return None
    return uuid4(), raum.besetzung(gegenstand).anwesende


def _ausserdem(antraege: list[Antragszeile], umstaende: Umstaende, sitzung: Sitzung) -> list[str]:
    """What else belongs to the item; only what there is something for."""
    stehen = [a.antrag for a in antraege if not a.antrag.zurueckgezogen_um]
    gibt_es = {
        "gemeinsam_festhalten": umstaende.gemeinsam,
        "abseits_festhalten": any(a.ohne_abstimmung for a in stehen),
        "antrag_begruenden": bool(stehen),
        "antrag_zurueckziehen": any(a.offen and a.geheim not in IN_DER_URNE for a in antraege),
        "grund_abwaegen": bool(umstaende.gruende),
        "befangenheit_erklaeren": True,
        "befangenheit_zuruecknehmen": bool(umstaende.befangene),
        "papier_mitbringen": not sitzung.ist_umlauf,
    }
    return [name for name, ja in gibt_es.items() if ja]


def _adresse(request: Anfrage, sitzung: Sitzung, name: str) -> str:
    return request.raum.adresse("schritt_in_sitzung", sitzung_id=sitzung.pk, name=name)


def _faehigkeit(raum: Lage, ordnung: Ordnung, sitzung: Sitzung) -> Faehigkeitspruefung:
    return beschlussfaehig(
        ordnung,
        raum.besetzung(),
        kleines_gremium=sitzung.kleines_gremium or None,
        umlauf=sitzung.ist_umlauf,
    )
