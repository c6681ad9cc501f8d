"""The Niederschrift of a session as a page: sections, versions with differences, what follows."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.models import Konto
from haertefall.recht.ordnung.sitzung import Sitzungsregel
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import (
    Abschnitt,
    Abschnittsfassung,
    Niederschrift,
    Niederschriftstand,
    Sitzung,
    Sitzungsstand,
)
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, sichtbare_sitzungen
from haertefall.sitzungen.vorbereitung import bereitet_vor
from haertefall.web.entschaedigung import satz_fuer
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.zeit import rechtstag

_REGELN = ("niederschrift", "niederschrift_verbleib", "verschwiegenheit")
_WORT = re.compile(r"\n|[^\n ]* |[^\n ]+")


@dataclass(frozen=True)
class Abschnittszeile:
    """One section in its newest version. `platz`: its number, whatever else the reader sees."""

    abschnitt_id: UUID
    platz: int
    titel: str
    text: str
    stimmen: str
    nummer: int


@dataclass(frozen=True)
class Fassungszeile:
    """One version: who, when, and what it changed in the one before."""

    nummer: int
    um: datetime
    wer: str
    teile: tuple[tuple[str, str], ...]


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """All sections that the reader may see."""
    sitzung = _sitzung(request, sitzung_id)
    record(request.akteur, "niederschrift_geoeffnet", "sitzung", sitzung.pk)
    schrift = Niederschrift.objects.filter(sitzung=sitzung).first()
    abschnitte = _abschnitte(request, sitzung) if schrift else []
    if schrift:
        schrift.sitzung = sitzung
    blatt = request.akteur.funktion in SCHRITTE["entschaedigungssatz_festlegen"].wer
    inhalt = {
        "sitzung": sitzung,
        "schrift": schrift,
        "abschnitte": [_zeile(a) for a in abschnitte],
        "verborgen": schrift is not None and len(abschnitte) < schrift.abschnitte.count(),
        "regeln": _regeln(sitzung),
        "schritte": _schritte(request, sitzung, schrift),
        "blatt": blatt,
        "satz": satz_fuer(sitzung) if blatt else None,
        "satz_festlegen": request.raum.adresse("schritt", name="entschaedigungssatz_festlegen"),
    }
    return render(request, "web/niederschrift.html", inhalt)


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def fassungen(request: Anfrage, sitzung_id: UUID, nummer: int) -> HttpResponse:
    """The versions of one section, newest first, each with what it changed."""
    sitzung = _sitzung(request, sitzung_id)
    abschnitt = next((a for a in _abschnitte(request, sitzung) if a.nummer == nummer), None)
    if abschnitt is None:
        raise Http404
    record(request.akteur, "niederschrift_geoeffnet", "sitzung", sitzung.pk)
    alle = _fassungen(abschnitt)
    namen = dict(Konto.objects.filter(pk__in={f.konto for f in alle}).values_list("pk", "name"))
    zeilen, vorher = [], ""
    for fassung in alle:
        jetzt = _ganz(fassung)
        zeilen.append(
            Fassungszeile(
                fassung.nummer,
                fassung.um,
                namen.get(fassung.konto, ""),
                tuple(unterschiede(vorher, jetzt)) if fassung.nummer > 1 else (("", jetzt),),
            )
        )
        vorher = jetzt
    inhalt = {"sitzung": sitzung, "titel": str(abschnitt), "fassungen": zeilen[::-1]}
    return render(request, "web/niederschrift_fassungen.html", inhalt)


def unterschiede(alt: str, neu: str) -> Iterator[tuple[str, str]]:
    """Word by word: "" unchanged, "weg" taken out, "neu" put in."""
    worte_alt, worte_neu = _worte(alt), _worte(neu)
    abgleich = difflib.SequenceMatcher(None, worte_alt, worte_neu, autojunk=False)
    for art, a, b, c, d in abgleich.get_opcodes():
        if art == "equal":
            yield "", "".join(worte_alt[a:b])
        else:
            if b > a:
                yield "weg", "".join(worte_alt[a:b])
            if d > c:
                yield "neu", "".join(worte_neu[c:d])


def _worte(text: str) -> list[str]:
    """Words with the space behind them, ends of lines apart: joined they are the text again."""
    return _WORT.findall(text)


def _sitzung(request: Anfrage, sitzung_id: UUID) -> Sitzung:
    sitzung = (
        sichtbare_sitzungen(request.akteur)
        .select_related("gremium", "schluessel__eltern")
        .filter(pk=sitzung_id)
        .first()
    )
    if sitzung is None:
        raise Http404
    return sitzung


def _abschnitte(request: Anfrage, sitzung: Sitzung) -> list[Abschnitt]:
    """Sections about cases only as far as the reader sees those with names."""
    alle = list(
        Abschnitt.objects.filter(niederschrift__sitzung=sitzung)
        .select_related("niederschrift", "punkt__fall__schluessel__eltern")
        .prefetch_related("fassungen")
    )
    faelle = [a.punkt.fall_id for a in alle if a.punkt and a.punkt.fall_id]
    sichtbar = {
        f.pk
        for f in sichtbar_fuer(request.akteur).filter(pk__in=faelle)
        if bereitet_vor(request.akteur, f)
    }
    for abschnitt in alle:
        abschnitt.niederschrift.sitzung = sitzung
    return [
        a for a in alle if a.punkt is None or a.punkt.fall_id is None or a.punkt.fall_id in sichtbar
    ]


def _fassungen(abschnitt: Abschnitt) -> list[Abschnittsfassung]:
    alle = list(abschnitt.fassungen.all())
    for fassung in alle:
        fassung.abschnitt = abschnitt
    return alle


def _ganz(fassung: Abschnittsfassung) -> str:
    return f"{fassung.text}\n\nAuszählung: {fassung.stimmen}" if fassung.stimmen else fassung.text


def _zeile(abschnitt: Abschnitt) -> Abschnittszeile:
    neueste = _fassungen(abschnitt)[-1]
    return Abschnittszeile(
        abschnitt.pk,
        abschnitt.nummer,
        str(abschnitt),
        neueste.text,
        neueste.stimmen or "",
        neueste.nummer,
    )


def _regeln(sitzung: Sitzung) -> Iterable[Sitzungsregel]:
    ordnung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn)).ordnung
    return [r for r in ordnung.sitzungsregel if r.gegenstand in _REGELN]


def _schritte(request: Anfrage, sitzung: Sitzung, schrift: Niederschrift | None) -> dict[str, str]:
    """Acts that make sense now, for this Funktion."""
    if schrift is None:
        namen = {"niederschrift_erstellen"} if sitzung.stand == Sitzungsstand.BEENDET else set()
    else:
        namen = {
            Niederschriftstand.ENTWURF: {"niederschrift_aendern", "niederschrift_genehmigen"},
            Niederschriftstand.GENEHMIGT: {"niederschrift_aendern", "niederschrift_feststellen"},
            Niederschriftstand.FESTGESTELLT: set[str](),
        }[Niederschriftstand(schrift.stand)]
    return {
        name: request.raum.adresse("schritt_in_sitzung", sitzung_id=sitzung.pk, name=name)
        for name in namen
        if request.akteur.funktion in SCHRITTE[name].wer
    }
