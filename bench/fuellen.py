"""Fills the throw-away database with copies of cases that lived through the door."""

import random
import secrets
import shutil
import tomllib
import uuid
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from haertefall.faelle.models import Darstellung, Fall, Person, Wiedervorlage, Zugang
from haertefall.faelle.suchform import suchform
from haertefall.gremien import fassungen
from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Stand
from haertefall.tresor import siegel
from haertefall.tresor.models import ETIKETT, Schluessel
from haertefall.vorfuehrung.besetzen import IMMER, Sitzverteilung, besetzen
from haertefall.vorfuehrung.einrichten import gremium_anlegen, leute_anlegen
from haertefall.vorfuehrung.spiel import Spiel

STAPEL = 2_000
# The same names of thirteen languages with which the search is tested, put together anew.
NAMEN = Path(__file__).parents[1] / "tests" / "faelle" / "namenspaare.toml"
TEILE: tuple[type[models.Model], ...] = (Darstellung, Person, Wiedervorlage, Zugang)


def abbild(wie: str, kennung: str, sitze: Sitzverteilung = IMMER) -> Gremium:
    """A further body with the rules of another, with people of its own."""
    wurzel = settings.DATEN / "ordnungen"
    shutil.copytree(fassungen.ordner(wie), wurzel / kennung)
    if wurzel not in settings.ORDNUNGEN_DIRS:
        settings.ORDNUNGEN_DIRS = [wurzel, *settings.ORDNUNGEN_DIRS]
    gremium = gremium_anlegen(kennung)
    leute_anlegen(gremium)
    besetzen(gremium, sitze)
    return gremium


def vorlagen(spiel: Spiel) -> list[Fall]:
    """Cases in six states, walked there by acts."""
    return [
        spiel.bis(stand)
        for stand in (
            Stand.EINGEGANGEN,
            Stand.STELLUNGNAHME,
            Stand.AUF_TAGESORDNUNG,
            Stand.ERSUCHEN_ZUGELEITET,
            Stand.ABGESCHLOSSEN,
        )
    ]


def auffuellen(muster: list[Fall], bis: int) -> None:
    """Copy until the body has `bis` cases, spread over twenty years."""
    gremium = muster[0].gremium
    vorhanden = Fall.objects.filter(gremium=gremium).count()
    teile = {fall.pk: _teile(fall) for fall in muster}
    rahmen = gremium.schluessel.klartext()
    for beginn in range(vorhanden, bis, STAPEL):
        nummern = range(beginn, min(beginn + STAPEL, bis))
        with transaction.atomic():
            _stapel(muster, teile, rahmen, nummern)


def _teile(fall: Fall) -> dict[type[models.Model], list[Any]]:
    return {art: list(art._default_manager.filter(fall=fall)) for art in TEILE}


def _stapel(
    muster: list[Fall],
    teile: dict[Any, dict[type[models.Model], list[Any]]],
    rahmen: bytes,
    nummern: range,
) -> None:
    schluessel, faelle = [], []
    zufall = random.Random(nummern.start)  # noqa: S311
    zeilen: dict[type[models.Model], list[Any]] = {art: [] for art in TEILE}
    for nummer in nummern:
        vorlage = muster[nummer % len(muster)]
        eigener = Schluessel(art="fall", eltern=vorlage.gremium.schluessel)
        eigener.huelle = siegel.versiegeln(
            rahmen, secrets.token_bytes(32), ETIKETT, eigener.id.bytes
        )
        fall = _kopie(vorlage)
        fall.schluessel, fall.zaehl_vorgang = eigener, uuid.uuid4()
        fall.nummer = 1_000_000 + nummer
        fall.aktenzeichen = f"BENCH-{vorlage.gremium.kennung}-{nummer:07d}"
        fall.eingegangen_am = vorlage.eingegangen_am - timedelta(days=nummer % 7_000)
        schluessel.append(eigener)
        faelle.append(fall)
        for art, quelle in teile[vorlage.pk].items():
            for zeile in quelle:
                neu = _kopie(zeile)
                neu.fall = fall
                if isinstance(neu, Person):
                    _benenne(neu, zufall)
                zeilen[art].append(neu)
    Schluessel.objects.bulk_create(schluessel)
    Fall.objects.bulk_create(faelle)
    for art, neue in zeilen.items():
        art._default_manager.bulk_create(neue)


@cache
def _namen() -> tuple[Sequence[str], Sequence[str]]:
    """Given names and surnames."""
    paare = tomllib.loads(NAMEN.read_text()).values()
    geteilt = [akte.split(" ", 1) for gruppe in paare for akte, _ in gruppe]
    return [teile[0] for teile in geteilt], [teile[-1] for teile in geteilt]


def _benenne(person: Person, zufall: random.Random) -> None:
    """Another name and year, with the search form that saving would make."""
    vornamen, nachnamen = _namen()
    person.vornamen, person.nachname = zufall.choice(vornamen), zufall.choice(nachnamen)
    person.geburtsdatum = str(zufall.randint(1940, 2020))
    person.suchform = _form(person.name, person.geburtsdatum)


_form = cache(suchform)


def _kopie(zeile: Any) -> Any:
    """A new row with the same plain values; sealed anew, because seals are bound to the row."""
    werte = {feld.attname: getattr(zeile, feld.attname) for feld in zeile._meta.concrete_fields}
    werte[zeile._meta.pk.attname] = uuid.uuid4()
    neu = type(zeile)(**werte)
    for feld in zeile._meta.concrete_fields:
        if feld.is_relation and feld.is_cached(zeile):
            feld.set_cached_value(neu, feld.get_cached_value(zeile))
    return neu
