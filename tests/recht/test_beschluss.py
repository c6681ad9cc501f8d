"""Quorum and majority: arithmetic, readings, sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.auszaehlung import VorsitzStimme, auszaehlen, faehigkeit_rechnen
from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.beschluss import (
    Ausgang,
    Beschluss,
    Besetzung,
    Faehigkeit,
    Fehlzaehlung,
    Stimmen,
    beschluss,
    beschlussfaehig,
)
from haertefall.recht.ordnung import Basis, Beschlussfaehigkeit, Mehrheit, Ordnung
from tests.recht.bau import ordnung

QUORUM = """
[[beschlussfaehigkeit]]
mindestens = "1/2"
von = "mitglieder"
norm = "§ 6 Abs. 2 Satz 3"
"""


def mehrheit(schwelle: str, weiteres: str = "") -> str:
    return f"""
    [[mehrheit]]
    gegenstand = ["ersuchen"]
    {schwelle}
    norm = "§ 6 Abs. 3 Satz 2"
    {weiteres}
    """


ANWESENDE = mehrheit('mehr_als = "1/2"\nvon = "anwesende"')


def zehn(anwesende: int | None = 8, *, alle_geladen: bool | None = None) -> Besetzung:
    return Besetzung(10, 10, 10, anwesende, alle_geladen)


def ersuchen(regeln: Ordnung, stimmen: Stimmen, besetzung: Besetzung | None = None) -> Beschluss:
    return beschluss(regeln, Gegenstand.ERSUCHEN, stimmen, besetzung or zehn())


def test_it_counts_an_abstention_as_no_among_members_present() -> None:
    ergebnis = ersuchen(ordnung(QUORUM + ANWESENDE), Stimmen(4, 3, 1))
    assert ergebnis.ausgang is Ausgang.ABGELEHNT
    assert ergebnis.auszaehlungen[0].noetig == 5
    assert ergebnis.satz == (
        "Ersuchen: abgelehnt. Grundlage: 8 anwesende Mitglieder. Nötig: mehr als die Hälfte, "
        "also 5 Ja-Stimmen. Gezählt: 4 Ja, 3 Nein, 1 Enthaltung. Eine Enthaltung wirkt wie ein "
        "Nein. Stimmengleichheit genügt nicht. Abgelehnt (§ 6 Abs. 3 Satz 2)."
    )


def test_it_leaves_abstentions_out_of_votes_cast() -> None:
    regeln = ordnung(mehrheit('mehr_als = "1/2"\nvon = "abgegebene"'))
    ergebnis = ersuchen(regeln, Stimmen(4, 3, 1))
    assert ergebnis.ausgang is Ausgang.ANGENOMMEN
    assert ergebnis.auszaehlungen[0].basis == 7
    assert "Enthaltungen zählen nicht mit." in ergebnis.satz
    assert ergebnis.faehigkeit.ergebnis is Faehigkeit.NICHT_GEREGELT


def test_it_counts_invalid_votes_as_cast_but_not_as_valid() -> None:
    abgegeben = ordnung(mehrheit('mehr_als = "1/2"\nvon = "abgegebene"'))
    gueltig = ordnung(mehrheit('mehr_als = "1/2"\nvon = "gueltige"'))
    stimmen = Stimmen(4, 3, 0, 1)
    assert ersuchen(abgegeben, stimmen).ausgang is Ausgang.ABGELEHNT
    assert ersuchen(gueltig, stimmen).ausgang is Ausgang.ANGENOMMEN
    assert "1 ungültig" in ersuchen(gueltig, stimmen).satz


@pytest.mark.parametrize(
    ("schwelle", "ja", "ausgang"),
    [
        ('mindestens = "2/3"\nvon = "stimmberechtigte"', 6, Ausgang.ABGELEHNT),
        ('mindestens = "2/3"\nvon = "stimmberechtigte"', 7, Ausgang.ANGENOMMEN),
        ('mehr_als = "1/2"\nvon = "besetzte_sitze"', 5, Ausgang.ABGELEHNT),
        ('mehr_als = "1/2"\nvon = "mitglieder"', 6, Ausgang.ANGENOMMEN),
        ("anzahl = 6", 5, Ausgang.ABGELEHNT),
        ("anzahl = 6", 6, Ausgang.ANGENOMMEN),
        ('einstimmig = true\nvon = "anwesende"', 7, Ausgang.ABGELEHNT),
        ('einstimmig = true\nvon = "anwesende"', 8, Ausgang.ANGENOMMEN),
    ],
)
def test_it_knows_every_kind_of_threshold(schwelle: str, ja: int, ausgang: Ausgang) -> None:
    assert ersuchen(ordnung(mehrheit(schwelle)), Stimmen(ja, 0, 8 - ja)).ausgang is ausgang


def test_it_fails_when_the_no_reaches_a_blocking_share() -> None:
    regeln = ordnung(mehrheit('sperre = "1/3"\nvon = "anwesende"'))
    assert ersuchen(regeln, Stimmen(1, 2, 5)).ausgang is Ausgang.ANGENOMMEN
    gesperrt = ersuchen(regeln, Stimmen(5, 3, 0))
    assert gesperrt.ausgang is Ausgang.ABGELEHNT
    assert "ab 3 Nein-Stimmen" in gesperrt.satz
    assert "sperrt aber nicht" in gesperrt.satz
    assert ersuchen(regeln, Stimmen(0, 0, 8)).ausgang is Ausgang.ABGELEHNT


def test_it_lets_the_chair_decide_a_tie_where_the_rules_say_so() -> None:
    regeln = ordnung(mehrheit('mehr_als = "1/2"\nvon = "gueltige"\nstichentscheid = "vorsitz"'))

    def mit(stimme: VorsitzStimme | None) -> Beschluss:
        gleich = Stimmen(3, 3)
        return beschluss(regeln, Gegenstand.ERSUCHEN, gleich, zehn(), stimme_vorsitz=stimme)

    assert mit("ja").ausgang is Ausgang.ANGENOMMEN
    assert mit("nein").ausgang is Ausgang.ABGELEHNT
    assert mit(None).ausgang is Ausgang.ANGABE_FEHLT
    assert "noch nicht angegeben" in mit(None).satz
    assert "entscheidet der Vorsitz." in ersuchen(regeln, Stimmen(4, 3)).satz


def test_it_gives_no_result_where_readings_differ() -> None:
    regeln = ordnung(ANWESENDE + mehrheit('mehr_als = "1/2"\nvon = "abgegebene"'))
    assert ersuchen(regeln, Stimmen(4, 3, 1)).ausgang is Ausgang.LESARTEN_WEICHEN_AB
    assert ersuchen(regeln, Stimmen(5, 3, 0)).ausgang is Ausgang.ANGENOMMEN


def test_it_computes_nothing_without_a_rule() -> None:
    assert ersuchen(ordnung(), Stimmen(8, 0)).ausgang is Ausgang.KEINE_REGEL


def test_it_knows_results_that_need_no_vote() -> None:
    regeln = ordnung('[[ohne_abstimmung]]\ngegenstand = ["ersuchen"]\nnorm = "§ 6"')
    assert ersuchen(regeln, Stimmen(0, 0)).ausgang is Ausgang.OHNE_ABSTIMMUNG


def test_it_says_which_figure_is_missing() -> None:
    regeln = ordnung(QUORUM + ANWESENDE)
    ohne = ersuchen(regeln, Stimmen(4, 3, 1), Besetzung(anwesende=8))
    assert ohne.ausgang is Ausgang.ANGABE_FEHLT
    assert ohne.faehigkeit.ergebnis is Faehigkeit.ANGABE_FEHLT
    assert "? Mitglieder" in ohne.faehigkeit.satz
    niemand = ersuchen(ordnung(ANWESENDE), Stimmen(4, 3, 1), Besetzung(mitglieder=10))
    assert niemand.ausgang is Ausgang.ANGABE_FEHLT
    assert "Nicht berechnet" in niemand.satz


def test_it_decides_nothing_without_a_quorum() -> None:
    ergebnis = ersuchen(ordnung(QUORUM + ANWESENDE), Stimmen(4, 0), zehn(4))
    assert ergebnis.ausgang is Ausgang.NICHT_BESCHLUSSFAEHIG
    assert "also 5; anwesend: 4. Nicht beschlussfähig (§ 6 Abs. 2 Satz 3)." in (
        ergebnis.faehigkeit.satz
    )


def test_it_shows_when_only_one_reading_of_the_quorum_is_met() -> None:
    zweite = '[[beschlussfaehigkeit]]\nanzahl = 9\nlesart = "fest"\nnorm = "§ 6"\n'
    regeln = ordnung(QUORUM + zweite + ANWESENDE)
    ergebnis = ersuchen(regeln, Stimmen(8, 0))
    assert ergebnis.faehigkeit.ergebnis is Faehigkeit.LESARTEN_WEICHEN_AB
    assert ergebnis.ausgang is Ausgang.LESARTEN_WEICHEN_AB
    assert "Nötig: 9 Anwesende; anwesend: 8." in ergebnis.faehigkeit.satz


@pytest.mark.parametrize(
    ("geladen", "anwesende", "erwartet"),
    [
        (True, 8, Faehigkeit.JA),
        (False, 8, Faehigkeit.NEIN),
        (None, 8, Faehigkeit.ANGABE_FEHLT),
        (None, 2, Faehigkeit.NEIN),
        (True, None, Faehigkeit.ANGABE_FEHLT),
    ],
)
def test_it_asks_whether_all_were_invited(
    geladen: bool | None, anwesende: int | None, erwartet: Faehigkeit
) -> None:
    regeln = ordnung("[[beschlussfaehigkeit]]\nanzahl = 5\nalle_geladen = true\nnorm = '§ 6'")
    pruefung = beschlussfaehig(regeln, zehn(anwesende, alle_geladen=geladen))
    assert pruefung.ergebnis is erwartet
    assert "Alle müssen geladen sein" in pruefung.satz


def test_it_keeps_the_small_body_apart() -> None:
    klein = mehrheit("anzahl = 2", 'kleines_gremium = "klein"')
    quorum = '[[beschlussfaehigkeit]]\nanzahl = 3\nkleines_gremium = "klein"\nnorm = "§ 3"\n'
    regeln = ordnung(QUORUM + ANWESENDE + quorum + klein)
    im_kleinen = beschluss(
        regeln,
        Gegenstand.ERSUCHEN,
        Stimmen(2, 1),
        Besetzung(mitglieder=3, anwesende=3),
        kleines_gremium="klein",
    )
    assert im_kleinen.ausgang is Ausgang.ANGENOMMEN
    assert "Nötig: 2 Ja-Stimmen." in im_kleinen.satz


def test_it_names_reservations_on_top() -> None:
    vorbehalte = """
    [[vorbehalt]]
    gegenstand = ["ersuchen"]
    wer = "Ministerium"
    form = "zustimmung"
    norm = "§ 7"
    [[vorbehalt]]
    gegenstand = ["ersuchen"]
    wer = "Behörde"
    form = "widerspruch"
    norm = "§ 8"
    """
    ergebnis = ersuchen(ordnung(ANWESENDE + vorbehalte), Stimmen(8, 0))
    assert ergebnis.ausgang is Ausgang.ANGENOMMEN
    assert "Außerdem muss zustimmen: Ministerium (§ 7)." in ergebnis.satz
    assert "Widersprechen darf: Behörde (§ 8)." in ergebnis.satz


@pytest.mark.parametrize("stimmen", [Stimmen(9, 0), Stimmen(5, 4)])
def test_it_refuses_more_votes_than_people(stimmen: Stimmen) -> None:
    with pytest.raises(Fehlzaehlung, match="aber nur 8 Anwesende"):
        ersuchen(ordnung(ANWESENDE), stimmen)


def test_it_refuses_more_votes_than_rights_to_vote() -> None:
    with pytest.raises(Fehlzaehlung, match="aber nur 2 Berechtigte"):
        ersuchen(ordnung(ANWESENDE), Stimmen(3, 0), Besetzung(stimmberechtigte=2))


def test_it_refuses_negative_counts() -> None:
    with pytest.raises(Fehlzaehlung):
        Stimmen(-1, 0)


def test_it_says_assumptions_without_empty_brackets() -> None:
    quorum = Beschlussfaehigkeit(anzahl=2, norm="§ 1")
    assert faehigkeit_rechnen(quorum, zehn()).satz.endswith("Beschlussfähig (§ 1).")
    zeile = Mehrheit(gegenstand=[Gegenstand.ERSUCHEN], anzahl=1, norm="§ 1")
    assert "Nötig: 1 Ja-Stimme." in auszaehlen(zeile, Stimmen(1, 0), zehn()).satz


# Properties ------------------------------------------------------------------------------------

brueche = st.sampled_from(["1/4", "1/3", "1/2", "2/3", "3/4"])


@st.composite
def mehrheiten(draw: st.DrawFn) -> Mehrheit:
    art = draw(st.sampled_from(["mehr_als", "mindestens", "sperre", "einstimmig", "anzahl"]))
    if art == "anzahl":
        return Mehrheit(
            gegenstand=[Gegenstand.ERSUCHEN], norm="§ 6", anzahl=draw(st.integers(1, 12))
        )
    von = draw(st.sampled_from(Basis))
    if art == "einstimmig":
        return Mehrheit(gegenstand=[Gegenstand.ERSUCHEN], norm="§ 6", einstimmig=True, von=von)
    bruch = draw(brueche)
    return Mehrheit(
        gegenstand=[Gegenstand.ERSUCHEN],
        norm="§ 6",
        von=von,
        mehr_als=bruch if art == "mehr_als" else None,
        mindestens=bruch if art == "mindestens" else None,
        sperre=bruch if art == "sperre" else None,
    )


zahl = st.integers(0, 12)


@given(mehrheiten(), zahl, zahl, zahl, zahl, st.sampled_from(["nein", "enthaltung", "ungueltig"]))
def test_it_never_loses_by_one_more_yes(
    zeile: Mehrheit, ja: int, nein: int, enthaltung: int, ungueltig: int, wer: str
) -> None:
    """Somebody changes to Yes, or one more comes and says Yes."""
    anwesende = ja + nein + enthaltung + ungueltig
    vorher = auszaehlen(
        zeile,
        Stimmen(ja, nein, enthaltung, ungueltig),
        Besetzung(50, 50, 50, anwesende),
    )
    dazu = auszaehlen(
        zeile,
        Stimmen(ja + 1, nein, enthaltung, ungueltig),
        Besetzung(50, 50, 50, anwesende + 1),
    )
    assert dazu.angenommen or not vorher.angenommen
    anders = {"nein": nein, "enthaltung": enthaltung, "ungueltig": ungueltig}
    if anders[wer]:
        anders[wer] -= 1
        gewechselt = auszaehlen(zeile, Stimmen(ja + 1, **anders), Besetzung(50, 50, 50, anwesende))
        assert gewechselt.angenommen or not vorher.angenommen


@given(mehrheiten(), zahl, zahl)
def test_it_never_carries_without_a_yes(zeile: Mehrheit, nein: int, enthaltung: int) -> None:
    stimmen = Stimmen(0, nein, enthaltung)
    assert not auszaehlen(zeile, stimmen, Besetzung(20, 20, 20, stimmen.summe)).angenommen


@given(zahl, zahl, zahl, brueche)
def test_it_carries_nothing_without_the_stored_quorum(
    anwesende: int, ja: int, nein: int, anteil: str
) -> None:
    regeln = ordnung(
        f'[[beschlussfaehigkeit]]\nmindestens = "{anteil}"\nvon = "mitglieder"\nnorm = "§ 6"\n'
        + ANWESENDE
    )
    besetzung = Besetzung(12, 12, None, anwesende + ja + nein)
    ergebnis = ersuchen(regeln, Stimmen(ja, nein), besetzung)
    if ergebnis.faehigkeit.ergebnis is not Faehigkeit.JA:
        assert ergebnis.ausgang is Ausgang.NICHT_BESCHLUSSFAEHIG


@given(zahl, zahl, zahl)
def test_it_counts_abstentions_in_members_present_only(ja: int, nein: int, enthaltung: int) -> None:
    besetzung = Besetzung(anwesende=ja + nein + enthaltung)
    stimmen = Stimmen(ja, nein, enthaltung)
    je_basis = {
        von: auszaehlen(
            Mehrheit(gegenstand=[Gegenstand.ERSUCHEN], norm="§ 6", mehr_als="1/2", von=von),
            stimmen,
            besetzung,
        ).basis
        for von in (Basis.ANWESENDE, Basis.ABGEGEBENE)
    }
    assert je_basis == {Basis.ANWESENDE: ja + nein + enthaltung, Basis.ABGEGEBENE: ja + nein}
