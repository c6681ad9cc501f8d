"""The case is ready for the body without (or before) a written statement."""

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import letzter_eintrag, unsichtbar, verboten


def test_it_makes_a_case_ready_where_no_statement_is_asked_for(dortmund: Spiel) -> None:
    fall = dortmund.bis(Stand.AUFGENOMMEN)
    dortmund.zug(fall, "zur_beratung_vorsehen", vermerk="Alles da.")
    eintrag = letzter_eintrag(fall)
    assert (fall.stand, eintrag.beleg) == (Stand.BERATUNGSREIF, "Annahme des Programms")
    assert (eintrag.angaben["vermerk"], eintrag.zaehlt) == ("Alles da.", {})


def test_it_is_the_exception_where_the_authority_does_not_answer(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "zur_beratung_vorsehen")
    assert fall.stand == Stand.BERATUNGSREIF
    assert fall.stellungnahmen.filter(eingegangen_am=None).exists()
    assert letzter_eintrag(fall).beleg == ("Annahme des Programms: § 3 Abs. 2 Satz 2 HFKVO NRW")


def test_it_is_no_way_around_asking(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUFGENOMMEN)
    assert "§ 3 Abs. 2 Satz 2 HFKVO NRW" in verboten(nrw, "zur_beratung_vorsehen", fall=fall)


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    als = Funktion.AUSLAENDERBEHOERDE
    assert "Zuständig: Geschäftsstelle" in verboten(
        nrw, "zur_beratung_vorsehen", fall=fall, als=als
    )
    unsichtbar(nrw, "zur_beratung_vorsehen", fall=fall, als=Funktion.MITGLIED)
