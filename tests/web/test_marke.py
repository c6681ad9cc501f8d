"""A mark in every encrypted field, and then everything goes wrong: where does it turn up?

Not in logs, sessions, jobs, mails, error pages, the database, files or a backup of the database.
That it stands in every field is proven beside `ein_leben` (tests/tresor/test_klartext.py).
"""

import io
import logging
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import DataError, OperationalError, connection
from django.test import Client

from haertefall.audit.protokoll import OhneInhalt
from haertefall.auftraege.arbeiter import LEASE, Arbeiter
from haertefall.auftraege.aufsicht import Aufsicht
from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web import arbeit
from tests.tresor.test_klartext import MARKE, alle_werte, ein_leben, geheim
from tests.web.besuch import Besuch

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def protokoll() -> Iterator[io.StringIO]:
    """Everything that is logged, however unimportant, in the form of the house."""
    strom = io.StringIO()
    griff = logging.StreamHandler(strom)
    griff.setFormatter(OhneInhalt())
    wurzel = logging.getLogger()
    stufe = wurzel.level
    wurzel.addHandler(griff)
    wurzel.setLevel(logging.DEBUG)
    yield strom
    wurzel.removeHandler(griff)
    wurzel.setLevel(stufe)


def _alles_geht_schief(
    besuch: Besuch, fall: Fall, monkeypatch: pytest.MonkeyPatch
) -> Iterator[bytes]:
    """What a day of mistakes, old sessions, attacks and crashes sends; yields error pages."""
    client = besuch.client
    client.raise_request_exception = False
    antrag = f"{besuch.basis}schritt/antrag_erfassen/"
    yield client.get(f"/{MARKE}/").content
    yield client.get(f"/nrw/faelle/?jahr={MARKE}&vor={MARKE}").content and b""
    client.get(besuch.fall(fall))
    client.get(besuch.fall(fall, "fragen/"))
    # These give back what the person typed, to the person alone.
    client.post(antrag, {"nachname": geheim("nachname"), "einmal": MARKE, "version": MARKE})
    client.post(besuch.fall(fall, "schritt/ersuchen_zuleiten/"), {"am": MARKE})
    Client(enforce_csrf_checks=True).post(antrag, {"votum": geheim("votum")})
    Client().post(antrag, {"votum": geheim("votum")})
    client.post(antrag, f"--g\r\n{MARKE}", content_type="multipart/form-data; boundary=g")
    client.post(antrag, f"{MARKE}=1&" * 2_000, content_type="application/x-www-form-urlencoded")
    yield Client().get("/", HTTP_HOST=f"{MARKE}.example").content
    Client().post("/anmelden/", {"email": f"{MARKE}@b.example", "passwort": MARKE})
    for fehler in (
        RuntimeError(geheim("absturz")),
        OperationalError(f"DETAIL: Key (name)=({MARKE}) exists"),
        DataError(geheim("wert")),
    ):

        def kaputt(*args: Any, was: Exception = fehler) -> None:
            nachname = geheim("lokal")
            raise was from ValueError(nachname)

        monkeypatch.setattr(arbeit, "_warten", kaputt)
        yield client.get("/nrw/").content
    monkeypatch.undo()


def _gesucht_in(quellen: dict[str, bytes]) -> list[str]:
    zeichen = (MARKE.encode(), MARKE.encode().hex().encode(), MARKE.encode("utf-16-le"))
    return [wo for wo, inhalt in quellen.items() if any(z in inhalt for z in zeichen)]


def test_it_leaves_no_mark_when_everything_goes_wrong(
    nrw: Spiel, als: Als, protokoll: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall = ein_leben(nrw)
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert MARKE in besuch.hole(besuch.fall(fall))  # the person of the office does see it
    seiten = list(_alles_geht_schief(besuch, fall, monkeypatch))
    Aufsicht(LEASE).rundgang()
    while Arbeiter().schritt():
        pass
    geschrieben = protokoll.getvalue()
    assert "RuntimeError" in geschrieben
    assert "OperationalError" in geschrieben
    assert "ValueError" in geschrieben
    assert geschrieben.count("django.request") > 8
    assert Auftrag.objects.exists()
    assert Session.objects.exists()
    quellen = {f"Tabelle {wo} {n}": wert for n, (wo, wert) in enumerate(alle_werte())}
    quellen |= {f"Fehlerseite {n}": seite for n, seite in enumerate(seiten)}
    quellen |= {f"Mail {n}": m.message().as_bytes() for n, m in enumerate(mail.outbox)}
    quellen |= {str(d): d.read_bytes() for d in _dateien()}
    quellen["Protokoll"] = geschrieben.encode()
    assert _gesucht_in(quellen) == []


def _dateien() -> list[Path]:
    """Whatever the program has written to the disk."""
    return [d for ordner in (settings.DATEN, settings.ABLAGE) for d in Path(ordner).rglob("*")
            if d.is_file()]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_it_leaves_no_mark_in_a_backup_of_the_database(nrw: Spiel, tmp_path: Path) -> None:
    fall = ein_leben(nrw)
    sicherung = _sicherung(tmp_path)
    # The copy is whole: what is clear stands in it.
    assert str(fall.pk).encode() in sicherung or fall.pk.hex.encode() in sicherung
    assert _gesucht_in({"Sicherung": sicherung}) == []


def _sicherung(ordner: Path) -> bytes:
    """As an operator would take it, with the means of the database."""
    ziel = ordner / "sicherung"
    if connection.vendor == "sqlite":
        with connection.cursor() as zeiger:
            zeiger.execute("VACUUM INTO %s", [str(ziel)])
        return ziel.read_bytes()
    (programm,) = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))[-1:]
    zugang = connection.get_connection_params()
    subprocess.run(
        [str(programm), "--dbname", zugang["dbname"], "--file", str(ziel)],
        env={
            **os.environ,
            "PGHOST": zugang.get("host", ""),
            "PGUSER": zugang.get("user", ""),
            "PGPORT": str(zugang.get("port", "") or "5432"),
        },
        check=True,
    )
    return ziel.read_bytes()


def test_it_would_find_the_mark(db: None, protokoll: io.StringIO) -> None:
    """The search itself: a message of our own that carries the mark is found."""
    with suppress(RuntimeError):
        raise RuntimeError(MARKE)
    logging.getLogger("haertefall.probe").error("Ungeschickt: %s", MARKE)
    assert _gesucht_in({"Protokoll": protokoll.getvalue().encode()}) == ["Protokoll"]
    assert _gesucht_in({"hex": MARKE.encode().hex().encode()}) == ["hex"]


def test_it_logs_no_text_of_exceptions_or_input_itself() -> None:
    """Our own messages name kinds and numbers; none of them is given an exception or a form."""
    for datei in Path(arbeit.__file__).parents[1].rglob("*.py"):
        for zeile in re.findall(r"protokoll\.\w+\(.*", datei.read_text("utf-8")):
            assert "exc_info" not in zeile, datei
            assert not re.search(r"\b(str|repr)\(|\bfehler\)$|POST|cleaned_data", zeile), datei
