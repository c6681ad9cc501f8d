"""Every address with every kind of object filled in, so that a walk forgets none.

A new kind of object in an address fails here until it is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from haertefall.schritte.register import SCHRITTE
from tests.web.besuch import Besuch

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
# Acts are about something that their address names; only in the room itself a case may be new.
WORUM = {
    "<uuid:fall_id>": {"fall"},
    "<uuid:sitzung_id>": {"sitzung"},
    "<uuid:vollzug_id>": {"vollzug"},
}
IM_RAUM = {"gremium", "behoerde", "fall"}


def adressen() -> list[str]:
    """Every address of the pages as its pattern."""
    return sorted(_muster("", get_resolver().url_patterns))


def _muster(vorn: str, eintraege: list[URLPattern | URLResolver]) -> Iterator[str]:
    for eintrag in eintraege:
        hier = vorn + str(eintrag.pattern)
        if isinstance(eintrag, URLResolver):
            yield from _muster(hier, eintrag.url_patterns)
        else:
            yield "/" + hier


def schritte_an(muster: str, namen: Iterable[str] = tuple(SCHRITTE)) -> list[str]:
    """Acts that can be done under this address; no other one is there (`test_schritt`)."""
    worum = next((arten for wort, arten in WORUM.items() if wort in muster), IM_RAUM)
    return [name for name in namen if SCHRITTE[name].objekt in worum]


def alle_ziele(
    besuch: Besuch, gegenstaende: Gegenstaende, schritte: Iterable[str] = tuple(SCHRITTE)
) -> Iterator[str]:
    """Concrete addresses in the room of this visitor, for the objects given by converter name."""
    for muster in adressen():
        yield from ziele(
            besuch, muster, {"<slug:name>": schritte_an(muster, schritte), **gegenstaende}
        )


def ziele(besuch: Besuch, muster: str, gegenstaende: Gegenstaende) -> Iterator[str]:
    """Concrete addresses of one pattern."""
    raum = besuch.amt.gremium or besuch.amt.behoerde
    werte = {"<slug:raum>": [raum.kennung] if raum else [], **OHNE_ANGABE}
    werte |= {name: [str(w) for w in liste] for name, liste in gegenstaende.items()}
    platz = [name for name in werte if name in muster]
    for wahl in product(*(werte[name] for name in platz)):
        ziel = muster
        for name, wert in zip(platz, wahl, strict=True):
            ziel = ziel.replace(name, wert)
        assert "<" not in ziel, f"{ziel}: Bitte diese Art von Gegenstand hier nennen"
        yield ziel


def antworten(
    besuch: Besuch,
    gegenstaende: Gegenstaende,
    schritte: Iterable[str] = tuple(SCHRITTE),
    *,
    senden: bool = False,
) -> Iterator[tuple[str, Any, str]]:
    """What every address but one's own account answers: „GET /…“, the answer, its text.

    `senden`: where a page is shown an empty form is sent to it as well.
    """
    for ziel in alle_ziele(besuch, gegenstaende, schritte):
        if ziel.startswith(EIGENES_KONTO):
            continue
        eine = besuch.client.get(ziel)
        yield f"GET {ziel}", eine, _text(eine)
        if senden and eine.status_code == 200:
            eine = besuch.client.post(ziel)
            yield f"POST {ziel}", eine, _text(eine)


def _text(antwort: Any) -> str:
    inhalt = b"".join(antwort) if antwort.streaming else antwort.content
    return str(inhalt.decode("utf-8", "replace"))


_ZUFALL = (
    (r"[0-9A-Z]{4}-[0-9A-Z]{4}", "NUMMER"),
    (r'(name="(?:csrfmiddlewaretoken|einmal|version)" value=")[^"]*"', r'\1"'),
)


def ohne_zufall(inhalt: str) -> str:
    """Without request number, tokens, and the version that forms carry along."""
    for muster, ersatz in _ZUFALL:
        inhalt = re.sub(muster, ersatz, inhalt)
    return inhalt
