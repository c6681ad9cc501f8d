"""Who looks at whom on which day: common to all pages of the Prüfhilfe.

The authority does not see them: what a person could still reach is the person's side and the
body's. From outside (counselling) nothing rests on what § 97a AufenthG keeps inside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest

from haertefall.audit.record import record
from haertefall.faelle.models import Fall, Person
from haertefall.faelle.pruefhilfe import Personenwege, wege_der_person
from haertefall.faelle.sicht import Tiefe
from haertefall.gremien import fassungen
from haertefall.recht.ablauf import moegliche_schritte, wegwahl
from haertefall.recht.begriffe import Stand
from haertefall.schritte.schritt import ERSTER_STICHTAG, LETZTER_STICHTAG
from haertefall.web.akte import sichtbarer_fall
from haertefall.web.akte_ansicht import Sicht, sicht
from haertefall.web.angebot import AUF_EIGENER_SEITE
from haertefall.web.huelle import Anfrage
from haertefall.zeit import heute

GEOEFFNET = "pruefhilfe_geoeffnet"


@dataclass(frozen=True)
class Blick:
    """A person of a case on a day, as this reader may know them."""

    fall: Fall
    personen: tuple[Person, ...]
    person: Person
    stichtag: date
    stichtag_falsch: bool
    nach_aussen: bool
    darf: frozenset[str]
    wege: Personenwege

    def frage(self, **mehr: str) -> str:
        """The same person and day in an address."""
        tag = {} if self.stichtag == heute() else {"stichtag": self.stichtag.isoformat()}
        return "?" + urlencode({"person": str(self.person.nummer), **tag, **mehr})


def blick(request: Anfrage, fall_id: UUID, was: str = GEOEFFNET) -> Blick:
    """What the pages show, with a trace of it in the word `was`.

    Raises:
        Http404: the case, or the file behind it, is not for this Akteur; no such person.
    """
    fall, stufe = sichtbarer_fall(request.akteur, fall_id)
    if stufe < Tiefe.NOTFALL:
        raise Http404
    nach_aussen = sicht(request.akteur, stufe) is not Sicht.INNEN
    personen = tuple(fall.personen.all())
    for einer in personen:
        einer.fall = fall
    person = _gewaehlt(request, personen)
    record(request.akteur, was, "fall", fall.pk)
    stichtag, falsch = gewaehlter_stichtag(request)
    angaben = list(person.rechtsangaben.all())
    for angabe in angaben:
        angabe.fall = fall
    wege = wege_der_person(person, angaben, stichtag, nach_aussen=nach_aussen)
    darf = _darf(request, fall) if stufe is Tiefe.AKTE else frozenset[str]()
    return Blick(fall, personen, person, stichtag, falsch, nach_aussen, darf, wege)


def gewaehlter_stichtag(request: HttpRequest) -> tuple[date, bool]:
    """The day asked for, else today; and whether what was typed is no day."""
    getippt = request.GET.get("stichtag", "")
    if not getippt:
        return heute(), False
    try:
        tag = date.fromisoformat(getippt)
    except ValueError:
        return heute(), True
    moeglich = ERSTER_STICHTAG <= tag <= LETZTER_STICHTAG
    return (tag, False) if moeglich else (heute(), True)


def _gewaehlt(request: Anfrage, personen: Iterable[Person]) -> Person:
    nummer = request.GET.get("person", "")
    for person in personen:
        if nummer in ("", str(person.nummer)):
            return person
    raise Http404


def _darf(request: Anfrage, fall: Fall) -> frozenset[str]:
    zeilen = moegliche_schritte(
        fassungen.aus_hash(fall.fassung_id).ablauf,
        stand=Stand(fall.stand),
        funktion=request.akteur.funktion,
        weg=wegwahl(fall.weg),
        antragsweg=fall.antragsweg,
        letztes_ergebnis=fall.zaehlt_als,
    )
    return AUF_EIGENER_SEITE & {zeile.schritt for zeile in zeilen}
