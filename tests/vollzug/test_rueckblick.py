"""The report on past removals, and the people for whom a way may be open."""

from datetime import UTC, datetime, timedelta

import pytest

from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion
from haertefall.vollzug.geduldete import geduldete
from haertefall.vollzug.models import Vollzugspruefung
from haertefall.vollzug.rueckblick import als_csv, rueckblick
from haertefall.vollzug.sicht import sichtbare_pruefungen
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel, pruefungen_spielen
from haertefall.zeit import gestellt, heute

BEGINN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def amt(nrw: Spiel) -> Pruefspiel:
    behoerde = Behoerde.objects.get(kennung="beispielstadt")
    amt_anlegen("Zoe Zweitkraft-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    return Pruefspiel(behoerde)


def test_it_says_per_row_what_came_before(amt: Pruefspiel) -> None:
    with gestellt(BEGINN):
        vorher, nachher, ohne = (amt.neue(nachname="Marke") for _ in range(3))
        amt.bestaetigt(vorher)
        amt.tue("vollzug_vorlegen", vorher)
    with gestellt(BEGINN + timedelta(days=3)):
        for pruefung in (vorher, nachher, ohne):
            amt.tue("vollzug_ausgang_eintragen", pruefung)
    with gestellt(BEGINN + timedelta(days=5)):
        amt.bestaetigt(nachher)
        amt.tue("vollzug_verfahren_vermerken", nachher)
        unterblieben = amt.neue()
        amt.tue("vollzug_ausgang_eintragen", unterblieben, ausgang="unterblieben")
    zeilen = rueckblick(sichtbare_pruefungen(amt.leute[0]))
    assert [z.worte() for z in zeilen] == [
        ("1", "03.2026", "1", "vorher", "vorher", "vorher"),
        ("2", "03.2026", "1", "vorher", "erst nachher", "erst nachher"),
        ("3", "03.2026", "1", "vorher", "gar nicht", "gar nicht"),
    ]
    tabelle = als_csv(zeilen)
    assert tabelle.count("\r\n") == 4
    assert "Marke" not in tabelle and "VP " not in tabelle
    # What is confirmed again later still counts from the first time.
    amt.tue("vollzug_punkte_pruefen", vorher, gruppe="gesundheit", V7_ergebnis="betrifft_nicht")
    assert rueckblick(sichtbare_pruefungen(amt.leute[0]))[0].bestaetigt == "vorher"


def test_it_lists_own_people_with_a_running_duldung_by_number(amt: Pruefspiel) -> None:
    lange, ausgereist, ohne = amt.neue(), amt.neue(), amt.neue()
    amt.tue(
        "vollzug_aufenthalt_eintragen", lange, von="2016-05-01", bis="2018-08-01", art="gestattung"
    )
    amt.tue("vollzug_aufenthalt_eintragen", lange, vollstaendig="on")
    amt.tue("vollzug_aufenthalt_eintragen", ausgereist, bis="2019-01-01", vollstaendig="on")
    zeilen, _ = geduldete(Vollzugspruefung.objects.filter(behoerde=amt.behoerde), heute())
    assert [z.pruefung for z in zeilen] == [lange]
    assert ohne not in [z.pruefung for z in zeilen]
    assert zeilen[0].kette.von.isoformat() == "2018-08-02"
    normen = [weg.norm for weg in zeilen[0].wege]
    assert any("25b" in norm for norm in normen)
    assert all(weg.erfuellt for weg in zeilen[0].wege)


def test_it_lists_by_number_whatever_the_prospects(amt: Pruefspiel) -> None:
    kurz, lang = amt.neue(), amt.neue()
    amt.tue("vollzug_aufenthalt_eintragen", lang, von="2010-01-01", vollstaendig="on")
    amt.tue("vollzug_aufenthalt_eintragen", kurz, von="2021-01-01", vollstaendig="on")
    zeilen, _ = geduldete(Vollzugspruefung.objects.filter(behoerde=amt.behoerde), heute())
    assert [z.pruefung for z in zeilen] == [kurz, lang]


def test_it_plays_the_demonstration(nrw: Spiel) -> None:
    behoerde = Behoerde.objects.get(kennung="musterkreis")
    pruefungen_spielen(behoerde)
    alle = Vollzugspruefung.objects.filter(behoerde=behoerde)
    assert alle.filter(ausgang="vollzogen").count() == 2
    assert sorted(alle.filter(ausgang="").values_list("stand", flat=True)) == [
        "bestaetigt",
        "geprueft",
        "offen",
    ]
    assert sum(p.vorlagen.count() for p in alle) == 1
