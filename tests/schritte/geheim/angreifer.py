"""Somebody who has everything but the memory of the machine, and wants to know who voted how.

They hold the data folder with the installation key and the signing secret, the database and its
log, a copy of all of it from after every single vote, the program's logs and the trace. From these
they draw signs; whether a sign tells anything is put to a permutation test.
"""

import json
import logging
import random
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

from django.conf import settings
from django.db import connection

from haertefall.audit.akteur import Akteur
from haertefall.schritte import ausfuehren as tuer
from haertefall.schritte.models import Einmalschluessel
from haertefall.schritte.objekt import Ort
from haertefall.schritte.register import hole
from haertefall.sitzungen.models import Urne
from haertefall.sitzungen.urne import ETIKETT
from haertefall.tresor import siegel
from haertefall.tresor.models import Schluessel
from haertefall.tresor.schluesseldatei import Tresorfehler, Verfaelscht
from haertefall.zeit import jetzt
from tests.schritte.geheim.wahl import STIMMEN

Zeichen = Mapping[str, Hashable]
# Beyond six standard deviations chance is no explanation; the test cannot fail by bad luck.
GRENZE = 6.0
PERMUTATIONEN = 100
# What can change with a vote; of tables that only grow, what came since the ballot was opened.
TABELLEN = {
    "sitzungen_urne": "id = %(urne)s",
    "sitzungen_stimmrecht": "urne_id = %(urne)s",
    "schritte_einmalschluessel": "um >= %(beginn)s",
    "audit_zugriff": "um >= %(beginn)s",
    "sitzungen_abstimmung": "1 = 1",
    "auftraege_auftrag": "1 = 1",
}


@dataclass
class Beobachtung:
    """One vote as it happened: in which ballot, what was chosen, what the attacker saw."""

    wahl: int
    stimme: str
    zeichen: Zeichen


@dataclass
class Angreifer:
    """Looks at everything after every vote."""

    zeilen: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    worum: dict[str, Any] = field(default_factory=dict)
    inhalt: bytes = b""
    zellen: bytes | None = None
    protokoll: list[str] = field(default_factory=list)
    log_stand: int = 0

    def eroeffnet(self, urne: Urne) -> None:
        """The first copy of this ballot."""
        sqlite = connection.vendor == "sqlite"
        self.worum = {"urne": urne.pk.hex if sqlite else urne.pk, "beginn": jetzt()}
        self.zeilen = {tabelle: set(self._liest(tabelle)) for tabelle in TABELLEN}
        self.inhalt = bytes(urne.inhalt or b"")
        self.zellen = self._oeffnen(urne)
        self.log_stand = _logmenge()
        self.protokoll.clear()

    def sieht(self, urne: Urne, akteur: Akteur, einmal: Any) -> Zeichen:
        """What a copy from after this vote tells, compared with the one before."""
        urne.refresh_from_db()
        zeichen: dict[str, Hashable] = {
            "einmalschluessel": _erratener_einmalschluessel(urne, akteur, einmal),
            "protokoll": re.sub(r"[0-9a-f]{4,}", "x", "\n".join(self.protokoll)),
            "schreibprotokoll": _logmenge() - self.log_stand,
            **self._zeilen(),
            **self._urne(urne),
        }
        self.log_stand = _logmenge()
        self.protokoll.clear()
        return zeichen

    def geschlossen(self) -> dict[str, list[Hashable]]:
        """Rows that came with the ballot and stayed, column by column in the order they lie in."""
        spalten: dict[str, list[Hashable]] = {}
        for tabelle, vorher in self.zeilen.items():
            neue = [z for z in self._liest(tabelle) if z not in vorher]
            for nummer, werte in enumerate(zip(*neue, strict=True)):
                spalten[f"danach:{tabelle}.{nummer}"] = [_merkmal(w) for w in werte]
        return spalten

    def _zeilen(self) -> dict[str, Hashable]:
        """Every column of every row that is new or different."""
        zeichen: dict[str, Hashable] = {}
        for tabelle in TABELLEN:
            alle = set(self._liest(tabelle))
            neue = sorted(alle - self.zeilen[tabelle], key=repr)
            for zeile in neue:
                for nummer, wert in enumerate(zeile):
                    name = f"{tabelle}.{nummer}"
                    zeichen[name] = (zeichen.get(name), _merkmal(wert))
            zeichen[f"{tabelle}:anzahl"] = len(neue)
            self.zeilen[tabelle] = alle
        return zeichen

    def _liest(self, tabelle: str) -> list[tuple[Any, ...]]:
        """Rows as they lie in the file: the place of a row may tell when it was written."""
        ort = "ctid" if connection.vendor == "postgresql" else "rowid"
        frage = f'SELECT * FROM "{tabelle}" WHERE {TABELLEN[tabelle]} ORDER BY {ort}'  # noqa: S608
        with connection.cursor() as zeiger:
            zeiger.execute(frage, self.worum)
            return [tuple(_fest(w) for w in zeile) for zeile in zeiger.fetchall()]

    def _urne(self, urne: Urne) -> dict[str, Hashable]:
        neu, alt = bytes(urne.inhalt or b""), self.inhalt
        unterschied = bytes(a ^ b for a, b in zip(alt, neu, strict=False) if a != b)
        zellen, vorher = self._oeffnen(urne), self.zellen
        self.inhalt, self.zellen = neu, zellen
        return {
            "urne:laenge": (len(alt), len(neu)),
            "urne:unterschied": unterschied if len(unterschied) < 8 else "",
            "urne:gleiche bytes": len(neu) - len(unterschied),
            "urne:geoeffnet": _hinzugekommen(vorher, zellen),
        }

    def _oeffnen(self, urne: Urne) -> bytes | None:
        """With every key that the files hold."""
        for schluessel in _alle_schluessel():
            try:
                return siegel.oeffnen(schluessel, bytes(urne.inhalt or b""), ETIKETT, urne.pk.bytes)
            except Verfaelscht:
                continue
        return None


def errate(beobachtungen: list[Beobachtung], saat: int = 7) -> dict[str, float]:
    """How far each sign beats guessing from the totals, in standard deviations.

    In half of the ballots the attacker learns which sign goes with which vote, as if they had been
    told; in the other half they guess; then the other way round. Compared with the same votes
    handed round at random within each ballot, which keeps the totals.
    """
    zufall = random.Random(saat)
    namen = {name for b in beobachtungen for name in b.zeichen}
    # A sign that never repeats, or never changes, teaches nothing.
    verschieden = {n: len({b.zeichen.get(n) for b in beobachtungen}) for n in namen}
    gemischt = [_mischen(beobachtungen, zufall) for _ in range(PERMUTATIONEN)]
    vorsprung = dict.fromkeys(namen, 0.0)
    for name in sorted(n for n in namen if 1 < verschieden[n] < len(beobachtungen)):
        treffer = _treffer(beobachtungen, [b.stimme for b in beobachtungen], name)
        ohne = [_treffer(beobachtungen, stimmen, name) for stimmen in gemischt]
        streuung = pstdev(ohne)
        vorsprung[name] = (treffer - fmean(ohne)) / streuung if streuung else treffer - fmean(ohne)
    return vorsprung


def verraet(beobachtungen: list[Beobachtung]) -> dict[str, float]:
    """The signs by which the attacker beats chance beyond doubt."""
    return {name: z for name, z in errate(beobachtungen).items() if z > GRENZE}


def _treffer(beobachtungen: list[Beobachtung], stimmen: list[str], name: str) -> int:
    """Right guesses, each half being guessed by what the other half taught."""
    gelernt: dict[tuple[int, Hashable], Counter[str]] = defaultdict(Counter)
    faelle = [(b.wahl % 2, b.zeichen.get(name)) for b in beobachtungen]
    for fall, stimme in zip(faelle, stimmen, strict=True):
        gelernt[fall][stimme] += 1
    beste = {fall: zahlen.most_common(1)[0][0] for fall, zahlen in gelernt.items()}
    return sum(
        beste.get((1 - haelfte, zeichen)) == stimme
        for (haelfte, zeichen), stimme in zip(faelle, stimmen, strict=True)
    )


def _mischen(beobachtungen: list[Beobachtung], zufall: random.Random) -> list[str]:
    je_wahl: dict[int, list[str]] = defaultdict(list)
    for b in beobachtungen:
        je_wahl[b.wahl].append(b.stimme)
    for stimmen in je_wahl.values():
        zufall.shuffle(stimmen)
    return [je_wahl[b.wahl].pop() for b in beobachtungen]


def _erratener_einmalschluessel(urne: Urne, akteur: Akteur, einmal: Any) -> Hashable:
    """The signing secret lies in the data folder: try every vote against the keyed hash."""
    zeile = Einmalschluessel.objects.get(pk=einmal)
    schritt = replace(hole("geheim_abstimmen"), geheim=frozenset())
    for stimme in STIMMEN:
        eingabe = {"urne": str(urne.pk), "stimme": stimme}
        if _siegel_der_tuer(schritt, akteur, eingabe, urne) == bytes(zeile.eingabe):
            return stimme
    return "nichts"


def _siegel_der_tuer(schritt: Any, akteur: Akteur, eingabe: dict[str, str], urne: Urne) -> bytes:
    return tuer._siegel(schritt, akteur, eingabe, Ort(sitzung_id=urne.punkt.sitzung_id))


def _alle_schluessel() -> Iterator[bytes]:
    """Of the database, opened with the installation key, and whatever looks like one in files."""
    for zeile in Schluessel.objects.select_related("eltern"):
        try:
            yield zeile.klartext()
        except Tresorfehler:
            continue
    for datei in Path(settings.SCHLUESSEL_DATEI).parent.rglob("*"):
        if datei.is_file() and datei.stat().st_size == 32:
            yield datei.read_bytes()


def _hinzugekommen(vorher: bytes | None, zellen: bytes | None) -> Hashable:
    if vorher is None or zellen is None:
        return "verschlossen"
    return tuple(zellen.count(s) - vorher.count(s) for s in (1, 2, 3))


def _merkmal(wert: Any) -> Hashable:
    """A value as far as it can repeat; of what is random its length."""
    if isinstance(wert, memoryview):
        wert = bytes(wert)
    if isinstance(wert, bytes):
        return ("bytes", len(wert))
    if isinstance(wert, dict | list):
        return json.dumps(wert, sort_keys=True)
    text = str(wert)
    return ("text", len(text)) if len(text) > 20 else text


def _fest(wert: Any) -> Hashable:
    if isinstance(wert, memoryview):
        return bytes(wert)
    return json.dumps(wert) if isinstance(wert, dict | list) else wert


def _logmenge() -> int:
    """How much has been written to the database's log."""
    if connection.vendor == "postgresql":
        with connection.cursor() as zeiger:
            zeiger.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")
            return int(zeiger.fetchone()[0])
    wal = Path(f"{connection.settings_dict['NAME']}-wal")
    return wal.stat().st_size if wal.exists() else 0


@contextmanager
def mitgelesen(angreifer: Angreifer) -> Iterator[None]:
    """Everything that any part of the program logs, at any level."""

    class Mitschrift(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            angreifer.protokoll.append(record.getMessage())

    wurzel, mitschrift = logging.getLogger(), Mitschrift(level=0)
    stufe = wurzel.level
    wurzel.addHandler(mitschrift)
    wurzel.setLevel(0)
    try:
        yield
    finally:
        wurzel.removeHandler(mitschrift)
        wurzel.setLevel(stufe)
