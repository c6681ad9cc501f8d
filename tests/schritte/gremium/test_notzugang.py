"""Break-glass: reason, time limit, second person, the office is told, all recorded."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as briefkasten
from django.db import IntegrityError, transaction

from haertefall.audit.akteur import Akteur
from haertefall.audit.models import Zugriff
from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Fall, Notzugang, Zugang, Zugangsart
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Konto
from haertefall.recht.begriffe import Funktion
from haertefall.schritte import fehler
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.pruefstand import fehlerfelder, schreibt_nichts, tue_als, verboten

GRUND = "Die Beratung ruft nachts an, im Büro ist niemand."


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


@pytest.fixture
def wer(nrw: Spiel) -> dict[str, Akteur]:
    """Who asks, another member, the office, the chair."""
    erste, zweite = Amt.objects.filter(gremium=nrw.gremium, funktion="mitglied").order_by("id")
    return {
        "ich": akteur_aus(erste),
        "andere": akteur_aus(zweite),
        "office": nrw.akteur(Funktion.GESCHAEFTSSTELLE),
        "vorsitz": nrw.akteur(Funktion.VORSITZ),
    }


def beantrage(akteur: Akteur, nummer: str, stunden: int = 4) -> Notzugang:
    eingabe = {"aktenzeichen": nummer, "grund": GRUND, "stunden": stunden}
    erledigt = tue_als(akteur, "notzugang_beantragen", eingabe, gremium_id=akteur.gremium_id)
    return Notzugang.objects.get(pk=str(erledigt.objekt_id))


def entscheide(akteur: Akteur, antrag: Notzugang, was: str = "gewaehren") -> None:
    eingabe = {"notzugang": str(antrag.pk), "entscheidung": was}
    tue_als(akteur, "notzugang_entscheiden", eingabe, gremium_id=akteur.gremium_id)
    antrag.refresh_from_db()


def sieht(akteur: Akteur, fall: Fall) -> Tiefe:
    wie_tief = tiefe(akteur, fall)
    assert sichtbar_fuer(akteur).filter(pk=fall.pk).exists() == (wie_tief > Tiefe.NICHTS)
    return wie_tief


def test_it_opens_nothing_before_a_second_person_agrees(fall: Fall, wer: dict[str, Akteur]) -> None:
    antrag = beantrage(wer["ich"], fall.aktenzeichen)
    assert (antrag.fall_id, antrag.grund, antrag.gewaehrt) == (fall.pk, GRUND, None)
    assert sieht(wer["ich"], fall) == Tiefe.NICHTS


@pytest.mark.parametrize("zweite", ["andere", "office", "vorsitz"])
def test_it_opens_one_case_to_one_amt_to_read(
    nrw: Spiel, fall: Fall, wer: dict[str, Akteur], zweite: str
) -> None:
    anderer = nrw.neuer_fall()
    entscheide(wer[zweite], beantrage(wer["ich"], fall.aktenzeichen))
    assert sieht(wer["ich"], fall) == Tiefe.NOTFALL
    assert sieht(wer["ich"], anderer) == Tiefe.NICHTS
    assert sieht(wer["andere"], fall) == Tiefe.NICHTS


def test_it_ends_with_the_hour_and_nobody_has_to_remember(
    fall: Fall, wer: dict[str, Akteur]
) -> None:
    beginn = jetzt()
    with gestellt(beginn):
        entscheide(wer["office"], beantrage(wer["ich"], fall.aktenzeichen, stunden=4))
    with gestellt(beginn + timedelta(hours=4) - timedelta(seconds=1)):
        assert sieht(wer["ich"], fall) == Tiefe.NOTFALL
    with gestellt(beginn + timedelta(hours=4)):
        assert sieht(wer["ich"], fall) == Tiefe.NICHTS


def test_it_lasts_over_midnight(fall: Fall, wer: dict[str, Akteur]) -> None:
    beginn = jetzt()
    with gestellt(beginn):
        entscheide(wer["office"], beantrage(wer["ich"], fall.aktenzeichen, stunden=24))
    with gestellt(beginn + timedelta(hours=23)):
        assert sieht(wer["ich"], fall) == Tiefe.NOTFALL
    with gestellt(beginn + timedelta(hours=24)):
        assert sieht(wer["ich"], fall) == Tiefe.NICHTS


def test_it_is_for_reading_only(nrw: Spiel, fall: Fall, wer: dict[str, Akteur]) -> None:
    """The chair could do much in a case; through a Notzugang nothing at all."""
    entscheide(wer["office"], beantrage(wer["vorsitz"], fall.aktenzeichen))
    assert sieht(wer["vorsitz"], fall) == Tiefe.NOTFALL
    for schritt in ("wiedervorlage_setzen", "fall_aufgreifen", "ergebnis_feststellen"):
        with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
            tue_als(wer["vorsitz"], schritt, {}, fall=fall)


def test_it_takes_two_persons_not_two_funktionen(
    nrw: Spiel, fall: Fall, wer: dict[str, Akteur]
) -> None:
    antrag = beantrage(wer["ich"], fall.aktenzeichen)
    auch_office = akteur_aus(
        Amt.objects.create(
            konto=Konto.objects.get(pk=wer["ich"].konto_id or ""),
            funktion=Funktion.GESCHAEFTSSTELLE,
            gremium=nrw.gremium,
            von=heute(),
        )
    )
    for akteur in (wer["ich"], auch_office):
        with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
            entscheide(akteur, antrag)
        assert "andere Person" in str(grund.value.errors["notzugang"])
    with transaction.atomic(), pytest.raises(IntegrityError):
        Notzugang.objects.filter(pk=antrag.pk).update(
            entschieden_von=antrag.beantragt_von, entschieden_um=jetzt(), gewaehrt=False
        )


def test_it_may_be_declined(fall: Fall, wer: dict[str, Akteur]) -> None:
    antrag = beantrage(wer["ich"], fall.aktenzeichen)
    entscheide(wer["office"], antrag, "ablehnen")
    assert (antrag.gewaehrt, antrag.bis_um) == (False, None)
    assert sieht(wer["ich"], fall) == Tiefe.NICHTS
    with pytest.raises(fehler.EingabeUnvollstaendig):
        entscheide(wer["andere"], antrag)


def test_it_can_be_ended_at_once(fall: Fall, wer: dict[str, Akteur]) -> None:
    antrag = beantrage(wer["ich"], fall.aktenzeichen)
    entscheide(wer["andere"], antrag)
    tue_als(
        wer["office"],
        "notzugang_beenden",
        {"notzugang": str(antrag.pk)},
        gremium_id=wer["office"].gremium_id,
    )
    assert sieht(wer["ich"], fall) == Tiefe.NICHTS


def test_it_ends_with_the_amt(nrw: Spiel, fall: Fall, wer: dict[str, Akteur]) -> None:
    """Who then acts in another Amt has nothing of it."""
    entscheide(wer["office"], beantrage(wer["ich"], fall.aktenzeichen))
    anders = akteur_aus(
        Amt.objects.create(
            konto=Konto.objects.get(pk=wer["ich"].konto_id or ""),
            funktion=Funktion.VORPRUEFUNGSAUSSCHUSS,
            gremium=nrw.gremium,
            von=heute(),
        )
    )
    assert sieht(anders, fall) == Tiefe.NICHTS


def test_it_says_nothing_about_which_numbers_there_are(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """A number that is none, one of another body and a true one get the same answer."""
    nrw, dortmund = spielplatz("nrw", "dortmund")
    ich = nrw.akteur(Funktion.MITGLIED)
    da, fremd = nrw.neuer_fall(), dortmund.neuer_fall()
    for nummer in (da.aktenzeichen, fremd.aktenzeichen, "NRW-1999-1"):
        antrag = beantrage(ich, nummer)
        assert (antrag.aktenzeichen, antrag.entschieden_um) == (nummer, None)
    assert not sichtbar_fuer(ich).exists()
    leer = Notzugang.objects.get(aktenzeichen=fremd.aktenzeichen)
    assert (leer.fall_id, leer.grund) == (None, GRUND)
    with pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        entscheide(nrw.akteur(Funktion.GESCHAEFTSSTELLE), leer)
    assert "keinen Fall" in str(grund.value.errors["entscheidung"])
    assert not Zugang.objects.filter(fall=fremd, art=Zugangsart.NOTZUGANG).exists()


def test_it_asks_for_number_reason_and_time(nrw: Spiel) -> None:
    felder = fehlerfelder(nrw, "notzugang_beantragen", grund="", stunden="99", aktenzeichen="12")
    assert set(felder) == {"aktenzeichen", "grund", "stunden"}
    assert "ganze Aktenzeichen" in felder["aktenzeichen"][0]


@pytest.mark.parametrize(
    "funktion",
    [
        Funktion.GESCHAEFTSSTELLE,
        Funktion.FACHAUFSICHT,
        Funktion.RAT,
        Funktion.DATENSCHUTZ,
    ],
)
def test_it_is_for_people_of_the_body_who_do_not_see_all(
    nrw: Spiel, fall: Fall, funktion: Funktion
) -> None:
    nummer = fall.aktenzeichen
    assert verboten(nrw, "notzugang_beantragen", als=funktion, aktenzeichen=nummer)


def test_it_leaves_traces_of_the_case(fall: Fall, wer: dict[str, Akteur]) -> None:
    entscheide(wer["office"], beantrage(wer["ich"], fall.aktenzeichen))
    spur = Zugriff.objects.filter(objekt=fall.pk, was__startswith="notzugang")
    assert list(spur.order_by("pk").values_list("was", "konto")) == [
        ("notzugang_beantragt", wer["ich"].konto_id),
        ("notzugang_gewaehrt", wer["office"].konto_id),
    ]


@pytest.mark.django_db(transaction=True)
def test_it_tells_the_office_by_mail_without_content(
    fall: Fall, wer: dict[str, Akteur], nrw: Spiel
) -> None:
    entscheide(wer["vorsitz"], beantrage(wer["ich"], fall.aktenzeichen))
    while Arbeiter().schritt():
        pass
    assert not Auftrag.objects.exclude(zustand="erledigt").exists()
    office = Amt.objects.filter(gremium=nrw.gremium, funktion="geschaeftsstelle")
    adressen: list[Any] = sorted(office.values_list("konto__email", flat=True))
    post = [m for m in briefkasten.outbox if m.subject == "Härtefall: Notzugang"]
    # One for the request, one for the decision.
    assert sorted(an for m in post for an in m.to) == sorted(adressen * 2)
    for mail in post:
        alles = str(mail.message())
        assert fall.aktenzeichen not in mail.body + alles
        assert "Vera" not in mail.body and GRUND not in mail.body


def test_it_ends_all_that_let_the_same_person_into_the_same_case(
    fall: Fall, wer: dict[str, Akteur]
) -> None:
    """Asked for twice, granted twice, ended once: the list must not say that one still runs."""
    for _ in range(2):
        entscheide(wer["office"], beantrage(wer["ich"], fall.aktenzeichen))
    fremder = beantrage(wer["andere"], fall.aktenzeichen)
    entscheide(wer["office"], fremder)
    einer = Notzugang.objects.exclude(pk=fremder.pk).first()
    assert einer
    tue_als(
        wer["office"],
        "notzugang_beenden",
        {"notzugang": str(einer.pk)},
        gremium_id=wer["office"].gremium_id,
    )
    assert sieht(wer["ich"], fall) is Tiefe.NICHTS
    assert sieht(wer["andere"], fall) is Tiefe.NOTFALL
    assert list(Notzugang.objects.filter(bis_um__gt=jetzt())) == [fremder]
