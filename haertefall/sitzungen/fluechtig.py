"""Keys that exist in memory only: those of the urn of a secret vote.

They are files in a folder that the kernel keeps in memory (tmpfs, ramfs): every process of this
machine reads them, the end of a process loses nothing, the end of the machine loses them, as is
meant. They never lie in the database, in the data folder or in a backup. What this cannot do
(swap, memory dumps, whoever is root while the vote is open): docs/sicherheit.md.
"""

import os
import re
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from haertefall.tresor.schluesseldatei import LAENGE, Tresorfehler, neues_geheimnis

IM_SPEICHER = frozenset({"tmpfs", "ramfs"})
EINHAENGUNGEN = Path("/proc/self/mountinfo")
AUSLAGERUNGEN = Path("/proc/swaps")
_NAME = re.compile(r"^([0-9a-f]{32})\.(\d+)$")


class NichtFluechtig(Tresorfehler):
    """The folder is not kept in memory, or not ours alone; nothing secret goes there."""


class Verloren(Tresorfehler):
    """The key is gone: the machine was started anew, or this is another machine."""


def ordner() -> Path:
    """The folder, checked at every use: it may have been mounted over since.

    Raises:
        NichtFluechtig: it lies on a disk, or others can read it.
    """
    ort: Path = settings.FLUECHTIG
    try:
        ort.mkdir(mode=0o700, exist_ok=True)
        stand = ort.lstat()
    except OSError:
        raise NichtFluechtig(
            "Der Ordner für flüchtige Schlüssel lässt sich nicht anlegen."
        ) from None
    if ort.is_symlink() or stand.st_uid != os.geteuid() or stand.st_mode & 0o077:
        raise NichtFluechtig(
            "Der Ordner für flüchtige Schlüssel gehört nicht diesem Programm allein."
        )
    if _einhaengung(ort)[0] not in IM_SPEICHER:
        raise NichtFluechtig(
            "Der Ordner für flüchtige Schlüssel liegt nicht im Arbeitsspeicher (tmpfs oder ramfs)."
        )
    return ort


def wird_ausgelagert() -> bool:
    """Whether the kernel may write these keys to a disk: swap is on, and nothing excludes them."""
    try:
        aktiv = len(AUSLAGERUNGEN.read_text().splitlines()) > 1
    except OSError:
        return True
    art, optionen = _einhaengung(ordner())
    return aktiv and art != "ramfs" and "noswap" not in optionen


def anlegen(wozu: UUID, stufe: int) -> bytes:
    """Make the key of this stage; what an aborted attempt left under its name is replaced."""
    ziel = ordner() / f"{wozu.hex}.{stufe}"
    klar = neues_geheimnis()
    neu = ziel.with_name(f".neu.{secrets.token_hex(8)}")
    with os.fdopen(os.open(neu, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as datei:
        datei.write(klar)
    neu.replace(ziel)
    return klar


def holen(wozu: UUID, stufe: int) -> bytes:
    """The key of this stage.

    Raises:
        Verloren: it is not here (any more).
    """
    try:
        klar = (ordner() / f"{wozu.hex}.{stufe}").read_bytes()
    except FileNotFoundError:
        klar = b""
    if len(klar) != LAENGE:
        raise Verloren("Der flüchtige Schlüssel ist nicht mehr da.")
    return klar


def vorhanden(wozu: UUID, stufe: int) -> bool:
    """Whether `holen` would find it."""
    try:
        return bool(holen(wozu, stufe))
    except Tresorfehler:
        return False


def vernichten_vor(wozu: UUID, stufe: int) -> None:
    """Destroy the keys of earlier stages. Not of later ones: somebody may be making the next."""
    for datei, wessen, nummer in _dateien():
        if wessen == wozu and nummer < stufe:
            _vernichten(datei)


def vernichten(wozu: Collection[UUID]) -> None:
    """Destroy every key of these."""
    for datei, wessen, _ in _dateien():
        if wessen in wozu:
            _vernichten(datei)


def wessen() -> set[UUID]:
    """For what there are keys here."""
    return {wozu for _, wozu, _ in _dateien()}


def _dateien() -> Iterator[tuple[Path, UUID, int]]:
    for datei in list(ordner().iterdir()):
        if treffer := _NAME.match(datei.name):
            yield datei, UUID(treffer[1]), int(treffer[2])


def _vernichten(datei: Path) -> None:
    """Overwrite in place, then remove."""
    try:
        with datei.open("r+b") as inhalt:
            inhalt.write(bytes(LAENGE))
        datei.unlink()
    except FileNotFoundError:
        pass  # another process was faster


def _einhaengung(pfad: Path) -> tuple[str, str]:
    """Kind and options of the mount that holds `pfad`; the last one mounted there wins."""
    pfad = pfad.resolve()
    gefunden, laenge = ("", ""), -1
    for zeile in EINHAENGUNGEN.read_text().splitlines():
        vorn, hinten = zeile.split(" - ", 1)
        punkt = Path(vorn.split(" ")[4].encode().decode("unicode_escape"))
        if pfad.is_relative_to(punkt) and len(punkt.parts) >= laenge:
            art, _, optionen = hinten.split(" ", 2)
            gefunden, laenge = (art, optionen), len(punkt.parts)
    return gefunden
