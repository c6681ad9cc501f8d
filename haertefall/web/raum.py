"""Where somebody works: in a body, in an authority's room, or for the house; and its pages.

A page of a room exists only for those who hold a Funktion there; for everybody else it is not
there (404), as if the address were wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.sitzungen.sicht import MIT_SITZUNGEN

Seite = Callable[..., HttpResponseBase]

MIT_FAELLEN = frozenset(
    {
        Funktion.GESCHAEFTSSTELLE,
        Funktion.VORSITZ,
        Funktion.MITGLIED,
        Funktion.STELLVERTRETUNG,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
        Funktion.AUSLAENDERBEHOERDE,
        Funktion.FACHAUFSICHT,
        Funktion.BERATUNG,
    }
)
ALLE = frozenset(Funktion)


@dataclass(frozen=True)
class Raum:
    """A room and how its pages are addressed. `id`: of the body or authority."""

    art: Literal["gremium", "behoerde", "haus"]
    id: UUID
    kennung: str
    name: str

    def adresse(self, seite: str, **teile: Any) -> str:
        """Address of a page of this room."""
        ort = {} if self.art == "haus" else {"raum": self.kennung}
        return reverse(f"{self.art}:{seite}", kwargs=ort | teile)


@dataclass(frozen=True)
class Navigationspunkt:
    """One entry of the navigation. `hier`: the page shown, or one below it."""

    text: str
    adresse: str
    hier: bool


def raum_von(amt: Amt) -> Raum:
    """The room in which this Amt is held."""
    if amt.gremium is not None:
        return Raum("gremium", amt.gremium.pk, amt.gremium.kennung, amt.gremium.name)
    if amt.behoerde is not None:
        return Raum("behoerde", amt.behoerde.pk, amt.behoerde.kennung, amt.behoerde.name)
    return Raum("haus", UUID(int=0), "", "Betrieb")


def handelt_als(amt: Amt) -> str:
    """Funktion and place in words, as the header shows them."""
    wort, ort = FUNKTION_WORTE[amt.get_funktion()], raum_von(amt).name
    return ort if ort.startswith(wort) else f"{wort} · {ort}"


def nur_fuer(funktionen: frozenset[Funktion] = ALLE) -> Callable[[Seite], Seite]:
    """A page of a room, there for these Funktionen only."""

    def huelle(seite: Seite) -> Seite:
        @wraps(seite)
        def pruefen(request: Any, raum: str = "", **teile: Any) -> HttpResponseBase:
            hier = raum_von(request.amt)
            art = request.resolver_match.namespace
            if (art, raum) != (hier.art, hier.kennung) or request.akteur.funktion not in funktionen:
                raise Http404
            request.raum = hier
            return seite(request, **teile)

        return pruefen

    return huelle


def navigation(raum: Raum, funktion: Funktion, pfad: str) -> list[Navigationspunkt]:
    """The pages of the room that exist for this Funktion."""
    eintraege = [("Meine Arbeit", "arbeit", True), ("Fälle", "faelle", funktion in MIT_FAELLEN)]
    if raum.art == "behoerde":
        eintraege.append(("Vollzugsprüfungen", "pruefungen", True))
    if raum.art == "gremium":
        eintraege += [
            ("Gefahren", "radar", funktion is Funktion.GESCHAEFTSSTELLE),
            ("Sitzungen", "sitzungen", funktion in MIT_SITZUNGEN),
            ("Besetzung", "besetzung", funktion in MIT_SITZUNGEN | {Funktion.FACHAUFSICHT}),
            ("Bericht", "bericht", True),
            ("Ordnung", "ordnung", True),
            ("Regeln", "regeln", True),
            ("Zugang", "zugang", funktion in MIT_SITZUNGEN | {Funktion.DATENSCHUTZ}),
            ("Spur", "spur", funktion is Funktion.DATENSCHUTZ),
            ("Konten", "konten", funktion is Funktion.GESCHAEFTSSTELLE),
        ]
    punkte = []
    for text, seite, da in eintraege:
        if da:
            adresse = raum.adresse(seite)
            genau = pfad == adresse
            punkte.append(Navigationspunkt(text, adresse, genau or _darunter(pfad, seite, adresse)))
    return punkte


def _darunter(pfad: str, seite: str, adresse: str) -> bool:
    return seite != "arbeit" and pfad.startswith(adresse)
