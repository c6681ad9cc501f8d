"""Unusual reading: four named rules, what they find, and who set their measures and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.abweisung import ABGEWIESEN, JE_STUNDE
from haertefall.audit.auffaellig import (
    REGELN,
    Festlegung,
    auffaelligkeiten,
    festlegungen,
)
from haertefall.audit.lesen import Auswahl, auswaehlen, tagesbeginn
from haertefall.audit.leseregeln import (
    Auffaelligkeit,
    AusserDerZeit,
    GeschlossenerFall,
    OhneAufgabe,
    VieleFaelle,
)
from haertefall.audit.record import record
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.schritte.gremium.lesemass_festlegen import WOCHENTAGE
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.spur import MIT_SPUR, Spurtag, aktenzeichen, kontonamen, spur
from haertefall.zeit import heute

TAGE = 30
HOECHSTENS = 200


class Zeitraum(forms.Form):
    """From day to day."""

    von = Spurtag(label="Von")
    bis = Spurtag(label="Bis")

    def clean(self) -> dict[str, Any]:
        """At most a year: the rules look at every opening in it."""
        daten = super().clean() or {}
        von, bis = daten.get("von"), daten.get("bis")
        if von and bis and not timedelta(0) <= bis - von <= timedelta(days=366):
            raise forms.ValidationError("Bitte wählen Sie höchstens ein Jahr, vom Beginn zum Ende.")
        return daten


@dataclass(frozen=True)
class Fund:
    """A question to ask: which rule, whose reading, when, which cases."""

    titel: str
    wer: str
    von: datetime
    bis: datetime
    faelle: tuple[str, ...]
    anzahl: int


@dataclass(frozen=True)
class Regelzeile:
    """A rule, its measures as a sentence, who set them."""

    titel: str
    satz: str
    wer: str
    um: datetime | None
    grund: str
    adresse: str


@nur_fuer(MIT_SPUR)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """What the rules find by time, the newest first; then the rules."""
    tag = heute()
    vorgabe = {"von": (tag - timedelta(days=TAGE)).isoformat(), "bis": tag.isoformat()}
    bogen = Zeitraum({**vorgabe, **{k: w for k, w in request.GET.items() if w}})
    gueltig = bogen.is_valid()
    gefunden = (
        _funde(request, bogen.cleaned_data["von"], bogen.cleaned_data["bis"]) if gueltig else []
    )
    record(request.akteur, "spur_gelesen", "gremium", request.raum.id)
    inhalt = {
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen),
        "funde": gefunden[:HOECHSTENS],
        "anzahl": len(gefunden),
        "hoechstens": HOECHSTENS,
        "je_stunde": JE_STUNDE,
        "abgewiesen": _abgewiesene(request, bogen) if gueltig else None,
        "regeln": _regeln(request),
        "spur": request.raum.adresse("spur"),
    }
    return render(request, "web/spur_auffaellig.html", inhalt, status=200 if gueltig else 422)


@dataclass(frozen=True)
class Abgewiesene:
    """How many attempts were refused, and where they stand one by one."""

    anzahl: int
    adresse: str


def _abgewiesene(request: Anfrage, bogen: Zeitraum) -> Abgewiesene:
    tage = {name: bogen.cleaned_data[name] for name in ("von", "bis")}
    zeilen = auswaehlen(spur(request), Auswahl(**tage, was=ABGEWIESEN))
    frage = urlencode({name: tag.isoformat() for name, tag in tage.items()} | {"was": ABGEWIESEN})
    return Abgewiesene(zeilen.count(), f"{request.raum.adresse('spur')}?{frage}")


def _funde(request: Anfrage, von: date, bis: date) -> list[Fund]:
    ende = tagesbeginn(bis + timedelta(days=1))
    alle = auffaelligkeiten(tagesbeginn(von), ende, spur(request))
    alle.reverse()
    namen = kontonamen({f.konto for f in alle})
    nummern = aktenzeichen(request, {fall for f in alle[:HOECHSTENS] for fall in f.faelle})
    return [
        Fund(
            titel=REGELN[f.regel].titel,
            wer=namen.get(f.konto, "gelöschtes Konto"),
            von=f.von,
            bis=f.bis,
            faelle=_faelle(f, nummern),
            anzahl=len(f.faelle),
        )
        for f in alle
    ]


def _faelle(fund: Auffaelligkeit, nummern: dict[Any, str]) -> tuple[str, ...]:
    return tuple(nummern.get(fall, "gelöschter Fall") for fall in fund.faelle[:5])


def _regeln(request: Anfrage) -> list[Regelzeile]:
    gelten = festlegungen()
    namen = kontonamen({f.konto for f in gelten if f.konto})
    formular = request.raum.adresse("schritt", name="lesemass_festlegen")
    return [
        Regelzeile(
            titel=f.regel.titel,
            satz=_satz(f),
            wer=namen.get(f.konto, "gelöschtes Konto") if f.konto else "",
            um=f.um,
            grund=f.grund,
            adresse=f"{formular}?regel={f.regel.name}",
        )
        for f in gelten
    ]


def _satz(festlegung: Festlegung) -> str:
    match festlegung.regel:
        case VieleFaelle(anzahl, minuten):
            return f"Mehr als {anzahl} verschiedene Fälle innerhalb von {minuten} Minuten."
        case GeschlossenerFall(karenz_tage):
            return f"Ein Fall, der seit mehr als {karenz_tage} Tagen abgeschlossen ist."
        case OhneAufgabe(funktionen):
            return f"Ein offener Fall, in dem nichts zu tun war ({_funktionen(funktionen)})."
        case AusserDerZeit(von, bis, wochentage, funktionen):
            tage = ", ".join(WOCHENTAGE[t - 1][:2] for t in wochentage)
            return f"Nicht zwischen {von} und {bis} Uhr an {tage} ({_funktionen(funktionen)})."


def _funktionen(funktionen: tuple[str, ...]) -> str:
    return ", ".join(FUNKTION_WORTE[Funktion(f)] for f in funktionen)
