"""Every address with every kind of object filled in, so that a walk forgets none.

A new kind of object in an address fails here until it is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from haertefall.schritte.register import SCHRITTE
from tests.web.besuch import Besuch
from tests.web.test_rechtematrix import adressen

Gegenstaende = Mapping[str, list[Any]]
# What a walk does not name itself: one's own account, the sign-in, the body, other rooms.
EIGENES_KONTO = ("/konto/", "/anmelden/", "/abmelden/", "/funktion/", "/einladung/")
OHNE_ANGABE = {
    "<int:nummer>": ["1"],
    "<uuid:anmeldung_id>": ["00000000-0000-4000-8000-000000000000"],
    "<uuid:berufung_id>": ["00000000-0000-4000-8000-000000000000"],
    "<uuid:vollzug_id>": ["00000000-0000-4000-8000-000000000000"],
    "<uuid:vorlage_id>": ["00000000-0000-4000-8000-000000000000"],
    "<uuid:text_id>": ["00000000-0000-4000-8000-000000000000"],
    "<slug:provider_id>": ["gibt-es-nicht"],
    "<slug:zeichen>": ["gibt-es-nicht"],
}


def alle_ziele(
    besuch: Besuch, gegenstaende: Gegenstaende, schritte: Iterable[str] = tuple(SCHRITTE)
) -> Iterator[str]:
    """Concrete addresses in the room of this visitor, for the objects given by converter name."""
    raum = besuch.amt.gremium or besuch.amt.behoerde
    werte = {"<slug:raum>": [raum.kennung] if raum else [], "<slug:name>": list(schritte)}
    werte |= OHNE_ANGABE | {name: [str(w) for w in liste] for name, liste in gegenstaende.items()}
    for muster in adressen():
        platz = [name for name in werte if name in muster]
        for wahl in product(*(werte[name] for name in platz)):
            ziel = muster
            for name, wert in zip(platz, wahl, strict=True):
                ziel = ziel.replace(name, wert)
            assert "<" not in ziel, f"{ziel}: Bitte diese Art von Gegenstand hier nennen"
            yield ziel
