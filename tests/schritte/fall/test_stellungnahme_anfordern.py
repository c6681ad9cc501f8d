"""The authority is asked for its statement on facts and Votum (§ 4 Abs. 2 HFKVO)."""

from datetime import date

import pytest

from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Fall, Zugangsart
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUFGENOMMEN)


def test_it_asks_and_watches_for_the_answer(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "stellungnahme_anfordern", fragen="Seit wann?", erbeten_bis="2999-01-31")
    assert fall.stand == Stand.STELLUNGNAHME
    zeile = fall.stellungnahmen.get()
    zeile.fall = frisch(fall)
    assert (zeile.angefordert_am, zeile.erbeten_bis) == (heute(), date(2999, 1, 31))
    assert (zeile.fragen, zeile.eingegangen_am) == ("Seit wann?", None)
    offen = fall.wiedervorlagen.get(erledigt_am=None)
    assert (offen.anlass, offen.faellig_am) == ("stellungnahme", date(2999, 1, 31))
    assert offen.beleg == "Einstellung der Geschäftsstelle"
    eintrag = letzter_eintrag(fall)
    assert eintrag.beleg == "§ 3 Abs. 2 Satz 2, § 4 Abs. 2 Satz 2 HFKVO NRW"
    assert "Seit wann?" not in str(eintrag.angaben)


def test_it_opens_the_case_to_the_authority_and_tells_it_without_content(
    nrw: Spiel, fall: Fall
) -> None:
    vorher = Auftrag.objects.count()
    nrw.zug(fall, "stellungnahme_anfordern")
    zugang = fall.zugaenge.get(art=Zugangsart.BEHOERDE)
    assert (zugang.behoerde_id, zugang.bis) == (fall.behoerde_id, None)
    assert Auftrag.objects.count() == vorher + 1
    auftrag = Auftrag.objects.latest("angelegt_um", "id")
    assert auftrag.art == "schritte.behoerde_benachrichtigen"
    assert str(fall.pk) not in str(auftrag.argumente)


def test_it_counts_that_the_authority_was_asked_and_which(nrw: Spiel, fall: Fall) -> None:
    andere = Behoerde.objects.exclude(pk=str(fall.behoerde_id)).get()
    assert not gezaehlt(fall).befragt
    nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(andere.pk))
    zeile = gezaehlt(fall)
    assert (zeile.befragt, zeile.behoerde, fall.behoerde_id) == (True, andere.kennung, andere.pk)


def test_it_checks_the_grounds_before_it_asks(nrw: Spiel) -> None:
    """§ 4 Abs. 2 Satz 2: the statement is asked for where no ground stands against it."""
    nrw.tue("weg_waehlen", weg="text")
    nrw.gremium.refresh_from_db()
    fall = nrw.bis(Stand.ANGEBOTEN, antragsweg="sonstiger_einzelfall")
    nrw.zug(fall, "fall_aufgreifen")
    fehler = fehlerfelder(nrw, "stellungnahme_anfordern", fall=fall)
    assert "Die Ausschlussgründe sind noch nicht geprüft" in fehler["__all__"][0]
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig")
    nrw.zug(fall, "stellungnahme_anfordern")


def test_it_wants_an_authority_and_a_day_to_come(nrw: Spiel, fall: Fall) -> None:
    fehler = fehlerfelder(
        nrw, "stellungnahme_anfordern", fall=fall, behoerde="", erbeten_bis="2020-01-01"
    )
    assert fehler.keys() == {"behoerde", "erbeten_bis"}
    assert fehler["erbeten_bis"] == ["Der Tag liegt in der Vergangenheit."]


def test_it_is_a_step_of_the_office_in_its_state(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "stellungnahme_anfordern")
    grund = verboten(nrw, "stellungnahme_anfordern", fall=fall)
    assert "nur im Stand „Aufgegriffen (Befassung)“" in grund
    assert "§ 4 Abs. 2 Satz 2 HFKVO NRW" in grund
    unsichtbar(nrw, "stellungnahme_anfordern", fall=fall, als=Funktion.MITGLIED)


def test_it_does_not_exist_where_papers_are_inspected_in_the_session(dortmund: Spiel) -> None:
    fall = dortmund.bis(Stand.AUFGENOMMEN)
    grund = verboten(dortmund, "stellungnahme_anfordern", fall=fall)
    assert grund == "Diesen Schritt gibt es bei diesem Gremium nicht."
