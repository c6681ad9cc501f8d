"""Which kinds of files are taken, and how each begins.

Nothing is unpacked or drawn here: whoever opens a paper does it on a device of their own. What is
checked is that a file is what its ending says, so that nobody opens something else by it.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Dateiart:
    """How a kind of file is told from others.

    Attributes:
        endungen: the endings under which it comes; the first is the usual one.
        anfang: what stands at its beginning.
        darin: a word that stands somewhere in it, in clear; for what begins like other kinds.
    """

    endungen: tuple[str, ...]
    anfang: re.Pattern[bytes]
    darin: bytes = b""


# Some programs put a byte order mark or empty lines before the first line of a PDF.
ARTEN = (
    Dateiart(("pdf",), re.compile(rb"(\xef\xbb\xbf)?\s*%PDF-\d")),
    Dateiart(("jpg", "jpeg"), re.compile(rb"\xff\xd8\xff")),
    Dateiart(("png",), re.compile(rb"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
    Dateiart(("heic",), re.compile(rb"[\s\S]{4}ftyp(hei[cxms]|hev[cx]|mif1|msf1)")),
    Dateiart(("tif", "tiff"), re.compile(rb"II[*+]\0|MM\0[*+]")),
    # A ZIP archive like many others: only this kind names parts of a text document in it.
    Dateiart(("docx",), re.compile(rb"PK\x03\x04"), darin=b"word/"),
)
ENDUNGEN = tuple(endung for art in ARTEN for endung in art.endungen)
# As much of the beginning as every pattern above needs.
ANFANG = 1024


class Beschau:
    """Looks at a file while it passes by in pieces, and keeps no more of it than its beginning."""

    def __init__(self) -> None:
        self._anfang = b""
        self._ende = b""
        self._gesehen: set[bytes] = set()

    def sieh(self, klar: bytes) -> None:
        """The next piece."""
        if len(self._anfang) < ANFANG:
            self._anfang += klar[: ANFANG - len(self._anfang)]
        for wort in _WORTE - self._gesehen:
            # A word may lie across two pieces.
            if wort in klar or wort in self._ende + klar[: len(wort)]:
                self._gesehen.add(wort)
        self._ende = (self._ende + klar[-_LAENGE:])[-_LAENGE:]

    @property
    def art(self) -> Dateiart | None:
        """What it is, if it is one of the kinds that are taken."""
        for art in ARTEN:
            if art.anfang.match(self._anfang) and (not art.darin or art.darin in self._gesehen):
                return art
        return None


_WORTE = {art.darin for art in ARTEN if art.darin}
_LAENGE = max(map(len, _WORTE))
