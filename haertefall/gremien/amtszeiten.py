"""Terms that end soon, and to whom to write for a successor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from haertefall.gremien.besetzung import Zusammensetzung, besetzungen_am
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Berufung, Gremium
from haertefall.recht.ordnung import Sitz, Vertretung

# A setting of the house, no legal period: time to ask, propose and appoint.
VORLAUF = timedelta(days=120)


@dataclass(frozen=True)
class Auslaufend:
    """An appointment that ends within the lead time and has no successor yet.

    Attributes:
        worte: what the seat is called.
        zeile: the row that provides for it; None: it is no seat, or none that is known.
    """

    berufung: Berufung
    worte: str
    zeile: Sitz | None
    ende: date

    @property
    def an(self) -> str:
        """Whom to write to: who proposes, else who appoints; empty: not regulated."""
        if self.zeile is None:
            return ""
        return " und ".join(self.zeile.schlaegt_vor) or self.zeile.beruft or ""


def auslaufende(gremium: Gremium, fassung: Fassung, tag: date) -> list[Auslaufend]:
    """Everybody whose time ends within the lead time, the nearest day first."""
    gefunden = [
        Auslaufend(b, worte, zeile, b.ende)
        for teil in besetzungen_am(gremium, fassung, tag).values()
        for b, worte, zeile in _alle(teil)
        if b.ende is not None and b.ende <= tag + VORLAUF and not _endet_mit_fraktion(b)
    ]
    gefolgt = set(
        Berufung.objects.filter(folgt_auf__in=[a.berufung for a in gefunden])
        .exclude(amt=None)
        .values_list("folgt_auf", flat=True)
    )
    offen = [a for a in gefunden if a.berufung.pk not in gefolgt]
    return sorted(offen, key=lambda a: (a.ende, a.worte))


def _alle(teil: Zusammensetzung) -> Iterator[tuple[Berufung, str, Sitz | None]]:
    """Everybody appointed: on the seats, for all seats, and the chair beside them."""
    for sitz in teil.sitze:
        for berufung in (sitz.berufung, *sitz.vertretungen):
            if berufung is not None:
                yield berufung, sitz.worte, sitz.zeile
    fuer_alle = (s.zeile for s in teil.sitze if s.vertretung is Vertretung.POOL)
    zeile = next(fuer_alle, None)
    for berufung in teil.pool:
        yield berufung, "Stellvertretung für alle Sitze", zeile
    daneben = [teil.vorsitz] if teil.vorsitz and not teil.vorsitz.sitz else []
    for berufung in (*daneben, *teil.vorsitzvertretung):
        yield berufung, "kein eigener Sitz", None


def _endet_mit_fraktion(berufung: Berufung) -> bool:
    """The seat itself goes with that day: nobody can follow."""
    return berufung.fraktion is not None and berufung.fraktion.bis == berufung.ende
