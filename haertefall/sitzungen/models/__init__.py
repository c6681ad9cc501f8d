"""Meetings by aggregate: the meeting and its agenda, who takes part, what is decided."""

from haertefall.sitzungen.models.beratung import (
    Abseits,
    Abstimmung,
    Abwaegung,
    Antrag,
    Erwartung,
    NamentlicheStimme,
)
from haertefall.sitzungen.models.niederschrift import (
    Abschnitt,
    Abschnittsfassung,
    Auszug,
    Entschaedigungssatz,
    Niederschrift,
    Niederschriftstand,
)
from haertefall.sitzungen.models.sitzung import (
    MIT_FALL,
    VORBEI,
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
from haertefall.sitzungen.models.urne import Geheimbeschluss, Stimmrecht, Urne
from haertefall.sitzungen.models.vorbereitung import (
    Guete,
    Laenderpapier,
    Mitgliederfrage,
    Notiz,
)

__all__ = [
    "MIT_FALL",
    "VORBEI",
    "Abschnitt",
    "Abschnittsfassung",
    "Abseits",
    "Abstimmung",
    "Abwaegung",
    "Antrag",
    "Anwesenheit",
    "Auszug",
    "Befangenheit",
    "Einsichtnahme",
    "Entschaedigungssatz",
    "Erwartung",
    "Geheimbeschluss",
    "Guete",
    "Laenderpapier",
    "Mitgebrachtes",
    "Mitgliederfrage",
    "NamentlicheStimme",
    "Niederschrift",
    "Niederschriftstand",
    "Notiz",
    "Punktanwesenheit",
    "Punktart",
    "Sitzung",
    "Sitzungsform",
    "Sitzungsstand",
    "Spur",
    "Stimmrecht",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Urne",
    "Verlegung",
    "Zusage",
]
