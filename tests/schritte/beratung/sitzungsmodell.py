"""A session counted by hand: what should be there, reckoned the plain way.

NRW: ten seats; half of them make a quorum (§ 6 Abs. 2 Satz 3); an Ersuchen needs the majority of
the members present, of which there are two readings (§ 6 Abs. 3 Satz 2 HFKVO).
"""

from dataclasses import dataclass, field
from uuid import UUID

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand

SITZE = 10
MIT_MEHRHEIT = ("ersuchen", "empfehlung")
DANACH = {
    "ersuchen": Stand.ERSUCHEN_BESCHLOSSEN,
    "kein_ersuchen": Stand.ENTSCHIEDEN,
    "empfehlung": Stand.ENTSCHIEDEN,
    "nichtbefassung": Stand.ENTSCHIEDEN,
    "vertagung": Stand.BERATUNGSREIF,
    "weitere_aufklaerung": Stand.AUFGENOMMEN,
}
OHNE_ERGEBNIS = ("vertagung", "weitere_aufklaerung")


def faehig(anwesend: int) -> bool:
    """Half of the seats."""
    return 2 * anwesend >= SITZE


def ergebnis(gegenstand: str, ja: int, nein: int, waehlende: int) -> bool | None:
    """Carried or not; None: readings differ or there is no rule, somebody establishes it."""
    if gegenstand not in MIT_MEHRHEIT:
        return None
    von_anwesenden, von_abgegebenen = 2 * ja > waehlende, ja > nein
    return von_anwesenden if von_anwesenden == von_abgegebenen else None


@dataclass
class Antragszettel:
    """A motion on paper. `fuer`: numbers of the persons, empty for all.

    `waehlende`: how many were there when it was voted on. `geheim`: counted by the program.
    """

    pk: UUID
    gegenstand: str
    fuer: tuple[int, ...] = ()
    angenommen: bool | None = None
    zurueck: bool = False
    zaehlungen: int = 0
    waehlende: int = 0
    geheim: bool = False

    @property
    def offen(self) -> bool:
        return self.angenommen is None and not self.zurueck


@dataclass
class Punktzettel:
    """An item on paper: not yet, on, closed, or taken off."""

    pk: UUID
    fall: Fall | None
    personen: int = 0
    stand: str = "offen"
    antraege: list[Antragszettel] = field(default_factory=list)

    def ausgang(self) -> str | None:
        """What was decided about the case; None: nothing yet."""
        getragen = [a.gegenstand for a in self.antraege if a.angenommen]
        if "ersuchen" in getragen:
            return "ersuchen"
        if getragen:
            return getragen[-1]
        abgelehnt = [a for a in self.antraege if a.angenommen is False]
        return "kein_ersuchen" if any(a.gegenstand == "ersuchen" for a in abgelehnt) else None

    def ergebnisse(self) -> list[str]:
        """For each person of the case, in their order."""
        ausgang = self.ausgang()
        if ausgang is None or ausgang in OHNE_ERGEBNIS:
            return []
        alle = range(1, self.personen + 1)
        return [self._fuer(nummer, ausgang) for nummer in alle]

    def _fuer(self, nummer: int, ausgang: str) -> str:
        """For one person: the result of the case, else the last that was carried for them."""
        getragen = [
            a.gegenstand
            for a in self.antraege
            if a.angenommen and a.gegenstand not in OHNE_ERGEBNIS and self._gilt(a, nummer)
        ]
        if ausgang in getragen:
            return ausgang
        return getragen[-1] if getragen else "kein_ersuchen"

    def _gilt(self, zettel: Antragszettel, nummer: int) -> bool:
        return not zettel.fuer or self.personen == 1 or nummer in zettel.fuer

    def kann_schliessen(self) -> bool:
        """Something is decided, and for nobody only to wait beside it."""
        return self.ausgang() is not None and not self.jemand_wartet()

    def jemand_wartet(self) -> bool:
        """To wait was carried, something else for some only; nothing is decided for the others."""
        ausgang = self.ausgang()
        wartet = any(a.angenommen and a.gegenstand in OHNE_ERGEBNIS for a in self.antraege)
        if ausgang is None or ausgang in OHNE_ERGEBNIS or not wartet:
            return False
        sache = [a for a in self.antraege if a.gegenstand not in OHNE_ERGEBNIS and not a.zurueck]
        alle = range(1, self.personen + 1)
        return not all(any(self._gilt(a, nummer) for a in sache) for nummer in alle)


@dataclass
class Modell:
    """Who sits where, what is on, what was moved and counted."""

    da: dict[UUID, tuple[UUID, bool]] = field(default_factory=dict)  # seat of → who, by video
    gesessen: set[UUID] = field(default_factory=set)
    punkte: list[Punktzettel] = field(default_factory=list)

    @property
    def anwesend(self) -> int:
        return len(self.da)

    @property
    def beschlussfaehig(self) -> bool:
        return faehig(self.anwesend)

    @property
    def auf(self) -> Punktzettel | None:
        return next((p for p in self.punkte if p.stand == "auf"), None)

    def zettel(self, *, offen: bool) -> Antragszettel | None:
        """The first motion of the item that is on: one to vote on, or one counted by hand."""
        antraege = self.auf.antraege if self.auf else []
        gezaehlt = (a for a in antraege if a.angenommen is not None and not a.geheim)
        return next((a for a in antraege if a.offen) if offen else gezaehlt, None)

    def setzt_sich(self, sitz: UUID, wer: UUID, *, video: bool = False) -> None:
        self.da[sitz] = (wer, video)
        self.gesessen.add(sitz)
