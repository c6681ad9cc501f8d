"""List and case page: 100 against 100,000 cases, and with against without encryption."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest import mock

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import fuellen
from bench.messen import Verhaeltnis, paare
from haertefall.faelle import suchbloecke
from haertefall.faelle.models import Fall, Person
from haertefall.faelle.suche import suche
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.tresor import siegel
from haertefall.tresor.models import Schluessel
from haertefall.vorfuehrung.spiel import Spiel

KLEIN, GROSS = 100, 100_000
FRAGEN = {
    "erste Seite": "",
    "letzte Seite": "?seite=letzte",
    "mit Filter": "?stand=auf_tagesordnung",
}


def messen() -> list[Verhaeltnis]:
    """A small body and a large one in one database; the same pages of both."""
    gross = Gremium.objects.get(kennung="nrw")
    klein = fuellen.abbild(gross.kennung, "nrw-klein")
    for gremium, menge in ((klein, KLEIN), (gross, GROSS)):
        fuellen.auffuellen(fuellen.vorlagen(Spiel(gremium)), menge)
    with connection.cursor() as zeiger:
        zeiger.execute("ANALYZE")
    zeilen = []
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED):
        a, b = leser(gross, funktion), leser(klein, funktion)
        zeilen += [
            _vergleich(
                funktion,
                name,
                partial(a, f"/{gross.kennung}/faelle/{frage}"),
                partial(b, f"/{klein.kennung}/faelle/{frage}"),
            )
            for name, frage in FRAGEN.items()
        ]
    return [*zeilen, *_namenssuche(gross), *_verschluesselung(gross)]


def _vergleich(
    funktion: Funktion, name: str, gross: Callable[[], object], klein: Callable[[], object]
) -> Verhaeltnis:
    gross()  # the first page somebody opens also notes that they are here
    with CaptureQueriesContext(connection) as abfragen:
        gross()
    print(f"Abfragen, Liste {name}, {funktion}: {len(abfragen)}")
    titel = f"Liste, {name}, {funktion}: 100.000 / 100 Fälle"
    return paare(titel, gross, klein, grenze=2, je=3)


def _namenssuche(gross: Gremium) -> Iterator[Verhaeltnis]:
    """The office looks for a name in all cases; against a clock, because there is no other side."""
    amt = Amt.objects.filter(gremium=gross, funktion=Funktion.GESCHAEFTSSTELLE)[0]
    akteur = akteur_aus(amt)
    menschen = f"{Person.objects.filter(fall__gremium=gross).count():,}".replace(",", ".")
    beginn = time.perf_counter()
    suchbloecke.erneuere(gross, GROSS)
    bloecke = gross.suchbloecke.count()
    print(f"{bloecke} Suchblöcke gebildet in {time.perf_counter() - beginn:.0f} s")
    for gesucht in ("Muhammed Elchatib", "Maier", "Chalid 1990"):
        beginn = time.perf_counter()
        treffer = len(suche(akteur, gesucht))
        print(f"Erste Suche nach „{gesucht}“: {time.perf_counter() - beginn:.2f} s, {treffer} da")
        yield paare(
            f"Namenssuche „{gesucht}“ über {menschen} Personen / eine halbe Sekunde",
            partial(suche, akteur, gesucht),
            partial(time.sleep, 0.5),
            grenze=1,
        )


def leser(gremium: Gremium, funktion: Funktion) -> Callable[[str], object]:
    """Asks for pages as somebody with this Funktion."""
    amt = Amt.objects.filter(gremium=gremium, funktion=funktion).first()
    if amt is None:
        raise RuntimeError(f"{gremium}: niemand als {funktion}")
    client = Client()
    client.force_login(amt.konto)
    sitzung = client.session
    sitzung["amt"] = str(amt.pk)
    sitzung.save()

    def lies(adresse: str) -> object:
        antwort = client.get(adresse)
        if antwort.status_code != 200:
            raise RuntimeError(f"{adresse}: {antwort.status_code}")
        return antwort

    return lies


def _verschluesselung(gremium: Gremium) -> Iterator[Verhaeltnis]:
    lies = leser(gremium, Funktion.GESCHAEFTSSTELLE)
    fall = Fall.objects.filter(gremium=gremium, stand="ersuchen_zugeleitet").latest("erfasst_um")
    for name, adresse in (
        ("Liste", f"/{gremium.kennung}/faelle/"),
        ("Fallseite", f"/{gremium.kennung}/faelle/{fall.pk}/"),
    ):
        with _merken() as gemerkt:
            lies(adresse)

        def offen(adresse: str = adresse, gemerkt: dict[bytes, bytes] = gemerkt) -> None:
            with _ohne_verschluesselung(gemerkt):
                lies(adresse)

        yield paare(
            f"{name}: verschlüsselt / unverschlüsselt",
            partial(lies, adresse),
            offen,
            grenze=1.15,
            je=5,
        )


@contextmanager
def _merken() -> Iterator[dict[bytes, bytes]]:
    """Remember what each seal holds."""
    gemerkt: dict[bytes, bytes] = {}
    echt = siegel.oeffnen

    def oeffnen(schluessel: bytes, geheim: bytes, *rest: Any) -> bytes:
        klar = echt(schluessel, geheim, *rest)
        gemerkt[bytes(geheim)] = klar
        return klar

    with mock.patch.object(siegel, "oeffnen", oeffnen):
        yield gemerkt


@contextmanager
def _ohne_verschluesselung(gemerkt: dict[bytes, bytes]) -> Iterator[None]:
    """Replaced from outside: reading costs a look-up, no key of a case or body is opened.

    The session of the browser is no part of a case and is opened as ever.
    """
    echt = siegel.oeffnen

    def oeffnen(schluessel: bytes, geheim: bytes, *rest: Any) -> bytes:
        klar = gemerkt.get(bytes(geheim))
        return echt(schluessel, geheim, *rest) if klar is None else klar

    with (
        mock.patch.object(siegel, "oeffnen", oeffnen),
        mock.patch.object(Schluessel, "klartext", lambda _self: b""),
    ):
        yield
