"""A file is what its ending says, or it is not taken."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.faelle.dateiarten import ANFANG, ARTEN, ENDUNGEN, Beschau
from haertefall.vorfuehrung.papiere import pdf


def archiv(*namen: str) -> bytes:
    """A ZIP archive as office programs write them."""
    ziel = BytesIO()
    with ZipFile(ziel, "w", ZIP_DEFLATED) as zip_datei:
        for name in namen:
            zip_datei.writestr(name, "<x/>" * 40)
    return ziel.getvalue()


DOCX = archiv("[Content_Types].xml", "_rels/.rels", "word/document.xml")
BEISPIELE = {
    "pdf": [pdf(["Zeugnis"]), b"\xef\xbb\xbf%PDF-1.7\n", b"\r\n\r\n %PDF-2.0\n"],
    "jpg": [b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"\xff\xd8\xff\xe1\0\x18Exif\0\0"],
    "png": [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"],
    "heic": [b"\0\0\0\x24ftypheic\0\0\0\0mif1", b"\0\0\0\x18ftypmif1\0\0\0\0heic"],
    "tif": [b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"],
    "docx": [DOCX, archiv("word/numbering.xml", "[Content_Types].xml")],
}
ALLE = [(endung, klar) for endung, beispiele in BEISPIELE.items() for klar in beispiele]
FREMDES = {
    "nichts": b"",
    "text": b"Sehr geehrte Damen und Herren",
    "seite": b"<html><script>alert(1)</script> %PDF-1.4",
    "svg": b"<?xml version='1.0'?><svg onload='alert(1)'/>",
    "programm": b"MZ\x90\0" + bytes(60),
    "elf": b"\x7fELF\2\1\1",
    "tabelle": archiv("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
    "archiv": archiv("lies.txt"),
    "mit Kennwort": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
    "gif": b"GIF89a",
    "film": b"\0\0\0\x18ftypisom\0\0\0\0",
    "kein Bild": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "spaet": bytes(2 * ANFANG) + b"%PDF-1.7",
}


def gesehen(*stuecke: bytes) -> str:
    """The usual ending of what was seen."""
    beschau = Beschau()
    for stueck in stuecke:
        beschau.sieh(stueck)
    return beschau.art.endungen[0] if beschau.art else ""


@pytest.mark.parametrize(("endung", "klar"), ALLE)
def test_it_knows_every_kind_that_is_taken(endung: str, klar: bytes) -> None:
    assert gesehen(klar) == endung


def test_it_has_an_example_of_every_kind_and_no_ending_twice() -> None:
    assert set(BEISPIELE) == {art.endungen[0] for art in ARTEN}
    assert len(set(ENDUNGEN)) == len(ENDUNGEN)


@pytest.mark.parametrize("klar", FREMDES.values(), ids=FREMDES)
def test_it_knows_nothing_else(klar: bytes) -> None:
    assert gesehen(klar) == ""


@given(st.sampled_from([*ALLE, *(("", klar) for klar in FREMDES.values())]), st.data())
def test_it_sees_the_same_in_whatever_pieces_it_arrives(
    eines: tuple[str, bytes], daten: st.DataObject
) -> None:
    endung, klar = eines
    stellen = sorted(daten.draw(st.lists(st.integers(0, len(klar)), max_size=40)))
    grenzen = [0, *stellen, len(klar)]
    assert gesehen(*(klar[a:b] for a, b in pairwise(grenzen))) == endung


@given(st.integers(0, len(DOCX)))
def test_it_keeps_no_more_than_the_beginning(stelle: int) -> None:
    beschau = Beschau()
    for _ in range(50):
        beschau.sieh(DOCX[stelle:])
        beschau.sieh(DOCX[:stelle])
    behalten = vars(beschau)
    assert sum(len(wert) for wert in behalten.values() if isinstance(wert, bytes)) <= ANFANG + 8
