"""Checking the trace against its seals and anchors: names each row that is not as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from itertools import islice

from django.db import connection
from django.db.models import Min

from haertefall.audit.anker import Anker
from haertefall.audit.models import Siegel, Zugriff
from haertefall.audit.siegel import (
    ANFANG,
    abdruck,
    auditschluessel,
    fensteranfang,
    kette,
    ungesiegelt,
)
from haertefall.zeit import jetzt

STAPEL = 1000
# Longer than any transaction; a row that claims to be older than that when it is sealed came later.
VERZUG = timedelta(hours=1)
GANGUNTERSCHIED = timedelta(minutes=5)
WARTEN_DARF = timedelta(minutes=10)


class Art(StrEnum):
    """What can be wrong."""

    GEAENDERT = "geändert"
    VERTAUSCHT = "vertauscht"
    FEHLT = "fehlt"
    EINGEFUEGT = "eingefügt"
    NACHGETRAGEN = "nachgetragen"
    SIEGEL_FEHLT = "Siegel fehlt"
    SIEGEL_FALSCH = "Siegel falsch"
    ABGESCHNITTEN = "abgeschnitten"
    NEU_GESCHRIEBEN = "neu geschrieben"


@dataclass(frozen=True)
class Befund:
    """One thing that is not as it was. `zeile`: number of the trace row, `siegel`: of the seal."""

    art: Art
    satz: str
    zeile: int | None = None
    siegel: int | None = None

    def __str__(self) -> str:
        return f"{self.art}: {self.satz}"


@dataclass
class Bericht:
    """What the check found."""

    siegel: int = 0
    befunde: list[Befund] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)

    def finde(
        self, art: Art, satz: str, *, zeile: int | None = None, siegel: int | None = None
    ) -> None:
        """Add a finding."""
        self.befunde.append(Befund(art, satz, zeile, siegel))


def pruefe(anker: Iterable[Anker] = ()) -> Bericht:
    """Check every seal, every row and every anchor.

    Raises:
        Tresorfehler: without the key of the trace nothing can be said.
    """
    bericht = Bericht()
    schluessel = auditschluessel() if Siegel.objects.exists() else b""
    gang = _Durchgang(bericht, schluessel, anker)
    for siegel, zeile in _paare():
        gang.naechstes(siegel, zeile)
    gang.ende()
    _pruefe_ungesiegelte(bericht)
    _pruefe_ende(bericht)
    return bericht


class _Durchgang:
    """Goes through the seals in order and remembers what the next one is measured by."""

    def __init__(self, bericht: Bericht, schluessel: bytes, anker: Iterable[Anker]) -> None:
        self.bericht, self.schluessel = bericht, schluessel
        self.anker: dict[int, list[Anker]] = {}
        for einer in anker:
            self.anker.setdefault(einer.nummer, []).append(einer)
        self.nummer, self.kette = 0, ANFANG
        # When this batch of seals and the one before it were made.
        self.stapel: datetime | None = None
        self.stapel_davor: datetime | None = None
        self.geaendert: list[tuple[Siegel, bytes]] = []

    def naechstes(self, siegel: Siegel, zeile: Zugriff | None) -> None:
        """Check one seal, its row and its anchors."""
        self._pruefe_kette(siegel)
        self.nummer, self.kette = siegel.nummer, bytes(siegel.kette)
        if siegel.um != self.stapel:
            self.stapel_davor, self.stapel = self.stapel, siegel.um
        for einer in self.anker.pop(siegel.nummer, ()):
            self._pruefe_anker(siegel, einer)
        if zeile is None:
            self.bericht.finde(
                Art.FEHLT,
                f"Zeile {siegel.zeile} fehlt; gesiegelt war sie am {_am(siegel.um)}.",
                zeile=siegel.zeile,
                siegel=siegel.nummer,
            )
        else:
            self._pruefe_zeile(siegel, zeile)

    def ende(self) -> None:
        """What can only be said after the last seal."""
        self.bericht.siegel = self.nummer
        self._melde_geaenderte()
        for nummer, anker in sorted(self.anker.items()):
            self.bericht.finde(
                Art.ABGESCHNITTEN,
                f"Ein Anker vom {_am(anker[0].um)} kennt Siegel {nummer}, das letzte ist "
                f"{self.nummer}.",
                siegel=nummer,
            )

    def _pruefe_kette(self, siegel: Siegel) -> None:
        erwartet = self.nummer + 1
        if siegel.nummer > erwartet:
            self.bericht.finde(
                Art.SIEGEL_FEHLT,
                f"Es fehlen die Siegel {erwartet} bis {siegel.nummer - 1}. Ob Siegel "
                f"{siegel.nummer} das alte ist, lässt sich nicht mehr sagen.",
                siegel=erwartet,
            )
        elif siegel.nummer < erwartet or not compare_digest(
            kette(self.schluessel, siegel, self.kette), bytes(siegel.kette)
        ):
            self.bericht.finde(
                Art.SIEGEL_FALSCH,
                f"Siegel {siegel.nummer} für Zeile {siegel.zeile} ist geändert oder ohne "
                "Schlüssel geschrieben.",
                zeile=siegel.zeile,
                siegel=siegel.nummer,
            )

    def _pruefe_anker(self, siegel: Siegel, anker: Anker) -> None:
        if anker.kette != bytes(siegel.kette):
            self.bericht.finde(
                Art.NEU_GESCHRIEBEN,
                f"Siegel {siegel.nummer} ist ein anderes als im Anker vom {_am(anker.um)}: Es "
                "oder etwas davor wurde neu geschrieben.",
                siegel=siegel.nummer,
            )

    def _pruefe_zeile(self, siegel: Siegel, zeile: Zugriff) -> None:
        jetzige = abdruck(self.schluessel, zeile)
        if jetzige != bytes(siegel.abdruck):
            self.geaendert.append((siegel, jetzige))
            return
        davor = self.stapel_davor
        zu_alt = davor is not None and zeile.um + VERZUG < davor
        if zu_alt or zeile.um > siegel.um + GANGUNTERSCHIED:
            self.bericht.finde(
                Art.NACHGETRAGEN,
                f"Zeile {zeile.pk} nennt {_am(zeile.um)}, kam aber kurz vor {_am(siegel.um)}.",
                zeile=zeile.pk,
                siegel=siegel.nummer,
            )

    def _melde_geaenderte(self) -> None:
        woher = {bytes(siegel.abdruck): siegel.zeile for siegel, _ in self.geaendert}
        for siegel, jetzige in self.geaendert:
            quelle = woher.get(jetzige)
            if quelle is None:
                art, satz = Art.GEAENDERT, "sagt etwas anderes als beim Siegeln."
            else:
                art, satz = Art.VERTAUSCHT, f"trägt den Inhalt von Zeile {quelle}."
            self.bericht.finde(
                art, f"Zeile {siegel.zeile} {satz}", zeile=siegel.zeile, siegel=siegel.nummer
            )


def _paare() -> Iterator[tuple[Siegel, Zugriff | None]]:
    """Each seal with its row, a batch at a time: the trace may be longer than memory."""
    siegel = Siegel.objects.order_by("nummer").iterator(STAPEL)
    while stapel := list(islice(siegel, STAPEL)):
        zeilen = Zugriff.objects.in_bulk([eines.zeile for eines in stapel])
        for eines in stapel:
            yield eines, zeilen.get(eines.zeile)


def _pruefe_ungesiegelte(bericht: Bericht) -> None:
    anfang = fensteranfang()
    for zeile in ungesiegelt().filter(pk__lte=anfang):
        bericht.finde(
            Art.EINGEFUEGT,
            f"Zeile {zeile.pk} steht ohne Siegel zwischen längst gesiegelten.",
            zeile=zeile.pk,
        )
    wartende = ungesiegelt().filter(pk__gt=anfang)
    aelteste = wartende.aggregate(aelteste=Min("um"))["aelteste"]
    if aelteste is not None and jetzt() - aelteste > WARTEN_DARF:
        bericht.hinweise.append(
            f"{wartende.count()} Zeilen warten auf ihr Siegel, die älteste seit {_am(aelteste)}. "
            "Läuft „haertefall arbeiten“?"
        )


def _pruefe_ende(bericht: Bericht) -> None:
    """Numbers given out after the last row that is still there."""
    letzte = Zugriff.objects.order_by("pk").last()
    hoechste, vergeben = letzte.pk if letzte else 0, _zuletzt_vergeben()
    if vergeben <= hoechste:
        return
    satz = f"Nach Zeile {hoechste} wurden noch {vergeben - hoechste} Nummern vergeben"
    if connection.vendor == "postgresql":
        bericht.hinweise.append(f"{satz}: abgebrochene Vorgänge, oder das Ende ist abgeschnitten.")
    else:
        bericht.finde(Art.ABGESCHNITTEN, f"{satz}, deren Zeilen fehlen.", zeile=hoechste + 1)


def _zuletzt_vergeben() -> int:
    tabelle = Zugriff._meta.db_table
    with connection.cursor() as zeiger:
        if connection.vendor == "postgresql":
            zeiger.execute(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {tabelle}_id_seq"  # noqa: S608 - a constant
            )
        else:
            zeiger.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [tabelle])
        zeile = zeiger.fetchone()
    return int(zeile[0]) if zeile else 0


def _am(um: datetime) -> str:
    return f"{um:%d.%m.%Y %H:%M:%S} UTC"
