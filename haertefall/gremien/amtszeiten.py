"""Terms that end soon, and to whom to write for a successor."""

from dataclasses import dataclass
from datetime import date, timedelta

from haertefall.gremien.besetzung import Sitzbesetzung, besetzungen_am
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Berufung, Gremium

# A setting of the house, no legal period: time to ask, propose and appoint.
VORLAUF = timedelta(days=120)


@dataclass(frozen=True)
class Auslaufend:
    """An appointment that ends within the lead time and has no successor yet."""

    berufung: Berufung
    sitz: Sitzbesetzung
    ende: date

    @property
    def an(self) -> str:
        """Whom to write to: who proposes, else who appoints; empty: not regulated."""
        zeile = self.sitz.zeile
        if zeile is None:
            return ""
        return " und ".join(zeile.schlaegt_vor) or zeile.beruft or ""


def auslaufende(gremium: Gremium, fassung: Fassung, tag: date) -> list[Auslaufend]:
    """Everybody whose time ends within the lead time, the nearest day first."""
    gefunden = []
    for teil in besetzungen_am(gremium, fassung, tag).values():
        for sitz in teil.sitze:
            hier = [sitz.berufung, *sitz.vertretungen]
            gefunden += [
                Auslaufend(b, sitz, b.ende)
                for b in hier
                if b is not None and b.ende is not None and b.ende <= tag + VORLAUF
            ]
    gefolgt = set(
        Berufung.objects.filter(folgt_auf__in=[a.berufung for a in gefunden])
        .exclude(amt=None)
        .values_list("folgt_auf", flat=True)
    )
    offen = [a for a in gefunden if a.berufung.pk not in gefolgt]
    return sorted(offen, key=lambda a: (a.ende, a.sitz.worte))
