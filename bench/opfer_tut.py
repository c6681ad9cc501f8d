"""What the victims do: acts through the door with jobs, the jobs, and the check at the end.

The server takes an act as JSON and does it with two more jobs in one transaction, as an act of
the house does: an effect in the database and, for a new case, a mail.
"""

import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, transaction

from haertefall.audit.akteur import programm
from haertefall.audit.models import Zugriff
from haertefall.audit.record import record
from haertefall.auftraege.lauf import lauf
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Behoerde, Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.fehler import Schrittfehler
from haertefall.schritte.models import Einmalschluessel
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from haertefall.tresor import schluesseldatei
from haertefall.vorfuehrung.einrichten import grundausstattung

LEASE = timedelta(seconds=5)


@aufgabe("bench.spur", hoechstens=1000)
def spur(auftrag: Auftrag, *, fall: UUID, nummer: int) -> None:
    """The effect of a job: a row of the trace."""
    record(programm("bench"), f"bench:{nummer}", "fall", fall)


@versand("bench.brief")
def brief(auftrag: Auftrag, *, fall: UUID) -> Mail:
    """One mail per case."""
    return Mail("geschaeftsstelle@beispiel.example", "Neuer Fall", f"Bitte ansehen: {fall}")


def application(
    environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """One act per request; GET only says that somebody is there."""
    if environ["REQUEST_METHOD"] == "GET":
        start_response("204 No Content", [])
        return []
    wunsch = json.load(environ["wsgi.input"])
    close_old_connections()
    try:
        antwort, status = _tue(wunsch), "200 OK"
    except Schrittfehler as fehler:
        antwort, status = {"fehler": type(fehler).__name__}, "409 Conflict"
    # The network is slow: kills must also fall between the commit and the answer.
    time.sleep(0.03)
    text = json.dumps(antwort).encode()
    start_response(status, [("Content-Length", str(len(text)))])
    return [text]


def _tue(wunsch: dict[str, Any]) -> dict[str, Any]:
    gremium = Gremium.objects.get()
    amt = Amt.objects.filter(gremium=gremium, funktion=Funktion.GESCHAEFTSSTELLE).earliest("id")
    fall_id = UUID(wunsch["fall"]) if wunsch["fall"] else None
    with transaction.atomic():
        erledigt = ausfuehren(
            wunsch["schritt"],
            akteur=akteur_aus(amt),
            eingabe=wunsch["eingabe"],
            einmal=UUID(wunsch["einmal"]),
            gremium_id=None if fall_id else gremium.pk,
            fall_id=fall_id,
            version=wunsch["nummer"] - 1 if fall_id else None,
        )
        if erledigt.fall_id and not erledigt.wiederholt:
            einreihen("bench.spur", {"fall": erledigt.fall_id, "nummer": wunsch["nummer"]})
            if fall_id is None:
                einreihen("bench.brief", {"fall": erledigt.fall_id})
    return {"fall": str(erledigt.fall_id), "wiederholt": erledigt.wiederholt}


def einrichten() -> None:
    """A database with one body; prints what the client needs for its forms."""
    schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)
    call_command("migrate", verbosity=0, skip_checks=True)
    grundausstattung(["nrw"])
    print(json.dumps({"behoerde": str(Behoerde.objects.earliest("kennung").pk)}))


def offen() -> None:
    """How many jobs are not done yet."""
    print(
        Auftrag.objects.filter(art__startswith="bench.").exclude(zustand=Zustand.ERLEDIGT).count()
    )


def pruefen() -> None:
    """Compare what the clients were told (stdin) with what is there; prints what is wrong."""
    soll: dict[str, list[str]] = json.load(sys.stdin)
    print(json.dumps([*_pruefe_akte(soll), *_pruefe_tatsachen(), *_pruefe_auftraege(soll)]))


def _pruefe_akte(soll: dict[str, list[str]]) -> Iterable[str]:
    ist: dict[str, list[str]] = {str(pk): [] for pk in Fall.objects.values_list("pk", flat=True)}
    nummern: dict[str, list[int]] = {pk: [] for pk in ist}
    zeilen = Verlaufseintrag.objects.order_by("fall", "nummer")
    for fall, nummer, schritt in zeilen.values_list("fall_id", "nummer", "schritt"):
        ist[str(fall)].append(schritt)
        nummern[str(fall)].append(nummer)
    for fall in ist.keys() | soll.keys():
        if ist.get(fall) != soll.get(fall):
            yield f"Fall {fall}: bestätigt {soll.get(fall)}, geschehen {ist.get(fall)}"
        elif nummern[fall] != list(range(1, len(ist[fall]) + 1)):
            yield f"Fall {fall}: Verlauf {nummern[fall]}"
    anzahl = sum(len(schritte) for schritte in soll.values())
    # Acts on cases; the people of the body were seated by acts before.
    spuren = Zugriff.objects.filter(was__startswith="schritt:", objektart="fall")
    for was, gezaehlt in (
        ("Einmalschlüssel", Einmalschluessel.objects.exclude(fall=None).count()),
        ("Spuren der Schritte", spuren.count()),
    ):
        if gezaehlt != anzahl:
            yield f"{was}: {gezaehlt} statt {anzahl}"


def _pruefe_tatsachen() -> Iterable[str]:
    geltende = Tatsache.objects.filter(bekannt_bis=OFFEN, gilt_bis=OFFEN)
    ist = {z.vorgang: (z.land, z.personen) for z in geltende}
    faelle = {f.zaehl_vorgang: (f.land, f.personenzahl) for f in Fall.objects.all()}
    for vorgang in ist.keys() | faelle.keys():
        if ist.get(vorgang) != faelle.get(vorgang):
            yield f"Tatsache: {ist.get(vorgang)} statt {faelle.get(vorgang)}"
    if geltende.count() != len(faelle):
        yield f"Tatsachen: {geltende.count()} statt {len(faelle)}"


def _pruefe_auftraege(soll: dict[str, list[str]]) -> Iterable[str]:
    erwartet = Counter(
        (fall, f"bench:{nummer}")
        for fall, schritte in soll.items()
        for nummer in range(1, len(schritte) + 1)
    )
    wirkungen = Zugriff.objects.filter(was__startswith="bench:").values_list("objekt", "was")
    ist = Counter((str(fall), was) for fall, was in wirkungen)
    yield from (f"Wirkung zu viel: {eine}" for eine in ist - erwartet)
    yield from (f"Wirkung fehlt: {eine}" for eine in erwartet - ist)
    for art, anzahl in (("bench.spur", sum(erwartet.values())), ("bench.brief", len(soll))):
        gezaehlt = Auftrag.objects.filter(art=art, zustand=Zustand.ERLEDIGT).count()
        if gezaehlt != anzahl or Auftrag.objects.filter(art=art).count() != anzahl:
            yield f"Aufträge {art}: {gezaehlt} erledigt statt {anzahl}"


def briefe() -> None:
    """Id and possible duplicates of each mail."""
    zeilen = Auftrag.objects.filter(art="bench.brief").values_list("id", "ungewiss")
    print(json.dumps({str(pk): ungewiss for pk, ungewiss in zeilen}))


def arbeiten() -> None:
    """A worker."""
    logging.disable()
    lauf(lease=LEASE)


def main(befehl: str, *rest: str) -> None:
    """Run one of the functions above."""
    befehle: dict[str, Callable[..., None]] = {
        eine.__name__: eine for eine in (einrichten, offen, pruefen, briefe, arbeiten)
    }
    befehle[befehl](*rest)
