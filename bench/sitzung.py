"""A running session: 20 tablets that ask every five seconds; closing an item."""

import statistics
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench import fuellen
from bench.messen import RUNDEN, Verhaeltnis, paare
from bench.server import Server, Tablet, laufender_server
from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Ergebnis, Verlaufseintrag, Zugang
from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.models import Einmalschluessel
from haertefall.sitzungen.models import Sitzung, Tagesordnungspunkt
from haertefall.statistik.models import Tatsache
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, jetzt
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt

TABLETS, ALLE_SEKUNDEN = 20, 5
# So many rounds of all tablets at once: the clock of a process counts in hundredths of a second.
ABRUFE_JE_RUNDE = 20
PUNKTE_JE_RUNDE = 10
AM_TABLET = (Funktion.VORSITZ, Funktion.MITGLIED, Funktion.STELLVERTRETUNG)


def messen() -> list[Verhaeltnis]:
    """A body with all its seats held; the screen with a case, a motion and its count."""
    return list(_messen(fuellen.abbild("nrw", "nrw-sitzung", laufende_amtszeit())))


def _messen(gremium: Gremium) -> Iterator[Verhaeltnis]:
    spiel = Spiel(gremium)
    offene = [_offener_punkt(spiel) for _ in range(PUNKTE_JE_RUNDE * (RUNDEN + 1) + 1)]
    sitzung = offene.pop()
    connection.close()
    with laufender_server() as server:
        aemter = Amt.objects.filter(gremium=gremium, funktion__in=AM_TABLET).order_by("id")
        tablets = [Tablet(server, amt) for amt in islice(cycle(aemter), TABLETS)]
        adresse = f"/{gremium.kennung}/sitzungen/{sitzung.pk}/live/"
        yield _abruf(server, tablets, f"{adresse}puls/")
        yield paare(
            "Abruf / ganze Seite der laufenden Sitzung",
            partial(tablets[0].hole, f"{adresse}puls/"),
            partial(tablets[0].hole, adresse),
            grenze=0.1,
            je=10,
        )
    yield _schluss(spiel, offene)


def _offener_punkt(spiel: Spiel) -> Sitzung:
    """Eight are there, an Ersuchen was carried; what is left is to close the item."""
    spiel.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = spiel.sitzung()
    spiel.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(spiel, sitzung, 8)
    ruf(spiel, sitzung)
    beantrage(spiel, sitzung, "ersuchen", begruendung="Die Tochter ist hier aufgewachsen.")
    stimmt(spiel, sitzung, 6, 1, 1)
    sitzung.refresh_from_db()
    return sitzung


def _abruf(server: Server, tablets: list[Tablet], puls: str) -> Verhaeltnis:
    """Time of a core for one question of every tablet, against the five seconds between two."""
    alle = [partial(tablet.hole, puls) for tablet in tablets]
    anteile = []
    for runde in range(RUNDEN + 1):
        beginn = server.rechenzeit()
        for _ in range(ABRUFE_JE_RUNDE):
            for hole in alle:
                hole()
        if runde:  # the first warms up
            anteile.append((server.rechenzeit() - beginn) / ABRUFE_JE_RUNDE / ALLE_SEKUNDEN)
    mitte = statistics.median(anteile)
    return Verhaeltnis(
        f"{TABLETS} Tablets, Abruf alle {ALLE_SEKUNDEN} s: Rechenzeit / ein Kern",
        mitte * ALLE_SEKUNDEN * 1000,
        ALLE_SEKUNDEN * 1000,
        mitte,
        min(anteile),
        max(anteile),
        0.02,
    )


def _schluss(spiel: Spiel, offene: list[Sitzung]) -> Verhaeltnis:
    """`punkt_schliessen`: item, result of the case, history, facts, access, both traces."""
    vorlage = offene[0]
    akte = iter([_akt(spiel, sitzung) for sitzung in offene])
    with CaptureQueriesContext(connection) as abfragen:
        next(akte)()
    # Without BEGIN and COMMIT.
    print(f"Anweisungen je Schluss eines Punkts: {len(abfragen) - 2}\n")
    return paare(
        "Einen Punkt schließen / dieselben Zeilen mit demselben ORM",
        lambda: next(akte)(),
        _dieselben_zeilen(vorlage),
        grenze=2,
        je=PUNKTE_JE_RUNDE,
    )


def _akt(spiel: Spiel, sitzung: Sitzung) -> Callable[[], object]:
    return partial(
        ausfuehren,
        "punkt_schliessen",
        akteur=spiel.akteur(Funktion.GESCHAEFTSSTELLE),
        eingabe={"vermerk": "Ruhige Beratung."},
        einmal=uuid.uuid4(),
        sitzung_id=sitzung.pk,
        version=sitzung.version,
    )


def _dieselben_zeilen(sitzung: Sitzung) -> Callable[[], None]:
    """What closing an item leaves behind, written bare, one transaction with full durability."""
    punkt = Tagesordnungspunkt.objects.select_related(
        "sitzung__schluessel__eltern", "fall__schluessel__eltern"
    ).get(sitzung=sitzung, fall__isnull=False)
    fall = punkt.fall
    if fall is None:
        raise RuntimeError("Der Punkt ist kein Fall.")
    eintrag = Verlaufseintrag.objects.filter(fall=fall).latest("nummer")
    ergebnis = Ergebnis.objects.get(fall=fall)
    tatsache = Tatsache.objects.filter(vorgang=fall.zaehl_vorgang).latest("gilt_ab")
    eintrag.fall = ergebnis.fall = fall
    texte: dict[str, Any] = {"rechnung": ergebnis.rechnung, "gruende": ergebnis.gruende}
    angaben = eintrag.angaben

    def schreiben() -> None:
        with transaction.atomic():
            punkt.geschlossen_um, punkt.vermerk = jetzt(), "Ruhige Beratung."
            punkt.save()
            ergebnis.pk = uuid.uuid4()
            ergebnis.rechnung, ergebnis.gruende = texte["rechnung"], texte["gruende"]
            Ergebnis.objects.bulk_create([ergebnis])
            Zugang.objects.filter(fall=fall, art="vorgelegt").update(beraten_am=heute())
            fall.version += 1
            fall.save()
            eintrag.pk, eintrag.nummer = uuid.uuid4(), eintrag.nummer + 1
            eintrag._state.adding = True
            eintrag.angaben = angaben
            eintrag.save()
            tatsache.pk, tatsache.vorgang = uuid.uuid4(), uuid.uuid4()
            tatsache.save(force_insert=True)
            punkt.sitzung.version += 1
            punkt.sitzung.save()
            for was in ("ergebnis_feststellen", "punkt_schliessen"):
                Zugriff.objects.create(um=jetzt(), funktion="geschaeftsstelle", was=was)
            Einmalschluessel.objects.create(
                schluessel=uuid.uuid4(), schritt="bench", eingabe=b"x" * 32, um=jetzt()
            )

    return schreiben
