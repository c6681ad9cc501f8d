"""From the seats of a body to the numbers that quorum and majority are taken of."""

from collections.abc import Iterable
from dataclasses import dataclass

from haertefall.recht.auszaehlung import Besetzung


@dataclass(frozen=True)
class Platz:
    """One seat while an item is dealt with.

    Attributes:
        besetzt: somebody holds it.
        stimmt: it votes on this matter; None: no rule stored, then a member votes.
        anwesend: its member is there, or a deputy in its place.
        ausgeschlossen: a stored rule takes the vote from who sits there (Befangenheit).
        geladen: its member was invited.
    """

    besetzt: bool
    stimmt: bool | None = None
    anwesend: bool = False
    ausgeschlossen: bool = False
    geladen: bool = False

    @property
    def kann_stimmen(self) -> bool:
        """Whether a vote belongs to this seat for this item."""
        return self.besetzt and self.stimmt is not False and not self.ausgeschlossen

    @property
    def stimmt_mit(self) -> bool:
        """Whether somebody is there who casts it."""
        return self.kann_stimmen and self.anwesend


def besetzung_aus(plaetze: Iterable[Platz], mitglieder: int | None) -> Besetzung:
    """The numbers. `mitglieder`: how many seats the Ordnung has; None: not known."""
    alle = list(plaetze)
    besetzte = [p for p in alle if p.besetzt]
    return Besetzung(
        mitglieder=mitglieder,
        besetzt=len(besetzte),
        stimmberechtigte=sum(p.kann_stimmen for p in alle),
        anwesende=sum(p.stimmt_mit for p in alle),
        alle_geladen=all(p.geladen for p in besetzte) if besetzte else None,
        anwesende_mitglieder=sum(p.anwesend and not p.ausgeschlossen for p in besetzte),
    )
