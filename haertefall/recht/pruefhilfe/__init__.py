"""Checking aid: other ways to a permit or a Duldung, as rules and as guided questions.

`pruefe(person, stichtag)` reads everything from `gesetze/` and decides nothing. What is computed
are conditions; discretions, prognoses and balancing stay with people.
"""

from haertefall.recht.pruefhilfe.pruefung import pruefe
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt
from haertefall.recht.pruefhilfe.uebersicht import Uebersicht

__all__ = ["Sachverhalt", "Uebersicht", "pruefe"]
