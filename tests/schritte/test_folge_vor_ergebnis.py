"""What became of an Ersuchen counts, also where its day lies before that of the Ersuchen."""

from datetime import timedelta

import pytest

from haertefall.recht.begriffe import Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import gezaehlt


@pytest.mark.parametrize(
    ("schritt", "wodurch", "stand", "folge"),
    [
        ("ablehnung_eintragen", "", Stand.ANGEKUENDIGT, "nicht_gefolgt"),
        ("erlaubnis_eintragen", "", Stand.ANGEORDNET, "gefolgt"),
        ("anderweitig_erledigen", "ausreise", Stand.ANGEKUENDIGT, "ausreise"),
    ],
)
def test_it_leaves_no_closed_case_counted_as_open(
    nrw: Spiel, schritt: str, wodurch: str, stand: Stand, folge: str
) -> None:
    frueh = (heute() - timedelta(days=30)).isoformat()
    fall = nrw.bis(stand, nrw.neuer_fall(eingegangen_am=frueh))
    beschlossen = fall.ergebnisse.get().am
    am = (beschlossen - timedelta(days=1)).isoformat()
    nrw.zug(fall, schritt, am=am, **({"wodurch": wodurch} if wodurch else {}))
    zahl = gezaehlt(fall)
    assert (zahl.ergebnis, zahl.folge, zahl.folge_am) == ("ersuchen", folge, beschlossen)
    assert fall.stand == Stand.ABGESCHLOSSEN
