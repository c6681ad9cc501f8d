"""Which version of the rules applies: finds, loads and remembers the files in `ordnungen/`.

File names: `<inkrafttreten>.toml`, `stand-<day of the source>.toml`, `entwurf-<day>.toml`.
Folders come from `settings.ORDNUNGEN_DIRS`; the first folder that has a body wins (local before
shipped).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from haertefall.gremien.models import Fassungsbestand
from haertefall.recht.ablauf import vollstaendiger_ablauf
from haertefall.recht.ordnung import Ablaufzeile, Merkmal, Ordnung, Status
from haertefall.recht.ordnung.laden import (
    aus_normalisiert,
    fassung_hash,
    lesen,
    lesen_geruest,
    lesen_merkmale,
    normalisiert,
)
from haertefall.zeit import jetzt

_DATEINAME = re.compile(r"^(?:(stand|entwurf)-)?(\d{4}-\d{2}-\d{2})\.toml$")


class KeineFassung(Exception):
    """No version of rules for this body and day. The text is German and says what to do."""


@dataclass(frozen=True)
class Fassung:
    """A loaded version of the rules of one body."""

    gremium: str
    datei: str
    ordnung: Ordnung
    hash: str
    ablauf: tuple[Ablaufzeile, ...]
    pfad: Path | None = None

    @property
    def tag(self) -> date:
        """Day in the file name: entry into force, or day of the source."""
        return date.fromisoformat(self.datei.removesuffix(".toml")[-10:])

    @property
    def entwurf(self) -> bool:
        """Drafts are never offered for real cases."""
        return self.ordnung.ordnung.status is Status.ENTWURF

    @property
    def tag_bekannt(self) -> bool:
        """Whether the day is the proven entry into force."""
        return self.ordnung.ordnung.inkrafttreten is not None

    @property
    def beispiele(self) -> list[Path]:
        """Worked examples beside the rules."""
        if self.pfad is None:
            return []
        return sorted((self.pfad.parent / "fallbeispiele").glob("*.toml"))


def verzeichnisse() -> list[Path]:
    """Folders that hold bodies, local ones first."""
    return [Path(p) for p in settings.ORDNUNGEN_DIRS if Path(p).is_dir()]


def kennungen() -> list[str]:
    """All bodies that have rules files."""
    gefunden = {
        ordner.name
        for wurzel in verzeichnisse()
        for ordner in wurzel.iterdir()
        if ordner.is_dir() and not ordner.name.startswith("_") and any(ordner.glob("*.toml"))
    }
    return sorted(gefunden)


def ordner(gremium: str) -> Path:
    """Folder of a body; the local one wins.

    Raises:
        KeineFassung: no folder of this name.
    """
    for wurzel in verzeichnisse():
        if (wurzel / gremium).is_dir():
            return wurzel / gremium
    bekannt = ", ".join(kennungen())
    raise KeineFassung(f"Für „{gremium}“ gibt es keine Ordnung. Vorhanden sind: {bekannt}.")


@cache
def geruest() -> tuple[Ablaufzeile, ...]:
    """The common skeleton of steps that no Ordnung regulates."""
    datei = _gemeinsam("geruest.toml")
    return lesen_geruest(datei.read_text("utf-8"), datei.name)


@cache
def merkmale() -> dict[str, Merkmal]:
    """The shared questions of fact by name."""
    datei = _gemeinsam("merkmale.toml")
    return lesen_merkmale(datei.read_text("utf-8"), datei.name)


def _gemeinsam(name: str) -> Path:
    for wurzel in verzeichnisse():
        if (wurzel / name).is_file():
            return wurzel / name
    raise KeineFassung(f"Die Datei „{name}“ fehlt in {', '.join(map(str, verzeichnisse()))}.")


@cache
def alle(gremium: str) -> tuple[Fassung, ...]:
    """All versions of a body, drafts included, ordered by day.

    Raises:
        KeineFassung: no such body. Ordnungsfehler: a file does not load.
    """
    fassungen = []
    for datei in sorted(ordner(gremium).glob("*.toml")):
        if not _DATEINAME.match(datei.name):
            raise KeineFassung(
                f"{gremium}/{datei.name}: Der Dateiname muss „JJJJ-MM-TT.toml“, "
                "„stand-JJJJ-MM-TT.toml“ oder „entwurf-JJJJ-MM-TT.toml“ sein."
            )
        ordnung = lesen(datei.read_text("utf-8"), f"{gremium}/{datei.name}")
        fassungen.append(
            Fassung(
                gremium,
                datei.name,
                ordnung,
                fassung_hash(ordnung),
                vollstaendiger_ablauf(ordnung, geruest()),
                datei,
            )
        )
    return tuple(sorted(fassungen, key=lambda f: f.tag))


def gueltig_am(gremium: str, tag: date) -> Fassung:
    """The version that applies on `tag`: the latest begun by then that is no draft.

    For days before the first proven version the first one is returned; whether it may be used for
    them a person decides (`vor_erster_fassung`).

    Raises:
        KeineFassung: there are only drafts.
    """
    echte = [f for f in alle(gremium) if not f.entwurf]
    if not echte:
        raise KeineFassung(
            f"Für „{gremium}“ gibt es nur Entwürfe. Entwürfe gelten nicht für echte Fälle."
        )
    begonnen = [f for f in echte if f.tag <= tag]
    return begonnen[-1] if begonnen else echte[0]


def vor_erster_fassung(fassung: Fassung, tag: date) -> bool:
    """Whether `tag` lies before the first day for which these rules are proven."""
    return tag < fassung.tag


def entwurf_von(gremium: str) -> Fassung:
    """The newest version, draft or not; for dry runs and demonstrations only."""
    return alle(gremium)[-1]


def zum_zeigen(gremium: str, tag: date) -> Fassung:
    """What a page or mail tells about: the version that applies, else the draft there is."""
    try:
        return gueltig_am(gremium, tag)
    except KeineFassung:
        return entwurf_von(gremium)


def benutzen(fassung: Fassung) -> Fassungsbestand:
    """Remember that a version is used; returns the stored row."""
    bestand, _ = Fassungsbestand.objects.get_or_create(
        hash=fassung.hash,
        defaults={
            "gremium": fassung.gremium,
            "datei": fassung.datei,
            "inhalt": normalisiert(fassung.ordnung),
            "zuerst_benutzt_um": jetzt(),
        },
    )
    return bestand


@cache
def aus_hash(hashwert: str) -> Fassung:
    """A used version by its hash, from the stored text: independent of today's files."""
    bestand = Fassungsbestand.objects.get(pk=hashwert)
    ordnung = aus_normalisiert(bestand.inhalt)
    return Fassung(
        bestand.gremium,
        bestand.datei,
        ordnung,
        hashwert,
        vollstaendiger_ablauf(ordnung, geruest()),
    )
