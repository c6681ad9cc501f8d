"""The office shows a paper to the authority of the case, or no longer."""

import uuid

from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.sicht import tiefe
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, letzter_eintrag, unsichtbar, verboten


def test_it_shows_a_paper_to_the_authority_and_takes_it_back(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    behoerde = nrw.akteur(Funktion.AUSLAENDERBEHOERDE)
    nrw.zug(fall, "dokument_hinzufuegen")
    for sehen in ("ja", "nein"):
        nrw.zug(fall, "dokument_freigeben", sehen=sehen)
        sichtbar = lesbare_dokumente(behoerde, fall, tiefe(behoerde, fall))
        assert sichtbar.count() == (sehen == "ja")
        assert letzter_eintrag(fall).angaben["dokument"] == 1


def test_it_offers_only_papers_that_the_authority_does_not_have(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "dokument_hinzufuegen", seite="behoerde")
    eigenes = fall.dokumente.get()
    felder = fehlerfelder(nrw, "dokument_freigeben", fall=fall, dokument=str(eigenes.pk), sehen="")
    assert felder.keys() == {"sehen", "dokument"}


def test_it_knows_no_paper_of_another_case(nrw: Spiel) -> None:
    fall, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(anderer, "dokument_hinzufuegen")
    for dokument in (str(anderer.dokumente.get().pk), str(uuid.uuid4()), "x"):
        felder = fehlerfelder(nrw, "dokument_freigeben", fall=fall, dokument=dokument)
        assert felder.keys() == {"dokument"}


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "dokument_hinzufuegen")
    unsichtbar(nrw, "dokument_freigeben", fall=fall, als=Funktion.RAT)
    assert "Zuständig: Geschäftsstelle" in verboten(
        nrw, "dokument_freigeben", fall=fall, als=Funktion.AUSLAENDERBEHOERDE
    )
