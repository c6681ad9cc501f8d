"""The Prüfhilfe of a person: all ways on a day, one way in detail, frozen results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.models import Pruefhilfevermerk, Seite
from haertefall.faelle.sicht import tiefe
from haertefall.recht.pruefhilfe.eintraege import LISTEN, Eintrag, Stand
from haertefall.recht.pruefhilfe.festhalten import siegelzahl
from haertefall.recht.pruefhilfe.katalog import Rechtsfrage
from haertefall.recht.pruefhilfe.sammlung import fingerabdruck
from haertefall.web.huelle import Anfrage
from haertefall.web.pruefhilfe.ansicht import Weg, gruppen, weg, zaehlung
from haertefall.web.pruefhilfe.blick import Blick, blick
from haertefall.web.pruefhilfe.zeiten import spanne_in_worten, zeitbild
from haertefall.web.raum import MIT_FAELLEN, nur_fuer


@dataclass(frozen=True)
class Gesagt:
    """What one side said."""

    seite: str
    antwort: str
    am: date
    belegt: bool
    beleg: str
    gruende: str
    papier: tuple[str, str] | None


@dataclass(frozen=True)
class Bekannt:
    """A question that somebody answered, all sides side by side."""

    kennung: str
    frage: str
    gesagt: tuple[Gesagt, ...]
    widerspruch: bool


@nur_fuer(MIT_FAELLEN)
@require_safe
def seite(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """All ways for one person on a day."""
    wer = blick(request, fall_id)
    uebersicht, zeiten = wer.wege.uebersicht, wer.wege.sachverhalt.zeiten
    papiere = _papiere(request, wer)
    alle = gruppen(uebersicht)
    inhalt = {
        **rahmen(request, wer),
        "gruppen": alle,
        "zahlen": [(wort, zahl) for wort, zahl in zaehlung(alle).items() if zahl],
        "zeiten": zeitbild(zeiten, uebersicht.zeiten, wer.stichtag) if zeiten else None,
        "bekannt": [_bekannt(s, papiere) for k, s in wer.wege.staende.items() if k not in LISTEN],
        "listen": _listen(wer),
        "hinweise": uebersicht.hinweise,
        "vermerke": _vermerke(wer),
    }
    return render(request, "web/pruefhilfe/person.html", inhalt)


@nur_fuer(MIT_FAELLEN)
@require_safe
def ein_weg(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """One way with its decision table."""
    wer = blick(request, fall_id)
    gesucht = request.GET.get("weg", "")
    if not gesucht:
        return redirect(zur_person(request, wer))
    einer = weg_von(wer, gesucht)
    return render(request, "web/pruefhilfe/weg.html", {**rahmen(request, wer), "weg": einer})


@nur_fuer(MIT_FAELLEN)
@require_safe
def vermerk(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """A frozen result, as it was shown on its day."""
    wer = blick(request, fall_id)
    nummer = request.GET.get("vermerk", "")
    if not nummer:
        return redirect(zur_person(request, wer))
    zeile = next((v for v in _vermerke(wer) if str(v.pk) == nummer), None)
    if zeile is None:
        raise Http404
    zeile.fall = wer.fall
    inhalt = {
        **rahmen(request, wer),
        "vermerk": zeile,
        "daten": zeile.inhalt,
        "unveraendert": siegelzahl(zeile.inhalt) == zeile.hash,
        "recht_geaendert": zeile.recht != fingerabdruck(),
        "unterschiede": _unterschiede(wer, zeile),
    }
    return render(request, "web/pruefhilfe/vermerk.html", inhalt)


def rahmen(request: Anfrage, wer: Blick) -> dict[str, Any]:
    """What every page of the Prüfhilfe shows around its content."""

    def adresse(seite: str, **mehr: str) -> str:
        return request.raum.adresse(seite, fall_id=wer.fall.pk) + wer.frage(**mehr)

    return {
        "wer": wer,
        "fall": wer.fall,
        "zum_fall": request.raum.adresse("fall", fall_id=wer.fall.pk),
        "banner": wer.wege.uebersicht.banner,
        "zur_person": adresse("pruefhilfe"),
        "ein_weg": adresse("pruefhilfe_weg"),
        "fragen": adresse("pruefhilfe_fragen"),
        "aufenthalt": adresse("pruefhilfe_liste", art="aufenthalt"),
        "liste": adresse("pruefhilfe_liste"),
        "bitte": adresse("pruefhilfe_bitte"),
        "vermerkseite": adresse("pruefhilfe_vermerk"),
        "vermerken": request.raum.adresse(
            "schritt_am_fall", fall_id=wer.fall.pk, name="pruefhilfe_vermerken"
        )
        + f"?person={wer.person.pk}&stichtag={wer.stichtag.isoformat()}",
    }


def zur_person(request: Anfrage, wer: Blick) -> str:
    """The page of all ways."""
    return request.raum.adresse("pruefhilfe", fall_id=wer.fall.pk) + wer.frage()


def weg_von(wer: Blick, kennung: str) -> Weg:
    """A way by its number.

    Raises:
        Http404: no such way.
    """
    try:
        return weg(wer.wege.uebersicht.weg(kennung))
    except KeyError:
        raise Http404 from None


def _vermerke(wer: Blick) -> list[Pruefhilfevermerk]:
    """Frozen results of this person, the newest first; from outside none that rests on a secret."""
    alle = wer.person.pruefhilfevermerke.order_by("-erfasst_um", "-id")
    return list(alle.filter(geheim=False) if wer.nach_aussen else alle)


def _unterschiede(wer: Blick, zeile: Pruefhilfevermerk) -> list[tuple[str, str, str]]:
    """Ways whose result is another on the same day by what is known and stored now."""
    if wer.stichtag != zeile.stichtag:
        return []
    damals = {w["kennung"]: w for w in zeile.inhalt["wege"]}
    jetzt = [weg(befund) for befund in wer.wege.uebersicht.wege]
    return [
        (w.titel, damals[w.kennung]["wort"], w.wort)
        for w in jetzt
        if w.kennung in damals and damals[w.kennung]["wort"] != w.wort
    ]


def _listen(wer: Blick) -> list[tuple[str, str, str, int | None]]:
    """The lists that are entered as a whole: name, page, act, rows (None: not known yet)."""
    stand = wer.wege.staende
    angebote = (
        ("Verurteilungen", "strafen", "strafen_festhalten", "strafen"),
        (
            "Verurteilungen von Partnerin oder Partner (nur für § 60d)",
            "strafen_partner",
            "strafen_festhalten",
            "strafen_partner",
        ),
        ("Maßnahmen der Behörde", "massnahmen", "massnahmen_festhalten", "massnahmen"),
    )
    return [
        (titel, seite, schritt, _anzahl(stand.get(kennung)))
        for titel, seite, schritt, kennung in angebote
    ]


def _anzahl(stand: Stand | None) -> int | None:
    return len(stand.gilt.inhalt["zeilen"]) if stand and stand.gilt else None


def _papiere(request: Anfrage, wer: Blick) -> dict[str, tuple[str, str]]:
    """The papers one may read: number, as the case shows it to this reader, and address."""
    fall = wer.fall
    lesbar = lesbare_dokumente(request.akteur, fall, tiefe(request.akteur, fall))
    return {
        str(papier.pk): (
            f"Dokument Nr. {nummer}",
            request.raum.adresse("dokument", fall_id=fall.pk, dokument_id=papier.pk),
        )
        for nummer, papier in enumerate(lesbar, start=1)
    }


def _bekannt(stand: Stand, papiere: Mapping[str, tuple[str, str]]) -> Bekannt:
    gesagt = tuple(_gesagt(stand.frage, eintrag, papiere) for eintrag in stand.seiten)
    return Bekannt(stand.frage.kennung, stand.frage.frage, gesagt, stand.widerspruch)


def _gesagt(frage: Rechtsfrage, eintrag: Eintrag, papiere: Mapping[str, tuple[str, str]]) -> Gesagt:
    inhalt = eintrag.inhalt
    gruende = ""
    if frage.ist_wertung:
        gruende = f"{inhalt.get('begruendung', '')} ({inhalt.get('wer', '')})"
    return Gesagt(
        seite=Seite(eintrag.seite).label,
        antwort=antwort_in_worten(inhalt.get("wert")),
        am=eintrag.am,
        belegt=bool(inhalt.get("belegt")) or frage.ist_wertung,
        beleg=str(inhalt.get("beleg") or ""),
        gruende=gruende,
        papier=papiere.get(str(inhalt.get("dokument", ""))),
    )


def antwort_in_worten(roh: Any) -> str:
    """A stored answer as people read it."""
    if isinstance(roh, dict):
        bis = date.fromisoformat(roh["bis"]) if roh.get("bis") else None
        return spanne_in_worten(date.fromisoformat(roh["von"]), bis)
    if roh in ("ja", "nein"):
        return str(roh).capitalize()
    try:
        return f"{date.fromisoformat(str(roh)):%d.%m.%Y}"
    except ValueError:
        return str(roh)
