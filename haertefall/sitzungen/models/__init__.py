"""Meetings by aggregate: the meeting and its agenda, who takes part, what is decided."""

from haertefall.sitzungen.models.beratung import (
    Abseits,
    Abstimmung,
    Abwaegung,
    Antrag,
    Erwartung,
    NamentlicheStimme,
)
from haertefall.sitzungen.models.sitzung import (
    Punktart,
    Sitzung,
    Sitzungsform,
    Sitzungsstand,
    Spur,
    Tagesordnungspunkt,
    Verlegung,
)
from haertefall.sitzungen.models.teilnahme import (
    Anwesenheit,
    Befangenheit,
    Einsichtnahme,
    Mitgebrachtes,
    Punktanwesenheit,
    Teilnahme,
    Zusage,
)
from haertefall.sitzungen.models.vorbereitung import (
    Guete,
    Laenderpapier,
    Mitgliederfrage,
    Notiz,
)

__all__ = [
    "Abseits",
    "Abstimmung",
    "Abwaegung",
    "Antrag",
    "Anwesenheit",
    "Befangenheit",
    "Einsichtnahme",
    "Erwartung",
    "Guete",
    "Laenderpapier",
    "Mitgebrachtes",
    "Mitgliederfrage",
    "NamentlicheStimme",
    "Notiz",
    "Punktanwesenheit",
    "Punktart",
    "Sitzung",
    "Sitzungsform",
    "Sitzungsstand",
    "Spur",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Verlegung",
    "Zusage",
]
