"""Where a check stands: the latest finding per point, what is open, which decrees to think of.

Nothing here reads `Aufklaerung`: what somebody answers to the offer of voluntary return changes
no result.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from haertefall.recht.vollzug.daten import Erlass, Erlassstand, Punkt, Stopp, Vollzugsrecht
from haertefall.recht.vollzug.pruefung import (
    Anlass,
    Anlasslage,
    Punktergebnis,
    erlasse_fuer,
    hindernisse,
    offene_punkte,
    stopps_am,
)
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.vollzug.models import Betroffene, Erlassvermerk, Punktbefund, Vollzugspruefung


@dataclass(frozen=True)
class Erlasslage:
    """A decree to think of, and who has."""

    erlass: Erlass
    lage: Anlasslage
    vermerk: Erlassvermerk | None

    @property
    def offen(self) -> bool:
        """Whether somebody must still think of it."""
        gemeint = self.lage in (Anlasslage.JA, Anlasslage.LAND_NICHT_BEKANNT)
        return gemeint and self.erlass.stand is not Erlassstand.ERSETZT and self.vermerk is None


class Pruefungslage:
    """One check on a day. Rows are loaded once, keys at hand."""

    def __init__(self, pruefung: Vollzugspruefung, tag: date) -> None:
        self.pruefung, self.tag = pruefung, tag

    @cached_property
    def recht(self) -> Vollzugsrecht:
        """Points, decrees and stops as stored."""
        return vollzugsrecht()

    @cached_property
    def betroffene(self) -> list[Betroffene]:
        """The people of the check."""
        personen = list(self.pruefung.betroffene.all())
        for person in personen:
            person.pruefung = self.pruefung
        return personen

    @cached_property
    def befunde(self) -> dict[str, Punktbefund]:
        """The latest finding of each point."""
        letzte: dict[str, Punktbefund] = {}
        for befund in self.pruefung.befunde.all():
            befund.pruefung = self.pruefung
            letzte[befund.punkt] = befund
        return letzte

    @cached_property
    def ergebnisse(self) -> dict[str, Punktergebnis]:
        """What was found at each point that somebody looked at."""
        return {punkt: Punktergebnis(b.ergebnis) for punkt, b in self.befunde.items()}

    @cached_property
    def offen(self) -> tuple[Punkt, ...]:
        """Points that block „fertig“."""
        return offene_punkte(self.recht.punkte, self.ergebnisse)

    @cached_property
    def entgegen(self) -> tuple[Punkt, ...]:
        """Points that stand against the deportation."""
        return hindernisse(self.recht.punkte, self.ergebnisse)

    @cached_property
    def erlasse(self) -> tuple[Erlasslage, ...]:
        """Decrees of the Land, the newest first."""
        vermerke: dict[str, Erlassvermerk] = {}
        for vermerk in self.pruefung.erlassvermerke.all():
            vermerk.pruefung = self.pruefung
            vermerke[vermerk.erlass] = vermerk
        anlass = Anlass(
            frozenset(p.land for p in self.betroffene if p.land),
            frozenset(p.gruppe for p in self.betroffene if p.gruppe),
            frozenset(v for p in self.betroffene for v in p.verletzlich),
        )
        alle = erlasse_fuer(self.recht.erlasse, self.pruefung.bundesland, anlass, self.tag)
        return tuple(Erlasslage(e, lage, vermerke.get(e.kennung)) for e, lage in alle)

    @cached_property
    def stopps(self) -> tuple[Stopp, ...]:
        """Stops of the Land that are proven to run."""
        return stopps_am(self.recht.stopps.stopp, self.pruefung.bundesland, self.tag)

    def maengel(self) -> list[str]:
        """Why the check is not done; empty if it is."""
        saetze = []
        if not self.betroffene:
            saetze.append("Es ist noch keine Person eingetragen.")
        if self.offen:
            namen = ", ".join(punkt.kennung for punkt in self.offen)
            saetze.append(f"Offen sind noch: {namen}.")
        saetze += [
            f"Noch zu bedenken: Erlass vom {e.erlass.vom:%d.%m.%Y}, {e.erlass.titel}."
            for e in self.erlasse
            if e.offen
        ]
        return saetze


def festhalten(lage: Pruefungslage) -> tuple[dict[str, Any], str]:
    """Questions, findings, decrees as they are now, and their hash: later law changes nothing."""
    inhalt = {
        "rechtsstand": lage.recht.punkte.zuletzt_geprueft.isoformat(),
        "punkte": [
            {
                "punkt": punkt.kennung,
                "frage": punkt.frage,
                "norm": punkt.norm,
                "ergebnis": befund.ergebnis,
                "am": befund.am.isoformat(),
                "von": str(befund.von),
                "nachweis": befund.nachweis or "",
                "bemerkung": befund.bemerkung or "",
            }
            for punkt in lage.recht.punkte.punkt
            if (befund := lage.befunde.get(punkt.kennung))
        ],
        "erlasse": [
            {
                "erlass": e.erlass.kennung,
                "titel": e.erlass.titel,
                "bedacht_am": e.vermerk.am.isoformat(),
                "von": str(e.vermerk.von),
            }
            for e in lage.erlasse
            if e.vermerk
        ],
    }
    text = json.dumps(inhalt, ensure_ascii=False, sort_keys=True)
    return inhalt, hashlib.sha256(text.encode()).hexdigest()
