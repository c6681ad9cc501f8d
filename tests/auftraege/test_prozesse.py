"""Real worker processes on a real database: killed, frozen, several at once, told to stop."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from haertefall.tresor import schluesseldatei
from tests.auftraege.mailserver import Mailserver, laeuft

WURZEL = Path(__file__).parents[2]
LEASE = "1.5"


@dataclass
class Werkbank:
    """A database of its own, and processes that work on it."""

    adresse: str
    ordner: Path
    umgebung: dict[str, str] = field(default_factory=dict)
    prozesse: list[subprocess.Popen[str]] = field(default_factory=list)

    def rufe(self, *argumente: str) -> subprocess.Popen[str]:
        prozess = subprocess.Popen(
            [sys.executable, "-m", "tests.auftraege.werkbank", *argumente],
            cwd=WURZEL,
            env={
                **os.environ,
                "DATABASE_URL": self.adresse,
                "HAERTEFALL_DATEN": str(self.ordner),
                **self.umgebung,
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        self.prozesse.append(prozess)
        return prozess

    def bestelle(self, art: str, anzahl: int) -> None:
        assert self.rufe("bestellen", art, str(anzahl)).wait(60) == 0

    def arbeiter(self, lease: str = LEASE) -> subprocess.Popen[str]:
        return self.rufe("arbeiten", lease)

    def frage(self, sql: str) -> list[tuple[Any, ...]]:
        if self.adresse.startswith("sqlite"):
            with closing(sqlite3.connect(urlsplit(self.adresse).path, timeout=20)) as datei:
                return datei.execute(sql).fetchall()
        with psycopg.connect(self.adresse) as verbindung:
            return verbindung.execute(sql.encode()).fetchall()

    def zustaende(self) -> Counter[str]:
        return Counter(
            dict(
                self.frage(
                    "select zustand, count(*) from auftraege_auftrag"
                    " where art like 'probe.%' and art <> 'probe.spur' group by zustand"
                )
            )
        )

    def spuren(self) -> int:
        return int(
            self.frage("select count(*) from auftraege_auftrag where art = 'probe.spur'")[0][0]
        )

    def warte(self, bis: Callable[[], bool], hoechstens: float = 120) -> None:
        ende = time.monotonic() + hoechstens
        while not bis():
            assert time.monotonic() < ende, f"nach {hoechstens} s: {self.zustaende()}"
            time.sleep(0.02)

    def alles_erledigt(self) -> bool:
        return set(self.zustaende()) == {"erledigt"}


@pytest.fixture
def werkbank(eigene_datenbank: str, tmp_path: Path) -> Iterator[Werkbank]:
    bank = Werkbank(eigene_datenbank, tmp_path)
    schluesseldatei.anlegen(tmp_path / "schluessel" / "installation")
    yield bank
    for prozess in bank.prozesse:
        if prozess.poll() is None:
            prozess.send_signal(signal.SIGCONT)
            prozess.kill()
        prozess.communicate()


def bis_er_sagt(prozess: subprocess.Popen[str], was: str) -> None:
    assert prozess.stdout is not None
    assert f"{was}\n" in iter(prozess.stdout.readline, "")


def test_it_repeats_a_job_whose_worker_was_killed_in_the_middle(werkbank: Werkbank) -> None:
    werkbank.bestelle("probe.lang", 1)
    opfer = werkbank.arbeiter()
    bis_er_sagt(opfer, "mitten drin")
    opfer.kill()
    opfer.wait()
    assert werkbank.spuren() == 0
    werkbank.arbeiter()
    werkbank.warte(werkbank.alles_erledigt)
    assert werkbank.spuren() == 1
    assert werkbank.frage("select versuche from auftraege_auftrag where art = 'probe.lang'") == [
        (2,)
    ]


def test_it_shares_500_jobs_between_two_workers_exactly_once(werkbank: Werkbank) -> None:
    # Long enough that a busy machine does not look like a dead worker.
    for arbeiter in (werkbank.arbeiter(lease="60"), werkbank.arbeiter(lease="60")):
        bis_er_sagt(arbeiter, "bereit")
    werkbank.bestelle("probe.kurz", 500)
    werkbank.warte(werkbank.alles_erledigt)
    nummern = werkbank.frage(
        "select count(*), count(distinct cast(argumente as text)) from auftraege_auftrag"
        " where art = 'probe.spur'"
    )
    assert nummern == [(500, 500)]
    beteiligt = werkbank.frage(
        "select arbeiter, max(versuche) from auftraege_auftrag where art = 'probe.kurz'"
        " group by arbeiter"
    )
    assert [versuche for _, versuche in beteiligt] == [1, 1]


def test_it_loses_and_doubles_nothing_when_workers_die_all_the_time(werkbank: Werkbank) -> None:
    zufall = random.Random(4711)
    werkbank.bestelle("probe.mittel", 120)
    leben = [werkbank.arbeiter(), werkbank.arbeiter()]
    tode = 0
    while not werkbank.alles_erledigt() and tode < 40:
        time.sleep(zufall.uniform(0.4, 1.0))
        stelle = zufall.randrange(2)
        leben[stelle].kill()
        leben[stelle].wait()
        leben[stelle] = werkbank.arbeiter()
        tode += 1
    werkbank.warte(werkbank.alles_erledigt)
    assert tode >= 3
    nummern = werkbank.frage(
        "select count(*), count(distinct cast(argumente as text)) from auftraege_auftrag"
        " where art = 'probe.spur'"
    )
    assert nummern == [(120, 120)]


def test_it_finishes_the_current_job_when_told_to_stop(werkbank: Werkbank) -> None:
    werkbank.bestelle("probe.lang", 2)
    arbeiter = werkbank.arbeiter()
    bis_er_sagt(arbeiter, "mitten drin")
    arbeiter.terminate()
    assert arbeiter.wait(10) == 0
    assert werkbank.zustaende() == {"erledigt": 1, "wartet": 1}
    assert werkbank.spuren() == 1


def test_it_stops_when_idle(werkbank: Werkbank) -> None:
    arbeiter = werkbank.arbeiter()
    werkbank.bestelle("probe.kurz", 1)
    werkbank.warte(werkbank.alles_erledigt)
    arbeiter.terminate()
    assert arbeiter.wait(10) == 0


def test_it_has_one_effect_when_a_frozen_worker_wakes_up_too_late(werkbank: Werkbank) -> None:
    werkbank.bestelle("probe.lang", 1)
    erfroren = werkbank.arbeiter()
    bis_er_sagt(erfroren, "mitten drin")
    erfroren.send_signal(signal.SIGSTOP)
    werkbank.arbeiter()
    time.sleep(2 * float(LEASE))
    erfroren.send_signal(signal.SIGCONT)
    werkbank.warte(werkbank.alles_erledigt)
    erfroren.terminate()
    assert erfroren.wait(10) == 0
    assert werkbank.alles_erledigt()
    assert werkbank.spuren() == 1


def test_it_survives_a_database_that_goes_away(werkbank: Werkbank) -> None:
    werkbank.bestelle("probe.mittel", 30)
    arbeiter = werkbank.arbeiter()
    werkbank.warte(lambda: werkbank.spuren() >= 3)
    if werkbank.adresse.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(werkbank.adresse).path, timeout=20)) as datei:
            datei.execute("begin exclusive")
            time.sleep(1)
            datei.rollback()
    else:
        werkbank.frage(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    werkbank.warte(werkbank.alles_erledigt)
    assert arbeiter.poll() is None
    assert werkbank.spuren() == 30


def test_it_sends_every_mail_although_workers_and_mail_server_die(werkbank: Werkbank) -> None:
    zufall = random.Random(4712)
    server = Mailserver()
    with laeuft(server):
        werkbank.umgebung = {
            "HAERTEFALL_MAIL_HOST": "127.0.0.1",
            "HAERTEFALL_MAIL_PORT": str(server.port),
        }
        werkbank.bestelle("probe.brief", 60)
        for verhalten in ("gut", "bricht_nach_text", "gut", "gut", "bricht_vor_text", "gut"):
            server.verhalten = verhalten
            opfer = werkbank.arbeiter()
            time.sleep(zufall.uniform(0.8, 1.2))
            opfer.kill()
            opfer.wait()
        server.verhalten = "gut"
        werkbank.arbeiter()
        # A failed attempt waits fifteen seconds.
        werkbank.warte(werkbank.alles_erledigt)
    zeilen = werkbank.frage("select id, ungewiss from auftraege_auftrag where art = 'probe.brief'")
    kopien = Counter(
        zeile.partition("<")[2].partition("@")[0].replace("-", "")
        for text in server.angenommen
        for zeile in text.splitlines()
        if zeile.lower().startswith("message-id:")
    )
    assert len(kopien) == len(zeilen) == 60
    for kennung, ungewiss in zeilen:
        # Every further copy was counted as possible; not every possible one arrived.
        assert 1 <= kopien[str(kennung).replace("-", "")] <= 1 + ungewiss
