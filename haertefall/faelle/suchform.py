"""What of a person is looked through: readings of the name, its words, days of birth. Pure."""

import re
from dataclasses import dataclass

from haertefall.faelle.namensform import (
    Vergleich,
    aehnlichkeit,
    laute,
    tragende,
    verbunden,
    wortaehnlichkeit,
)

# How a form is made. A change here or in `namensform` comes with a new number; older forms are made
# anew by the daily job, and until then by the search itself.
FASSUNG = 1
_TAG = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_JAHR = re.compile(r"\b(?:19|20)\d{2}\b")


def suchform(name: str, geboren: str) -> str:
    """Readings, words and days, parted by tabs."""
    worte = tragende(name)
    lesarten = sorted({laut for ziel in (*worte, *verbunden(worte)) for laut in laute(ziel)})
    return f" {' '.join(lesarten)} \t{' '.join(worte)}\t{' '.join(_tage(geboren))}"


def _tage(text: str) -> list[str]:
    """Days as 1990-01-02, then all years."""
    tage = []
    for treffer in _TAG.finditer(text):
        tag, monat, jahr, jahr_, monat_, tag_ = treffer.groups()
        tage.append(f"{jahr or jahr_}-{int(monat or monat_):02}-{int(tag or tag_):02}")
    return [*tage, *sorted(set(_JAHR.findall(text)))]


@dataclass(frozen=True)
class Anfrage:
    """What is asked for: words with their readings, days and years."""

    worte: tuple[str, ...]
    lesarten: tuple[tuple[str, ...], ...]
    verbunden: tuple[str, ...]
    tage: tuple[str, ...]

    @classmethod
    def aus(cls, text: str) -> "Anfrage":
        """From what somebody typed."""
        worte = tragende(text)
        return cls(
            tuple(worte),
            tuple(tuple(f" {laut} " for laut in laute(wort)) for wort in worte),
            tuple({f" {laut} " for paar in verbunden(worte) for laut in laute(paar)}),
            tuple(_tage(text)),
        )

    def __bool__(self) -> bool:
        return bool(self.worte or self.tage)

    def sieb(self, form: str) -> int:
        """Rough and fast: how much of what was asked for is there at all."""
        return self.punkte(self.merkmale(form))

    def merkmale(self, form: str) -> int:
        """Which of the things asked for are there, one bit each; those of parts add up by OR.

        Two bits for each word (there, heard), one for words run together, one for each day.
        """
        da, bit = 0, 1
        for wort, lesarten in zip(self.worte, self.lesarten, strict=True):
            if wort in form:
                da |= bit
            else:
                for laut in lesarten:
                    if laut in form:
                        da |= bit << 1
                        break
            bit <<= 2
        if not da:
            for laut in self.verbunden:
                if laut in form:
                    da = bit
                    break
        for tag in self.tage:
            bit <<= 1
            if tag in form:
                da |= bit
        return da

    def punkte(self, merkmale: int) -> int:
        """What these are worth: words run together only where none is there alone."""
        punkte = 0
        for _ in self.worte:
            punkte += 3 if merkmale & 1 else 2 if merkmale & 2 else 0
            merkmale >>= 2
        if not punkte:
            punkte = merkmale & 1
        for tag in self.tage:
            merkmale >>= 1
            # A day says more than its year.
            punkte += len(tag) // 2 if merkmale & 1 else 0
        return punkte

    def naehe(self, form: str, vergleich: Vergleich = wortaehnlichkeit) -> float:
        """Fine: the order of the hits of this one search."""
        _, worte, tage = form.split("\t")
        namen = aehnlichkeit(self.worte, worte.split(), vergleich) if self.worte else 0.0
        return namen + sum(len(tag) / 20 for tag in self.tage if tag in tage)
