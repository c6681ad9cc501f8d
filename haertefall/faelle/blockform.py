"""Many search forms as one text that is looked through quickly. Pure; sealed by `suchbloecke`.

The same words come up again and again. So the text has each of them once, with the numbers of those
who bear it; then words run together and days likewise; then everybody with words and days:

    readings TAB word TAB        (an entry, one per line)
    numbers                      (who bears it, one line for each entry)
    id TAB words TAB days        (who stands at this number)
"""

from collections.abc import Iterable, Iterator, Sequence

from haertefall.faelle.namensform import laute, verbunden
from haertefall.faelle.suchform import Anfrage

_TEIL, _ZEILE = "\n\n", "\n"


def packe(menschen: Iterable[tuple[str, str]]) -> str:
    """One text of ids and search forms."""
    orte: dict[str, list[str]] = {}
    zeilen = []
    for nummer, (kennung, form) in enumerate(menschen):
        _, worte, tage = form.split("\t")
        for eintrag in dict.fromkeys(_eintraege(worte.split(), tage)):
            orte.setdefault(eintrag, []).append(str(nummer))
        zeilen.append(f"{kennung}\t{worte}\t{tage}")
    stellen = _ZEILE.join(map(" ".join, orte.values()))
    return _TEIL.join((_ZEILE.join(orte), stellen, _ZEILE.join(zeilen)))


def _eintraege(worte: Sequence[str], tage: str) -> Iterator[str]:
    for wort in worte:
        yield f"{_lesarten(wort)}\t{wort}\t"
    for paar in verbunden(worte):
        yield f"{_lesarten(paar)}\t\t"
    if tage:
        yield f"\t\t{tage}"


def _lesarten(wort: str) -> str:
    return f" {' '.join(sorted(laute(wort)))} "


class Durchsicht:
    """One search through many such texts; an entry is compared once, wherever it comes up."""

    def __init__(self, anfrage: Anfrage) -> None:
        self._anfrage = anfrage
        self._bekannt: dict[str, int] = {}

    def siebe(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Who has anything of what is asked for: as `Anfrage.sieb` says, form, id."""
        eintraege, stellen, menschen = text.split(_TEIL)
        orte: list[str] = []
        da: dict[str, int] = {}
        for stelle, eintrag in enumerate(eintraege.split(_ZEILE)):
            merkmale = self._bekannt.get(eintrag)
            if merkmale is None:
                merkmale = self._bekannt[eintrag] = self._anfrage.merkmale(eintrag)
            if merkmale:
                orte = orte or stellen.split(_ZEILE)
                for nummer in orte[stelle].split(" "):
                    da[nummer] = da.get(nummer, 0) | merkmale
        if da:
            zeilen = menschen.split(_ZEILE)
            for nummer, merkmale in da.items():
                form = zeilen[int(nummer)]
                yield self._anfrage.punkte(merkmale), form, form.split("\t", 1)[0]
