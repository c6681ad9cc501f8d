"""Four named rules for unusual reading: pure functions over rows of the trace.

A finding is a question to ask, no reproach: it names a rule and the rows it speaks of. Nothing is
added up, ranked or stored. The fields of a rule are its measures (`auffaellig`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import ClassVar
from uuid import UUID

from haertefall.audit.models import Zugriff
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import BERLIN

# Who works in an office, with hours; honorary members read when they have time.
IM_AMT = (Funktion.GESCHAEFTSSTELLE.value, Funktion.AUSLAENDERBEHOERDE.value)


@dataclass(frozen=True)
class Auffaelligkeit:
    """What a rule found: one account, one stretch of time, the cases, the trace rows."""

    regel: str
    konto: UUID
    von: datetime
    bis: datetime
    faelle: tuple[UUID, ...]
    zeilen: tuple[int, ...]


@dataclass(frozen=True)
class VieleFaelle:
    """More than `anzahl` different cases within `minuten`."""

    name: ClassVar[str] = "viele_faelle"
    titel: ClassVar[str] = "Viele Fälle in kurzer Zeit"
    anzahl: int = 25
    minuten: int = 60

    def finde(self, zeilen: Iterable[Zugriff]) -> list[Auffaelligkeit]:
        """One finding per stretch: windows that overlap are one."""
        gefunden = []
        for konto, eigene in _je_konto(zeilen):
            strecke: list[Zugriff] = []
            fenster: list[Zugriff] = []
            for zeile in eigene:
                grenze = zeile.um - timedelta(minutes=self.minuten)
                fenster = [*(frueher for frueher in fenster if frueher.um > grenze), zeile]
                if len({eine.objekt for eine in fenster}) <= self.anzahl:
                    continue
                if strecke and strecke[-1].um < fenster[0].um:
                    gefunden.append(_fund(self.name, konto, strecke))
                    strecke = []
                bekannt = {eine.pk for eine in strecke}
                strecke += [eine for eine in fenster if eine.pk not in bekannt]
            if strecke:
                gefunden.append(_fund(self.name, konto, strecke))
        return gefunden


@dataclass(frozen=True)
class GeschlossenerFall:
    """A case that has been closed for more than `karenz_tage` days."""

    name: ClassVar[str] = "geschlossener_fall"
    titel: ClassVar[str] = "Abgeschlossener Fall"
    karenz_tage: int = 28

    def finde(self, zeilen: Iterable[Zugriff]) -> list[Auffaelligkeit]:
        """One finding per account, case and day."""
        treffer = (z for z in zeilen if z.zusatz.get("geschlossen_tage", 0) > self.karenz_tage)
        return _je_tag(self.name, treffer)


@dataclass(frozen=True)
class OhneAufgabe:
    """An open case in which the reader, acting as one of `funktionen`, had nothing to do."""

    name: ClassVar[str] = "ohne_aufgabe"
    titel: ClassVar[str] = "Fall ohne offene Aufgabe"
    funktionen: tuple[str, ...] = IM_AMT

    def finde(self, zeilen: Iterable[Zugriff]) -> list[Auffaelligkeit]:
        """One finding per account, case and day; closed cases have a rule of their own."""
        return _je_tag(
            self.name,
            (
                zeile
                for zeile in zeilen
                if zeile.funktion in self.funktionen
                and zeile.zusatz.get("aufgabe") is False
                and "geschlossen_tage" not in zeile.zusatz
            ),
        )


@dataclass(frozen=True)
class AusserDerZeit:
    """Before `von_stunde`, from `bis_stunde` on, or on a day that is not among `wochentage`."""

    name: ClassVar[str] = "ausser_der_zeit"
    titel: ClassVar[str] = "Außerhalb der Dienstzeit"
    von_stunde: int = 6
    bis_stunde: int = 20
    wochentage: tuple[int, ...] = (1, 2, 3, 4, 5)
    funktionen: tuple[str, ...] = IM_AMT

    def finde(self, zeilen: Iterable[Zugriff]) -> list[Auffaelligkeit]:
        """One finding per account, case and day."""
        return _je_tag(
            self.name,
            (z for z in zeilen if z.funktion in self.funktionen and not self._dienst(z.um)),
        )

    def _dienst(self, um: datetime) -> bool:
        ort = um.astimezone(BERLIN)
        return ort.isoweekday() in self.wochentage and self.von_stunde <= ort.hour < self.bis_stunde


def _je_konto(zeilen: Iterable[Zugriff]) -> Iterator[tuple[UUID, list[Zugriff]]]:
    geordnet = sorted(zeilen, key=lambda zeile: (str(zeile.konto), zeile.um, zeile.pk))
    for konto, eigene in groupby(geordnet, key=lambda zeile: zeile.konto):
        if konto is not None:
            yield konto, list(eigene)


def _je_tag(regel: str, zeilen: Iterable[Zugriff]) -> list[Auffaelligkeit]:
    """One finding per account, case and day in Berlin."""

    def tag_und_fall(zeile: Zugriff) -> tuple[str, str]:
        return zeile.um.astimezone(BERLIN).date().isoformat(), str(zeile.objekt)

    return [
        _fund(regel, konto, list(gleiche))
        for konto, eigene in _je_konto(zeilen)
        for _, gleiche in groupby(sorted(eigene, key=tag_und_fall), key=tag_und_fall)
    ]


def _fund(regel: str, konto: UUID, zeilen: list[Zugriff]) -> Auffaelligkeit:
    return Auffaelligkeit(
        regel,
        konto,
        zeilen[0].um,
        zeilen[-1].um,
        tuple(dict.fromkeys(zeile.objekt for zeile in zeilen if zeile.objekt is not None)),
        tuple(zeile.pk for zeile in zeilen),
    )
