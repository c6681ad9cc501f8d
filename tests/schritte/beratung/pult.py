"""Where a session is led from, and all that goes wrong on the way from there to the door."""

from collections import Counter
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest

from haertefall.audit.akteur import Akteur
from haertefall.schritte import ausfuehren as tuer
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung
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
            with mock.patch.object(tuer, "record", side_effect=Abbruch), pytest.raises(Abbruch):
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
