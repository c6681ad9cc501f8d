"""What an act can be about: each kind says how it is found and locked, who may, what follows.

Locks are taken in one order everywhere: authority, body, session, case,
check before a deportation. A new kind is one more
module here, one more id in `Ort` and one more line in `ARTEN`.
"""

from haertefall.schritte.objekt import behoerde, fall, gremium, sitzung, vollzug
from haertefall.schritte.objekt.art import Objektart, Ort
from haertefall.schritte.schritt import Schritt

__all__ = ["ARTEN", "Objektart", "Ort", "art_von"]

ARTEN: dict[str, Objektart] = {
    "fall": fall.ART,
    "sitzung": sitzung.ART,
    "gremium": gremium.ART,
    "behoerde": behoerde.ART,
    "vollzug": vollzug.ART,
}


def art_von(schritt: Schritt) -> Objektart:
    """The kind of object the act is about."""
    return ARTEN[schritt.objekt]
