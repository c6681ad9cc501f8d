"""Recovery sheets: the installation key, split among officers after SLIP-39.

Any `noetig` of the sheets give the key back; fewer say nothing about it. A sheet is text on paper
and never a file.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib import resources

from shamir_mnemonic import MnemonicError  # type: ignore[import-untyped]
from shamir_mnemonic.shamir import combine_mnemonics, generate_mnemonics  # type: ignore[import-untyped]
from shamir_mnemonic.share import Share  # type: ignore[import-untyped]
from shamir_mnemonic.wordlist import WORDLIST  # type: ignore[import-untyped]

from haertefall.tresor.schluesseldatei import LAENGE, Tresorfehler

HOECHSTENS = 16  # what SLIP-39 allows
WOERTER = 35  # of a secret of two bytes for the generation and 32 for the key
SPALTEN = 5
# A second screen of the terminal, which keeps no history.
ZWEITER_SCHIRM, ERSTER_SCHIRM, LEER = "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J\x1b[H"


class Bogenfehler(Tresorfehler):
    """A sheet, or all together, cannot be used. Never names a word."""


@dataclass(frozen=True)
class Bogen:
    """One sheet. `satz`: number that all sheets printed together share."""

    woerter: tuple[str, ...]
    satz: int
    nummer: int
    noetig: int


def teilen(generation: int, schluessel: bytes, von: int, noetig: int) -> list[Bogen]:
    """Split a generation of the installation key into `von` sheets, any `noetig` of which suffice.

    Raises:
        Bogenfehler: numbers that make no sense.
    """
    if not 2 <= noetig <= von <= HOECHSTENS:
        raise Bogenfehler(
            f"Es braucht mindestens 2 nötige Bögen, nicht mehr als es gibt, und höchstens "
            f"{HOECHSTENS} Bögen."
        )
    # Without a passphrase stretching it gains nothing: exponent 0.
    geheim = generation.to_bytes(2, "big") + schluessel
    [saetze] = generate_mnemonics(1, [(noetig, von)], geheim, iteration_exponent=0)
    return [lesen(satz) for satz in saetze]


def lesen(text: str) -> Bogen:
    """A sheet as somebody typed it; numbers, punctuation and line breaks do not matter.

    Raises:
        Bogenfehler: not a sheet, or a word is wrong.
    """
    woerter = _woerter(text)
    for stelle, wort in enumerate(woerter, 1):
        if wort not in WORDLIST:
            raise Bogenfehler(f"Wort {stelle} steht nicht in der Wortliste. Bitte nachsehen.")
    if len(woerter) != WOERTER:
        raise Bogenfehler(f"Ein Bogen hat {WOERTER} Wörter, gelesen wurden {len(woerter)}.")
    try:
        anteil = Share.from_mnemonic(" ".join(woerter))
    except MnemonicError:
        raise Bogenfehler(
            "Die Prüfsumme des Bogens stimmt nicht: Ein Wort ist falsch oder vertauscht."
        ) from None
    return Bogen(woerter, anteil.identifier, anteil.index + 1, anteil.member_threshold)


def _woerter(text: str) -> tuple[str, ...]:
    return tuple(wort.lower() for wort in re.findall(r"[^\W\d_]+", text))


@dataclass
class Sammlung:
    """Sheets that officers bring, one after another."""

    boegen: list[Bogen] = field(default_factory=list)

    @property
    def fehlen(self) -> int | None:
        """How many are still missing; None before the first."""
        return self.boegen[0].noetig - len(self.boegen) if self.boegen else None

    def nimm(self, bogen: Bogen) -> None:
        """Add a sheet.

        Raises:
            Bogenfehler: of another set, or there already.
        """
        if self.boegen and bogen.satz != self.boegen[0].satz:
            raise Bogenfehler(
                f"Dieser Bogen gehört zu Satz {bogen.satz}, die anderen gehören zu Satz "
                f"{self.boegen[0].satz}. Bögen verschiedener Sätze passen nicht zusammen."
            )
        if bogen.nummer in [einer.nummer for einer in self.boegen]:
            raise Bogenfehler(f"Bogen {bogen.nummer} ist schon eingegeben.")
        self.boegen.append(bogen)

    def schluessel(self) -> tuple[int, bytes]:
        """Generation and key.

        Raises:
            Bogenfehler: too few, or they do not fit together.
        """
        if self.fehlen is None or self.fehlen > 0:
            noetig = f"nötig sind {self.boegen[0].noetig}" if self.boegen else "nötig sind mehrere"
            raise Bogenfehler(f"Das sind zu wenige Bögen: {len(self.boegen)}, {noetig}.")
        try:
            geheim: bytes = combine_mnemonics(
                [" ".join(bogen.woerter) for bogen in self.boegen[: self.boegen[0].noetig]]
            )
        except MnemonicError:
            raise Bogenfehler("Diese Bögen ergeben zusammen keinen Schlüssel.") from None
        generation, schluessel = int.from_bytes(geheim[:2], "big"), geheim[2:]
        if len(schluessel) != LAENGE or generation == 0:
            raise Bogenfehler("Diese Bögen gehören nicht zu Härtefall.")
        return generation, schluessel


def druckbild(bogen: Bogen, von: int, generation: int, tag: date) -> str:
    """The sheet as text for paper, at most 80 characters wide."""
    vorlage = resources.files("haertefall.befehle").joinpath("vorlagen", "bergungsbogen.txt")
    zeilen = [
        "".join(
            f"{stelle:>3} {bogen.woerter[stelle - 1]:<11}"
            for stelle in range(anfang, min(anfang + SPALTEN, WOERTER + 1))
        ).rstrip()
        for anfang in range(1, WOERTER + 1, SPALTEN)
    ]
    return vorlage.read_text("utf-8").format(
        nummer=bogen.nummer,
        von=von,
        noetig=bogen.noetig,
        satz=bogen.satz,
        generation=generation,
        tag=f"{tag:%d.%m.%Y}",
        woerter="\n".join(zeilen),
        anzahl=WOERTER,
    )


def zeigen(bogen: str) -> None:
    """Print a sheet, or show it on a screen that keeps no history until a key is pressed."""
    if not sys.stdout.isatty():
        print(bogen, end="\f", flush=True)
        return
    with _zweiter_schirm():
        print(bogen)
        input("Weiter mit der Eingabetaste. ")


def einsammeln() -> Sammlung:
    """Read sheets from the keyboard (each may be typed again) or from a pipe (none may).

    Raises:
        Bogenfehler: a sheet from a pipe cannot be used.
    """
    with _zweiter_schirm():
        return _einsammeln()


def _einsammeln() -> Sammlung:
    sammlung, tastatur = Sammlung(), sys.stdin.isatty()
    while sammlung.fehlen != 0:
        if tastatur:
            stand = "" if sammlung.fehlen is None else f" (es fehlen noch {sammlung.fehlen})"
            print(f"Die {WOERTER} Wörter des nächsten Bogens{stand}:", flush=True)
        text = _ein_bogen()
        if not text.strip():
            break
        try:
            sammlung.nimm(lesen(text))
        except Bogenfehler as fehler:
            if not tastatur:
                raise
            print(f"{LEER}{fehler} Bitte diesen Bogen noch einmal eingeben.")
        else:
            if tastatur:
                print(f"{LEER}Bogen {sammlung.boegen[-1].nummer} stimmt.")
    return sammlung


def _ein_bogen() -> str:
    """Lines up to the number of words of a sheet, to an empty line or to the end."""
    text = ""
    while len(_woerter(text)) < WOERTER:
        zeile = sys.stdin.readline()
        if not zeile.strip() and (text or not zeile):
            break
        text += zeile
    return text


@contextmanager
def _zweiter_schirm() -> Iterator[None]:
    if not sys.stdout.isatty():
        yield
        return
    print(ZWEITER_SCHIRM + LEER, end="", flush=True)
    try:
        yield
    finally:
        print(LEER + ERSTER_SCHIRM, end="", flush=True)
