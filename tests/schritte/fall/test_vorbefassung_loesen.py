"""A wrong link to an earlier case is undone; it stays in the file as undone."""

from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder


def test_it_stays_as_undone_and_can_be_made_again(nrw: Spiel) -> None:
    frueher, fall = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(fall, "vorbefassung_verknuepfen", aktenzeichen=frueher.aktenzeichen)
    zeile = fall.vorbefassungen.get()
    nrw.zug(fall, "vorbefassung_loesen", verknuepfung=str(zeile.pk), grund="Nur namensgleich")
    assert fall.vorbefassungen.get().geloest_am == heute()
    nrw.zug(fall, "vorbefassung_verknuepfen", aktenzeichen=frueher.aktenzeichen)
    assert fall.vorbefassungen.filter(geloest_am=None).count() == 1


def test_it_undoes_an_open_link_of_this_case(nrw: Spiel) -> None:
    frueher, fall, anderer = nrw.neuer_fall(), nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(anderer, "vorbefassung_verknuepfen", aktenzeichen=frueher.aktenzeichen)
    fremde = str(anderer.vorbefassungen.get().pk)
    for wahl in ("", fremde):
        assert fehlerfelder(nrw, "vorbefassung_loesen", fall=fall, verknuepfung=wahl).keys() == {
            "verknuepfung"
        }
