"""Files sealed in pieces: what comes out is what went in, or an error, never something else."""

import io
import secrets
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.tresor.siegel import AUFSCHLAG
from haertefall.tresor.stroeme import STUECK, Versiegler, entsiegeln

SCHLUESSEL, DATEI = secrets.token_bytes(32), UUID("11111111-1111-4111-8111-111111111111")
SATZ = STUECK + AUFSCHLAG


def versiegelt(klar: bytes, schritt: int = STUECK, datei: UUID = DATEI) -> bytes:
    ziel = io.BytesIO()
    versiegler = Versiegler(ziel, SCHLUESSEL, "probe", datei)
    for anfang in range(0, len(klar), schritt):
        versiegler.schreibe(klar[anfang : anfang + schritt])
    versiegler.beende()
    return ziel.getvalue()


def offen(
    geheim: bytes, schluessel: bytes = SCHLUESSEL, etikett: str = "probe", datei: UUID = DATEI
) -> bytes:
    return b"".join(entsiegeln(io.BytesIO(geheim), schluessel, etikett, datei))


@given(st.integers(0, 3 * STUECK + 1), st.integers(1, 2 * STUECK))
@example(0, 1)
@example(STUECK, STUECK)
@example(2 * STUECK, 1000)
@example(STUECK + 1, 7)
def test_it_gives_back_what_went_in(laenge: int, schritt: int) -> None:
    klar = secrets.token_bytes(laenge)
    geheim = versiegelt(klar, schritt)
    assert offen(geheim) == klar
    stuecke = max(1, -(-laenge // STUECK))
    assert len(geheim) == laenge + stuecke * AUFSCHLAG


@given(st.integers(0, 2 * SATZ + 9 + AUFSCHLAG), st.integers(0, 7))
def test_it_notices_every_flipped_bit(stelle: int, bit: int) -> None:
    geheim = bytearray(versiegelt(bytes(2 * STUECK + 10)))
    geheim[stelle] ^= 1 << bit
    with pytest.raises(Verfaelscht):
        offen(bytes(geheim))


@given(st.integers(0, 3 * SATZ - 1))
@example(0)
@example(SATZ)
@example(2 * SATZ)
def test_it_notices_where_it_was_cut(rest: int) -> None:
    geheim = versiegelt(bytes(3 * STUECK))
    assert len(geheim) == 3 * SATZ
    with pytest.raises(Verfaelscht):
        offen(geheim[:rest])


def test_it_notices_pieces_exchanged_left_out_doubled_or_added() -> None:
    geheim = versiegelt(secrets.token_bytes(4 * STUECK))
    a, b, c, d = (geheim[n * SATZ : (n + 1) * SATZ] for n in range(4))
    for falsch in (b + a + c + d, a + c + d, a + b + b + c + d, geheim + d, geheim + b"x", d, a):
        with pytest.raises(Verfaelscht):
            offen(falsch)


def test_it_notices_the_file_or_the_label_of_another() -> None:
    geheim = versiegelt(b"Zeugnis")
    for anderes in ({"datei": uuid4()}, {"etikett": "andere"}, {"schluessel": bytes(32)}):
        with pytest.raises(Verfaelscht):
            offen(geheim, **anderes)


def test_it_gives_out_only_pieces_that_are_right() -> None:
    geheim = bytearray(versiegelt(b"a" * STUECK + b"b" * STUECK + b"c"))
    geheim[SATZ + 20] ^= 1
    stuecke = entsiegeln(io.BytesIO(bytes(geheim)), SCHLUESSEL, "probe", DATEI)
    assert next(stuecke) == b"a" * STUECK
    with pytest.raises(Verfaelscht):
        next(stuecke)


def test_it_never_seals_the_same_content_the_same_way() -> None:
    assert versiegelt(b"Zeugnis") != versiegelt(b"Zeugnis")
