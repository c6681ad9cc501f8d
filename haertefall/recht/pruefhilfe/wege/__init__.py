"""The ways that are encoded as rules, in the order of the sections of the source."""

from haertefall.recht.pruefhilfe.wege import (
    ausbildung,
    beschaeftigungsduldung,
    chance,
    integration,
    jugendliche,
    qualifizierte,
)
from haertefall.recht.pruefhilfe.wege.weg import Weg

ALLE_WEGE: tuple[Weg, ...] = (
    *jugendliche.WEGE,
    *integration.WEGE,
    *chance.WEGE,
    *ausbildung.WEGE,
    *beschaeftigungsduldung.WEGE,
    *qualifizierte.WEGE,
)
