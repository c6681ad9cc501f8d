"""Several people at once, each with a connection of their own, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from haertefall.faelle.models import Fall, Verlaufseintrag, Wiedervorlage
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import Erledigung
from haertefall.sitzungen.models import Sitzung, Sitzungsstand, Tagesordnungspunkt
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.conftest import Werkstatt
from tests.schritte.pruefstand import frisch, kollegen, tue_als

RUNDEN = 8
WIEDERVORLAGE = {"faellig_am": "2999-01-31", "text": "Nachfragen"}

Tat = Callable[[], Any]


@pytest.fixture
def nrw(spiele: list[Spiel], werkstatt: Werkstatt) -> Spiel:
    werkstatt.allein(lambda: spiele[0].akteur(Funktion.GESCHAEFTSSTELLE))
    return spiele[0]


def erfolge(ergebnisse: list[Any]) -> list[Erledigung]:
    return [e for e in ergebnisse if isinstance(e, Erledigung)]


def test_it_lets_one_of_two_people_win_who_saw_the_same_version(
    werkstatt: Werkstatt, nrw: Spiel
) -> None:
    fall = werkstatt.allein(nrw.neuer_fall)
    leute = werkstatt.allein(lambda: kollegen(nrw))
    for runde in range(RUNDEN):
        gesehen = 1 + runde

        def tat(akteur: Any, version: int = gesehen) -> Tat:
            return lambda: tue_als(
                akteur, "wiedervorlage_setzen", WIEDERVORLAGE, fall=fall, version=version
            )

        ergebnisse = werkstatt.zugleich(*map(tat, leute))
        assert len(erfolge(ergebnisse)) == 1, ergebnisse
        assert sum(isinstance(e, fehler.Zwischenzeitlich) for e in ergebnisse) == 1, ergebnisse

    def pruefen() -> None:
        assert frisch(fall).version == 1 + RUNDEN
        nummern = Verlaufseintrag.objects.filter(fall=fall).values_list("nummer", flat=True)
        assert list(nummern) == list(range(1, 2 + RUNDEN))

    werkstatt.allein(pruefen)


def test_it_does_a_double_click_once(werkstatt: Werkstatt, nrw: Spiel) -> None:
    fall = werkstatt.allein(nrw.neuer_fall)
    akteur = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    for runde in range(RUNDEN):
        einmal, gesehen = uuid4(), 1 + runde

        def klick(einmal: Any = einmal, version: int = gesehen) -> Any:
            return tue_als(
                akteur,
                "wiedervorlage_setzen",
                WIEDERVORLAGE,
                fall=fall,
                einmal=einmal,
                version=version,
            )

        ergebnisse = werkstatt.zugleich(klick, klick, klick)
        assert sorted(e.wiederholt for e in erfolge(ergebnisse)) == [False, True, True], ergebnisse
    anzahl = werkstatt.allein(lambda: Wiedervorlage.objects.filter(fall=fall).count())
    assert anzahl == RUNDEN


def test_it_opens_one_case_for_a_double_click(werkstatt: Werkstatt, nrw: Spiel) -> None:
    akteur = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    eingabe = werkstatt.allein(lambda: nrw._beispiel("antrag_erfassen", None, None))
    for _ in range(RUNDEN):
        einmal = uuid4()
        vorher = werkstatt.allein(Fall.objects.count)

        def klick(einmal: Any = einmal) -> Any:
            return tue_als(
                akteur, "antrag_erfassen", eingabe, gremium_id=nrw.gremium.pk, einmal=einmal
            )

        ergebnisse = werkstatt.zugleich(klick, klick)
        assert sorted(e.wiederholt for e in erfolge(ergebnisse)) == [False, True], ergebnisse
        assert len({e.fall_id for e in erfolge(ergebnisse)}) == 1
        assert werkstatt.allein(Fall.objects.count) == vorher + 1


def test_it_gives_every_case_a_number_of_its_own(werkstatt: Werkstatt, nrw: Spiel) -> None:
    akteur = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    eingabe = werkstatt.allein(lambda: nrw._beispiel("antrag_erfassen", None, None))
    vorher = werkstatt.allein(Fall.objects.count)

    def erfassen() -> list[Any]:
        return [
            tue_als(akteur, "antrag_erfassen", eingabe, gremium_id=nrw.gremium.pk) for _ in range(5)
        ]

    ergebnisse = werkstatt.zugleich(*[erfassen] * 4)
    assert all(isinstance(e, list) for e in ergebnisse), ergebnisse
    faelle = werkstatt.allein(lambda: list(Fall.objects.filter(gremium=nrw.gremium)))
    assert len(faelle) == vorher + 20
    assert len({f.aktenzeichen for f in faelle}) == len({f.nummer for f in faelle}) == len(faelle)


def test_it_leaves_one_row_of_facts_when_two_act_at_once(werkstatt: Werkstatt, nrw: Spiel) -> None:
    leute = werkstatt.allein(lambda: kollegen(nrw))
    for _ in range(RUNDEN):
        fall = werkstatt.allein(nrw.neuer_fall)

        def schliessen(fall: Fall = fall) -> Any:
            eingabe = {"wodurch": "tod", "am": fall.eingegangen_am.isoformat()}
            return tue_als(leute[0], "anderweitig_erledigen", eingabe, fall=fall)

        def land(fall: Fall = fall) -> Any:
            return tue_als(leute[1], "herkunftsland_festlegen", {"land": "SRB"}, fall=fall)

        ergebnisse = werkstatt.zugleich(schliessen, land)
        assert len(erfolge(ergebnisse)) == 2, ergebnisse

        def lesen(fall: Fall = fall) -> Tatsache:
            return Tatsache.objects.get(vorgang=fall.zaehl_vorgang, bekannt_bis=OFFEN)

        zeile = werkstatt.allein(lesen)
        assert (zeile.ergebnis, zeile.land) == ("tod", "SRB")


def test_it_never_leaves_a_case_on_a_session_that_was_cancelled(
    werkstatt: Werkstatt, nrw: Spiel
) -> None:
    akteur = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    for _ in range(RUNDEN):
        fall = werkstatt.allein(lambda: nrw.bis(Stand.BERATUNGSREIF))
        sitzung = werkstatt.allein(nrw.sitzung)

        def absagen(sitzung: Sitzung = sitzung) -> Any:
            eingabe = {"sitzung": str(sitzung.pk), "grund": "krank"}
            return tue_als(akteur, "sitzung_absagen", eingabe, gremium_id=nrw.gremium.pk)

        def setzen(fall: Fall = fall, sitzung: Sitzung = sitzung) -> Any:
            eingabe = {"sitzung": str(sitzung.pk)}
            return tue_als(akteur, "auf_tagesordnung_setzen", eingabe, fall=fall)

        ergebnisse = werkstatt.zugleich(absagen, setzen)
        assert len(erfolge(ergebnisse)) == 1, ergebnisse

        def pruefen(fall: Fall = fall, sitzung: Sitzung = sitzung) -> None:
            abgesagt = Sitzung.objects.get(pk=sitzung.pk).stand == Sitzungsstand.ABGESAGT
            belegt = sitzung.punkte.filter(abgesetzt=False).exists()
            assert abgesagt != belegt
            if belegt:
                nrw.zug(frisch(fall), "von_tagesordnung_nehmen")

        werkstatt.allein(pruefen)


def test_it_numbers_items_that_are_put_on_one_agenda_at_once(
    werkstatt: Werkstatt, nrw: Spiel
) -> None:
    akteur = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    faelle = [werkstatt.allein(lambda: nrw.bis(Stand.BERATUNGSREIF)) for _ in range(4)]
    sitzung = werkstatt.allein(nrw.sitzung)
    vorher = werkstatt.allein(sitzung.punkte.count)

    def setzen(fall: Fall) -> Tat:
        eingabe = {"sitzung": str(sitzung.pk)}
        return lambda: tue_als(akteur, "auf_tagesordnung_setzen", eingabe, fall=fall)

    ergebnisse = werkstatt.zugleich(*map(setzen, faelle))
    assert len(erfolge(ergebnisse)) == 4, ergebnisse
    nummern = werkstatt.allein(
        lambda: list(
            Tagesordnungspunkt.objects.filter(sitzung=sitzung).values_list("nummer", flat=True)
        )
    )
    assert sorted(nummern) == list(range(1, vorher + 5))


def test_it_never_merges_two_cases_into_each_other(werkstatt: Werkstatt, nrw: Spiel) -> None:
    """Else both would count zero and point in a circle."""
    leute = werkstatt.allein(lambda: kollegen(nrw))
    for _ in range(RUNDEN):
        a, b = (werkstatt.allein(nrw.neuer_fall) for _ in range(2))

        def in_den_anderen(akteur: Any, fall: Fall, ziel: Fall) -> Tat:
            eingabe = {"aktenzeichen": ziel.aktenzeichen, "grund": "dieselben Menschen"}
            return lambda: tue_als(akteur, "fall_zusammenfuehren", eingabe, fall=fall)

        ergebnisse = werkstatt.zugleich(
            in_den_anderen(leute[0], a, b), in_den_anderen(leute[1], b, a)
        )
        assert all(isinstance(e, Erledigung | fehler.EingabeUnvollstaendig) for e in ergebnisse), (
            ergebnisse
        )
        zeiger = [f.geht_auf_in_id for f in (frisch_in(werkstatt, a), frisch_in(werkstatt, b))]
        assert None in zeiger


def frisch_in(werkstatt: Werkstatt, fall: Fall) -> Fall:
    gelesen: Fall = werkstatt.allein(lambda: frisch(fall))
    return gelesen
