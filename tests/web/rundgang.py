"""Every address with every kind of object filled in, so that a walk forgets none.

A new kind of object in an address fails here until it is named.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from haertefall.schritte.register import SCHRITTE
from tests.web.besuch import Besuch
from tests.web.test_rechtematrix import adressen

Gegenstaende = Mapping[str, list[Any]]


def alle_ziele(besuch: Besuch, gegenstaende: Gegenstaende) -> Iterator[str]:
    """Concrete addresses in the room of this visitor, for the objects given by converter name."""
    raum = besuch.amt.gremium or besuch.amt.behoerde
    werte = {"<slug:raum>": [raum.kennung] if raum else [], "<slug:name>": list(SCHRITTE)}
    werte |= {name: [str(w) for w in liste] for name, liste in gegenstaende.items()}
    for muster in adressen():
        platz = [name for name in werte if name in muster]
        for wahl in product(*(werte[name] for name in platz)):
            ziel = muster
            for name, wert in zip(platz, wahl, strict=True):
                ziel = ziel.replace(name, wert)
            assert "<" not in ziel, f"{ziel}: Bitte diese Art von Gegenstand hier nennen"
            yield ziel
