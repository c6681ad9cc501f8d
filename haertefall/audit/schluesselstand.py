"""How the keys stand, for the operator: generations, a change, sheets. No key and no name."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from haertefall.audit.models import Zugriff
from haertefall.tresor import wechsel
from haertefall.tresor.models import Schluessel, schluesselbund

GETEILT = "schluessel_geteilt"


@dataclass(frozen=True)
class Generation:
    """One generation of the installation key.

    Attributes:
        in_datei: whether the key file of this process has it; without it, what it wraps is lost.
        schluessel: how many keys of bodies, rooms and the trace lie under it.
        boegen_um: when recovery sheets of it were last printed.
    """

    nummer: int
    in_datei: bool
    neueste: bool
    schluessel: int
    boegen_um: datetime | None

    @property
    def fehlt(self) -> bool:
        """Needed and not there."""
        return bool(self.schluessel) and not self.in_datei

    @property
    def ueberholt(self) -> bool:
        """In the file, and nothing needs it."""
        return self.in_datei and not self.schluessel and not self.neueste


@dataclass(frozen=True)
class Schluesselstand:
    """The whole picture. `je_art`: keys of cases, sessions and so on, which no generation wraps."""

    generationen: tuple[Generation, ...]
    je_art: tuple[tuple[str, int], ...]

    @property
    def umgehuellt(self) -> int:
        """How many keys lie under the newest generation."""
        return sum(g.schluessel for g in self.generationen if g.neueste)

    @property
    def alle(self) -> int:
        """How many keys a generation wraps."""
        return sum(g.schluessel for g in self.generationen)

    @property
    def wechsel_offen(self) -> bool:
        """A change was begun and is not at its end."""
        return self.umgehuellt < self.alle


def schluesselstand() -> Schluesselstand:
    """As it is now; raises Tresorfehler without a readable key file."""
    bund, genutzt = schluesselbund(neu=True), wechsel.genutzt()
    generationen = tuple(
        Generation(
            nummer=nummer,
            in_datei=nummer in bund.generationen,
            neueste=nummer == bund.aktuell,
            schluessel=genutzt.get(nummer, 0),
            boegen_um=_boegen(nummer),
        )
        for nummer in sorted(bund.generationen.keys() | genutzt.keys())
    )
    je_art = Schluessel.objects.exclude(eltern=None).order_by("art").values_list("art")
    return Schluesselstand(generationen, tuple(je_art.annotate(Count("pk"))))


def _boegen(generation: int) -> datetime | None:
    gedruckt = Zugriff.objects.filter(was=GETEILT, zusatz__generation=generation).last()
    return gedruckt.um if gedruckt else None
