"""An application opens a case: number, key, person, what is put forward, access, count."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Fall, Zugangsart
from haertefall.gremien import fassungen
from haertefall.gremien.models import Amt, Installation
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    bekannte_tatsachen,
    fehlerfelder,
    frisch,
    letzter_eintrag,
    verboten,
)


def test_it_opens_a_case_with_number_key_and_rules(nrw: Spiel) -> None:
    fall = frisch(nrw.neuer_fall())
    jahr = heute().year
    assert (fall.aktenzeichen, fall.jahr, fall.nummer) == (f"NRW-{jahr}-0001", jahr, 1)
    assert (fall.stand, fall.version, fall.weg) == (Stand.EINGEGANGEN, 1, "praxis")
    assert fall.schluessel.eltern_id == nrw.gremium.schluessel_id
    assert fall.fassung_id == fassungen.gueltig_am("nrw", heute()).hash
    assert fall.abgeschlossen_am is None
    assert nrw.neuer_fall().aktenzeichen == f"NRW-{jahr}-0002"


def test_it_keeps_person_and_what_is_put_forward_under_the_key(nrw: Spiel) -> None:
    fall = frisch(
        nrw.neuer_fall(
            nachname="Hoxha", vornamen="Arlinda", geburtsdatum="1988", anschrift="",
            votum="Ein Ersuchen", gruende="Kinder", verfahren="Duldung", kurz="Zwei Kinder",
        )
    )  # fmt: skip
    person = fall.personen.get()
    person.fall = fall
    assert (person.nummer, person.name, person.geburtsdatum) == (1, "Arlinda Hoxha", "1988")
    assert person.anschrift is None
    darstellung = fall.darstellung
    darstellung.fall = fall
    assert (darstellung.votum, darstellung.gruende) == ("Ein Ersuchen", "Kinder")
    assert (darstellung.verfahren, darstellung.kurz) == ("Duldung", "Zwei Kinder")


def test_it_writes_history_with_the_norm_and_without_names(nrw: Spiel) -> None:
    eintrag = letzter_eintrag(nrw.neuer_fall(nachname="Hoxha", gruende="Die Tochter ist krank."))
    assert (eintrag.nummer, eintrag.von, eintrag.nach) == (1, "", Stand.EINGEGANGEN)
    assert (eintrag.beleg, eintrag.grundlage) == ("§ 4 Abs. 2 Satz 1 HFKVO NRW", "text")
    assert "Hoxha" not in str(eintrag.angaben)
    assert "Tochter" not in str(eintrag.angaben)


def test_it_counts_from_the_day_of_receipt(nrw: Spiel) -> None:
    tag = heute() - timedelta(days=400)
    fall = nrw.neuer_fall(eingegangen_am=tag.isoformat(), land="IRQ")
    (zeile,) = bekannte_tatsachen(fall)
    assert (zeile.gilt_ab, zeile.jahr, zeile.bekannt_ab) == (tag, tag.year, heute())
    assert (zeile.ergebnis, zeile.folge, zeile.land) == ("offen", "", "IRQ")
    assert (zeile.personen, zeile.zaehlt, zeile.gremium) == (1, True, "nrw")
    assert fall.aktenzeichen.startswith(f"NRW-{tag.year}-")


@pytest.mark.parametrize(
    ("kennung", "funktion", "art"),
    [
        ("nrw", Funktion.MITGLIED, Zugangsart.EINGEBRACHT),
        ("dortmund", Funktion.BERATUNG, Zugangsart.MANDANT),
    ],
)
def test_it_gives_access_to_whoever_brought_the_case(
    spielplatz: Callable[..., list[Spiel]], kennung: str, funktion: Funktion, art: str
) -> None:
    (spiel,) = spielplatz(kennung)
    amt_id = spiel.akteur(funktion).amt_id
    fall = spiel.neuer_fall(eingebracht_von=str(amt_id))
    zugang = fall.zugaenge.get()
    assert (zugang.art, zugang.amt_id, zugang.ab, zugang.bis) == (art, amt_id, heute(), None)
    assert fall.eingebracht_von_id == amt_id


def test_it_gives_no_access_where_nobody_brought_it(nrw: Spiel) -> None:
    assert not nrw.neuer_fall(behoerde=str(nrw.behoerde_id(None))).zugaenge.exists()


def test_it_is_the_work_of_the_geschaeftsstelle(nrw: Spiel) -> None:
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT):
        grund = verboten(nrw, "antrag_erfassen", als=funktion)
        assert "Zuständig: Geschäftsstelle (§ 4 Abs. 2 Satz 1 HFKVO NRW)" in grund
    assert not Fall.objects.exists()


PFLICHT = ("eingegangen_am", "antragsweg", "nachname", "vornamen", "votum", "gruende")


@pytest.mark.parametrize("feld", PFLICHT)
def test_it_wants_what_a_case_cannot_do_without(nrw: Spiel, feld: str) -> None:
    fehler = fehlerfelder(nrw, "antrag_erfassen", **{feld: ""})
    assert fehler == {feld: ["Bitte ausfüllen."]}


@pytest.mark.parametrize(
    ("feld", "wert"),
    [
        ("eingegangen_am", "31.02.2026"),
        ("antragsweg", "ueber_den_zaun"),
        ("land", "ATLANTIS"),
        ("behoerde", "00000000-0000-0000-0000-000000000000"),
        ("eingebracht_von", "00000000-0000-0000-0000-000000000000"),
        ("nachname", "x" * 201),
        ("kurz", "x" * 401),
        ("gruende", "x" * 20_001),
    ],
)
def test_it_names_the_field_that_is_wrong(nrw: Spiel, feld: str, wert: str) -> None:
    assert fehlerfelder(nrw, "antrag_erfassen", **{feld: wert}).keys() == {feld}


def test_it_refuses_a_day_to_come(nrw: Spiel) -> None:
    morgen = (heute() + timedelta(days=1)).isoformat()
    fehler = fehlerfelder(nrw, "antrag_erfassen", eingegangen_am=morgen)
    assert fehler == {"eingegangen_am": ["Der Tag liegt in der Zukunft."]}


def test_it_takes_only_people_of_this_body_who_hold_their_amt_today(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fremd = dortmund.akteur(Funktion.MITGLIED).amt_id
    rat = nrw.akteur(Funktion.RAT).amt_id
    ehemals = Amt.objects.get(pk=nrw.akteur(Funktion.MITGLIED).amt_id or "")
    ehemals.bis = heute() - timedelta(days=1)
    ehemals.save()
    for amt_id in (fremd, rat, ehemals.pk):
        assert fehlerfelder(nrw, "antrag_erfassen", eingebracht_von=str(amt_id)).keys() == {
            "eingebracht_von"
        }


def test_it_asks_before_it_uses_rules_for_days_before_their_first_proven_version(
    nrw: Spiel,
) -> None:
    vorher: dict[str, Any] = {"eingegangen_am": "2019-05-06"}
    fehler = fehlerfelder(nrw, "antrag_erfassen", vor_erster_fassung="", **vorher)
    assert "gilt ab 14.10.2020" in fehler["vor_erster_fassung"][0]
    fall = nrw.neuer_fall(vor_erster_fassung="on", **vorher)
    assert fall.eingegangen_am == date(2019, 5, 6)
    assert letzter_eintrag(fall).angaben["vor_erster_fassung"] is True


def test_it_never_uses_a_draft_for_a_real_case(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    (spiel,) = spielplatz("gelsenkirchen")
    assert spiel.neuer_fall().stand == Stand.EINGEGANGEN
    # The same database without the mark; the mark can never be added, here it is taken away.
    Installation.objects.update(demo=False)
    grund = verboten(spiel, "antrag_erfassen")
    assert "Entwürfe gelten nicht für echte Fälle" in grund
