"""Rules are small pure functions that read like the decision table beside them."""

import ast
import inspect
from datetime import date
from pathlib import Path

import pytest

from haertefall.recht.pruefhilfe import pruefe, wege
from haertefall.recht.pruefhilfe.befund import Ergebnis
from haertefall.recht.pruefhilfe.beispiele import kurz
from haertefall.recht.pruefhilfe.gesetze import Rolle
from haertefall.recht.pruefhilfe.knoten import blaetter
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wege import ALLE_WEGE
from haertefall.recht.pruefhilfe.wege.weg import Weg
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from tests.recht.pruefhilfe.beispieldateien import dateien, person

ORDNER = Path(str(wege.__file__)).parent
REGELDATEIEN = sorted(pfad for pfad in ORDNER.glob("*.py") if pfad.name != "__init__.py")
STICHTAG = date(2026, 11, 20)


def test_it_encodes_the_given_provisions_as_rules() -> None:
    """§§ 25a, 25b, 104c with its end and the ways on, 60c, 16g, 60d, 19d; all else is questions."""
    kodiert = {tafel.daten.kennung for tafel in wegtafeln(ausgeliefert()) if not tafel.gefuehrt}
    for provision in ("25a", "25b", "104c.A", "104c.B.1", "104c.B.2", "104c.B.3", "60c", "16g",
                      "60d", "19d", "19d.1a"):  # fmt: skip
        assert provision in kodiert, provision
    absaetze = {weg.split(".")[0] for weg in kodiert}
    assert absaetze == {"25a", "25b", "104c", "60c", "16g", "60d", "19d", "60a"}


def test_it_asks_guided_questions_about_all_other_sections() -> None:
    gefuehrt = {tafel.daten.kennung for tafel in wegtafeln(ausgeliefert()) if tafel.gefuehrt}
    wege_der_quelle = (
        "18a", "18b", "25.3", "25.4.1", "25.4a", "25.4b", "25.5", "60a.1", "60a.2.1",
        "60a.5a", "60a.6", "60b", "28.1.N1", "28.1.N3", "30.1", "31", "32.1", "36.2",
    )  # fmt: skip
    for weg in wege_der_quelle:
        assert weg in gefuehrt, weg


def test_it_has_no_table_for_union_law_and_a_new_asylum_procedure() -> None:
    gesetze = ausgeliefert()
    for hinweis in gesetze.stand.hinweis:
        if hinweis.kennung in ("unionsrecht", "neues_asylverfahren"):
            assert "berat" in hinweis.warum.lower()
    assert {"unionsrecht", "neues_asylverfahren"} <= {h.kennung for h in gesetze.stand.hinweis}
    titel = " ".join(weg.titel + weg.norm for weg in gesetze.wege.values())
    assert not any(wort in titel for wort in ("FreizügG", "Unionsrecht", "§ 71 AsylG"))


@pytest.mark.parametrize("weg", ALLE_WEGE, ids=lambda weg: weg.kennung)
def test_it_gives_every_row_its_paragraph_and_its_question(weg: Weg) -> None:
    for zeile in blaetter(weg.tabelle):
        daten = ausgeliefert().zeilen[zeile.kennung]
        assert "§" in daten.norm or "Art." in daten.norm, zeile.kennung
        assert len(daten.bedingung) > 10, zeile.kennung


@pytest.mark.parametrize("datei", REGELDATEIEN, ids=lambda pfad: pfad.stem)
def test_it_keeps_rules_small_and_pure(datei: Path) -> None:
    """No clock, no database, no file, no framework; a few lines each, with the norm in words."""
    baum = ast.parse(datei.read_text("utf-8"))
    for regel in baum.body:
        if isinstance(regel, ast.FunctionDef) and not regel.name.startswith("_"):
            assert ast.get_docstring(regel), regel.name
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.ImportFrom):
            assert (knoten.module or "").startswith(
                ("haertefall.recht.", "datetime", "dataclasses", "collections.abc")
            ), knoten.module
        if isinstance(knoten, ast.Import):
            raise AssertionError(ast.unparse(knoten))
        if isinstance(knoten, ast.FunctionDef):
            assert knoten.end_lineno is not None
            assert knoten.end_lineno - knoten.lineno < 32, knoten.name
        if isinstance(knoten, ast.Call) and isinstance(knoten.func, ast.Attribute):
            assert knoten.func.attr not in ("today", "now", "open", "save"), ast.unparse(knoten)


def test_it_gives_the_same_answer_to_the_same_question() -> None:
    datei = dateien()["t01_25a_alles_erfuellt"]
    fall = datei.fall[0]
    wer = person(datei, fall)
    assert pruefe(wer, fall.stichtag) == pruefe(wer, fall.stichtag)
    assert "stichtag" in inspect.signature(pruefe).parameters


def test_it_names_the_documents_that_prove_a_condition() -> None:
    """Where the source has an evidence column, the row has it; every computed way has some."""
    for weg in ALLE_WEGE:
        nachweise = [
            n for z in blaetter(weg.tabelle) for n in ausgeliefert().zeilen[z.kennung].nachweise
        ]
        assert nachweise, weg.kennung


def test_it_tells_first_what_alone_changes_the_result() -> None:
    """T01 without the recorded forecast: that judgement alone decides, and it comes first."""
    datei = dateien()["t01_25a_alles_erfuellt"]
    fall = datei.fall[0]
    wer = person(datei, fall)
    ohne = {k: w for k, w in wer.angaben.items() if k != "integration_gewaehrleistet"}
    weg = pruefe(Sachverhalt(ohne, wer.zeiten, wer.strafen), fall.stichtag).weg("25a")
    assert kurz(weg.befund) == "zu_klaeren: wertung"
    assert [f.kennung for f in weg.fehlend][:1] == ["integration_gewaehrleistet"]
    assert weg.fehlend[0].entscheidet
    for eine in pruefe(Sachverhalt(), STICHTAG).wege:
        reihenfolge = [f.entscheidet for f in eine.fehlend]
        assert reihenfolge == sorted(reihenfolge, reverse=True), eine.weg.kennung


def test_it_tells_the_state_of_the_law_with_every_result() -> None:
    saetze = " ".join(pruefe(Sachverhalt(), STICHTAG).banner)
    for teil in ("10.09.2026", "20.11.2026", "keine Entscheidung", "keine Rechtsberatung"):
        assert teil in saetze


def test_it_uses_all_roles_and_each_result() -> None:
    """Else a branch would be dead."""
    assert {z.rolle for z in ausgeliefert().zeilen.values()} == set(Rolle)
    ergebnisse = {
        weg.befund.ergebnis
        for tag in (date(2019, 1, 1), STICHTAG)
        for weg in pruefe(Sachverhalt(), tag).wege
    }
    assert Ergebnis.NICHT_IN_KRAFT in ergebnisse and Ergebnis.ZU_KLAEREN in ergebnisse
