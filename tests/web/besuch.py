"""A visitor of the pages: a test client that is signed in and acts in one Amt."""

import re
import uuid
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Behoerde, Gremium, Konto
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.einrichten import BEGINN
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import jetzt


@dataclass
class Besuch:
    """Asks for pages and sends forms as somebody in one Funktion."""

    amt: Amt
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.client.force_login(self.amt.konto)
        sitzung = self.client.session
        sitzung["amt"] = str(self.amt.pk)
        um = int(jetzt().timestamp())
        sitzung.update({"faktor": "demo", "angemeldet_um": um, "zuletzt": um})
        sitzung.save()

    @property
    def akteur(self) -> Akteur:
        return akteur_aus(self.amt)

    @property
    def basis(self) -> str:
        """Where the rooms of this Amt begin."""
        if self.amt.gremium:
            return f"/{self.amt.gremium.kennung}/"
        return f"/abh/{self.amt.behoerde.kennung}/" if self.amt.behoerde else "/haus/"

    def fall(self, fall: Fall, rest: str = "") -> str:
        return f"{self.basis}faelle/{fall.pk}/{rest}"

    def hole(self, adresse: str, status: int = 200) -> str:
        """Text of a page; the status is asserted."""
        antwort = self.client.get(adresse)
        assert antwort.status_code == status, (adresse, antwort.status_code)
        return unescape(antwort.content.decode()) if antwort.content else ""

    def sende(self, adresse: str, daten: dict[str, Any], status: int = 302) -> Any:
        antwort = self.client.post(adresse, daten)
        assert antwort.status_code == status, (
            adresse,
            antwort.status_code,
            text(unescape(antwort.content.decode()))[:1500],
        )
        return antwort

    def schritt(self, fall: Fall, name: str, status: int = 302, **daten: Any) -> Any:
        """Send the form of an act as the page shows it: with key and version."""
        technisch = {"einmal": str(uuid.uuid4()), "version": str(fall.version)}
        antwort = self.sende(self.fall(fall, f"schritt/{name}/"), technisch | daten, status)
        fall.refresh_from_db()
        return antwort


def amt_von(
    name: str,
    funktion: Funktion,
    gremium: Gremium | None = None,
    behoerde: Behoerde | None = None,
    **tage: Any,
) -> Amt:
    """A further Amt; the account is made if there is none of this name."""
    email = f"{name.lower().replace(' ', '.')}@beispiel.example"
    konto = Konto.objects.filter(email=email).first() or Konto.objects.anlegen(email, name)
    tage.setdefault("von", BEGINN)
    return Amt.objects.create(
        konto=konto, funktion=funktion, gremium=gremium, behoerde=behoerde, **tage
    )


def amt_in(spiel: Spiel, funktion: Funktion) -> Amt:
    """Who plays this Funktion in this body."""
    spiel.akteur(funktion)
    return spiel.aemter[funktion]


def titel(seite: str) -> str:
    """What stands in the tab of the browser."""
    treffer = re.search(r"<title>(.*?)</title>", seite, re.DOTALL)
    assert treffer
    return treffer[1]


def text(seite: str) -> str:
    """The page without markup, spaces and line breaks collapsed."""
    ohne = re.sub(r"<[^>]+>", " ", seite)
    return re.sub(r"\s+", " ", ohne.replace("\N{NO-BREAK SPACE}", " ")).strip()
