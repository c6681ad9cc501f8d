"""Meetings by aggregate."""

from haertefall.sitzungen.models.sitzung import (
    Abstimmung,
    Sitzung,
    Sitzungsstand,
    Tagesordnungspunkt,
)
from haertefall.sitzungen.models.vorbereitung import (
    Guete,
    Laenderpapier,
    Mitgliederfrage,
    Notiz,
)

__all__ = [
    "Abstimmung",
    "Guete",
    "Laenderpapier",
    "Mitgliederfrage",
    "Notiz",
    "Sitzung",
    "Sitzungsstand",
    "Tagesordnungspunkt",
]
