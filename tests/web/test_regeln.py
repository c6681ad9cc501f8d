"""Every rule can be read: norm, parameters, examples, where it is used, how far it was checked."""

from collections.abc import Callable

import pytest

from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion
from haertefall.recht.geburtstage import geburtstagszeilen
from haertefall.recht.pruefhilfe.beispielsammlung import beispielverzeichnis
from haertefall.recht.pruefhilfe.rechtsstand import wert_text
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.regeln_vollzug import erlassregeln, punktregeln
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def rat(nrw: Spiel, als: Als) -> Besuch:
    return als(nrw, Funktion.RAT)


def test_it_lists_every_way_and_every_ground(nrw: Spiel, rat: Besuch) -> None:
    inhalt = rat.hole("/nrw/regeln/")
    for kennung in ausgeliefert().wege:
        assert f'?weg={kennung}"' in inhalt, kennung
    worte = text(inhalt)
    for grund in fassungen.alle("nrw")[-1].ordnung.ausschlussgrund:
        assert grund.bezeichnung in worte
    assert "Verglichen am 10.09.2026" in worte and "nicht im Gesetz selbst gelesen" in worte


def test_it_shows_norm_parameters_examples_and_use_of_every_row(rat: Besuch) -> None:
    gesetze = ausgeliefert()
    for tafel in wegtafeln(gesetze):
        worte = text(rat.hole(f"/nrw/regeln/weg/?weg={tafel.daten.kennung}"))
        assert "Benutzt in: Prüfhilfe eines Falls" in worte
        for kennung in tafel.zeilen:
            zeile = gesetze.zeilen[kennung]
            assert kennung in worte and zeile.norm in worte and zeile.bedingung in worte, kennung
            for name in zeile.parameter:
                for fassung in gesetze.parameter[name].fassung:
                    assert wert_text(fassung) in worte, (kennung, name)
            for beispiel in beispielverzeichnis().zeilen.get(kennung, ()):
                assert text(beispiel.name) in worte, (kennung, beispiel.name)


def test_it_knows_an_example_for_every_encoded_row_and_every_ground(
    nrw: Spiel, rat: Besuch
) -> None:
    for tafel in wegtafeln(ausgeliefert()):
        for kennung in tafel.zeilen:
            assert beispielverzeichnis().zeilen.get(kennung), kennung
    inhalt = text(rat.hole("/nrw/regeln/"))
    gruende = inhalt[inhalt.index("Gründe der Ordnung") : inhalt.index("Vor einer Abschiebung")]
    assert "Beispiele: keine" not in gruende


def test_it_lists_points_decrees_stops_and_birthdays_with_norm_and_examples(rat: Besuch) -> None:
    recht, worte = vollzugsrecht(), text(rat.hole("/nrw/regeln/"))
    for titel, punkte in punktregeln():
        assert titel in worte
        for regel in punkte:
            punkt = regel.punkt
            assert regel.beispiele, punkt.kennung
            for teil in (punkt.frage, punkt.norm, *punkt.entscheidungen, *regel.beispiele):
                assert text(teil) in worte, (punkt.kennung, teil)
    assert sum(len(punkte) for _, punkte in punktregeln()) == 27
    for erlass in erlassregeln():
        assert erlass.erlass.titel in worte and erlass.erlass.quelle in worte
        assert erlass.beispiele, erlass.erlass.kennung
    for stopp in recht.stopps.stopp:
        assert stopp.wofuer in worte and stopp.quelle in worte
    for zeile in geburtstagszeilen():
        assert zeile.was in worte and zeile.norm in worte
    assert "21 Jahre seit 01.08.2015 bis 30.12.2022; 27 Jahre seit 31.12.2022" in worte


def test_it_says_where_a_row_is_used_besides(rat: Besuch) -> None:
    assert "auch in: § 25a Abs. 2" in text(rat.hole("/nrw/regeln/weg/?weg=25a"))


def test_it_names_what_never_becomes_a_rule(rat: Besuch) -> None:
    worte = text(rat.hole("/nrw/regeln/"))
    assert "Was nie eine Regel wird" in worte
    for hinweis in ausgeliefert().stand.hinweis:
        assert hinweis.warum in worte


def test_it_knows_no_other_way(rat: Besuch) -> None:
    rat.hole("/nrw/regeln/weg/?weg=99z", 404)
    rat.hole("/nrw/regeln/weg/")
