"""Who sees which case, how much of it, and when that ends."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from haertefall.audit.akteur import Akteur, programm
from haertefall.faelle.models import Fall, Zugang, Zugangsart
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.gremien.akteure import aemter_von, akteur_aus
from haertefall.gremien.models import Amt, Konto
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, heute

MORGEN = timedelta(days=1)
A, E, V, K, N = Tiefe.AKTE, Tiefe.ENTSCHEIDUNG, Tiefe.VERFAHREN, Tiefe.OHNE_NAMEN, Tiefe.NICHTS


def sieht(akteur: Akteur, fall: Fall, tag: date | None = None) -> Tiefe:
    """What filter and depth say; they must agree. Asked for tomorrow: a right ends with the day."""
    tag = tag or heute() + MORGEN
    wie_tief = tiefe(akteur, fall, tag)
    assert sichtbar_fuer(akteur, tag).filter(pk=fall.pk).exists() == (wie_tief > Tiefe.NICHTS)
    return wie_tief


@pytest.fixture
def leute(nrw: Spiel) -> dict[str, Akteur]:
    """One of each; the member who brings cases in, and another one."""
    bringt, andere = (
        akteur_aus(a)
        for a in Amt.objects.filter(gremium=nrw.gremium, funktion="mitglied").order_by("id")
    )
    aemter = Amt.objects.filter(funktion="auslaenderbehoerde").order_by("behoerde__kennung")
    nrw.aemter[Funktion.AUSLAENDERBEHOERDE] = aemter[0]  # Who answers in the game.
    gefragt, fremde = (akteur_aus(a) for a in aemter)
    return {
        "office": nrw.akteur(Funktion.GESCHAEFTSSTELLE),
        "bringt": bringt,
        "andere": andere,
        "vorsitz": nrw.akteur(Funktion.VORSITZ),
        "ausschuss": nrw.akteur(Funktion.VORPRUEFUNGSAUSSCHUSS),
        "behoerde": gefragt,
        "fremde_behoerde": fremde,
        "aufsicht": nrw.akteur(Funktion.FACHAUFSICHT),
        "rat": nrw.akteur(Funktion.RAT),
        "datenschutz": nrw.akteur(Funktion.DATENSCHUTZ),
    }


# Way of practice, brought in by a member. Columns: office, who brought it, another member, chair,
# Vorprüfungsausschuss, asked authority, another one, supervision.
NRW = {
    Stand.EINGEGANGEN: (A, A, N, N, N, N, N, N),
    Stand.VORPRUEFUNG: (A, A, N, N, A, N, N, N),
    Stand.AUFGENOMMEN: (A, A, N, N, N, N, N, N),
    Stand.STELLUNGNAHME: (A, A, N, N, N, V, N, N),
    Stand.BERATUNGSREIF: (A, A, N, N, N, V, N, N),
    Stand.AUF_TAGESORDNUNG: (A, A, A, A, N, V, N, N),
    Stand.ERSUCHEN_BESCHLOSSEN: (A, A, A, A, N, V, N, N),
    Stand.ERSUCHEN_ZUGELEITET: (A, A, A, A, N, V, N, E),
    Stand.ANGEKUENDIGT: (A, A, A, A, N, V, N, E),
    Stand.ANGEORDNET: (A, A, A, A, N, V, N, E),
    Stand.ABGESCHLOSSEN: (A, A, N, N, N, V, N, E),
}
SPALTEN = ["office", "bringt", "andere", "vorsitz", "ausschuss", "behoerde", "fremde_behoerde"]
SPALTEN.append("aufsicht")


def test_it_opens_a_case_of_nrw_state_by_state(nrw: Spiel, leute: dict[str, Akteur]) -> None:
    fall = nrw.neuer_fall(
        eingebracht_von=str(leute["bringt"].amt_id), behoerde=str(leute["behoerde"].behoerde_id)
    )
    for stand, erwartet in NRW.items():
        if stand == Stand.ABGESCHLOSSEN:
            nrw.zug(fall, "erlaubnis_eintragen")
        nrw.bis(stand, fall)
        gesehen = tuple(sieht(leute[wer], fall) for wer in SPALTEN)
        assert gesehen == erwartet, (stand, dict(zip(SPALTEN, gesehen, strict=True)))
        assert {sieht(leute[wer], fall) for wer in ("rat", "datenschutz")} == {N}


def test_it_ends_a_right_with_the_day_and_not_before(nrw: Spiel, leute: dict[str, Akteur]) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    assert sieht(leute["ausschuss"], fall, heute()) == A
    nrw.zug(fall, "befassung_entscheiden", "befassung")
    assert sieht(leute["ausschuss"], fall, heute()) == A
    assert sieht(leute["ausschuss"], fall) == N


def test_it_gives_no_right_for_the_day_before(nrw: Spiel, leute: dict[str, Akteur]) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    assert sieht(leute["ausschuss"], fall, heute() - MORGEN) == N


def test_it_offers_a_case_to_all_members_without_names(
    nrw: Spiel, leute: dict[str, Akteur]
) -> None:
    nrw.tue("weg_waehlen", weg="text")
    nrw.gremium.refresh_from_db()
    fall = nrw.bis(Stand.ANGEBOTEN, antragsweg="sonstiger_einzelfall")
    for wer in ("bringt", "andere", "vorsitz"):
        assert sieht(leute[wer], fall) == K
    assert sieht(leute["ausschuss"], fall) == N
    # Whoever takes it up sees it in full; for the others the offer is over.
    nrw.zug(fall, "fall_aufgreifen")
    greift_auf = nrw.akteur(Funktion.MITGLIED)
    for wer in ("bringt", "andere", "vorsitz"):
        assert sieht(leute[wer], fall) == (A if leute[wer] == greift_auf else N)


def test_it_keeps_what_the_small_body_declined_open_without_names(
    nrw: Spiel, leute: dict[str, Akteur]
) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    assert sieht(leute["andere"], fall) == K
    assert sieht(leute["ausschuss"], fall) == N
    nrw.zug(fall, "ergebnis_mitteilen", "abschluss")
    assert sieht(leute["andere"], fall) == N


def test_it_does_not_show_an_excluded_case_to_members(nrw: Spiel, leute: dict[str, Akteur]) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")
    assert sieht(leute["andere"], fall) == sieht(leute["vorsitz"], fall) == N


def test_it_ends_the_view_of_members_when_a_case_leaves_the_agenda(
    nrw: Spiel, leute: dict[str, Akteur]
) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "von_tagesordnung_nehmen")
    assert sieht(leute["andere"], fall) == N
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    assert sieht(leute["andere"], fall) == A
    nrw.zug(fall, "ergebnis_feststellen", "vertagung")
    assert sieht(leute["andere"], fall) == N


def test_it_moves_the_view_to_the_authority_that_is_competent(
    nrw: Spiel, leute: dict[str, Akteur]
) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, behoerde=str(leute["behoerde"].behoerde_id))
    assert sieht(leute["behoerde"], fall) == V
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(leute["fremde_behoerde"].behoerde_id))
    assert sieht(leute["fremde_behoerde"], fall) == V
    assert sieht(leute["behoerde"], fall) == N


# --- Dortmund ------------------------------------------------------------------------------------


def test_it_shows_counsellors_their_own_cases_only(dortmund: Spiel) -> None:
    eigene = dortmund.akteur(Funktion.BERATUNG)
    konto = Konto.objects.anlegen("zweite.beratung@beispiel.example", "Zweite Beratung")
    zweite = akteur_aus(
        Amt.objects.create(
            konto=konto, funktion="beratung", gremium=dortmund.gremium, von=heute() - MORGEN
        )
    )
    fall = dortmund.neuer_fall(eingebracht_von=str(eigene.amt_id))
    ohne = dortmund.neuer_fall(eingebracht_von="")
    for stand in (Stand.EINGEGANGEN, Stand.AUF_TAGESORDNUNG, Stand.ABGESCHLOSSEN):
        dortmund.bis(stand, fall)
        assert sieht(eigene, fall) == A
        assert sieht(zweite, fall) == sieht(eigene, ohne) == N


DORTMUND = {
    Stand.EINGEGANGEN: N,
    Stand.AUFGENOMMEN: N,
    Stand.BERATUNGSREIF: N,
    Stand.AUF_TAGESORDNUNG: A,
    Stand.ENTSCHIEDEN: A,
    Stand.MITGETEILT: A,
    Stand.ABGESCHLOSSEN: N,
}


def test_it_opens_a_case_of_dortmund_state_by_state(dortmund: Spiel) -> None:
    fall = dortmund.neuer_fall()
    for stand, mitglieder in DORTMUND.items():
        dortmund.bis(stand, fall)
        assert sieht(dortmund.akteur(Funktion.MITGLIED), fall) == mitglieder, stand
        assert sieht(dortmund.akteur(Funktion.GESCHAEFTSSTELLE), fall) == A
        for nie in (Funktion.AUSLAENDERBEHOERDE, Funktion.RAT, Funktion.DATENSCHUTZ):
            assert sieht(dortmund.akteur(nie), fall) == N


# --- between bodies, by day, by kind of Akteur ---------------------------------------------------


def test_it_shows_no_case_of_another_body(spielplatz: Callable[..., list[Spiel]]) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    for eigenes, fremdes in ((nrw, dortmund), (dortmund, nrw)):
        fall = eigenes.bis(Stand.AUF_TAGESORDNUNG)
        for amt in Amt.objects.filter(gremium=fremdes.gremium):
            assert sieht(akteur_aus(amt), fall) == N
            assert sieht(akteur_aus(amt), fall, heute()) == N


def test_it_ends_with_the_amt(nrw: Spiel) -> None:
    """An Amt that has ended, or has not begun, is no way to act."""
    amt = Amt.objects.get(pk=nrw.akteur(Funktion.GESCHAEFTSSTELLE).amt_id or "")
    amt.bis = heute()
    amt.save()
    assert amt in aemter_von(amt.konto, heute())
    assert amt not in aemter_von(amt.konto, heute() + MORGEN)
    amt.von, amt.bis = heute() + MORGEN, None
    amt.save()
    assert amt not in aemter_von(amt.konto, heute())


def test_it_shows_everything_of_a_body_to_its_jobs_and_nothing_else(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.neuer_fall()
    assert sieht(programm("probe", nrw.gremium.pk), fall) == A
    assert sieht(programm("probe", dortmund.gremium.pk), fall) == N
    assert sieht(programm("probe"), fall) == N


def test_it_shows_the_holder_of_a_receipt_one_case(nrw: Spiel) -> None:
    eigener, anderer = nrw.neuer_fall(), nrw.neuer_fall()
    person = Akteur(Funktion.BETROFFENE, fall_id=eigener.pk)
    assert (sieht(person, eigener), sieht(person, anderer)) == (A, N)


@pytest.mark.parametrize(
    "funktion",
    [Funktion.RAT, Funktion.REVISION, Funktion.DATENSCHUTZ, Funktion.BETRIEB, Funktion.DRITTE],
)
def test_it_shows_no_case_at_all_to_some(nrw: Spiel, funktion: Funktion) -> None:
    """Even with access rows in their name, which no act writes."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    konto = Konto.objects.anlegen("niemand@beispiel.example", "Niemand")
    amt = Amt.objects.create(
        konto=konto, funktion=funktion, gremium=nrw.gremium, von=heute() - MORGEN
    )
    Zugang.objects.create(fall=fall, art=Zugangsart.VORGELEGT, amt=amt, ab=heute())
    Zugang.objects.create(fall=fall, art=Zugangsart.ANGEBOTEN, funktion=funktion, ab=heute())
    assert sieht(akteur_aus(amt), fall) == N


def test_it_shows_an_incomplete_akteur_nothing(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    for funktion in Funktion:
        assert sieht(Akteur(funktion), fall) == N
        assert sieht(Akteur(funktion, gremium_id=uuid4(), amt_id=uuid4()), fall) == N


@pytest.fixture
def zwei_gremien(spielplatz: Callable[..., list[Spiel]]) -> tuple[list[Fall], list[Any]]:
    """Two cases of each of two bodies, and everybody there is."""
    spiele = spielplatz("nrw", "dortmund")
    faelle = [spiel.neuer_fall() for spiel in spiele for _ in range(2)]
    for funktion in ("stellvertretung", "revision"):
        konto = Konto.objects.anlegen(f"{funktion}@beispiel.example", funktion)
        Amt.objects.create(konto=konto, funktion=funktion, gremium=spiele[0].gremium, von=heute())
    return faelle, list(Amt.objects.select_related("konto").order_by("funktion", "id"))


zugaenge = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(Zugangsart),
        st.one_of(
            st.integers(0, 30),
            st.sampled_from(["behoerde0", "behoerde1"]),
            st.sampled_from(Funktion),
        ),
        st.integers(-3, 3),
        st.none() | st.integers(0, 3),
    ),
    max_size=8,
)


@given(zugaenge=zugaenge, verschiebung=st.integers(-1, 1))
@settings(
    max_examples=25,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
def test_it_never_disagrees_with_itself(
    zwei_gremien: tuple[list[Fall], list[Amt]], zugaenge: list[Any], verschiebung: int
) -> None:
    """Filter and depth are two questions with one answer, for every pair and any access rows."""
    faelle, aemter = zwei_gremien
    behoerden = [a.behoerde_id for a in aemter if a.behoerde_id]
    Zugang.objects.all().delete()
    for nummer, art, wer, ab, dauer in zugaenge:
        empfaenger: dict[str, Any] = {"funktion": wer}
        if isinstance(wer, int):
            empfaenger = {"amt": aemter[wer % len(aemter)]}
        elif wer.startswith("behoerde"):
            empfaenger = {"behoerde_id": behoerden[int(wer[-1])]}
        beginn = heute() + timedelta(days=ab)
        ende = None if dauer is None else beginn + timedelta(days=dauer)
        if art is Zugangsart.NOTZUGANG:
            ende = ende or beginn
            empfaenger["bis_um"] = datetime.combine(ende, time(23, 59), BERLIN)
        zeile = Zugang(fall=faelle[nummer], art=art, ab=beginn, bis=ende, **empfaenger)
        Zugang.objects.bulk_create([zeile], ignore_conflicts=True)
    akteure = [akteur_aus(a) for a in aemter]
    akteure += [programm("probe", faelle[0].gremium_id), Akteur(Funktion.BETROFFENE)]
    tag = heute() + timedelta(days=verschiebung)
    sichtbar = {a: set(sichtbar_fuer(a, tag)) for a in akteure}
    for akteur, fall in product(akteure, faelle):
        assert (fall in sichtbar[akteur]) == (tiefe(akteur, fall, tag) > Tiefe.NICHTS)


# --- deputies ------------------------------------------------------------------------------------


def vertretung(nrw: Spiel, name: str) -> Akteur:
    konto = Konto.objects.anlegen(f"{name}@beispiel.example", name)
    return akteur_aus(
        Amt.objects.create(
            konto=konto, funktion="stellvertretung", gremium=nrw.gremium, von=heute() - MORGEN
        )
    )


def test_it_shows_a_deputy_nothing_that_is_put_before_the_members(nrw: Spiel) -> None:
    """Nor what is offered to them: a deputy steps in when announced."""
    wer = vertretung(nrw, "vertretung")
    vorgelegt, angeboten = nrw.bis(Stand.AUF_TAGESORDNUNG), nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    assert sieht(nrw.akteur(Funktion.MITGLIED), vorgelegt) == A
    assert sieht(wer, vorgelegt) == sieht(wer, angeboten) == N


def test_it_shows_an_announced_deputy_the_case_from_the_announcement_to_its_end(
    nrw: Spiel,
) -> None:
    """The row is what the act of announcing writes."""
    wer, andere = vertretung(nrw, "angekuendigt"), vertretung(nrw, "andere")
    fall, anderer = nrw.bis(Stand.AUF_TAGESORDNUNG), nrw.bis(Stand.AUF_TAGESORDNUNG)
    Zugang.objects.create(fall=fall, art=Zugangsart.VORGELEGT, amt_id=wer.amt_id, ab=heute())
    assert (sieht(wer, fall), sieht(wer, fall, heute() - MORGEN)) == (A, N)
    assert sieht(wer, anderer) == sieht(andere, fall) == N
    nrw.zug(fall, "von_tagesordnung_nehmen")
    assert sieht(wer, fall) == N


def test_it_ends_the_view_of_a_deputy_as_that_of_the_members(nrw: Spiel) -> None:
    nrw.tue("zugangsende_festlegen", tage=5)
    wer = vertretung(nrw, "angekuendigt")
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    Zugang.objects.create(fall=fall, art=Zugangsart.VORGELEGT, amt_id=wer.amt_id, ab=heute())
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen")
    mitglied = nrw.akteur(Funktion.MITGLIED)
    for tage, erwartet in ((5, A), (6, N)):
        tag = heute() + timedelta(days=tage)
        assert sieht(wer, fall, tag) == sieht(mitglied, fall, tag) == erwartet


def test_it_shows_a_third_party_no_case_even_with_one_named(nrw: Spiel) -> None:
    """Without power of attorney there is no case, whatever the message was about."""
    fall = nrw.neuer_fall()
    assert sieht(Akteur(Funktion.DRITTE, fall_id=fall.pk), fall) == N
