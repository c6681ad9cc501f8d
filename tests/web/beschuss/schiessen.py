"""Shoots and looks at the answer: never a 500, no trace of a crash, nothing typed is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from html import unescape
from random import Random
from time import perf_counter
from urllib.parse import quote, quote_from_bytes
from uuid import uuid4

from django.db import transaction
from django.test import Client

from tests.web.beschuss import munition
from tests.web.beschuss.ziele import GETIPPT, Feld, Formular, Schuetze

FORMULARDATEN = "application/x-www-form-urlencoded"
ZURUECKGEWIESEN = (403, 409, 422)
GRENZE = b"grenzegrenzegrenze"
TECHNISCH = {"einmal", "version", "csrfmiddlewaretoken"}
NIE_GEZEIGT = re.compile(r"passw|code|credential|nachweis")

Paare = list[tuple[str, bytes]]


@dataclass
class Bilanz:
    """What came back: how often which status, what should not have been, what took longest."""

    status: Counter[int] = field(default_factory=Counter)
    befunde: list[str] = field(default_factory=list)
    langsam: list[tuple[float, str]] = field(default_factory=list)


@dataclass
class Schuss:
    """One request: what, where, how; `getippt` are the values that must not be lost."""

    methode: str
    adresse: str
    art: str = FORMULARDATEN
    leib: bytes = b""
    kopf: dict[str, str] = field(default_factory=dict)
    getippt: list[bytes] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.methode} {self.adresse[:200]!r} {self.art[:60]} {self.leib[:600]!r} {self.kopf}"
        )


def beschiessen(schuetzen: list[Schuetze], zufall: Random, anzahl: int) -> Bilanz:
    """`anzahl` requests; each is taken back, so that the world stays as it is."""
    bilanz = Bilanz()
    # Who has many forms shoots more often, so that every form gets about as much.
    gewichte = [len(schuetze.formulare) + 10 for schuetze in schuetzen]
    for schuetze in zufall.choices(schuetzen, gewichte, k=anzahl):
        schuss = _laden(schuetze, schuetzen, zufall)
        with _spurlos(schuetze.client):
            beginn = perf_counter()
            _schiessen(schuetze.client, schuss, bilanz)
            dauer = (perf_counter() - beginn, str(schuss)[:300])
        bilanz.langsam = sorted((*bilanz.langsam, dauer))[-3:]
    return bilanz


@contextmanager
def _spurlos(client: Client) -> Iterator[None]:
    kekse = copy(client.cookies)
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
    client.cookies = kekse


def _schiessen(client: Client, schuss: Schuss, bilanz: Bilanz) -> None:
    try:
        antwort = client.generic(
            schuss.methode,
            schuss.adresse,
            schuss.leib,
            content_type=schuss.art,
            **schuss.kopf,  # type: ignore[arg-type]
        )
        inhalt = b"".join(antwort) if antwort.streaming else antwort.content
    except Exception as absturz:  # every crash is what is looked for
        stelle = absturz.__traceback__
        while stelle and stelle.tb_next:
            stelle = stelle.tb_next
        wo = f"{stelle.tb_frame.f_code.co_filename}:{stelle.tb_lineno}" if stelle else ""
        bilanz.befunde.append(f"{type(absturz).__name__}: {absturz!s:.200} ({wo}) bei {schuss}")
        return
    bilanz.status[antwort.status_code] += 1
    if antwort.status_code >= 500:
        bilanz.befunde.append(f"{antwort.status_code} bei {schuss}")
    if b"Traceback" in inhalt or b"django." in inhalt:
        bilanz.befunde.append(f"Fehlerspur bei {schuss}")
    if antwort.status_code in ZURUECKGEWIESEN:
        seite = _vergleichbar(unescape(inhalt.decode("utf-8", "replace")))
        for getippt in schuss.getippt:
            if _vergleichbar(getippt.decode("utf-8", "replace")) not in seite:
                bilanz.befunde.append(
                    f"Verlorene Eingabe {getippt[:80]!r} ({antwort.status_code}) bei {schuss}"
                )


def _vergleichbar(text: str) -> str:
    """As a person compares: ends of lines and spaces are not what they typed."""
    return " ".join(text.split())


def _laden(schuetze: Schuetze, alle: list[Schuetze], zufall: Random) -> Schuss:
    match zufall.randrange(20):
        case 0:
            return Schuss(
                zufall.choice(munition.METHODEN), zufall.choice(schuetze.adressen), leib=b"a=1"
            )
        case 1:
            art, leib = zufall.choice(munition.LEIBER)
            return Schuss("POST", zufall.choice(schuetze.adressen), art, leib)
        case 2:
            kopf = zufall.choice(munition.KOPFZEILEN)
            methode = zufall.choice(("GET", "POST"))
            return Schuss(methode, zufall.choice(schuetze.adressen), kopf=dict(kopf), leib=b"a=1")
        case 3:
            return Schuss("GET", zufall.choice(munition.WEGE))
        case 4 | 5 | 6:
            return Schuss("GET", _verbogen(zufall.choice(schuetze.adressen), zufall))
        case 7 | 8:
            # Somebody else's form: another Funktion, another room, or the session is over.
            return _formularschuss(_eines(zufall.choice(alle), zufall), zufall)
        case _:
            return _formularschuss(_eines(schuetze, zufall), zufall)


def _eines(schuetze: Schuetze, zufall: Random) -> Formular:
    if schuetze.formulare:
        return zufall.choice(schuetze.formulare)
    return Formular(zufall.choice(schuetze.adressen), "POST", False, ())


def _verbogen(adresse: str, zufall: Random) -> str:
    """One part of the path exchanged, or a question put behind it."""
    weg = adresse.split("?", 1)[0]
    if zufall.randrange(2):
        name = zufall.choice(munition.FRAGEN)
        fragen = [f"{name}={quote_from_bytes(munition.wert(zufall))}" for _ in range(2)]
        return f"{weg}?{'&'.join(fragen)}"[:60_000]
    teile = weg.split("/")
    stelle = zufall.randrange(len(teile))
    teile[stelle] = quote_from_bytes(munition.wert(zufall)[:2_000])
    return "/" + "/".join(teile).lstrip("/")


def _formularschuss(formular: Formular, zufall: Random) -> Schuss:
    paare, getippt = _ausfuellen(formular, zufall)
    if formular.methode == "GET":
        frage = _als_frage(paare)[:60_000].decode()
        return Schuss("GET", f"{formular.adresse.split('?', 1)[0]}?{frage}")
    if formular.mit_dateien:
        art = f"multipart/form-data; boundary={GRENZE.decode()}"
        leib = _mehrteilig(formular, paare, zufall)
        return Schuss("POST", formular.adresse, art, leib, getippt=getippt)
    return Schuss("POST", formular.adresse, leib=_als_frage(paare), getippt=getippt)


def _ausfuellen(formular: Formular, zufall: Random) -> tuple[Paare, list[bytes]]:
    """Most fields as a person would fill them, some with what was loaded."""
    felder = [f for f in formular.felder if f.art not in ("file", "radio", "checkbox")]
    for name in dict.fromkeys(f.name for f in formular.felder if f.art in ("radio", "checkbox")):
        werte = tuple(f.wert or "on" for f in formular.felder if f.name == name)
        felder.append(Feld(name, "select", auswahl=werte))
    wie_viele = zufall.choice((1, 1, 2, 3, len(felder)))
    getroffen = set(zufall.sample(range(len(felder)), min(wie_viele, len(felder))))
    paare: Paare = []
    getippt: list[bytes] = []
    for nummer, feld in enumerate(felder):
        inhalt = munition.wert(zufall) if nummer in getroffen else _ueblich(feld, zufall)
        if nummer in getroffen and zufall.randrange(15) == 0:
            continue
        paare.append((feld.name, inhalt))
        if nummer in getroffen and zufall.randrange(15) == 0:
            # Twice: the later one counts, as in every form.
            inhalt = munition.wert(zufall)
            paare.append((feld.name, inhalt))
        if feld.art in GETIPPT and feld.name not in TECHNISCH:
            getippt += [] if NIE_GEZEIGT.search(feld.name) else [inhalt]
    verborgene = {n for n, f in enumerate(felder) if f.art == "hidden" and f.name not in TECHNISCH}
    # Nobody types into a hidden field; with another one it is another form that comes back. So it
    # is where somebody chooses another entry than the one whose form they have seen.
    gesendet = dict(paare)
    gewechselt = "angesehen" in gesendet and gesendet["angesehen"] != gesendet.get("eintrag")
    anderes = gewechselt or verborgene & getroffen
    return paare, [] if anderes else getippt


def _ueblich(feld: Feld, zufall: Random) -> bytes:
    if feld.name == "einmal":
        return str(uuid4()).encode()
    if feld.auswahl:
        return zufall.choice(feld.auswahl).encode()
    if feld.wert:
        return feld.wert.encode()
    if feld.art == "date":
        return b"2026-01-15"
    return b"Ein Satz." if feld.art in GETIPPT else b""


def _als_frage(paare: Paare) -> bytes:
    return "&".join(f"{quote(name)}={quote_from_bytes(wert)}" for name, wert in paare).encode()


def _mehrteilig(formular: Formular, paare: Paare, zufall: Random) -> bytes:
    teile = [
        b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), wert)
        for name, wert in paare
    ]
    for feld in formular.felder:
        if feld.art == "file":
            name, art, inhalt = zufall.choice(munition.DATEIEN)
            teile.append(
                b'Content-Disposition: form-data; name="%s"; filename="%s"\r\n'
                b"Content-Type: %s\r\n\r\n%s"
                % (feld.name.encode(), name.encode(), art.encode(), inhalt)
            )
    return b"".join(b"--%s\r\n%s\r\n" % (GRENZE, teil) for teil in teile) + b"--%s--\r\n" % GRENZE
