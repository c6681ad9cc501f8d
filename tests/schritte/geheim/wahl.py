"""Plays a secret vote through the door."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.sitzungen.models import Tagesordnungspunkt, Urne
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import amt_von

STIMMEN = ("ja", "nein", "enthaltung")


@dataclass
class Wahl:
    """A body that has resolved secret votes, an item, and people who may vote."""

    spiel: Spiel
    punkt: Tagesordnungspunkt
    waehlende: list[Amt]

    def tue(self, schritt: str, **eingabe: Any) -> Any:
        """An act on the session of the item."""
        return self.spiel.tue(schritt, **eingabe, sitzung=str(self.punkt.sitzung_id))

    def eroeffne(self, **eingabe: Any) -> Urne:
        daten = {
            "punkt": str(self.punkt.pk),
            "gegenstand": "ersuchen",
            "stimmberechtigte": [str(a.pk) for a in self.waehlende],
            "klein": "on",
        }
        self.tue("geheim_eroeffnen", **{**daten, **eingabe})
        return Urne.objects.get(punkt=self.punkt, inhalt__isnull=False)

    def stimme(self, amt: Amt, urne: Urne, stimme: str, einmal: uuid.UUID | None = None) -> Any:
        return ausfuehren(
            "geheim_abstimmen",
            akteur=akteur_aus(amt),
            eingabe={"urne": str(urne.pk), "stimme": stimme},
            einmal=einmal or uuid.uuid4(),
            sitzung_id=self.punkt.sitzung_id,
        )

    def schliesse(self, urne: Urne) -> tuple[int, int, int]:
        self.tue("geheim_schliessen", urne=str(urne.pk), klein="on", unvollstaendig="on")
        urne.refresh_from_db()
        assert urne.ja is not None
        assert urne.nein is not None
        assert urne.enthaltung is not None
        return urne.ja, urne.nein, urne.enthaltung


def wahl(spiel: Spiel, zahl: int = 5, fall: Fall | None = None) -> Wahl:
    """A case on the agenda, and so many members who are present."""
    spiel.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Es wird geheim abgestimmt (erfunden).")
    fall = fall or spiel.bis(Stand.AUF_TAGESORDNUNG)
    waehlende = [
        amt_von(f"Stimme {nummer}", Funktion.MITGLIED, spiel.gremium) for nummer in range(zahl)
    ]
    return Wahl(spiel, fall.tagesordnungspunkte.get(abgesetzt=False), waehlende)


def gezogene_stimmen(zahl: int, zufall: random.Random) -> list[str]:
    return [zufall.choice(STIMMEN) for _ in range(zahl)]


def summen(stimmen: Mapping[Any, str] | list[str]) -> tuple[int, int, int]:
    werte = list(stimmen.values()) if isinstance(stimmen, Mapping) else stimmen
    return (werte.count("ja"), werte.count("nein"), werte.count("enthaltung"))
