"""The grounds of a case as a reasoning to print: wording, norm, facts of all sides, what is open.

For those who decide and prepare (view from inside). Beside what holds now stand the frozen checks,
and what new facts or a new version of the rules would change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.models import Fall, Person, Pruefung, Seite
from haertefall.faelle.pruefung import Unterschied, je_person, unterschiede
from haertefall.faelle.sicht import Tiefe
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import ANTWORT_WORTE, Antwort, Wirkung
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.pruefhilfe.festhalten import siegelzahl
from haertefall.recht.pruefhilfe.worte import GRUND_WORTE
from haertefall.recht.zulaessigkeit import LAGE_WORTE, ZULAESSIGKEIT_WORTE, Lage, Zulaessigkeit
from haertefall.web.akte import sichtbarer_fall
from haertefall.web.akte_ansicht import Sicht, fassung_in_worten, sicht
from haertefall.web.gruende import personengruende
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.worte import WIRKUNG_SAETZE
from haertefall.zeit import heute


@dataclass(frozen=True)
class Aenderung:
    """What would be found differently, in words."""

    person: str
    bezeichnung: str
    vorher: str
    nachher: str


@dataclass(frozen=True)
class Festgestellt:
    """A frozen check: what it found, whether it is unchanged, and what is different since."""

    pruefung_id: UUID
    am: date
    ergebnis: str
    hash: str
    unveraendert: bool
    seither: tuple[Aenderung, ...]


@nur_fuer(MIT_FAELLEN)
@require_safe
def seite(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """The reasoning as it stands now, or as it was frozen."""
    fall, stufe = sichtbarer_fall(request.akteur, fall_id)
    if stufe < Tiefe.NOTFALL or sicht(request.akteur, stufe) is not Sicht.INNEN:
        raise Http404
    personen = _personen(fall)
    fassung = fassungen.aus_hash(fall.fassung_id)
    pruefungen = list(fall.pruefungen.order_by("-am", "-id"))
    for pruefung in pruefungen:
        pruefung.fall = fall
    record(request.akteur, "begruendung_geoeffnet", "fall", fall.pk)
    inhalt: dict[str, Any] = {
        "fall": fall,
        "zum_fall": request.raum.adresse("fall", fall_id=fall.pk),
        "hier": request.raum.adresse("gruende", fall_id=fall.pk),
        "fassung": fassung_in_worten(fassung),
        "titel_der_ordnung": fassung.ordnung.ordnung.kurzname,
        "stichtag": heute(),
    }
    nummer = request.GET.get("pruefung", "")
    if nummer:
        gesucht = next((p for p in pruefungen if str(p.pk) == nummer), None)
        if gesucht is None:
            raise Http404
        return render(
            request, "web/begruendung_fest.html", inhalt | _eingefroren(gesucht, personen)
        )
    jetzt = je_person(fall, personen, fassung.ordnung)
    inhalt |= {
        "personen": personengruende(fall, personen, fassung.ordnung),
        "papiere": _papiere(request, fall, stufe),
        "festgestellt": [_festgestellt(p, jetzt, personen) for p in pruefungen],
        "neue_fassung": _neue_fassung(fall, personen, fassung),
        "fragen": request.raum.adresse("fragen", fall_id=fall.pk),
    }
    return render(request, "web/begruendung.html", inhalt)


def _personen(fall: Fall) -> list[Person]:
    personen = list(fall.personen.all())
    for person in personen:
        person.fall = fall
    return personen


def _papiere(request: Anfrage, fall: Fall, stufe: Tiefe) -> dict[UUID, tuple[str, str]]:
    """The papers one may read: number and address. The title is opened on its own page only."""
    return {
        papier.pk: (
            f"Nr. {nummer}",
            request.raum.adresse("dokument", fall_id=fall.pk, dokument_id=papier.pk),
        )
        for nummer, papier in enumerate(lesbare_dokumente(request.akteur, fall, stufe), start=1)
    }


def _festgestellt(pruefung: Pruefung, jetzt: Any, personen: Iterable[Person]) -> Festgestellt:
    return Festgestellt(
        pruefung_id=pruefung.pk,
        am=pruefung.am,
        ergebnis=ZULAESSIGKEIT_WORTE[Zulaessigkeit(pruefung.ergebnis)],
        hash=pruefung.hash,
        unveraendert=siegelzahl(pruefung.inhalt) == pruefung.hash,
        seither=_in_worten(unterschiede(pruefung.inhalt, jetzt), personen),
    )


def _neue_fassung(
    fall: Fall, personen: list[Person], fassung: fassungen.Fassung
) -> dict[str, Any] | None:
    """What the version in force today would change; by itself it does not govern this case."""
    try:
        heutige = fassungen.gueltig_am(fall.gremium.kennung, heute())
    except fassungen.KeineFassung:
        return None
    if heutige.hash == fassung.hash:
        return None
    jetzt = je_person(fall, personen, fassung.ordnung)
    alt = [
        {
            "person": eine.person.nummer,
            "befunde": [
                {"grund": b.grund.kennung, "bezeichnung": b.grund.bezeichnung, "lage": b.lage}
                for b in eine.pruefung.befunde
            ],
        }
        for eine in jetzt
    ]
    neu = je_person(fall, personen, heutige.ordnung)
    aenderungen = _in_worten(unterschiede(alt, neu), personen)
    return {"fassung": fassung_in_worten(heutige), "aenderungen": aenderungen}


def _in_worten(
    gefunden: Iterable[Unterschied], personen: Iterable[Person]
) -> tuple[Aenderung, ...]:
    namen = {person.nummer: person.name for person in personen}

    def wort(lage: Lage | None) -> str:
        return LAGE_WORTE[lage] if lage else "gab es nicht"

    return tuple(
        Aenderung(namen.get(u.person, ""), u.bezeichnung, wort(u.vorher), wort(u.nachher))
        for u in gefunden
    )


def _eingefroren(pruefung: Pruefung, personen: Iterable[Person]) -> dict[str, Any]:
    """A frozen check in words. What it did not keep when it was made is not there now."""
    namen = {person.nummer: person.name for person in personen}
    return {
        "pruefung": pruefung,
        "ergebnis": ZULAESSIGKEIT_WORTE[Zulaessigkeit(pruefung.ergebnis)],
        "unveraendert": siegelzahl(pruefung.inhalt) == pruefung.hash,
        "personen": [
            {
                "name": namen.get(eine["person"], f"Person {eine['person']}"),
                "ergebnis": ZULAESSIGKEIT_WORTE[Zulaessigkeit(eine["ergebnis"])],
                "zeilen": [
                    _zeile(zeile) for zeile in (*eine.get("voraussetzungen", ()), *eine["befunde"])
                ],
            }
            for eine in pruefung.inhalt
        ],
    }


def _zeile(zeile: dict[str, Any]) -> dict[str, Any]:
    wirkung = zeile.get("wirkung")
    return {
        **zeile,
        "bezeichnung": zeile.get("bezeichnung", zeile.get("grund", "")),
        "wirkung": WIRKUNG_SAETZE[Wirkung(wirkung)] if wirkung else "",
        "lage": LAGE_WORTE[Lage(zeile["lage"])],
        "fragen": [
            {
                **frage,
                "antwort": ANTWORT_WORTE[Antwort(frage["antwort"])],
                "offen_weil": GRUND_WORTE[Grund(frage["offen_weil"])]
                if frage["offen_weil"]
                else "",
                "gesagt": [
                    {
                        **a,
                        "seite": Seite(a["seite"]).label,
                        "antwort": ANTWORT_WORTE[Antwort(a["antwort"])],
                        "am": date.fromisoformat(a["am"]),
                    }
                    for a in frage["gesagt"]
                ],
            }
            for frage in zeile.get("fragen", ())
        ],
    }
