"""What can be shot at: every page of `seiten`, every act on every case there, and their forms.

Found by looking, as a person would: a page or form that is new tomorrow is a target tomorrow.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

from haertefall.gremien.models import Amt
from haertefall.schritte.register import SCHRITTE
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.raum import raum_von
from tests.web.besuch import Besuch
from tests.web.seiten import alle_seiten

# A case, or a check before a deportation.
FALLSEITE = re.compile(r"^(/(?:abh/)?[^/]+/(?:faelle|pruefungen)/[0-9a-f-]{36}/)")
SITZUNGSSEITE = re.compile(r"^(/[^/]+/sitzungen/[0-9a-f-]{36}/)")
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


def schuetzen(nrw: Spiel) -> list[Schuetze]:
    """Everybody who sees a page, with everything found there."""
    gefunden: dict[object, Schuetze] = {}
    for seite in alle_seiten(nrw):
        amt = seite.amt
        if amt not in gefunden:
            client = Besuch(amt).client if amt else Client(SERVER_NAME="127.0.0.1")
            gefunden[amt] = Schuetze(amt, client)
        gefunden[amt].adressen.append(seite.adresse)
    for schuetze in gefunden.values():
        _umsehen(schuetze)
    return list(gefunden.values())


def _umsehen(schuetze: Schuetze) -> None:
    faelle = {treffer[1] for a in schuetze.adressen if (treffer := FALLSEITE.match(a))}
    schuetze.adressen += [f"{fall}schritt/{name}/" for fall in sorted(faelle) for name in SCHRITTE]
    sitzungen = {treffer[1] for a in schuetze.adressen if (treffer := SITZUNGSSEITE.match(a))}
    an_sitzungen = [name for name, schritt in SCHRITTE.items() if schritt.objekt == "sitzung"]
    schuetze.adressen += [f"{s}schritt/{name}/" for s in sorted(sitzungen) for name in an_sitzungen]
    if schuetze.amt and (schuetze.amt.gremium or schuetze.amt.behoerde):
        raum = raum_von(schuetze.amt).adresse("arbeit")
        schuetze.adressen += [f"{raum}schritt/{name}/" for name in SCHRITTE]
    schuetze.adressen = list(dict.fromkeys(schuetze.adressen))
    gesehen: set[tuple[str, str, tuple[str, ...]]] = set()
    for adresse in schuetze.adressen:
        antwort = schuetze.client.get(adresse)
        if antwort.status_code >= 300 or "html" not in antwort.headers.get("Content-Type", ""):
            continue
        leser = _Leser(adresse)
        leser.feed(antwort.content.decode())
        for formular in leser.formulare:
            art = (formular.adresse, formular.methode, tuple(f.name for f in formular.felder))
            if art not in gesehen:
                gesehen.add(art)
                schuetze.formulare.append(formular)


class _Leser(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, adresse: str) -> None:
        super().__init__()
        self.adresse = adresse
        self.formulare: list[Formular] = []
        self._kopf: dict[str, str] | None = None
        self._felder: list[Feld] = []
        self._auswahl: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: wert or "" for name, wert in attrs}
        if tag == "form":
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
