"""What can be shot at: every page of `seiten`, every act on every case there, and their forms.

Found by looking, as a person would: a page or form that is new tomorrow is a target tomorrow.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from haertefall.gremien.models import Amt, Behoerde
from haertefall.schritte.register import SCHRITTE
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.raum import raum_von
from tests.web.beschuss.welt import vor_der_tuer, weitere_adressen, zweite_person_der_behoerde
from tests.web.besuch import Besuch
from tests.web.seiten import alle_seiten

# A case, or a check before a deportation.
FALLSEITE = re.compile(r"^(/(?:abh/)?[^/]+/(?:faelle|pruefungen)/[0-9a-f-]{36}/)")
SITZUNGSSEITE = re.compile(r"^(/[^/]+/sitzungen/[0-9a-f-]{36}/)")
# So many addresses of one kind are looked at per person.
JE_ART = 2
# Typed by a person, so it must never be lost. A choice that was not offered cannot be shown.
GETIPPT = frozenset({"text", "textarea", "search", "email", "date", "tel", "url", "number"})


@dataclass(frozen=True)
class Feld:
    """A control of a form: what kind it is, what it holds, what it offers."""

    name: str
    art: str
    wert: str = ""
    auswahl: tuple[str, ...] = ()


@dataclass(frozen=True)
class Formular:
    """A form as a page shows it."""

    adresse: str
    methode: str
    mit_dateien: bool
    felder: tuple[Feld, ...]


@dataclass
class Schuetze:
    """Somebody who shoots: an Amt (None: nobody is signed in), where they can go, their forms."""

    amt: Amt | None
    client: Client
    adressen: list[str] = field(default_factory=list)
    formulare: list[Formular] = field(default_factory=list)


def schuetzen(spiele: list[Spiel]) -> list[Schuetze]:
    """Everybody who sees a page, with everything found there; of the first body all pages."""
    gefunden: dict[object, Schuetze] = {}

    def bei(amt: Amt | None, adresse: str) -> None:
        if amt not in gefunden:
            client = Besuch(amt).client if amt else Client(SERVER_NAME="127.0.0.1")
            gefunden[amt] = Schuetze(amt, client)
        gefunden[amt].adressen.append(adresse)

    for seite in alle_seiten(spiele[0]):
        bei(seite.amt, seite.adresse)
    for schuetze in gefunden.values():
        schuetze.adressen += _alle_schritte(schuetze)
    for amt, adresse in weitere_adressen(spiele):
        bei(amt, adresse)
    # Alphabetically the first, as in the pages: there is a check that waits.
    bei(*zweite_person_der_behoerde(Behoerde.objects.earliest("kennung")))
    alle = [*gefunden.values(), *(Schuetze(None, c, w) for c, w in vor_der_tuer(spiele[0]))]
    for schuetze in alle:
        _umsehen(schuetze)
    return alle


def _alle_schritte(schuetze: Schuetze) -> list[str]:
    """Every act everywhere, offered or not: most are refused, and that has to be a page too."""
    faelle = {treffer[1] for a in schuetze.adressen if (treffer := FALLSEITE.match(a))}
    wege = [f"{fall}schritt/{name}/" for fall in sorted(faelle) for name in SCHRITTE]
    sitzungen = {treffer[1] for a in schuetze.adressen if (treffer := SITZUNGSSEITE.match(a))}
    an_sitzungen = [name for name, schritt in SCHRITTE.items() if schritt.objekt == "sitzung"]
    for sitzung in sorted(sitzungen):
        wege += [f"{sitzung}live/puls/", *(f"{sitzung}schritt/{name}/" for name in an_sitzungen)]
    if schuetze.amt and (schuetze.amt.gremium or schuetze.amt.behoerde):
        raum = raum_von(schuetze.amt).adresse("arbeit")
        wege += [f"{raum}schritt/{name}/" for name in SCHRITTE]
    return wege


def _umsehen(schuetze: Schuetze) -> None:
    """Open what is known and what links lead to, a few of each kind, and keep the forms."""
    offen, je_art = deque(dict.fromkeys(schuetze.adressen)), Counter[tuple[str, ...]]()
    schuetze.adressen = []
    gesehen: set[tuple[str, str, tuple[str, ...]]] = set()
    while offen:
        adresse = offen.popleft()
        schuetze.adressen.append(adresse)
        antwort = schuetze.client.get(adresse)
        if antwort.streaming:
            # Read to its end: closing it would close the connection of the test.
            b"".join(antwort)
            continue
        if antwort.status_code >= 300 or "html" not in antwort.headers.get("Content-Type", ""):
            continue
        leser = _Leser(adresse)
        leser.feed(antwort.content.decode())
        for formular in leser.formulare:
            art = (formular.adresse, formular.methode, tuple(f.name for f in formular.felder))
            if art not in gesehen:
                gesehen.add(art)
                schuetze.formulare.append(formular)
        for weg in leser.wege:
            seite = _art(weg)
            neu = weg not in schuetze.adressen and weg not in offen
            if seite and neu and je_art[seite] < JE_ART:
                je_art[seite] += 1
                offen.append(weg)


def _art(weg: str) -> tuple[str, ...]:
    """Addresses of one kind: the same page, act and questions. Empty: not ours."""
    ziel = urlsplit(weg)
    try:
        treffer = resolve(ziel.path)
    except Resolver404:
        return ()
    name = treffer.kwargs.get("name", "")
    return (treffer.route, name, *sorted(frage for frage, _ in parse_qsl(ziel.query)))


class _Leser(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, adresse: str) -> None:
        super().__init__()
        self.adresse = adresse
        self.formulare: list[Formular] = []
        self.wege: list[str] = []
        self._kopf: dict[str, str] | None = None
        self._felder: list[Feld] = []
        self._auswahl: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: wert or "" for name, wert in attrs}
        if tag == "a" and "href" in a:
            self.wege.append(urljoin(self.adresse, a["href"]).split("#", 1)[0])
        elif tag == "form":
            self._kopf, self._felder = a, []
        elif tag == "select":
            self._auswahl = (a.get("name", ""), [])
        elif tag == "option" and self._auswahl:
            self._auswahl[1].append(a.get("value", ""))
        elif tag == "textarea":
            self._felder.append(Feld(a.get("name", ""), "textarea"))
        elif tag in ("input", "button") and a.get("name"):
            art = a.get("type", "text") if tag == "input" else "button"
            self._felder.append(Feld(a["name"], art, a.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._auswahl:
            name, werte = self._auswahl
            self._felder.append(Feld(name, "select", auswahl=tuple(werte)))
            self._auswahl = None
        elif tag == "form" and self._kopf is not None:
            kopf, self._kopf = self._kopf, None
            self.formulare.append(
                Formular(
                    adresse=urljoin(self.adresse, kopf.get("action") or self.adresse),
                    methode=kopf.get("method", "get").upper(),
                    mit_dateien=kopf.get("enctype") == "multipart/form-data",
                    felder=tuple(f for f in self._felder if f.name),
                )
            )
