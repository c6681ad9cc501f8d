"""Reading rules files: what is wrong is said with file, line and advice."""

import copy
import json
import math
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import (
    Mangel,
    Ordnungsfehler,
    aus_normalisiert,
    fassung_hash,
    lesen,
    lesen_geruest,
    lesen_merkmale,
    normalisiert,
)
from haertefall.recht.ordnung.maengel import benennen, maengel
from haertefall.recht.ordnung.meldungen import meldung
from tests.recht.bau import KOPF, PROBEN, ausgelieferte, geruest, merkmale, ordnung


def mangel(zeilen: str, kopf: str = KOPF) -> Mangel:
    """The only mistake in a file."""
    with pytest.raises(Ordnungsfehler) as gefangen:
        lesen(f"{kopf}\n{zeilen}", "probe.toml")
    (einer,) = gefangen.value.maengel
    return einer


SITZ = """[[sitz]]
kennung = "kirche"
bezeichnung = "Kirche"
norm = "§ 2"
"""


def test_it_names_file_line_place_and_advice() -> None:
    einer = mangel(f'{SITZ}stimmrecht = "jein"')
    assert (einer.datei, einer.zeile_nr) == ("probe.toml", 14)
    assert einer.stelle == "[[sitz]] Nr. 1 („kirche“), „stimmrecht“"
    assert einer.was == "„jein“ ist hier nicht möglich."
    assert einer.tun == "Meinten Sie „nein“? Erlaubt sind: „ja“, „nein“, „nur“."
    assert str(einer).startswith("probe.toml, Zeile 14, [[sitz]] Nr. 1 („kirche“), „stimmrecht“:")


def test_it_suggests_the_closest_key() -> None:
    einer = mangel(f'{SITZ}vertretng = "keine"')
    assert einer.was == "Den Schlüssel „vertretng“ gibt es hier nicht."
    assert einer.tun == "Meinten Sie „vertretung“?"


def test_it_lists_the_keys_where_none_is_close() -> None:
    einer = mangel('[[weg]]\nkennung = "text"\nbezeichnung = "Text"\nnorm = "§ 1"\nxyz = 1')
    assert "„standard“" in einer.tun
    ganz_oben = mangel("xyz = 1", kopf=f"xyz = 1\n{KOPF}".replace("xyz = 1\n", "", 1))
    assert ganz_oben.stelle == "[ordnung], „xyz“"


def test_it_says_what_a_missing_key_is_for() -> None:
    einer = mangel('[[sitz]]\nkennung = "kirche"\nnorm = "§ 2"')
    assert einer.was == "Es fehlt „bezeichnung“."
    assert einer.tun == "Wer hier sitzt, in Worten der Quelle"
    assert einer.zeile_nr == 10


def test_it_reports_every_mistake_in_the_order_of_the_file() -> None:
    with pytest.raises(Ordnungsfehler) as gefangen:
        lesen(f'{KOPF}\n{SITZ}anzahl = "3"\n[[weg]]\n[[turnus]]\nje = "tag"\nnorm="§ 1"', "p.toml")
    assert [m.zeile_nr for m in gefangen.value.maengel] == [14, 15, 15, 17]


@pytest.mark.parametrize(
    ("zeilen", "was", "tun"),
    [
        ('[[weg]]\nkennung = "text"\nnorm = "§"', "zu kurz", "Was nicht bekannt ist, bleibt weg"),
        (f"{SITZ}anzahl = 0", "außerhalb", "Sie ist mindestens 1."),
        (f'{SITZ}anzahl = "3"', "ganze Zahl", "ohne Anführungszeichen"),
        (f'{SITZ}von_amts_wegen = "ja"', "ja oder nein", "true oder false"),
        (f"{SITZ}waehlt = 3", "ein Text", "Anführungszeichen"),
        (f'{SITZ}schlaegt_vor = "Kirche"', "eine Liste", 'schlaegt_vor = ["…", "…"]'),
        ('[sitz]\nkennung = "a"', "Liste von Abschnitten", "[[sitz]]"),
        ("sitz = [3]", "ein Abschnitt", "[[sitz]]"),
        ('[bericht]\nkohorte = "eingang"', "ein Abschnitt", "[bericht.kohorte]"),
        ('[bericht]\nzaehlung = "x"', "Liste von Abschnitten", "[[bericht.zaehlung]]"),
        ('[[amtszeit]]\njahre = "zwei"\nnorm = "§ 1"', "eine Zahl", "2.5"),
        ('[[amtszeit]]\njahre = 0\nnorm = "§ 1"', "außerhalb", "größer als 0"),
        ('[[amtszeit]]\njahre = inf\nnorm = "§ 1"', "unbestimmt", "2.5"),
    ],
)
def test_it_translates_what_pydantic_says(zeilen: str, was: str, tun: str) -> None:
    if zeilen.startswith("sitz ="):
        zeilen, kopf = "", f"{zeilen}\n{KOPF}"
    else:
        kopf = KOPF
    try:
        lesen(f"{kopf}\n{zeilen}", "probe.toml")
    except Ordnungsfehler as fehler:
        assert any(was in m.was and tun in m.tun for m in fehler.maengel), str(fehler)
    else:
        pytest.fail("Der Fehler wurde nicht gefunden.")


@pytest.mark.parametrize(
    ("zeile", "satz"),
    [
        ('[[sitz]]\nkennung = "a"\nbezeichnung = "aa"', "Es fehlt „norm“ oder „quelle“"),
        (f'{SITZ}art = "praxis"', "Eine Praxis braucht „quelle“"),
        (f'{SITZ}art = "auslegung"', "Eine Lesart braucht „auslegung“ und „zweifel“."),
        (f'{SITZ}stimmrecht = "nur"', "gehören zusammen"),
        (f"{SITZ}beratend = true", "Wer beratend teilnimmt"),
        (f"{SITZ}{SITZ}", "In „sitz“ steht „kirche“ zweimal."),
        ('[[mitgliederzahl]]\nnorm = "§ 2"', "Es fehlt die Zahl"),
        ('[[mitgliederzahl]]\nmindestens = 3\nhoechstens = 2\nnorm = "§ 2"', "größer als"),
        ('[[turnus]]\nmindestens = 1\nnorm = "§ 6"', "gehören zusammen"),
        (
            '[[sitzungsregel]]\ngegenstand = "ladungsfrist"\ninhalt = "xx"\nrueckwaerts = true\n'
            'norm = "§ 6"',
            "„rueckwaerts“ braucht „tage“.",
        ),
        ('[[beschlussfaehigkeit]]\nnorm = "§ 6"', "Entweder „mindestens“"),
        ('[[beschlussfaehigkeit]]\nmindestens = "1/2"\nnorm = "§ 6"', "gehören zusammen"),
        (
            '[[beschlussfaehigkeit]]\nmindestens = "3/2"\nvon = "mitglieder"\nnorm = "§ 6"',
            "höchstens 1/1",
        ),
        (
            '[[beschlussfaehigkeit]]\nmindestens = "1/2"\nvon = "anwesende"\nnorm = "§ 6"',
            "ein Anteil der Mitglieder",
        ),
        ('[[mehrheit]]\ngegenstand = ["ersuchen"]\nnorm = "§ 6"', "Genau eine Schwelle"),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nmehr_als = "1/2"\nnorm = "§ 6"',
            "braucht „von“",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nmehr_als = "1/1"\nvon = "anwesende"\n'
            'norm = "§ 6"',
            "Mehr als alle gibt es nicht",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nmindestens = "3/2"\nvon = "anwesende"\n'
            'norm = "§ 6"',
            "höchstens 1/1",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 2\nstichentscheid = "vorsitz"\n'
            'norm = "§ 6"',
            "Ein Stichentscheid passt nur",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nmehr_als = "1/2"\nvon = "anwesende"\n'
            'umlauf = true\nnorm = "§ 6"',
            "Im Umlauf ist niemand anwesend",
        ),
        (
            '[[sitzungsregel]]\ngegenstand = "video"\ninhalt = "xx"\nstimme = "entfaellt"\n'
            'norm = "§ 6"',
            "gehören zur Befangenheit",
        ),
        (
            '[[sitzungsregel]]\ngegenstand = "video"\ninhalt = "xx"\n'
            'sichtbar_fuer = ["mitglied"]\nnorm = "§ 6"',
            "gehört zur namentlichen Abstimmung",
        ),
        (
            '[[ausschlussgrund]]\nkennung = "g"\nbezeichnung = "Grund"\nwirkung = "streitig"\n'
            'wenn = { a = true }\nstellt_fest = ["vorsitz"]\nnorm = "§ 5"',
            "„lesarten“ gehören zusammen",
        ),
        (
            '[[ausschlussgrund]]\nkennung = "g"\nbezeichnung = "Grund"\nwirkung = "streitig"\n'
            'wenn = { a = true }\nstellt_fest = ["vorsitz"]\nnorm = "§ 5"\n'
            'lesarten = [{ text = "eine", folge = "schliesst_aus", zweifel = "xx" }]',
            "mindestens zwei Lesarten",
        ),
        (
            '[[ablauf]]\nschritt = "s"\nvon = []\nwer = ["rat"]\nnorm = "§ 4"',
            "braucht „nach“",
        ),
        (
            '[[ablauf]]\nschritt = "s"\nvon = ["eingegangen"]\nnach = "vorpruefung"\nfrei = true\n'
            'wer = ["rat"]\nnorm = "§ 4"',
            "Ein Nebenschritt",
        ),
        (
            '[[frist]]\nkennung = "f"\nbezeichnung = "Frist"\nanzahl = 1\neinheit = "tage"\n'
            'beginn = "xx"\nquelle = "Praxis"',
            "Eine Frist braucht „norm“",
        ),
        (
            '[[frist]]\nkennung = "f"\nbezeichnung = "Frist"\nanzahl = 1\nbeginn = "xx"\n'
            'norm = "§ 1"',
            "„anzahl“ und „einheit“",
        ),
        (
            '[[frist]]\nkennung = "f"\nbezeichnung = "Frist"\nbeginn = "xx"\nnorm = "§ 1"',
            "Entweder „anzahl“",
        ),
        (
            '[[frist]]\nkennung = "f"\nbezeichnung = "Frist"\nanzahl = 1\neinheit = "tage"\n'
            'beginn = "xx"\nrueckwaerts = true\nverschiebung = "§ 193 BGB"\nnorm = "§ 1"',
            "verschiebt sich nie",
        ),
        (
            '[[bericht.zaehlung]]\nmerkmal = "folge"\nwert = "x"\nbezeichnung = "xx"\n'
            'spalte = "ersuchen"\nnorm = "§ 1"',
            "gehört nicht zu „folge“",
        ),
        (
            '[[bericht.zaehlung]]\nmerkmal = "ergebnis"\nwert = "x"\nbezeichnung = "xx"\n'
            'spalte = "gefolgt"\nnorm = "§ 1"',
            "gehört nicht zu „ergebnis“",
        ),
    ],
)
def test_it_refuses_rows_that_contradict_themselves(zeile: str, satz: str) -> None:
    assert satz in mangel(zeile).was


@pytest.mark.parametrize(
    ("zeile", "satz"),
    [
        ('geprueft_von = "Dr. X"', "„geprueft_von“ und „geprueft_am“"),
        ("inkrafttreten = 2020-01-02\nausserkrafttreten = 2020-01-01", "liegt vor"),
    ],
)
def test_it_refuses_heads_that_contradict_themselves(zeile: str, satz: str) -> None:
    assert satz in mangel("", kopf=f"{KOPF}{zeile}\n").was


def test_it_reports_a_wrong_kind_of_state_once() -> None:
    zeile = '[[ablauf]]\nschritt = "s"\nvon = ["eingegangen"]\nwer = ["rat"]\nnorm = "§ 4"\n'
    assert mangel(f'{zeile}nach = "aufgenomen"').tun.startswith("Meinten Sie „aufgenommen“?")
    assert mangel(f'{zeile}nach = {{ a = "aufgenomen" }}').stelle.endswith("„nach“, „a“")
    assert mangel(f"{zeile}nach = 3").was == "„3“ ist hier nicht möglich."


@pytest.mark.parametrize(
    ("text", "zeile", "was"),
    [
        ("a b = 1", 1, "Gleichheitszeichen"),
        ("x = 1\na = ja", 2, "nicht lesbar"),
        ("=1", 1, "Die Zeile ist nicht lesbar"),
        ("a. = 1", 1, "Der Schlüssel ist nicht lesbar"),
        ("a = [1, 2", 1, "Liste wird nicht geschlossen"),
        ("a = { b = 1", 1, "geschweifte Klammer"),
        ('a = """x', 1, "nicht geschlossen"),
        ('a = "x\ny"', 1, "Zeilenumbruch"),
        ('a = "\\q"', 1, "umgekehrter Schrägstrich"),
        ('a = "x" y', 1, "steht noch etwas"),
        ("[a", 1, "Überschrift"),
        ("a = 1\na = 2", 2, "Derselbe Schlüssel"),
        ("[a]\n[a]", 2, "Derselbe Abschnitt"),
        ("a = { b = 1, b = 2 }", 1, "derselbe Schlüssel zweimal"),
        ("a = 2020-02-31", 1, "Diesen Tag gibt es nicht"),
        ('a = "\\uD800"', 1, "hier nicht lesbar"),
    ],
)
def test_it_explains_texts_that_are_no_toml(text: str, zeile: int, was: str) -> None:
    with pytest.raises(Ordnungsfehler) as gefangen:
        lesen(text, "kaputt.toml")
    (einer,) = gefangen.value.maengel
    assert einer.zeile_nr == zeile
    assert was in einer.was


FALSCH: tuple[object, ...] = (
    "", "x", "Ä", "x" * 61, 5, 0, -1, 1.5, math.inf, True, date(2020, 1, 1), [], [7], ["x"], {},
    {"x": 1}, {"X": True}, [{"x": 1}],
)  # fmt: skip


def verdorben(inhalt: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The content with each value once replaced by each wrong one, missing, or joined by a key."""
    for pfad in list(pfade(inhalt)):
        for wert in FALSCH:
            kopie, halter = gefasst(inhalt, pfad)
            halter[pfad[-1]] = wert
            yield kopie
        kopie, halter = gefasst(inhalt, pfad)
        del halter[pfad[-1]]
        yield kopie
        kopie, halter = gefasst(inhalt, pfad)
        if isinstance(halter, dict):
            halter["gibt_es_nicht"] = 1
            yield kopie


def pfade(wert: Any, vor: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(wert, dict | list):
        teile = wert.items() if isinstance(wert, dict) else enumerate(wert)
        for name, teil in teile:
            yield (*vor, name)
            yield from pfade(teil, (*vor, name))


def gefasst(inhalt: dict[str, Any], pfad: tuple[str | int, ...]) -> tuple[dict[str, Any], Any]:
    """A copy, and in it the table or list that holds the last part of the path."""
    kopie = copy.deepcopy(inhalt)
    halter: Any = kopie
    for teil in pfad[:-1]:
        halter = halter[teil]
    return kopie, halter


@pytest.mark.parametrize("datei", sorted(PROBEN.glob("*.toml")), ids=lambda p: p.stem)
def test_it_knows_a_german_sentence_for_every_mistake(datei: Path) -> None:
    inhalt = tomllib.loads(datei.read_text("utf-8"))
    gefunden = 0
    for falsch in verdorben(inhalt):
        try:
            Ordnung.model_validate_json(
                json.dumps(falsch, default=lambda tag: tag.isoformat()), strict=True
            )
        except ValidationError as fehler:
            for einer in maengel(fehler, Ordnung, falsch, "", "probe.toml"):
                gefunden += 1
                assert "passt nicht" not in einer.was, einer
                assert einer.was.endswith((".", "?"))
    assert gefunden > 50


def test_it_still_speaks_german_of_a_mistake_it_does_not_know() -> None:
    unbekannt = {"type": "neu", "loc": ("a",), "msg": "new", "input": 1}
    assert meldung(unbekannt, ("a",), None) == ("Der Wert passt nicht (neu).", "")  # type: ignore[arg-type]


def test_it_names_places_without_a_row() -> None:
    assert benennen(("sitz",), {}) == "„sitz“"
    assert benennen(("sitz", 0), {"sitz": ["x"]}) == "[[sitz]] Nr. 1"
    assert benennen(("ablauf", 0), {"ablauf": [{"schritt": 3}]}) == "[[ablauf]] Nr. 1"


def test_it_reads_the_shared_files() -> None:
    assert merkmale()["ausreisepflichtig"].frage.endswith("?")
    assert len(geruest()) > 10


def test_it_refuses_a_question_given_twice() -> None:
    zweimal = '[[merkmal]]\nkennung = "a"\nfrage = "Ja?"\nnorm = "§ 1"\n' * 2
    with pytest.raises(Ordnungsfehler, match="steht „a“ zweimal"):
        lesen_merkmale(zweimal, "merkmale.toml")


def test_it_refuses_an_empty_skeleton() -> None:
    with pytest.raises(Ordnungsfehler, match="Die Liste ist leer"):
        lesen_geruest("ablauf = []", "geruest.toml")


@pytest.mark.parametrize(
    "datei", [*ausgelieferte(), *sorted(PROBEN.glob("*.toml"))], ids=lambda p: p.stem
)
def test_it_comes_back_from_its_normal_form(datei: Path) -> None:
    gelesen = lesen(datei.read_text("utf-8"), datei.name)
    wieder = aus_normalisiert(normalisiert(gelesen))
    assert wieder == gelesen
    assert fassung_hash(wieder) == fassung_hash(gelesen)


def test_it_hashes_content_not_comments_order_or_defaults() -> None:
    eins = ordnung(SITZ)
    anders_geschrieben = ordnung(
        '# Anmerkung\n[[sitz]]\nnorm = "§ 2"\nbezeichnung = "Kirche"\nkennung = "kirche"\n'
        'von_amts_wegen = false\nart = "text"'
    )
    assert fassung_hash(eins) == fassung_hash(anders_geschrieben)
    assert fassung_hash(eins) != fassung_hash(ordnung(f"{SITZ}anzahl = 1"))


def test_it_keeps_the_defaults_on_which_stored_versions_rest() -> None:
    """A changed default would change what every stored Fassung says."""
    vorgaben = {
        f"{name}.{feld}": angaben["default"]
        for name, art in Ordnung.model_json_schema()["$defs"].items()
        for feld, angaben in art.get("properties", {}).items()
        if angaben.get("default") not in (None, False)
    }
    assert {k: v for k, v in vorgaben.items() if not k.endswith((".art", ".geprueft"))} == {
        "Ausschlussgrund.folge": "ablehnen",
        "Ausschlussgrund.je": "person",
        "Bericht.laender_je_jahr": 12,
        "KleinesGremium.wahlfrei": True,
        "Kopf.massgeblich_beschluss": "sitzung",
        "Sitz.funktion": "mitglied",
        "Turnus.spur": "einzelfaelle",
        "Turnus.verbindlich": "muss",
        "Voraussetzung.je": "person",
    }
    assert {v for k, v in vorgaben.items() if k.endswith(".art")} == {"text"}
    assert {v for k, v in vorgaben.items() if k.endswith(".geprueft")} == {"text_gelesen"}
