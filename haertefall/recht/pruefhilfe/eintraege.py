"""From what was recorded, by whom, to what the rules work with.

The last word of each side counts. A finding (the side that has precedence) wins; without one, what
all sides say. Where they contradict each other the question stays open: nobody's word is guessed
to be the right one. Whoever keeps entries of this form can use all ways, for a case or elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from haertefall.recht.pruefhilfe.gesetze import Gesetze
from haertefall.recht.pruefhilfe.katalog import Rechtsfrage, rechtsfragen
from haertefall.recht.pruefhilfe.knoten import AUSGLEICH
from haertefall.recht.pruefhilfe.rohwerte import (
    lies_aufenthaltszeiten,
    lies_ja,
    lies_massnahmen,
    lies_strafen,
    lies_wert,
)
from haertefall.recht.pruefhilfe.sachverhalt import Angabe, Sachverhalt, Wert, Wertung
from haertefall.recht.pruefhilfe.zeiten import ZEITEN

STRAFEN, STRAFEN_PARTNER, MASSNAHMEN = "strafen", "strafen_partner", "massnahmen"
LISTEN = (ZEITEN, STRAFEN, STRAFEN_PARTNER, MASSNAHMEN)


@dataclass(frozen=True, slots=True)
class Eintrag:
    """One answer. `inhalt`: wert (absent: withdrawn), belegt; for judgements also begruendung and
    wer; for lists zeilen and vollstaendig."""

    kennung: str
    seite: str
    am: date
    inhalt: Mapping[str, Any]

    @property
    def sagt_etwas(self) -> bool:
        """Whether it is an answer, and not the withdrawal of one."""
        return self.inhalt.get("wert") is not None or "zeilen" in self.inhalt

    @property
    def gesagt(self) -> object:
        """What is said, for comparing sides; who and on what evidence does not matter here."""
        return self.inhalt.get("wert", [self.inhalt.get("zeilen"), self.inhalt.get("vollstaendig")])


@dataclass(frozen=True, slots=True)
class Stand:
    """What holds for one question: the entry that counts, and all last words."""

    frage: Rechtsfrage
    gilt: Eintrag | None
    seiten: tuple[Eintrag, ...]

    @property
    def widerspruch(self) -> bool:
        """Whether the sides contradict each other and nobody has found which is right."""
        return self.gilt is None and len(self.seiten) > 1


def staende(eintraege: Iterable[Eintrag], gesetze: Gesetze, vorrang: str) -> dict[str, Stand]:
    """The questions that somebody answered, in the order of the catalogue.

    `eintraege` in the order in which they were recorded. Questions that the law no longer asks
    are left out.
    """
    je: dict[str, dict[str, Eintrag]] = {}
    for eintrag in eintraege:
        seiten = je.setdefault(eintrag.kennung, {})
        seiten.pop(eintrag.seite, None)
        if eintrag.sagt_etwas:
            seiten[eintrag.seite] = eintrag
    return {
        kennung: Stand(frage, _gilt(je[kennung], vorrang), tuple(je[kennung].values()))
        for kennung, frage in rechtsfragen(gesetze).items()
        if je.get(kennung)
    }


def sachverhalt(staende: Mapping[str, Stand]) -> Sachverhalt:
    """What the rules work with: only what holds."""
    gilt = {k: (stand.frage, stand.gilt) for k, stand in staende.items() if stand.gilt}
    listen = {k: eintrag.inhalt for k, (_, eintrag) in gilt.items() if k in LISTEN}
    zeiten, strafen = listen.get(ZEITEN), listen.get(STRAFEN)
    partner, massnahmen = listen.get(STRAFEN_PARTNER), listen.get(MASSNAHMEN)
    einzeln = {k: _einzeln(*eins) for k, eins in gilt.items() if k not in LISTEN}
    return Sachverhalt(
        angaben={k: w for k, w in einzeln.items() if not k.startswith(AUSGLEICH)},
        zeiten=lies_aufenthaltszeiten(zeiten) if zeiten is not None else None,
        strafen=lies_strafen(strafen) if strafen is not None else None,
        strafen_partner=lies_strafen(partner) if partner is not None else None,
        massnahmen=lies_massnahmen(massnahmen) if massnahmen is not None else None,
        ausgleich={
            k.removeprefix(AUSGLEICH): w
            for k, w in einzeln.items()
            if k.startswith(AUSGLEICH) and isinstance(w, Wertung)
        },
    )


def _gilt(seiten: Mapping[str, Eintrag], vorrang: str) -> Eintrag | None:
    if vorrang in seiten:
        return seiten[vorrang]
    alle = list(seiten.values())
    if any(e.gesagt != alle[0].gesagt for e in alle[1:]):
        return None
    # All say the same: what one of them can prove is proven.
    return next((e for e in alle if e.inhalt.get("belegt")), alle[-1])


def _einzeln(frage: Rechtsfrage, eintrag: Eintrag) -> Angabe[Wert] | Wertung:
    inhalt = eintrag.inhalt
    if not frage.ist_wertung:
        return Angabe(lies_wert(frage.art, inhalt["wert"]), bool(inhalt.get("belegt")))
    ja, wer = lies_ja(inhalt["wert"]), str(inhalt.get("wer", ""))
    return Wertung(ja, wer, eintrag.am, str(inhalt.get("begruendung", "")))
