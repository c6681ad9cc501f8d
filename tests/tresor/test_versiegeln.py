"""The seal of a single value: opens only for its key, field and row, and only whole."""

import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from haertefall.tresor import siegel
from haertefall.tresor.schluesseldatei import LAENGE, Verfaelscht

schluessel = st.binary(min_size=LAENGE, max_size=LAENGE)
etiketten = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}\.[a-z_]{1,12}", fullmatch=True)
zeilen = st.uuids().map(lambda u: u.bytes)

KEY = bytes(range(LAENGE))
ZEILE = uuid.UUID(int=7).bytes
FELD = "faelle.person.nachname"


@given(schluessel, st.binary(max_size=300), etiketten, zeilen)
@example(KEY, b"", FELD, ZEILE)
def test_it_opens_what_it_sealed(key: bytes, klar: bytes, etikett: str, zeile: bytes) -> None:
    gesiegelt = siegel.versiegeln(key, klar, etikett, zeile)
    assert siegel.oeffnen(key, gesiegelt, etikett, zeile) == klar
    assert gesiegelt[:1] == b"\x01"
    assert len(gesiegelt) == 1 + 12 + len(klar) + 16


@given(st.binary(min_size=8, max_size=300))
def test_it_hides_the_plain_value_and_never_repeats_itself(klar: bytes) -> None:
    eins, zwei = (siegel.versiegeln(KEY, klar, FELD, ZEILE) for _ in range(2))
    assert klar not in eins
    assert eins[1:13] != zwei[1:13]
    assert eins != zwei


@given(schluessel, etiketten, zeilen)
def test_it_opens_only_with_its_key_for_its_field_and_row(
    key: bytes, etikett: str, zeile: bytes
) -> None:
    gesiegelt = siegel.versiegeln(KEY, b"Hoxha", FELD, ZEILE)
    for anders in ((key, FELD, ZEILE), (KEY, etikett, ZEILE), (KEY, FELD, zeile)):
        if anders == (KEY, FELD, ZEILE):
            continue
        with pytest.raises(Verfaelscht):
            siegel.oeffnen(anders[0], gesiegelt, *anders[1:])


@given(st.data(), st.binary(max_size=60))
def test_it_notices_every_flipped_bit(data: st.DataObject, klar: bytes) -> None:
    gesiegelt = bytearray(siegel.versiegeln(KEY, klar, FELD, ZEILE))
    stelle = data.draw(st.integers(0, len(gesiegelt) * 8 - 1))
    gesiegelt[stelle // 8] ^= 1 << stelle % 8
    with pytest.raises(Verfaelscht):
        siegel.oeffnen(KEY, bytes(gesiegelt), FELD, ZEILE)


@given(st.data(), st.binary(max_size=60))
def test_it_notices_what_was_cut_or_added(data: st.DataObject, klar: bytes) -> None:
    gesiegelt = siegel.versiegeln(KEY, klar, FELD, ZEILE)
    laenge = data.draw(st.integers(0, len(gesiegelt) - 1))
    for anders in (gesiegelt[:laenge], gesiegelt[laenge + 1 :], gesiegelt + b"\x00"):
        with pytest.raises(Verfaelscht):
            siegel.oeffnen(KEY, anders, FELD, ZEILE)


@pytest.mark.parametrize("version", [b"\x00", b"\x02", b"\xff", b""])
def test_it_refuses_a_version_it_does_not_know(version: bytes) -> None:
    gesiegelt = siegel.versiegeln(KEY, b"Hoxha", FELD, ZEILE)
    with pytest.raises(Verfaelscht) as grund:
        siegel.oeffnen(KEY, version + gesiegelt[1:], FELD, ZEILE)
    assert str(grund.value) == "Der Inhalt von faelle.person.nachname ist beschädigt."


def test_it_tells_label_and_row_apart_where_they_meet() -> None:
    """Label and row are joined: moving the boundary must not give the same binding."""
    gesiegelt = siegel.versiegeln(KEY, b"Hoxha", "a.b.c", b"d" + ZEILE[1:])
    with pytest.raises(Verfaelscht):
        siegel.oeffnen(KEY, gesiegelt, "a.b.cd", ZEILE[1:])


def test_it_names_the_field_and_never_the_content() -> None:
    gesiegelt = siegel.versiegeln(KEY, b"Hoxha", FELD, ZEILE)
    with pytest.raises(Verfaelscht) as grund:
        siegel.oeffnen(bytes(LAENGE), gesiegelt, FELD, ZEILE)
    assert str(grund.value) == (
        "Der Inhalt von faelle.person.nachname ist beschädigt oder vertauscht."
    )
    assert grund.value.__suppress_context__
