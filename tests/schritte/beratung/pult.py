"""Where a session is led from, and all that goes wrong on the way from there to the door."""

from collections import Counter
from random import Random
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest

from haertefall.audit.akteur import Akteur
from haertefall.gremien.akteure import akteur_aus
from haertefall.schritte import ausfuehren as tuer
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Urne
from tests.schritte.pruefstand import versucht_nichts

STOERUNGEN = ("", "", "doppelt", "abbruch", "veraltet")


class Abbruch(Exception):
    """The process dies here."""


class Pult:
    """Two secretaries and the chair in turn; `version` is what the session should have."""

    sitzung: Sitzung

    def __init__(self, leitung: list[Akteur], getan: Counter[str]) -> None:
        self.leitung, self.getan, self.version = leitung, getan, 0
        self.gesendet: list[tuple[str, dict[str, Any]]] = []

    def aufruf(self, akteur: Akteur | None = None, **eingabe: Any) -> dict[str, Any]:
        return {
            "akteur": akteur or self.leitung[len(self.gesendet) % 3],
            "eingabe": eingabe,
            "einmal": uuid4(),
            "sitzung_id": self.sitzung.pk,
            "version": self.version,
        }

    def tue(self, name: str, stoerung: str, *, als: Akteur | None = None, **eingabe: Any) -> None:
        """Send it with what goes wrong on the way; in the end it is done once."""
        aufruf = self.aufruf(als, **eingabe)
        if stoerung == "abbruch":
            with (
                mock.patch.object(tuer, "aufzeichnen", side_effect=Abbruch),
                pytest.raises(Abbruch),
            ):
                ausfuehren(name, **aufruf)
        if stoerung == "veraltet" and SCHRITTE[name].auf_stand:
            alt = {**aufruf, "version": self.version - 1, "einmal": uuid4()}
            with versucht_nichts(), pytest.raises(fehler.Zwischenzeitlich):
                ausfuehren(name, **alt)
        ausfuehren(name, **aufruf)
        self.version += 1
        if stoerung == "doppelt":
            assert ausfuehren(name, **aufruf).wiederholt
        self.gesendet.append((name, aufruf))
        self.getan[name] += 1
        self.getan[f"störung:{stoerung}"] += 1

    def abgewiesen(self, name: str, **eingabe: Any) -> None:
        """The form refuses it; nobody even tries to write."""
        with versucht_nichts(), pytest.raises(fehler.EingabeUnvollstaendig):
            ausfuehren(name, **self.aufruf(**eingabe))
        self.getan[f"abgewiesen:{name}"] += 1

    def stimmt_geheim_ab(self, zettel: dict[str, Any], z: Random) -> Counter[str]:
        """Open the urn, let everybody vote who is there, close it; returns what was chosen."""
        self.tue("geheim_eroeffnen", z.choice(STOERUNGEN), **zettel)
        urne: dict[str, Any] = {"urne": str(Urne.objects.get(antrag=zettel["antrag"]).pk)}
        stimmen = Counter[str]()
        for da in Anwesenheit.objects.filter(teilnahme__sitzung=self.sitzung, bis=None):
            stimme, amt = z.choice(["ja", "ja", "nein", "enthaltung"]), da.teilnahme.amt
            assert amt is not None
            wer = akteur_aus(amt)
            self.tue("geheim_abstimmen", z.choice(STOERUNGEN), als=wer, **urne, stimme=stimme)
            stimmen[stimme] += 1
        self.tue("geheim_schliessen", z.choice(STOERUNGEN), **urne, klein="on")
        return stimmen
