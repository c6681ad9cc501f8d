"""Says on every page about open cases that nobody is appointed to decide them."""

from haertefall.gremien.models import Gremium
from haertefall.gremien.ruhen import Ruhe, ruht
from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.sicht import MIT_SITZUNGEN
from haertefall.web.huelle import Anfrage
from haertefall.zeit import heute

# Who belongs to the body, and who supervises it.
MIT_BESETZUNG = MIT_SITZUNGEN | {Funktion.FACHAUFSICHT}


def ruhe_fuer(request: Anfrage, *, offen: bool = True) -> Ruhe | None:
    """The dormancy of the reader's body; None: it has members, or this is no business of theirs."""
    gremium: Gremium | None = request.amt.gremium
    if gremium is None or not offen or request.akteur.funktion not in MIT_BESETZUNG:
        return None
    return ruht(gremium, heute())
