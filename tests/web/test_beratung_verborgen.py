"""What an authority gets of a body's case is the same whatever the body does with it inside.

„never deliberation or votes“: not in pages, lists, counts, refusals, nor in what is offered.
"""

import re
from typing import Any

import pytest

from haertefall.faelle.models import Dokument, Fall
from haertefall.recht.begriffe import STAND_WORTE, Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_in
from tests.web.rundgang import antworten, ohne_zufall

pytestmark = pytest.mark.lange

# What the authority is not told: where the case stands while the body has it.
INNEN = (
    Stand.VORPRUEFUNG,
    Stand.BERATUNGSREIF,
    Stand.AUF_TAGESORDNUNG,
    Stand.ENTSCHIEDEN,
    Stand.ERSUCHEN_BESCHLOSSEN,
)
# The body takes a late statement as long as it has not decided (§ 4 Abs. 2 HFKVO).
NACHREICHEN = "stellungnahme_eintragen"


def _alles(besuch: Besuch, fall: Fall) -> dict[str, str]:
    """Every address of the authority's room, asked for and sent to."""
    papiere = list(Dokument.objects.filter(fall=fall).values_list("pk", flat=True))
    wo: dict[str, list[Any]] = {"<uuid:fall_id>": [fall.pk], "<uuid:dokument_id>": papiere}
    wo |= {"<uuid:sitzung_id>": [fall.pk], "<slug:tabelle>": ["tabelle_6_1"]}
    am_fall = [name for name, s in SCHRITTE.items() if s.objekt == "fall" and name != NACHREICHEN]
    alle = antworten(besuch, wo, am_fall, senden=True)
    return {ziel: f"{antwort.status_code} {inhalt}" for ziel, antwort, inhalt in alle}


def _bereinigt(inhalt: str) -> str:
    """Without chance, and without the offer to bring a late statement."""
    ohne = ohne_zufall(inhalt)
    ohne = re.sub(rf"<li[^>]*>\s*<a [^>]*{NACHREICHEN}.*?</li>", "", ohne, flags=re.S)
    return re.sub(r"Außerdem möglich \(\d+\)", "", ohne)


def test_it_gives_the_authority_the_same_whatever_the_body_does(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.bis(Stand.BERATUNGSREIF, fall)
    besuch = Besuch(amt_in(nrw, Funktion.AUSLAENDERBEHOERDE))
    vorher = _alles(besuch, fall)
    for stand in (Stand.AUF_TAGESORDNUNG, Stand.ERSUCHEN_BESCHLOSSEN):
        nrw.bis(stand, fall)
        nachher = _alles(besuch, fall)
        assert vorher.keys() == nachher.keys()
        for ziel, inhalt in vorher.items():
            assert _bereinigt(nachher[ziel]) == _bereinigt(inhalt), (stand, ziel)


def test_it_names_no_state_of_the_deliberation_in_a_refusal(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    besuch = Besuch(amt_in(nrw, Funktion.AUSLAENDERBEHOERDE))
    for stand in (Stand.BERATUNGSREIF, Stand.AUF_TAGESORDNUNG, Stand.ERSUCHEN_BESCHLOSSEN):
        nrw.bis(stand, fall)
        for name in ("ersuchen_zuleiten", "absicht_eintragen", "ergebnis_feststellen", "fragen"):
            ort = "fragen/" if name == "fragen" else f"schritt/{name}/"
            seite = besuch.hole(besuch.fall(fall, ort), 403)
            assert not [wort for s in INNEN if (wort := STAND_WORTE[s]) in seite], (stand, name)
