"""An authority's own checks before a deportation: the list, one check, and its print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.models import Konto
from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.pruefhilfe.worte import GRUND_WORTE
from haertefall.recht.vollzug import worte
from haertefall.recht.vollzug.daten import Punkt
from haertefall.recht.vollzug.pruefung import Punktergebnis
from haertefall.schritte.register import SCHRITTE
from haertefall.statistik.laender import laender
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.vollzug.lage import Pruefungslage
from haertefall.vollzug.models import (
    Aufklaerungsart,
    Pruefungsstand,
    Punktbefund,
    Vollzugspruefung,
)
from haertefall.vollzug.sicht import sichtbare_pruefungen
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import UNLESBAR
from haertefall.web.raum import nur_fuer
from haertefall.web.tresorwache import verfaelschte_pruefungen
from haertefall.zeit import heute

NUR_BEHOERDE = frozenset({Funktion.AUSLAENDERBEHOERDE})
NEBENBEI = (
    "vollzug_person_eintragen",
    "vollzug_massnahme_planen",
    "vollzug_rueckkehr_erklaeren",
    "vollzug_merkblatt_aushaendigen",
    "vollzug_verfahren_vermerken",
    "vollzug_erlass_bedenken",
    "vollzug_aufenthalt_eintragen",
    "vollzug_vorlegen",
    "vollzug_ausgang_eintragen",
    "vollzug_berichtigen",
)


@dataclass(frozen=True)
class Punktzeile:
    """A point with the latest finding."""

    punkt: Punkt
    ergebnis: str
    ton: str
    grund: str
    am: date | None
    wer: str
    nachweis: str
    bemerkung: str
    zusatz: str
    eintrag: str = ""


@dataclass(frozen=True)
class Gruppenzeile:
    """A group of points: how many are open, and where to look at them."""

    kennung: str
    titel: str
    adresse: str
    offen: int
    punkte: tuple[Punktzeile, ...]


@nur_fuer(NUR_BEHOERDE)
@require_safe
def liste(request: Anfrage) -> HttpResponse:
    """All checks of this room, the newest first."""
    pruefungen = list(sichtbare_pruefungen(request.akteur).select_related("schluessel__eltern"))
    record(request.akteur, "pruefungen_geoeffnet", "behoerde", request.raum.id)
    inhalt = {
        "raum": request.raum,
        "zeilen": _mit_zeichen(request, pruefungen),
        "neu": request.raum.adresse("schritt", name="vollzug_beginnen"),
        "pflicht": worte.EIGENE_PFLICHT,
    }
    return render(request, "web/vollzug/liste.html", inhalt)


def _mit_zeichen(
    request: Anfrage, pruefungen: Iterable[Vollzugspruefung]
) -> list[tuple[Vollzugspruefung, str]]:
    """One sign that was tampered with says so itself."""
    zeilen, veraendert = [], []
    for pruefung in pruefungen:
        try:
            zeilen.append((pruefung, pruefung.zeichen or ""))
        except Verfaelscht:
            veraendert.append(pruefung.pk)
            zeilen.append((pruefung, UNLESBAR))
    verfaelschte_pruefungen(request.akteur, veraendert, "pruefungen")
    return zeilen


@nur_fuer(NUR_BEHOERDE)
@require_safe
def seite(request: Anfrage, vollzug_id: UUID) -> HttpResponse:
    """One check: where it stands, what is open, everything recorded."""
    inhalt = ansicht(request, _pruefung(request, vollzug_id))
    return render(request, "web/vollzug/pruefung.html", inhalt)


@nur_fuer(NUR_BEHOERDE)
@require_safe
def druck(request: Anfrage, vollzug_id: UUID) -> HttpResponse:
    """The same to print: without the secret plan of the measure."""
    pruefung = _pruefung(request, vollzug_id)
    record(request.akteur, "pruefung_gedruckt", "vollzug", pruefung.pk)
    inhalt = ansicht(request, pruefung) | {"massnahme": None}
    return render(request, "web/vollzug/druck.html", inhalt)


def _pruefung(request: Anfrage, vollzug_id: UUID) -> Vollzugspruefung:
    """The check, with a trace of its opening. Raises Http404."""
    pruefung = (
        sichtbare_pruefungen(request.akteur)
        .select_related("behoerde", "schluessel__eltern")
        .filter(pk=vollzug_id)
        .first()
    )
    if pruefung is None:
        raise Http404
    record(request.akteur, "pruefung_geoeffnet", "vollzug", pruefung.pk)
    return pruefung


def ansicht(request: Anfrage, pruefung: Vollzugspruefung) -> dict[str, Any]:
    """Everything the pages of one check show."""
    lage = Pruefungslage(pruefung, heute())
    namen = _namen(pruefung, lage)
    aufklaerungen = list(pruefung.aufklaerungen.all())
    for zeile in aufklaerungen:
        zeile.pruefung = pruefung
    berichtigungen = list(pruefung.berichtigungen.all())
    for berichtigung in berichtigungen:
        berichtigung.pruefung = pruefung
    massnahme = pruefung.massnahme or {}
    return {
        "raum": request.raum,
        "pruefung": pruefung,
        "bundesland": worte.BUNDESLAENDER[pruefung.bundesland],
        "betroffene": [
            (p, laender()[p.land].name if p.land else "", _schutz(lage, p.verletzlich))
            for p in lage.betroffene
        ],
        "massnahme": massnahme,
        "massnahme_tag": date.fromisoformat(massnahme["tag"]) if massnahme.get("tag") else None,
        "gruppen": [_gruppe(request, pruefung, lage, g, namen) for g in lage.recht.punkte.gruppe],
        "offen": lage.offen,
        "entgegen": lage.entgegen,
        "maengel": lage.maengel(),
        "erlasse": [
            (
                e,
                worte.ANLASS_WORTE[e.lage],
                worte.ERLASSSTAND_WORTE[e.erlass.stand],
                namen.get(e.vermerk.von, "") if e.vermerk else "",
            )
            for e in lage.erlasse
        ],
        "stopps": lage.stopps,
        "stopphinweis": lage.recht.stopps,
        "rueckkehr": lage.recht.rueckkehr,
        "gespraeche": [
            (a, namen.get(a.von, "")) for a in aufklaerungen if a.art == Aufklaerungsart.RUECKKEHR
        ],
        "merkblaetter": [
            (a, namen.get(a.von, "")) for a in aufklaerungen if a.art == Aufklaerungsart.MERKBLATT
        ],
        "verfahren": _verfahren(request, pruefung),
        "berichtigungen": [
            (b, b.inhalt, namen.get(b.beantragt_von, ""), namen.get(b.bestaetigt_von, ""))
            for b in berichtigungen
        ],
        "wartet": any(b.bestaetigt_um is None for b in berichtigungen),
        "berichtigen": _adresse(request, pruefung, "vollzug_berichtigen"),
        "bestaetigen": _adresse(request, pruefung, "vollzug_berichtigung_bestaetigen"),
        "vorlagen": list(pruefung.vorlagen.select_related("gremium", "fall")),
        "geprueft_von": namen.get(pruefung.geprueft_von, ""),
        "bestaetigt_von": namen.get(pruefung.bestaetigt_von, ""),
        "naechster": _naechster(request, pruefung),
        "nebenbei": [(SCHRITTE[n].titel, _adresse(request, pruefung, n)) for n in NEBENBEI],
        "banner": worte.BANNER.format(tag=lage.recht.punkte.zuletzt_geprueft),
        "zustaendig": lage.recht.punkte.zustaendig,
        "ohne_folge": worte.ABLEHNUNG_OHNE_FOLGE,
        "keine_wirkung": worte.KEINE_AUFSCHIEBENDE_WIRKUNG,
        "druck": request.raum.adresse("pruefung_druck", vollzug_id=pruefung.pk),
        "liste": request.raum.adresse("pruefungen"),
    }


def _adresse(request: Anfrage, pruefung: Vollzugspruefung, name: str) -> str:
    return request.raum.adresse("schritt_an_pruefung", vollzug_id=pruefung.pk, name=name)


def _naechster(request: Anfrage, pruefung: Vollzugspruefung) -> tuple[str, str] | None:
    """The act that moves the check on."""
    name = {
        Pruefungsstand.OFFEN: "vollzug_abschliessen",
        Pruefungsstand.GEPRUEFT: "vollzug_bestaetigen",
    }.get(Pruefungsstand(pruefung.stand))
    return (SCHRITTE[name].titel, _adresse(request, pruefung, name)) if name else None


def _schutz(lage: Pruefungslage, verletzlich: Iterable[str]) -> str:
    return ", ".join(lage.recht.verletzlichkeit[v] for v in verletzlich)


def _namen(pruefung: Vollzugspruefung, lage: Pruefungslage) -> dict[UUID | None, str]:
    """Names of the staff who looked, in one query."""
    konten: set[UUID | None] = {b.von for b in lage.befunde.values()}
    konten |= {e.vermerk.von for e in lage.erlasse if e.vermerk}
    konten |= set(pruefung.aufklaerungen.values_list("von", flat=True))
    for zwei in pruefung.berichtigungen.values_list("beantragt_von", "bestaetigt_von"):
        konten |= set(zwei)
    konten |= {pruefung.geprueft_von, pruefung.bestaetigt_von}
    return dict(Konto.objects.filter(pk__in=[k for k in konten if k]).values_list("pk", "name"))


def _gruppe(
    request: Anfrage,
    pruefung: Vollzugspruefung,
    lage: Pruefungslage,
    gruppe: Any,
    namen: dict[UUID | None, str],
) -> Gruppenzeile:
    punkte = lage.recht.in_gruppe(gruppe.kennung)
    eigene = any(p.eigene_frage for p in punkte)
    name = "vollzug_familientrennung_pruefen" if eigene else "vollzug_punkte_pruefen"
    frage = "" if eigene else f"?gruppe={gruppe.kennung}"
    return Gruppenzeile(
        kennung=gruppe.kennung,
        titel=gruppe.titel,
        adresse=_adresse(request, pruefung, name) + frage,
        offen=sum(p in lage.offen for p in punkte),
        punkte=tuple(punktzeile(p, lage.befunde.get(p.kennung), namen) for p in punkte),
    )


_TON = {
    Punktergebnis.KEIN_HINDERNIS: "success",
    Punktergebnis.BETRIFFT_NICHT: "success",
    Punktergebnis.HINDERNIS: "danger",
    Punktergebnis.ZU_KLAEREN: "warning",
}
_TRENNUNG = {
    "ja": "Teile der Familie würden getrennt.",
    "nein": "Niemand würde getrennt.",
    "keine_familie": "Keine Familie betroffen.",
    "zu_klaeren": "Ob getrennt würde, ist zu klären.",
}


def punktzeile(
    punkt: Punkt, befund: Punktbefund | None, namen: dict[UUID | None, str]
) -> Punktzeile:
    """A point in words."""
    if befund is None:
        return Punktzeile(punkt, worte.NICHT_ANGESEHEN, "info", "", None, "", "", "", "")
    ergebnis = Punktergebnis(befund.ergebnis)
    angaben = befund.angaben or {}
    zusatz = _TRENNUNG.get(angaben.get("getrennt", ""), "")
    if angaben.get("jugendamt_am"):
        tag = date.fromisoformat(angaben["jugendamt_am"])
        zusatz += f" Jugendamt informiert am {tag:%d.%m.%Y}."
    return Punktzeile(
        punkt=punkt,
        ergebnis=worte.PUNKT_WORTE[ergebnis],
        ton=_TON[ergebnis],
        grund=GRUND_WORTE[Grund(befund.grund)] if befund.grund else "",
        am=befund.am,
        wer=namen.get(befund.von, ""),
        nachweis=befund.nachweis or "",
        bemerkung=befund.bemerkung or "",
        zusatz=zusatz.strip(),
        eintrag=f"befund:{befund.pk}",
    )


def _verfahren(request: Anfrage, pruefung: Vollzugspruefung) -> list[tuple[Any, str]]:
    """Facts on pending cases; a link only where the authority still sees the case."""
    zeilen = list(pruefung.verfahren.all())
    for zeile in zeilen:
        zeile.pruefung = pruefung
    sichtbar = set(
        sichtbar_fuer(request.akteur)
        .filter(pk__in=[z.fall_id for z in zeilen if z.fall_id])
        .values_list("pk", flat=True)
    )
    gefunden = []
    for zeile in zeilen:
        da = zeile.fall_id in sichtbar
        gefunden.append((zeile, request.raum.adresse("fall", fall_id=zeile.fall_id) if da else ""))
    return gefunden
