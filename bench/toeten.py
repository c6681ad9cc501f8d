"""`kill -9` of server and workers at random moments, while clients do acts.

    python -m bench.toeten [--akte 1000] [--samen 1] [--ohne-postgres]

Runs on SQLite and PostgreSQL. Clients send each act with its idempotency key and send it again
with the same key until it is confirmed. At the end every confirmed act must be there exactly
once, with its history, its counted facts and its jobs, nothing else may be there, and every mail
must have arrived at least once, each further copy having been counted as possible.
"""

import argparse
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from tests.auftraege.mailserver import Mailserver, laeuft

WURZEL = Path(__file__).resolve().parents[1]
KUNDEN = 4
SCHRITTE_JE_TOD = 10
ARBEITER = 2
LAENDER = ("SRB", "XKX", "ALB", "GEO")
NACHLAUF_SEKUNDEN = 180
# A kill gives no answer; an answer of 500 is a mistake of the program and does not go away.
GEDULD = 20


@dataclass
class Buehne:
    """Processes and what happened to them."""

    umgebung: dict[str, str]
    port: int
    zufall: random.Random
    opfer: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    tode: Counter[str] = field(default_factory=Counter)

    def starte(self, name: str) -> None:
        """Start the server or a worker, in a session of its own."""
        befehl = [sys.executable, "-m", "bench.opfer", "arbeiten"]
        if name == "server":
            granian = str(Path(sys.executable).with_name("granian"))
            befehl = [
                granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
                "--workers", "1", "--blocking-threads", "2", "--respawn-failed-workers",
                "--no-ws", "--log-level", "critical", "bench.opfer:application",
            ]  # fmt: skip
        self.opfer[name] = subprocess.Popen(  # noqa: S603
            befehl,
            cwd=WURZEL,
            env=self.umgebung,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def toete(self, name: str) -> None:
        """`kill -9` of the whole session, without warning; then start again."""
        self.beende(name)
        self.starte(name)

    def beende(self, name: str) -> None:
        """`kill -9` for good."""
        prozess = self.opfer[name]
        with suppress(ProcessLookupError):
            os.killpg(prozess.pid, signal.SIGKILL)
        prozess.wait()

    def toete_kind(self, name: str) -> None:
        """`kill -9` of the process that does the work; its parent replaces it."""
        pid = self.opfer[name].pid
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended by itself just now
            for kind in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
                os.kill(int(kind), signal.SIGKILL)

    def wuete(self, ende: threading.Event, fortschritt: Callable[[], int]) -> None:
        """Kill at random moments; in between something must be possible, on any machine."""
        while not ende.is_set():
            ziel = fortschritt() + self.zufall.randint(1, 2 * SCHRITTE_JE_TOD)
            while fortschritt() < ziel and not ende.wait(0.01):
                self.pflege()
            ende.wait(self.zufall.uniform(0, 0.1))
            wen = self.zufall.choice(["server", "server", "kind", "arbeiter 1", "arbeiter 2"])
            if wen == "kind":
                self.toete_kind("server")
            else:
                self.toete(wen)
            self.tode[wen.split()[0]] += 1

    def pflege(self) -> None:
        """What a service manager does: start what ended by itself."""
        for name in [name for name, prozess in self.opfer.items() if prozess.poll() is not None]:
            self.tode["von selbst beendet"] += 1
            self.starte(name)

    def frage(self, befehl: str, eingabe: str = "") -> str:
        """Run one command of the victims and give back what it prints."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "bench.opfer", befehl],
            cwd=WURZEL,
            env=self.umgebung,
            input=eingabe,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout


@dataclass
class Kunde:
    """A browser that never gives up: opens cases and does four more acts on each."""

    port: int
    behoerde: str
    zufall: random.Random
    bestaetigt: dict[str, list[str]] = field(default_factory=dict)
    zaehler: Counter[str] = field(default_factory=Counter)
    fehler: list[str] = field(default_factory=list)
    getan: int = 0

    def faelle(self, anzahl: int) -> None:
        """Live through so many cases."""
        for _ in range(anzahl):
            fall = ""
            for nummer, (schritt, eingabe) in enumerate(self.schritte(), start=1):
                antwort = self.sende(schritt, eingabe, fall, nummer)
                if "fehler" in antwort:
                    self.fehler.append(f"{schritt} abgelehnt: {antwort['fehler']}")
                    break
                fall = str(antwort["fall"])
                self.bestaetigt.setdefault(fall, []).append(schritt)
                self.getan += 1
                self.zaehler["wiederholt bestätigt"] += bool(antwort["wiederholt"])

    def schritte(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Five acts, two of which change the counted facts again."""
        heute = time.strftime("%Y-%m-%d")
        yield (
            "antrag_erfassen",
            {
                "eingegangen_am": heute,
                "antragsweg": "antrag_aus_kommission",
                "behoerde": self.behoerde,
                "land": "SRB",
                "nachname": "Beispiel",
                "vornamen": "Erfunden",
                "votum": "Ein Ersuchen.",
                "gruende": "Erfunden.",
            },
        )
        yield "wiedervorlage_setzen", {"faellig_am": "2099-01-01", "text": "Nachfragen"}
        yield "person_hinzufuegen", {"nachname": "Beispiel", "vornamen": "Kind"}
        yield "herkunftsland_festlegen", {"land": self.zufall.choice(LAENDER)}
        yield "wiedervorlage_setzen", {"faellig_am": "2099-02-01", "text": "Noch einmal"}

    def sende(
        self, schritt: str, eingabe: dict[str, str], fall: str, nummer: int
    ) -> dict[str, object]:
        """Send with one key until there is an answer."""
        wunsch = json.dumps(
            {
                "schritt": schritt,
                "eingabe": eingabe,
                "fall": fall,
                "nummer": nummer,
                "einmal": str(uuid4()),
            }
        )
        gestolpert = 0
        while gestolpert < GEDULD:
            try:
                with _verbindung(self.port) as verbindung:
                    verbindung.request("POST", "/", wunsch)
                    antwort = verbindung.getresponse()
                    text = antwort.read()
                if antwort.status in (200, 409):
                    return dict(json.loads(text))
                self.zaehler[f"Status {antwort.status}"] += 1
                gestolpert += 1
            except (OSError, http.client.HTTPException):
                self.zaehler["ohne Antwort"] += 1
            time.sleep(self.zufall.uniform(0.05, 0.3))
        return {"fehler": f"{GEDULD} Mal ein Fehler des Servers"}


def lauf(akte: int, samen: int, adresse: str, ordner: Path) -> list[str]:
    """One run on one database; returns everything that is wrong."""
    zufall = random.Random(samen)  # noqa: S311
    with _freier_port() as port:
        pass
    mail = Mailserver()
    with laeuft(mail):
        umgebung = {
            **os.environ,
            "DATABASE_URL": adresse,
            "HAERTEFALL_DATEN": str(ordner),
            "HAERTEFALL_MAIL_HOST": "127.0.0.1",
            "HAERTEFALL_MAIL_PORT": str(mail.port),
            "DJANGO_SETTINGS_MODULE": "haertefall.settings",
        }
        umgebung.pop("HAERTEFALL_SCHLUESSEL", None)
        buehne = Buehne(umgebung, port, zufall)
        behoerde = json.loads(buehne.frage("einrichten"))["behoerde"]
        kunden = [
            Kunde(port, behoerde, random.Random(samen + n))  # noqa: S311
            for n in range(KUNDEN)
        ]
        try:
            dauer = _spiele(buehne, kunden, faelle=akte // 5)
            fehler = _warte_auf_auftraege(buehne)
        finally:
            for name in buehne.opfer:
                buehne.beende(name)
    bestaetigt = {fall: s for kunde in kunden for fall, s in kunde.bestaetigt.items()}
    fehler += [eines for kunde in kunden for eines in kunde.fehler]
    fehler += json.loads(buehne.frage("pruefen", json.dumps(bestaetigt)))
    kopien, ungewiss = _kopien(mail), json.loads(buehne.frage("briefe"))
    fehler += [
        f"Brief {brief}: {kopien[brief]} Mal angekommen, {n} Mal ungewiss"
        for brief, n in ungewiss.items()
        if not 1 <= kopien[brief] <= 1 + n
    ]
    zaehler = sum((kunde.zaehler for kunde in kunden), Counter())
    print(
        f"  {sum(map(len, bestaetigt.values()))} Schritte in {len(bestaetigt)} Fällen, "
        f"{dauer:.0f} s; getötet: {dict(buehne.tode)}; Kunden: {dict(zaehler)}; "
        f"Briefe: {len(ungewiss)}, Kopien zu viel: {kopien.total() - len(ungewiss)}, "
        f"als möglich gezählt: {sum(ungewiss.values())}"
    )
    return fehler


def _spiele(buehne: Buehne, kunden: list[Kunde], faelle: int) -> float:
    anfang = time.monotonic()
    for name in ("server", *(f"arbeiter {n + 1}" for n in range(ARBEITER))):
        buehne.starte(name)
    ende = threading.Event()

    def fortschritt() -> int:
        return sum(kunde.getan for kunde in kunden)

    # Daemons: told to stop, the script ends at once.
    wueterich = threading.Thread(target=buehne.wuete, args=(ende, fortschritt), daemon=True)
    anteile = [faelle // KUNDEN + (n < faelle % KUNDEN) for n in range(KUNDEN)]
    faeden = [
        threading.Thread(target=kunde.faelle, args=(anteil,), daemon=True)
        for kunde, anteil in zip(kunden, anteile, strict=True)
    ]
    try:
        for faden in (wueterich, *faeden):
            faden.start()
        for faden in faeden:
            faden.join()
    finally:
        ende.set()
        wueterich.join()
    return time.monotonic() - anfang


def _warte_auf_auftraege(buehne: Buehne) -> list[str]:
    schluss = time.monotonic() + NACHLAUF_SEKUNDEN
    while (offen := int(buehne.frage("offen"))) and time.monotonic() < schluss:
        time.sleep(1)
    return [f"{offen} Aufträge sind noch offen"] if offen else []


def _kopien(mail: Mailserver) -> Counter[str]:
    treffer = (re.search(r"(?im)^message-id: <([^@]+)@", text) for text in mail.angenommen)
    return Counter(einer.group(1) for einer in treffer if einer)


def _verbindung(port: int) -> closing[http.client.HTTPConnection]:
    return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=40))


@contextmanager
def _freier_port() -> Iterator[int]:
    with socket.socket() as steckdose:
        steckdose.bind(("127.0.0.1", 0))
        yield steckdose.getsockname()[1]


def main() -> int:
    """Both databases; exit code 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(
        description="Server und Arbeiter töten, während gearbeitet wird"
    )
    parser.add_argument("--akte", type=int, default=1000, help="wie viele Schritte (je Fall fünf)")
    parser.add_argument("--samen", type=int, default=1, help="Anfang der Zufallszahlen")
    parser.add_argument("--ohne-postgres", action="store_true")
    args = parser.parse_args()
    # So that `finally` also ends the victims when this script is told to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    auf_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    with tempfile.TemporaryDirectory(prefix="toeten-") as ordner:
        sqlite = f"sqlite://{ordner}/haertefall.sqlite3"
        adresse = os.environ["DATABASE_URL"] if auf_postgres else sqlite
        print("PostgreSQL" if auf_postgres else "SQLite", flush=True)
        fehler = lauf(args.akte, args.samen, adresse, Path(ordner))
    for eines in fehler:
        print(f"  FEHLER {eines}")
    print(
        "  nichts verloren, nichts doppelt" if not fehler else f"  {len(fehler)} Fehler", flush=True
    )
    if fehler or auf_postgres or args.ohne_postgres:
        return bool(fehler)
    mit_postgres = str(WURZEL / "scripts" / "mit_postgres.sh")
    os.chdir(WURZEL)
    os.execv(mit_postgres, [mit_postgres, sys.executable, "-m", "bench.toeten", *sys.argv[1:]])  # noqa: S606


if __name__ == "__main__":
    sys.exit(main())
