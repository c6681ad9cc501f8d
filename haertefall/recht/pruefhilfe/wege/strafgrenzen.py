"""Rows about convictions that several ways share."""

from haertefall.recht.pruefhilfe.befund import Befund
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.strafen import ueber_grenze

STRAFEN = "strafen"
STRAFEN_PARTNER = "strafen_partner"


def verurteilt(lage: Lage, parameter: str, *, jugendmassnahme_zaehlt: bool | None = None) -> Befund:
    """A conviction for an intentional offence that the thresholds do not disregard."""
    return ueber_grenze(
        lage.person.strafen,
        STRAFEN,
        allgemein=lage.zahl(f"{parameter}.tagessaetze"),
        nur_auslaender=lage.zahl(f"{parameter}.tagessaetze_nur_auslaender"),
        jugendmassnahme_zaehlt=jugendmassnahme_zaehlt,
    )
