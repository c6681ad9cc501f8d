"""Recovery sheets: split among officers, put together again."""

import secrets
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST  # type: ignore[import-untyped]

from haertefall.befehle.bergung import (
    HOECHSTENS,
    WOERTER,
    Bogen,
    Bogenfehler,
    Sammlung,
    druckbild,
    lesen,
    teilen,
)

GEHEIM = secrets.token_bytes(32)


def satz(bogen: Bogen) -> str:
    return " ".join(bogen.woerter)


def zusammen(boegen: list[Bogen]) -> tuple[int, bytes]:
    sammlung = Sammlung()
    for bogen in boegen:
        sammlung.nimm(lesen(satz(bogen)))
    return sammlung.schluessel()


def test_it_restores_generation_and_key_from_any_three_of_five() -> None:
    boegen = teilen(7, GEHEIM, von=5, noetig=3)
    assert [bogen.nummer for bogen in boegen] == [1, 2, 3, 4, 5]
    for auswahl in combinations(boegen, 3):
        assert zusammen(list(auswahl)) == (7, GEHEIM)


@given(
    st.integers(2, HOECHSTENS).flatmap(lambda von: st.tuples(st.just(von), st.integers(2, von))),
    st.binary(min_size=32, max_size=32),
    st.integers(1, 65535),
)
def test_it_restores_for_every_number_of_officers(
    zahlen: tuple[int, int], geheim: bytes, generation: int
) -> None:
    von, noetig = zahlen
    boegen = teilen(generation, geheim, von, noetig)
    assert zusammen(boegen[von - noetig :][::-1]) == (generation, geheim)


@pytest.mark.parametrize(("von", "noetig"), [(5, 1), (1, 1), (3, 4), (17, 3), (0, 0), (5, -2)])
def test_it_refuses_numbers_that_make_no_sense(von: int, noetig: int) -> None:
    with pytest.raises(Bogenfehler, match="mindestens 2"):
        teilen(1, GEHEIM, von, noetig)


def test_it_says_how_many_sheets_are_missing() -> None:
    sammlung = Sammlung()
    with pytest.raises(Bogenfehler, match="zu wenige Bögen: 0"):
        sammlung.schluessel()
    for bogen in teilen(1, GEHEIM, 5, 3)[:2]:
        sammlung.nimm(bogen)
    assert sammlung.fehlen == 1
    with pytest.raises(Bogenfehler, match="zu wenige Bögen: 2, nötig sind 3"):
        sammlung.schluessel()


def test_it_refuses_sheets_of_different_sets() -> None:
    sammlung = Sammlung()
    sammlung.nimm(teilen(1, GEHEIM, 3, 2)[0])
    with pytest.raises(Bogenfehler, match="gehört zu Satz"):
        sammlung.nimm(teilen(1, GEHEIM, 3, 2)[1])
    assert len(sammlung.boegen) == 1


def test_it_refuses_the_same_sheet_twice() -> None:
    bogen = teilen(1, GEHEIM, 3, 2)[1]
    sammlung = Sammlung()
    sammlung.nimm(bogen)
    with pytest.raises(Bogenfehler, match="Bogen 2 ist schon eingegeben"):
        sammlung.nimm(lesen(satz(bogen)))


def test_it_names_the_place_of_a_wrong_word_but_not_the_word() -> None:
    woerter = list(teilen(1, GEHEIM, 3, 2)[0].woerter)
    woerter[11] = "geheimnis"
    with pytest.raises(Bogenfehler, match=r"Wort 12 steht nicht") as fehler:
        lesen(" ".join(woerter))
    assert "geheimnis" not in str(fehler.value)


@given(st.integers(0, WOERTER - 1), st.sampled_from(WORDLIST))
def test_it_notices_every_exchanged_word(stelle: int, anderes: str) -> None:
    woerter = list(teilen(1, GEHEIM, 3, 2)[0].woerter)
    if woerter[stelle] == anderes:
        return
    woerter[stelle] = anderes
    with pytest.raises(Bogenfehler, match="Prüfsumme") as fehler:
        lesen(" ".join(woerter))
    assert not set(woerter) & set(str(fehler.value).split())


def test_it_counts_the_words() -> None:
    with pytest.raises(Bogenfehler, match="35 Wörter, gelesen wurden 34"):
        lesen(" ".join(teilen(1, GEHEIM, 3, 2)[0].woerter[:-1]))
    with pytest.raises(Bogenfehler, match="gelesen wurden 0"):
        lesen("1, 2, 3")


def test_it_refuses_sheets_that_some_other_program_made() -> None:
    from shamir_mnemonic.shamir import generate_mnemonics  # type: ignore[import-untyped] # noqa: PLC0415

    [fremde] = generate_mnemonics(1, [(2, 2)], bytes(34))
    sammlung = Sammlung()
    for fremder in fremde:
        sammlung.nimm(lesen(fremder))
    with pytest.raises(Bogenfehler, match="nicht zu Härtefall"):
        sammlung.schluessel()


def test_it_prints_a_sheet_that_can_be_typed_in_again() -> None:
    bogen = teilen(2, GEHEIM, 5, 3)[3]
    text = druckbild(bogen, 5, 2, date(2026, 11, 20))
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= 60
    for teil in ("BERGUNGSBOGEN 4 von 5", f"Satz {bogen.satz}", "20.11.2026", "Generation 2"):
        assert teil in text
    absatz = text.split("\n\n")[2]
    assert lesen(absatz) == bogen
