"""Meetings by aggregate."""

from haertefall.sitzungen.models.sitzung import (
    Abstimmung,
    Sitzung,
    Sitzungsstand,
    Tagesordnungspunkt,
)

__all__ = [
    "Abstimmung",
    "Sitzung",
    "Sitzungsstand",
    "Tagesordnungspunkt",
]
