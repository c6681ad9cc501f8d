"""Published tables: every broken sum, contradiction and missing year, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.statistik.druck import DATEN
from haertefall.statistik.lesen import Lesefehler, lies_tabellen, lies_zahlen
from haertefall.statistik.pruefung import Befund, Zahlen, pruefe
from haertefall.statistik.tabellenarten import ARTEN

REFERENZ = DATEN / "nrw_2024"
WIDERSPRUCH_2014 = ("6.6", 2014, "offen")


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    """A copy of the official tables without their contradiction."""
    ziel = tmp_path / "tabellen"
    shutil.copytree(REFERENZ, ziel)
    aendere(ziel, "tabelle_6_6", "2014,65,0,1,5", "2014,65,0,1,3")
    return ziel


def datei(ordner: Path, kennung: str) -> Path:
    """File of a table."""
    return ordner / f"{ARTEN[kennung].datei}.csv"


def aendere(ordner: Path, kennung: str, alt: str, neu: str) -> None:
    """Replace a text that stands once in a file."""
    pfad = datei(ordner, kennung)
    text = pfad.read_text("utf-8")
    assert text.count(alt) == 1
    pfad.write_text(text.replace(alt, neu), "utf-8")


def befunde(ordner: Path, **angaben: int) -> list[Befund]:
    """What the command would print."""
    zahlen, gelesen = lies_zahlen(ordner, ARTEN)
    return gelesen + pruefe(zahlen, erstes_jahr=2005, nicht_ausgewertet=[2005, 2006], **angaben)


def orte(ordner: Path, **angaben: int) -> list[tuple[str, int | None, str]]:
    """Where something is wrong."""
    return [(b.tabelle, b.jahr, b.zelle) for b in befunde(ordner, **angaben)]


def test_it_finds_exactly_the_contradiction_of_2014() -> None:
    (befund,) = befunde(REFERENZ)
    assert (befund.tabelle, befund.jahr, befund.zelle) == WIDERSPRUCH_2014
    assert "Tabelle 6.5: 3, Tabelle 6.6: 5" in befund.text
    assert "Nur mit 3 geht die Summe auf" in befund.text


def test_it_finds_nothing_without_that_contradiction(ordner: Path) -> None:
    assert not befunde(ordner)


@pytest.mark.parametrize(
    ("kennung", "alt", "neu", "ort"),
    [
        ("tabelle_6_1", "2011,256", "2011,265", ("6.1", 2011, "antraege")),
        ("tabelle_6_2", "2011,Irak,29", "2011,Irak,92", ("6.2", 2011, "antraege")),
        ("tabelle_6_3", "2011,256,91,0", "2011,255,91,0", ("6.3", 2011, "antraege")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,90,0", ("6.3", 2011, "ersuchen")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,91,1", ("6.3", 2011, "offen")),
        ("tabelle_6_4", "2011,256,123,42,0", "2011,256,123,42,2", ("6.4", 2011, "offen")),
        (
            "tabelle_6_4",
            "2011,256,123,42,0",
            "2011,256,124,42,0",
            ("6.4", 2011, "kein_ersuchen / andere_erledigung"),
        ),
        ("tabelle_6_5", "2011,91,88,0", "2011,91,88,1", ("6.5", 2011, "offen")),
        ("tabelle_6_5", "2011,91,88,0", "2011,92,88,0", ("6.5", 2011, "ersuchen")),
        (
            "tabelle_6_6",
            "2011,91,2,1,0",
            "2011,91,2,2,0",
            ("6.5 / 6.6", 2011, "gefolgt / nicht_gefolgt / andere_erledigung"),
        ),
        ("tabelle_6_1", "2011,256\n", "", ("6.1", 2011, "jahr")),
        ("tabelle_6_5", "2011,91,88,0\n", "", ("6.5", 2011, "jahr")),
        ("tabelle_6_6", "2023,68,11,0,22\n", "", ("6.6", 2023, "jahr")),
        ("tabelle_6_3", "2007,201,38,0\n", "", ("6.3", 2007, "jahr")),
        ("tabelle_6_1", "2005,1064\n", "", ("6.1", 2005, "jahr")),
        ("tabelle_6_3", "antraege,ersuchen", "antraege,quote", ("6.3", None, "quote")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,-91,0", ("6.3", 2011, "ersuchen")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,91.0,0", ("6.3", 2011, "ersuchen")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,,0", ("6.3", 2011, "ersuchen")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256, 91,0", ("6.3", 2011, "ersuchen")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,٩١,0", ("6.3", 2011, "ersuchen")),
        ("tabelle_6_1", "2005,1064", "2005,1.064", ("6.1", 2005, "antraege")),
        ("tabelle_6_2", "2011,Irak,29", "2011,Irak,viele", ("6.2", 2011, "Irak")),
        ("tabelle_6_2", "2011,Irak,29", "2011,Irak,29\n2011,Irak,29", ("6.2", 2011, "land")),
        ("tabelle_6_3", "2011,256,91,0", "2011,256,91,0\n2011,256,91,0", ("6.3", 2011, "jahr")),
        ("tabelle_6_1", "2011,256", "11,256", ("6.1", None, "jahr")),
        ("tabelle_6_3", "2011,256,91,0", "2110,256,91,0", ("6.3", 2110, "jahr")),
        ("tabelle_6_3", "2011,256,91,0", "1911,256,91,0", ("6.3", 1911, "jahr")),
        ("tabelle_6_1", "2023,264\n", "2023,264\n2024,1\n", ("6.1", 2024, "jahr")),
        ("tabelle_6_1", "2005,1064", "2004,1\n2005,1064", ("6.1", 2004, "jahr")),
    ],
)
def test_it_names_the_cell(
    ordner: Path, kennung: str, alt: str, neu: str, ort: tuple[str, int | None, str]
) -> None:
    aendere(ordner, kennung, alt, neu)
    gefunden = orte(ordner)
    assert ort in gefunden
    # An unknown column stands where another is missing, a spoilt year where one is missing.
    assert len(gefunden) <= 2


def test_it_names_a_column_that_is_missing_or_doubled(ordner: Path) -> None:
    aendere(ordner, "tabelle_6_5", "jahr,ersuchen,gefolgt,offen", "jahr,ersuchen,offen,offen")
    texte = [str(befund) for befund in befunde(ordner)]
    assert "Tabelle 6.5, gefolgt: Die Spalte fehlt." in texte
    assert "Tabelle 6.5, offen: Die Spalte steht mehrmals da." in texte


def test_it_accepts_tables_that_begin_later(ordner: Path) -> None:
    """`bericht --von 2012` writes such tables; 6.1 always begins with the first year."""
    for kennung in list(ARTEN)[1:]:
        zeilen = datei(ordner, kennung).read_text("utf-8").splitlines(keepends=True)
        behalten = [z for z in zeilen if z.startswith("jahr") or int(z[:4]) >= 2012]
        datei(ordner, kennung).write_text("".join(behalten), "utf-8")
    assert not befunde(ordner)
    assert ("6.4", 2011, "jahr") in orte(ordner, von=2007)


@given(
    stelle=st.sampled_from(
        sorted(
            ort
            for ort in lies_zahlen(REFERENZ, ARTEN)[0].werte
            if ort[1] >= 2007 and ort[1] != 2014
        )
    ),
    um=st.integers(1, 50),
)
def test_it_finds_every_single_wrong_figure(stelle: tuple[str, int, str], um: int) -> None:
    zahlen, _ = lies_zahlen(REFERENZ, ARTEN)
    zahlen.werte[stelle] += um
    gefunden = [
        b
        for b in pruefe(zahlen, erstes_jahr=2005, nicht_ausgewertet=[2005, 2006])
        if (b.tabelle, b.jahr, b.zelle) != WIDERSPRUCH_2014
    ]
    assert len(gefunden) == 1
    assert gefunden[0].jahr == stelle[1]
    assert ARTEN[stelle[0]].nummer in gefunden[0].tabelle
    assert stelle[2] in gefunden[0].zelle


def test_it_checks_nothing_where_nothing_is() -> None:
    assert not pruefe(Zahlen())


def _leer(pfad: Path) -> None:
    pfad.write_bytes(b"")


def _nur_leerzeichen(pfad: Path) -> None:
    pfad.write_bytes(b" \n \n")


def _nur_kopf(pfad: Path) -> None:
    pfad.write_text("jahr,antraege,ersuchen,offen\n", "utf-8")


def _halb(pfad: Path) -> None:
    pfad.write_bytes(pfad.read_bytes()[:-8])


def _windows(pfad: Path) -> None:
    pfad.write_bytes("jahr,anträge\n2007,1\n".encode("cp1252"))


def _utf16(pfad: Path) -> None:
    pfad.write_text(pfad.read_text("utf-8"), "utf-16")


def _semikolon(pfad: Path) -> None:
    pfad.write_text(pfad.read_text("utf-8").replace(",", ";"), "utf-8")


def _tabulator(pfad: Path) -> None:
    pfad.write_text(pfad.read_text("utf-8").replace(",", "\t"), "utf-8")


def _null(pfad: Path) -> None:
    pfad.write_bytes(pfad.read_bytes().replace(b"2011", b"20\0\0"))


def _offenes_zitat(pfad: Path) -> None:
    pfad.write_text(pfad.read_text("utf-8") + '2024,"1,2,3\n', "utf-8")


def _fehlt(pfad: Path) -> None:
    pfad.unlink()


def _ist_ordner(pfad: Path) -> None:
    pfad.unlink()
    pfad.mkdir()


@pytest.mark.parametrize(
    ("verdirb", "text"),
    [
        (_leer, "Die Datei ist leer"),
        (_nur_leerzeichen, "Die Datei ist leer"),
        (_nur_kopf, "keine Zeile mit Zahlen"),
        (_halb, "Ist die Datei vollständig"),
        (_windows, "Zeile 1 ist nicht in UTF-8"),
        (_utf16, "UTF-16"),
        (_semikolon, "mit Semikolon getrennt"),
        (_tabulator, "mit Tabulator getrennt"),
        (_null, "Nullzeichen"),
        (_offenes_zitat, "Anführungszeichen"),
        (_fehlt, "Die Datei fehlt"),
        (_ist_ordner, "nicht lesbar"),
    ],
)
def test_it_says_why_a_file_cannot_be_read(
    ordner: Path, verdirb: Callable[[Path], None], text: str
) -> None:
    verdirb(datei(ordner, "tabelle_6_3"))
    with pytest.raises(Lesefehler) as fehler:
        befunde(ordner)
    (meldung,) = fehler.value.meldungen
    assert meldung.startswith("tabelle_6_3_ersuchen.csv: ")
    assert text in meldung


def test_it_names_every_file_that_cannot_be_read(ordner: Path) -> None:
    _leer(datei(ordner, "tabelle_6_1"))
    _fehlt(datei(ordner, "tabelle_6_6"))
    with pytest.raises(Lesefehler) as fehler:
        befunde(ordner)
    assert len(fehler.value.meldungen) == 2


def test_it_reads_what_spreadsheets_write(ordner: Path) -> None:
    """A byte order mark, CRLF, a blank line, quotes, no newline at the end."""
    pfad = datei(ordner, "tabelle_6_2")
    text = pfad.read_text("utf-8").replace("2011,Irak,29", '2011,"Irak",29').rstrip("\n")
    pfad.write_bytes(("\ufeff" + text.replace("\n", "\r\n", 5) + "\n\n").encode())
    assert not befunde(ordner)


@given(st.binary(max_size=200))
def test_it_never_fails_in_another_way(
    tmp_path_factory: pytest.TempPathFactory, inhalt: bytes
) -> None:
    ordner = tmp_path_factory.mktemp("roh")
    datei(ordner, "tabelle_6_3").write_bytes(inhalt)
    try:
        zahlen, _ = lies_zahlen(ordner, ["tabelle_6_3"])
    except Lesefehler as fehler:
        assert fehler.meldungen
    else:
        pruefe(zahlen)


@given(
    st.text(alphabet=st.sampled_from('jahr,antgeusoc_;"\n\r\t 0123456789-.\ufeff'), max_size=120)
)
def test_it_never_fails_on_something_like_a_table(
    tmp_path_factory: pytest.TempPathFactory, inhalt: str
) -> None:
    ordner = tmp_path_factory.mktemp("fast")
    datei(ordner, "tabelle_6_3").write_text("jahr,antraege,ersuchen,offen\n" + inhalt, "utf-8")
    try:
        zahlen, _ = lies_zahlen(ordner, ["tabelle_6_3"])
    except Lesefehler as fehler:
        assert fehler.meldungen
    else:
        pruefe(zahlen)


def test_it_reads_published_tables_only_with_their_columns(ordner: Path) -> None:
    assert lies_tabellen(ordner, ["tabelle_6_1"])["tabelle_6_1"].zeilen[0] == (2005, 1064)
    aendere(ordner, "tabelle_6_1", "jahr,antraege", "jahr,eingaben")
    with pytest.raises(Lesefehler, match="Spalten"):
        lies_tabellen(ordner, ["tabelle_6_1"])
